/**
 * What builds on the postings that lines of a statement made. Each obstacle names the operation that takes it away, so that
 * people can go back step by step; one without an operation stays, and docs/bank-statements.md says why.
 */
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { clearedChequeInUse } from "../cheques";
import { bankDepositsInUse, usesOfDeposit } from "../funding";
import * as store from "./booked-line-store";

export interface Obstacle {
  why: string;
  kind:
    | "statement_import"
    | "statement_line"
    | "deposit"
    | "campaign"
    | "application"
    | "refund"
    | "cheque"
    | "break_posting"
    | "ledger_transaction";
  id: string;
  /** operationId of what undoes it; null when nothing does. */
  operation: string | null;
  /** Key of the line whose posting it builds on. */
  line?: string;
}

export const isDeposit = ({ rule }: store.BookedLine) => /^(deposit|person_deposit)$/.test(rule);
export const isCheque = ({ rule }: store.BookedLine) => /^(cheque|person_cheque)$/.test(rule);
export const isExplained = ({ rule }: store.BookedLine) => rule.startsWith("explained_");
export const isTopUp = ({ rule }: store.BookedLine) => rule === "top_up_arrived";
export const isProviderPayout = ({ rule }: store.BookedLine) => rule.startsWith("provider_payout_");

export const depositOf = ({ lineId, transactionId, depositId, bookedAt }: store.BookedLine) => ({
  transactionId,
  bookedAt,
  depositId: present(depositId, `The deposit of line ${lineId}`),
});
export const chequeOf = ({ lineId, transactionId, chequeId }: store.BookedLine) => ({
  transactionId,
  chequeId: present(chequeId, `The cheque of line ${lineId}`),
});

async function aboutDeposits(tx: Tx, booked: readonly store.BookedLine[]): Promise<Obstacle[]> {
  const deposits = booked.filter(isDeposit);
  const used = await bankDepositsInUse(
    tx,
    deposits.map((line) => depositOf(line).depositId),
  );
  const found: Obstacle[] = [];
  for (const { why, depositId } of used) {
    const line = deposits.find((one) => one.depositId === depositId)?.lineKey;
    const about = { why, ...(line !== undefined && { line }) };
    const uses = await usesOfDeposit(tx, depositId, why);
    found.push(...uses.map((use) => ({ ...about, ...use })));
    if (uses.length === 0) {
      found.push({ ...about, kind: "deposit", id: depositId, operation: null });
    }
  }
  return found;
}

async function aboutLine(tx: Tx, line: store.BookedLine): Promise<Obstacle[]> {
  const about = { line: line.lineKey };
  if (isExplained(line)) {
    const clearings = await store.clearingsOf(tx, line);
    return clearings.map((one) => ({ why: "suspense_item_cleared", ...one, ...about }));
  }
  if (isProviderPayout(line)) {
    const next = line.rule === "provider_payout_sent" && (await store.onwardOf(tx, line));
    return next ? [{ ...next, ...about }] : [];
  }
  if (line.rule === "cheque_late" || isCheque(line)) {
    const why = isCheque(line) ? await clearedChequeInUse(tx, chequeOf(line)) : line.rule;
    if (!why) return [];
    return [{ why, kind: "cheque", id: line.chequeId ?? "", operation: null, ...about }];
  }
  return [];
}

/** What stands in the way of undoing all of these; things of the same import are undone together and do not count. */
export async function obstaclesOf(
  tx: Tx,
  booked: readonly store.BookedLine[],
): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const line of booked) found.push(...(await aboutLine(tx, line)));
  return [...found, ...(await aboutDeposits(tx, booked))];
}
