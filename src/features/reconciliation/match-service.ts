/** Open lines meet the books: what fits is matched, what is news is booked, and the rest becomes a break. */
import type { Currency } from "../../kernel/currency";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { openBreak, resolveBreaks } from "../breaks";
import { presentCheque } from "../cheques";
import { matchTopUpArrival, topUpReferences } from "../treasury";
import type { Decision } from "./decision";
import * as store from "./match-store";
import { decideLines } from "./matching";
import type { LedgerFact, OpenLine } from "./statement";

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

type ActResult =
  | { reference: string; rule: string }
  | { problem: string; details?: Record<string, string> };

async function clearCheque(tx: Tx, line: OpenLine): Promise<ActResult> {
  const { details, amountMinor, currency, lineKey, bookedAt } = line;
  const clearance = await presentCheque(tx, {
    bankCode: line.account,
    number: details.chequeNumber ?? "",
    amountMinor: -amountMinor,
    currency,
    lineKey,
    bookedAt,
  });
  switch (clearance.kind) {
    case "cleared":
    case "decided":
      return { reference: clearance.reference, rule: "cheque" };
    case "late":
      return { reference: clearance.reference, rule: "cheque_late" };
    case "in_our_hands":
      return { problem: "cheque_in_our_hands", details: { cheque: clearance.chequeId } };
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

async function matchDeposit(tx: Tx, line: OpenLine, options: MatchOptions): Promise<ActResult> {
  const { details, amountMinor, currency, lineKey, bookedAt } = line;
  const text = [details.reference, details.name].filter((part) => part !== undefined).join(" ");
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
  { act: name }: Extract<Decision, { kind: "act" }>,
  options: MatchOptions,
): Promise<ActResult> {
  switch (name) {
    case "clear_cheque":
      return await clearCheque(tx, line);
    case "match_deposit":
      return await matchDeposit(tx, line, options);
    case "arrive_top_up":
      return await arriveTopUp(tx, line);
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
  cheque_amount_differs: "clear_or_contest_cheque",
  cheque_in_our_hands: "clear_or_contest_cheque",
  transfer_unknown: "record_top_up",
};

const breakKind = (problem: string) => `statement_line_${problem}`;

async function endBreak(tx: Tx, line: OpenLine, resolution: string): Promise<void> {
  await resolveBreaks(tx, {
    kind: breakKind(line.problem),
    objectType: "statement_line",
    objectId: line.id,
    resolution,
    resolvedBy: actor,
  });
}

/** The same trouble is reported once: a person who resolved the break is not asked again until the trouble changes. */
async function keepOpen(
  tx: Tx,
  line: OpenLine,
  problem: string,
  details: Record<string, string> = {},
): Promise<void> {
  if (line.problem === problem) return;
  await endBreak(tx, line, "became_another");
  await store.setProblem(tx, line.id, problem);
  await openBreak(tx, {
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
  });
}

async function decideAll(
  tx: Tx,
  lines: readonly OpenLine[],
  facts: readonly LedgerFact[],
): Promise<Map<string, Decision>> {
  const references = lines.flatMap((line) => line.details.referenceId ?? []);
  const topUps = facts.flatMap((fact) => fact.tags["top_up"] ?? []);
  return decideLines({
    lines,
    facts,
    batchAttempts: await store.batchAttempts(tx, references),
    debitAttempts: await store.debitAttempts(tx, references),
    topUpReferences: await topUpReferences(tx, topUps),
  });
}

interface Found {
  line: OpenLine;
  rule: string;
  references: readonly string[];
}

async function settleFound(tx: Tx, found: readonly Found[]): Promise<void> {
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

/**
 * Looks at every open line again: a line may come before its posting, and its posting before the line. Call it with the
 * reconciliation locked.
 */
export async function settleOpenLines(tx: Tx, options: MatchOptions): Promise<Settled> {
  const lines = await store.lockOpenLines(tx);
  if (lines.length === 0) return { matchedCount: 0, explainedCount: 0, openCount: 0 };
  const decisions = await decideAll(tx, lines, await store.unmatchedFacts(tx));
  const byId = new Map(lines.map((line) => [line.id, line]));
  const found: Found[] = [];
  let openCount = 0;
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
        continue;
      }
      openCount += 1;
      await keepOpen(tx, line, result.problem, "details" in result ? result.details : {});
    }
  }
  await settleFound(tx, found);
  const matchedCount = found.filter(({ references }) => references.length > 0).length;
  return { matchedCount, explainedCount: found.length - matchedCount, openCount };
}
