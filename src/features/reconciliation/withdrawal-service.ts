/**
 * Taking a wrong statement back: one person says why, another agrees. What the statement booked by itself is undone as long
 * as the money was not used; its lines are kept and count for nothing. Call everything here with the reconciliation locked.
 */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { forgetPresentments, withdrawClearing } from "../cheques";
import { withdrawBankDeposit } from "../funding";
import { type Actor, signerOf } from "../identity";
import { reverseTransaction } from "../ledger";
import { assertPeriodOpen } from "../periods";
import { undoTopUpArrival } from "../treasury";
import { type BookedLine, bookedLines } from "./booked-line-store";
import { bookingKey } from "./booking-key";
import { markReversed } from "./decision-store";
import type { MatchOptions } from "./line-acts";
import { endBreak } from "./line-breaks";
import { settleOpenLines } from "./match-service";
import {
  chequeOf,
  depositOf,
  isDeposit,
  isExplained,
  isProviderPayout,
  isTopUp,
  type Obstacle,
  obstaclesOf,
} from "./obstacles";
import { undoPayoutStep } from "./provider-payouts";
import { statementEvents } from "./reconciliation-events";
import type { StatementImportRow, WithdrawalRow } from "./statement-row";
import { getImport } from "./statement-store";
import * as store from "./withdrawal-store";

const obstaclesShownMax = 50;

async function allObstacles(
  tx: Tx,
  importId: string,
  booked: readonly BookedLine[],
): Promise<Obstacle[]> {
  const later = await store.laterImport(tx, importId);
  const operation = "proposeImportWithdrawal";
  const first: Obstacle[] = later
    ? [{ why: "later_import", kind: "statement_import", id: later, operation }]
    : [];
  return [...first, ...(await obstaclesOf(tx, booked))];
}

/** @throws NotFoundError; ConflictError `import_withdrawn`, `period_closed`, `withdrawal_blocked` with `obstacles`. */
async function requirePossible(
  tx: Tx,
  importId: string,
): Promise<{ row: StatementImportRow; booked: BookedLine[] }> {
  const row = await getImport(tx, importId);
  if (row.withdrawnAt) throw new ConflictError("import_withdrawn");
  const firstAt = await store.firstLineAt(tx, importId);
  if (firstAt) await assertPeriodOpen(tx, firstAt);
  const booked = await bookedLines(tx, importId);
  const obstacles = await allObstacles(tx, importId, booked);
  if (obstacles.length > 0) {
    const why = [...new Set(obstacles.map((one) => one.why))].join(", ");
    throw new ConflictError(
      "withdrawal_blocked",
      { count: obstacles.length, why },
      { obstacles: obstacles.slice(0, obstaclesShownMax) },
    );
  }
  return { row, booked };
}

async function audit(tx: Tx, actor: Actor, action: string, row: WithdrawalRow): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `statement.withdrawal_${action}`,
    objectType: "statement_import",
    objectId: row.importId,
    details: { withdrawal: row.id, reason: row.reason },
  });
}

/** @throws NotFoundError; ConflictError as {@link requirePossible}, and `withdrawal_waits`. */
export async function proposeWithdrawal(
  tx: Tx,
  actor: Actor,
  importId: string,
  reason: string,
): Promise<void> {
  await requirePossible(tx, importId);
  const isNew = await store.insertWithdrawal(tx, { importId, reason, proposedBy: signerOf(actor) });
  if (!isNew) throw new ConflictError("withdrawal_waits");
  await audit(tx, actor, "proposed", present(await store.currentWithdrawal(tx, importId), "It"));
}

async function requireProposed(tx: Tx, importId: string): Promise<WithdrawalRow> {
  await getImport(tx, importId);
  const found = await store.currentWithdrawal(tx, importId);
  if (!found) throw new NotFoundError();
  if (found.status !== "proposed") throw new ConflictError("import_withdrawn");
  return found;
}

async function undo(tx: Tx, line: BookedLine): Promise<void> {
  const { bookedAt, transactionId } = line;
  const reversal = { as: "withdrawn", at: bookedAt } as const;
  if (isDeposit(line)) return await withdrawBankDeposit(tx, depositOf(line));
  if (isTopUp(line)) {
    const topUpId = present(line.topUpId, `The top-up of line ${line.lineId}`);
    return await undoTopUpArrival(tx, topUpId, transactionId, reversal);
  }
  if (isProviderPayout(line)) return await undoPayoutStep(tx, transactionId, reversal);
  if (isExplained(line)) {
    await reverseTransaction(tx, transactionId);
    await markReversed(tx, line.lineId);
    return;
  }
  const lineKey = present(line.bankLine, `The line of posting ${transactionId}`);
  await withdrawClearing(tx, chequeOf(line), { lineKey, bookedAt });
}

/**
 * The second person agrees: everything the import did is undone, and it counts no more.
 * @throws NotFoundError; ConflictError as {@link requirePossible}, and `same_person`.
 */
export async function confirmWithdrawal(
  tx: Tx,
  actor: Actor,
  importId: string,
  options: MatchOptions,
): Promise<void> {
  const withdrawal = await requireProposed(tx, importId);
  const signer = signerOf(actor);
  if (withdrawal.proposedBy === signer) throw new ConflictError("same_person");
  const { row, booked } = await requirePossible(tx, importId);
  // What came last goes first: a payout comes back before it never left.
  for (const line of booked.reverse()) await undo(tx, line);
  const shown: string[] = [];
  for (const line of await store.openChequeLines(tx, importId)) {
    shown.push(await bookingKey(tx, line));
  }
  if (row.source === "bank") await forgetPresentments(tx, row.account, shown);
  for (const line of await store.brokenLines(tx, importId)) await endBreak(tx, line, "withdrawn");
  await store.withdrawLines(tx, importId, signer);
  await store.decideWithdrawal(tx, withdrawal.id, "confirmed", signer);
  await audit(tx, actor, "confirmed", withdrawal);
  await appendEvent(tx, statementEvents.withdrawn(importId));
  await settleOpenLines(tx, options);
}

/** Either person thinks better of it. @throws NotFoundError; ConflictError `import_withdrawn`. */
export async function declineWithdrawal(tx: Tx, actor: Actor, importId: string): Promise<void> {
  const withdrawal = await requireProposed(tx, importId);
  await store.decideWithdrawal(tx, withdrawal.id, "declined", signerOf(actor));
  await audit(tx, actor, "declined", withdrawal);
}
