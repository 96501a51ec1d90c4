/** Open lines meet the books: what fits is matched, what is news is booked, and the rest becomes a break. */
import type { Currency } from "../../kernel/currency";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type NewBreak, openBreaks, resolveBreaks } from "../breaks";
import { clearChequeFromLine } from "../cheques";
import { matchTopUpArrival, topUpReferences } from "../treasury";
import type { Decision } from "./decision";
import { factsFor, payoutContents, payoutsInTransit } from "./fact-store";
import * as store from "./match-store";
import { decideLines } from "./matching";
import { arriveProviderPayout, returnProviderPayout, sendProviderPayout } from "./provider-payouts";
import type { OpenLine } from "./statement";

interface BankDepositLine {
  /** Everything the bank wrote about the line. */
  text: string;
  amountMinor: bigint;
  currency: Currency;
  bankCode: string;
  lineKey: string;
  bookedAt: Date;
}

/**
 * Books a brand's bank transfer (L5) when the line names one of its deposits. Handed in by the composition root, because
 * deposits belong to funding.
 */
export type MatchBankDeposit = (
  tx: Tx,
  line: BankDepositLine,
) => Promise<
  { kind: "matched"; reference: string } | { kind: "mismatch"; reason: string } | undefined
>;

export interface MatchOptions {
  matchBankDeposit: MatchBankDeposit;
}

export interface Settled {
  matchedCount: number;
  explainedCount: number;
  openCount: number;
}

const actor = "system:reconciliation";

export type ActResult =
  | { reference: string; rule: string }
  | { problem: string; details?: Record<string, string> };

/** @param number As the line has it, or as a person says. */
export async function clearCheque(
  tx: Tx,
  line: OpenLine,
  number = line.details.chequeNumber ?? "",
): Promise<ActResult> {
  const { amountMinor, currency, lineKey, bookedAt } = line;
  const clearance = await clearChequeFromLine(tx, {
    bankCode: line.account,
    number,
    amountMinor: -amountMinor,
    currency,
    lineKey,
    bookedAt,
  });
  switch (clearance.kind) {
    case "cleared":
      return { reference: clearance.reference, rule: "cheque" };
    case "unknown_number":
      return { problem: "cheque_unknown_number" };
    case "not_issued":
      return { problem: "cheque_not_issued", details: { cheque: clearance.chequeId } };
    case "already_cleared":
      return { problem: "cheque_cleared_twice", details: { cheque: clearance.chequeId } };
    case "amount_differs":
      return {
        problem: "cheque_amount_differs",
        details: {
          cheque: clearance.chequeId,
          expectedMinor: clearance.expectedMinor.toString(),
        },
      };
  }
}

/** @param text What names the deposit: the words of the line, or the code that a person chose. */
export async function matchDeposit(
  tx: Tx,
  line: OpenLine,
  options: MatchOptions,
  text = [line.details.reference, line.details.name].join(" "),
): Promise<ActResult> {
  const { amountMinor, currency, lineKey, bookedAt } = line;
  const bankCode = line.account;
  const deposit = { text, amountMinor, currency, bankCode, lineKey, bookedAt };
  const result = await options.matchBankDeposit(tx, deposit);
  if (result?.kind === "matched") return { reference: result.reference, rule: "deposit" };
  return { problem: `deposit_${result?.reason ?? "unknown"}` };
}

async function arriveTopUp(tx: Tx, line: OpenLine): Promise<ActResult> {
  const { effectMinor: amountMinor, currency, details } = line;
  const reference = await matchTopUpArrival(tx, {
    amountMinor,
    currency,
    reference: details.customField,
  });
  return reference === undefined
    ? { problem: "transfer_unknown" }
    : { reference, rule: "top_up_arrived" };
}

async function act(
  tx: Tx,
  line: OpenLine,
  decision: Extract<Decision, { kind: "act" }>,
  options: MatchOptions,
): Promise<ActResult> {
  switch (decision.act) {
    case "clear_cheque":
      return await clearCheque(tx, line);
    case "match_deposit":
      return await matchDeposit(tx, line, options);
    case "arrive_top_up":
      return await arriveTopUp(tx, line);
    case "send_provider_payout":
      return await sendProviderPayout(tx, line);
    case "return_provider_payout":
      return await returnProviderPayout(tx, line);
    case "arrive_provider_payout":
      return await arriveProviderPayout(tx, line, decision.payout);
  }
}

/** What a person should do about each kind of break; anything else is a deposit nobody announced. */
const nextActions: Readonly<Record<string, string>> = {
  not_booked: "look_for_posting",
  amount_differs: "compare_amounts",
  unknown_kind: "book_by_hand",
  hold_open: "wait_for_release",
  opening_differs: "check_opening_balance",
  bank_fee_unbooked: "book_by_hand",
  cheque_number_missing: "ask_bank",
  cheque_unknown_number: "ask_bank",
  cheque_not_issued: "ask_bank",
  cheque_cleared_twice: "ask_bank",
  cheque_amount_differs: "ask_bank",
  transfer_unknown: "record_top_up",
  fee_not_booked: "look_for_posting",
  provider_payout_unknown: "import_provider_statement",
  payout_content_differs: "compare_amounts",
  unmatched_by_person: "match_by_hand",
};

const breakKind = (problem: string) => `statement_line_${problem}`;

export async function endBreak(tx: Tx, line: OpenLine, resolution: string): Promise<void> {
  await resolveBreaks(tx, {
    kind: breakKind(line.problem),
    objectType: "statement_line",
    objectId: line.id,
    resolution,
    resolvedBy: actor,
  });
}

