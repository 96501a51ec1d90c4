/** Lines of bank statements. */
import {
  createPool,
  type Decision,
  type FactPool,
  type MatchInput,
  matchOne,
  open,
  type PayoutInTransit,
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

/** Payouts of providers to this bank; each arrives once. */
interface Arrivals {
  find(fits: (payout: PayoutInTransit) => boolean): PayoutInTransit | undefined;
  take(payout: PayoutInTransit): Decision;
}

function createArrivals(payouts: readonly PayoutInTransit[]): Arrivals {
  const taken = new Set<PayoutInTransit>();
  return {
    find: (fits) => payouts.find((payout) => !taken.has(payout) && fits(payout)),
    take: (payout) => {
      taken.add(payout);
      return { kind: "act", act: "arrive_provider_payout", payout };
    },
  };
}

/** How Stripe names its payouts, which banks repeat. */
const stripePayoutId = /(?<![\p{L}\p{N}])PO_[A-Z0-9]{6,}/u;

/**
 * Money from a provider: by the id of its payout; a line that names only the provider is the oldest payout of the same
 * amount, because equal amounts need not be told apart.
 */
function decideArrival(line: OpenLine, arrivals: Arrivals): Decision | undefined {
  const text = textOf(line);
  const named = arrivals.find(({ payoutId }) => mentions(text, payoutId.toUpperCase()));
  const isEqual = ({ amountMinor, currency }: PayoutInTransit) =>
    amountMinor === line.amountMinor && currency === line.currency;
  if (named) return isEqual(named) ? arrivals.take(named) : open("amount_differs");
  if (stripePayoutId.test(text)) return open("provider_payout_unknown");
  const nameless = arrivals.find(
    (payout) => isEqual(payout) && text.includes(payout.provider.toUpperCase()),
  );
  return nameless && arrivals.take(nameless);
}

/** What needs no look at the books: somebody else's service knows, or nobody does. */
function decideByKind(line: OpenLine, arrivals: Arrivals): Decision | undefined {
  if (line.kind === "CHEQUE" && line.amountMinor < 0n) {
    const isNumbered = line.details.chequeNumber !== undefined;
    return isNumbered ? { kind: "act", act: "clear_cheque" } : open("cheque_number_missing");
  }
  if (line.amountMinor > 0n) {
    return decideArrival(line, arrivals) ?? { kind: "act", act: "match_deposit" };
  }
  if (line.kind === "FEE") return open("bank_fee_unbooked");
  return maybeTransfers.has(line.kind) ? undefined : open("unknown_kind");
}

/** Banks that have no word for a transfer write these. */
const maybeTransfers: ReadonlySet<string> = new Set(["TRANSFER", "DEBIT", "OTHER", "PAYMENT"]);

const isTopUp = (fact: LedgerFact) => fact.rule === "L34";

/** True when `words` stand in the text by themselves: TOPUP-1 is not a part of TOPUP-10. */
function mentions(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const around = `${text[at - 1] ?? ""}${text[at + words.length] ?? ""}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/**
 * A transfer to or from an authority by its own words. Its amount alone proves nothing: another authority, or another
 * cheque, may be owed just as much, so a line without the words is for a person.
 */
function decideRemittance(pool: FactPool, line: OpenLine, input: MatchInput): Decision | undefined {
  if (line.kind === "CHEQUE") return undefined;
  const text = textOf(line);
  const named = pool.find((fact) => {
    const words = input.remittanceReferences.get(fact.tags["remittance"] ?? "");
    return words !== undefined && mentions(text, words.toUpperCase());
  });
  return named && matchOne(pool, line, named, "remittance");
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
    const missing = line.kind === "TRANSFER" ? "not_booked" : "unknown_kind";
    decisions.set(line.id, matchOne(pool, line, fact, "top_up_sent", missing));
  }
  return decisions;
}

function decideAccount(
  account: string,
  lines: readonly OpenLine[],
  input: MatchInput,
  arrivals: Arrivals,
): Decisions {
  const rail = railAccount("bank", account);
  const pool = createPool(
    input.facts.filter((fact) => fact.account === rail),
    (fact) => fact.reference,
  );
  const decisions: Decisions = new Map();
  const transfers: OpenLine[] = [];
  for (const line of lines) {
    const decision =
      line.kind === openingKind
        ? decideOpening(pool, line)
        : (decideRemittance(pool, line, input) ?? decideByKind(line, arrivals));
    if (decision) decisions.set(line.id, decision);
    else transfers.push(line);
  }
  return new Map([...decisions, ...decideTransfers(pool, transfers, input)]);
}

/** @param input Lines in order; see decideLines. */
export function decideBankLines(input: MatchInput): Decisions {
  const lines = input.lines.filter((line) => line.source === "bank");
  const accounts = [...new Set(lines.map((line) => line.account))];
  const arrivals = createArrivals(input.payoutsInTransit);
  return new Map(
    accounts.flatMap((account) => [
      ...decideAccount(
        account,
        lines.filter((line) => line.account === account),
        input,
        arrivals,
      ),
    ]),
  );
}
