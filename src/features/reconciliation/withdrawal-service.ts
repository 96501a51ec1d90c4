/**
 * Taking a wrong statement back: one person says why, another agrees. What the statement booked by itself is undone as long
 * as the money was not used; its lines are kept and count for nothing. Call everything here with the reconciliation locked.
 */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { clearedChequeInUse, forgetPresentments, withdrawClearing } from "../cheques";
import { type BookedBankDeposit, bankDepositsInUse, withdrawBankDeposit } from "../funding";
import { type Actor, signerOf } from "../identity";
import { reverseTransaction } from "../ledger";
import { assertPeriodOpen } from "../periods";
import { bookingKey } from "./booking-key";
import { markReversed } from "./decision-store";
import type { MatchOptions } from "./line-acts";
import { endBreak } from "./line-breaks";
import { settleOpenLines } from "./match-service";
import { statementEvents } from "./reconciliation-events";
import type { StatementImportRow, WithdrawalRow } from "./statement-row";
import { getImport } from "./statement-store";
import * as store from "./withdrawal-store";

/** What stands in the way of a withdrawal. */
export interface Obstacle {
  why: string;
  /** Of the later import, deposit, cheque or line it is about. */
  id: string;
  /** Key of the line whose posting it is. */
  line?: string;
}

const obstaclesShownMax = 50;

const isDeposit = ({ rule }: store.BookedLine) => /^(deposit|person_deposit)$/.test(rule);
const isCheque = ({ rule }: store.BookedLine) => /^(cheque|person_cheque)$/.test(rule);
const isExplained = ({ rule }: store.BookedLine) => rule.startsWith("explained_");

const depositOf = ({
  lineId,
  transactionId,
  depositId,
  bookedAt,
}: store.BookedLine): BookedBankDeposit => ({
  transactionId,
  bookedAt,
  depositId: present(depositId, `The deposit of line ${lineId}`),
});
const chequeOf = ({ lineId, transactionId, chequeId }: store.BookedLine) => ({
  transactionId,
  chequeId: present(chequeId, `The cheque of line ${lineId}`),
});

async function obstaclesOf(
  tx: Tx,
  importId: string,
  booked: readonly store.BookedLine[],
): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  const later = await store.laterImport(tx, importId);
  if (later) found.push({ why: "later_import", id: later });
  for (const line of booked) {
    if (isDeposit(line) || isExplained(line)) continue;
    if (!isCheque(line)) found.push({ why: line.rule, id: line.lineId, line: line.lineKey });
    else {
      const why = await clearedChequeInUse(tx, chequeOf(line));
      if (why) found.push({ why, id: line.chequeId ?? "", line: line.lineKey });
    }
  }
  const deposits = booked.filter(isDeposit);
  const used = await bankDepositsInUse(
    tx,
    deposits.map((line) => depositOf(line).depositId),
  );
  for (const { why, depositId } of used) {
    const line = deposits.find((one) => one.depositId === depositId)?.lineKey;
    found.push({ why, id: depositId, ...(line !== undefined && { line }) });
  }
  return found;
}

/** @throws NotFoundError; ConflictError `import_withdrawn`, `period_closed`, `withdrawal_blocked` with `obstacles`. */
async function requirePossible(
  tx: Tx,
  importId: string,
): Promise<{ row: StatementImportRow; booked: store.BookedLine[] }> {
  const row = await getImport(tx, importId);
  if (row.withdrawnAt) throw new ConflictError("import_withdrawn");
  const firstAt = await store.firstLineAt(tx, importId);
  if (firstAt) await assertPeriodOpen(tx, firstAt);
  const booked = await store.bookedLines(tx, importId);
  const obstacles = await obstaclesOf(tx, importId, booked);
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

async function undo(tx: Tx, line: store.BookedLine): Promise<void> {
  if (isDeposit(line)) return await withdrawBankDeposit(tx, depositOf(line));
  if (isExplained(line)) {
    await reverseTransaction(tx, line.transactionId);
    await markReversed(tx, line.lineId);
    return;
  }
  const { bookedAt } = line;
  const lineKey = present(line.bankLine, `The line of posting ${line.transactionId}`);
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
  for (const line of booked) await undo(tx, line);
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
