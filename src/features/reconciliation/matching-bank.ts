/** Lines of bank statements. */
import {
  createPool,
  type Decision,
  type FactPool,
  type MatchInput,
  matchOne,
  open,
} from "./decision";
import { type LedgerFact, type OpenLine, openingKind, railAccount } from "./statement";

type Decisions = Map<string, Decision>;

const textOf = (line: OpenLine) =>
  `${line.details.reference ?? ""} ${line.details.name ?? ""}`.toUpperCase();

function decideOpening(pool: FactPool, line: OpenLine): Decision {
  const [fact] = pool.under(`opening:bank:${line.account}`);
  const decision = matchOne(pool, line, fact, "opening");
  return decision.kind === "match" ? decision : open("opening_differs");
}

/** What needs no look at the books: somebody else's service knows, or nobody does. */
function decideByKind(line: OpenLine): Decision | undefined {
  if (line.kind === "CHEQUE" && line.amountMinor < 0n) {
    const isNumbered = line.details.chequeNumber !== undefined;
    return isNumbered ? { kind: "act", act: "clear_cheque" } : open("cheque_number_missing");
  }
  if (line.amountMinor > 0n) return { kind: "act", act: "match_deposit" };
  if (line.kind === "FEE") return open("bank_fee_unbooked");
  return line.kind === "TRANSFER" ? undefined : open("unknown_kind");
}

const isTopUp = (fact: LedgerFact) => fact.rule === "L34";

/** True when `words` stand in the text by themselves: TOPUP-1 is not a part of TOPUP-10. */
function mentions(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const around = `${text[at - 1] ?? ""}${text[at + words.length] ?? ""}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** The transfer whose own words stand in the line. */
function namedTopUp(pool: FactPool, line: OpenLine, input: MatchInput): LedgerFact | undefined {
  const text = textOf(line);
  return pool.find((fact) => {
    const words = input.topUpReferences.get(fact.tags["top_up"] ?? "");
    return isTopUp(fact) && words !== undefined && mentions(text, words.toUpperCase());
  });
}

/**
 * Transfers to PayPal: first by the words they were sent with, then the oldest of the same amount for lines that name
 * PayPal and nothing else, because equal amounts need not be told apart.
 */
function decideTransfers(pool: FactPool, lines: readonly OpenLine[], input: MatchInput): Decisions {
  const decisions: Decisions = new Map();
  for (const line of lines) {
    const fact = namedTopUp(pool, line, input);
    if (fact) decisions.set(line.id, matchOne(pool, line, fact, "top_up_sent"));
  }
  for (const line of lines) {
    if (decisions.has(line.id)) continue;
    const isToPaypal = textOf(line).includes("PAYPAL");
    const fact = pool.find(
      (one) => isToPaypal && isTopUp(one) && one.effectMinor === line.effectMinor,
    );
    decisions.set(line.id, matchOne(pool, line, fact, "top_up_sent"));
  }
  return decisions;
}

function decideAccount(account: string, lines: readonly OpenLine[], input: MatchInput): Decisions {
  const rail = railAccount("bank", account);
  const pool = createPool(
    input.facts.filter((fact) => fact.account === rail),
    (fact) => fact.reference,
  );
  const decisions: Decisions = new Map();
  const transfers: OpenLine[] = [];
  for (const line of lines) {
    const decision = line.kind === openingKind ? decideOpening(pool, line) : decideByKind(line);
    if (decision) decisions.set(line.id, decision);
    else transfers.push(line);
  }
  return new Map([...decisions, ...decideTransfers(pool, transfers, input)]);
}

/** @param input Lines in order; see decideLines. */
export function decideBankLines(input: MatchInput): Decisions {
  const lines = input.lines.filter((line) => line.source === "bank");
  const accounts = [...new Set(lines.map((line) => line.account))];
  return new Map(
    accounts.flatMap((account) => [
      ...decideAccount(
        account,
        lines.filter((line) => line.account === account),
        input,
      ),
    ]),
  );
}