/** The break that says why a line is open. */
export function breakOf(
  line: OpenLine,
  problem: string,
  details: Record<string, string> = {},
): NewBreak {
  return {
    kind: breakKind(problem),
    objectType: "statement_line",
    objectId: line.id,
    amountMinor: line.amountMinor,
    currency: line.currency,
    owner: "finance",
    nextAction: nextActions[problem] ?? "find_sender",
    details: {
      source: line.source,
      account: line.account,
      line: line.lineKey,
      kind: line.kind,
      ...details,
    },
  };
}

interface StillOpen {
  line: OpenLine;
  problem: string;
  details?: Record<string, string>;
}

/** The same trouble is reported once: a person who resolved the break is not asked again until the trouble changes. */
async function keepOpen(tx: Tx, found: readonly StillOpen[]): Promise<void> {
  const changed = found.filter(({ line, problem }) => line.problem !== problem);
  for (const { line } of changed) {
    // A line that has never been looked at has no break.
    if (line.problem !== "unmatched") await endBreak(tx, line, "became_another");
  }
  await store.setProblems(
    tx,
    changed.map(({ line, problem }) => ({ lineId: line.id, problem })),
  );
  await openBreaks(
    tx,
    changed.map(({ line, problem, details }) => breakOf(line, problem, details)),
  );
}

/** Attempts that lines speak of, by our own id, by the debit they refer to, or by the batch whose fees they are. */
function attemptsOf(
  lines: readonly OpenLine[],
  batches: ReadonlyMap<string, readonly string[]>,
  debits: ReadonlyMap<string, string>,
): string[] {
  const own = lines.flatMap(({ source, details }) =>
    source === "paypal" ? (details.customField ?? []) : [],
  );
  return [...own, ...debits.values(), ...[...batches.values()].flat()];
}

async function decideAll(tx: Tx, lines: readonly OpenLine[]): Promise<Map<string, Decision>> {
  const references = lines.flatMap((line) => line.details.referenceId ?? []);
  const fees = lines.flatMap(({ kind, details }) =>
    kind === "T0104" ? (details.referenceId ?? []) : [],
  );
  const batchAttempts = await store.batchAttempts(tx, fees);
  const debitAttempts = await store.debitAttempts(tx, references);
  const facts = await factsFor(tx, attemptsOf(lines, batchAttempts, debitAttempts));
  const topUps = facts.flatMap((fact) => fact.tags["top_up"] ?? []);
  const payouts = lines.flatMap(({ kind, details }) =>
    kind === "payout" ? (details.referenceId ?? []) : [],
  );
  return decideLines({
    lines,
    facts,
    batchAttempts,
    debitAttempts,
    topUpReferences: await topUpReferences(tx, topUps),
    payoutsInTransit: await payoutsInTransit(tx),
    payoutContents: await payoutContents(tx, payouts),
  });
}

export interface Found {
  line: OpenLine;
  rule: string;
  references: readonly string[];
}

export async function settleFound(tx: Tx, found: readonly Found[]): Promise<void> {
  const ids = await store.transactionIds(
    tx,
    found.flatMap(({ references }) => references),
  );
  await store.settleLines(
    tx,
    found.map(({ line, rule, references }) => ({
      lineId: line.id,
      status: references.length > 0 ? ("matched" as const) : ("explained" as const),
      rule,
      transactionIds: references.map((reference) =>
        present(ids.get(reference), `Ledger transaction ${reference}`),
      ),
    })),
  );
  for (const { line, rule } of found) {
    // A line that has never been looked at has no break.
    if (line.problem !== "unmatched") await endBreak(tx, line, rule);
  }
}

async function settlePage(
  tx: Tx,
  lines: readonly OpenLine[],
  options: MatchOptions,
): Promise<Settled> {
  const decisions = await decideAll(tx, lines);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const found: Found[] = [];
  const stillOpen: StillOpen[] = [];
  for (const [lineId, decision] of decisions) {
    const line = present(byId.get(lineId), "A decided line");
    if (decision.kind === "match") {
      const references = decision.facts.map((fact) => fact.reference);
      found.push({ line, rule: decision.rule, references });
    } else if (decision.kind === "explain") {
      found.push({ line, rule: decision.rule, references: [] });
    } else {
      const result = decision.kind === "act" ? await act(tx, line, decision, options) : decision;
      if ("reference" in result) {
        found.push({ line, rule: result.rule, references: [result.reference] });
      } else stillOpen.push({ ...result, line });
    }
  }
  await keepOpen(tx, stillOpen);
  await settleFound(tx, found);
  const matchedCount = found.filter(({ references }) => references.length > 0).length;
  const explainedCount = found.length - matchedCount;
  return { matchedCount, explainedCount, openCount: stillOpen.length };
}

/**
 * Looks at every open line again, some at a time: a line may come before its posting, and its posting before the line. Call
 * it with the reconciliation locked.
 */
export async function settleOpenLines(tx: Tx, options: MatchOptions): Promise<Settled> {
  const total = { matchedCount: 0, explainedCount: 0, openCount: 0 };
  let last: OpenLine | undefined;
  for (;;) {
    const lines = await store.lockOpenLines(tx, last);
    if (lines.length === 0) return total;
    last = lines.at(-1);
    const settled = await settlePage(tx, lines, options);
    total.matchedCount += settled.matchedCount;
    total.explainedCount += settled.explainedCount;
    total.openCount += settled.openCount;
  }
}
