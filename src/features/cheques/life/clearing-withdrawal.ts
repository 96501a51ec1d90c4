/** Cheques whose statement was withdrawn: the bank did not pay them, so they are out again. */
import { invariant, present } from "../../../kernel/invariant";
import { many, maybeOne, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { reverseTransaction } from "../../ledger";
import { unsettleAttempt } from "../../payouts";
import { chequeEvents } from "../cheque-events";
import { auditCheque } from "../cheque-people";
import * as store from "../cheque-store";
import { moveOutAgain } from "./out-again";

/** A posting (L25) of a cheque. */
export interface BookedCheque {
  transactionId: string;
  chequeId: string;
}

/** Why the clearing of a cheque cannot be taken back; undefined when it can. */
export async function clearedChequeInUse(
  tx: Tx,
  { transactionId, chequeId }: BookedCheque,
): Promise<"cheque_decided" | "cheque_moved_on" | undefined> {
  const row = await maybeOne<{ isPlain: boolean; isCleared: boolean }>(
    tx,
    `SELECT c.status = 'cleared' AND p.status = 'paid' AS "isCleared",
            (SELECT count(*) FROM ledger_entries e WHERE e.transaction_id = $1) = 2 AS "isPlain"
     FROM cheques c JOIN payouts p ON p.id = c.payout_id WHERE c.id = $2`,
    [transactionId, chequeId],
  );
  if (!row?.isCleared) return "cheque_moved_on";
  // Two people had accepted another amount.
  return row.isPlain ? undefined : "cheque_decided";
}

/** L25 reversed on the day it was booked: the cheque is out again, and its payout under way. */
export async function withdrawClearing(
  tx: Tx,
  { transactionId, chequeId }: BookedCheque,
  line: { lineKey: string; bookedAt: Date },
): Promise<void> {
  const [cheque] = await store.lockCheques(tx, [chequeId]);
  const found = present(cheque, `Cheque ${chequeId}`);
  const to = await moveOutAgain(tx, chequeId);
  invariant(to !== undefined, `Cheque ${chequeId} was not cleared`);
  await reverseTransaction(tx, transactionId, { as: "withdrawn", at: line.bookedAt });
  const isUndone = await unsettleAttempt(tx, found.attemptId, found.payoutId);
  invariant(isUndone, `Payout ${found.payoutId} was not paid`);
  await auditCheque(tx, "system:bank-statement", "clearing_undone", found, {
    line: line.lineKey,
  });
  await appendEvent(tx, chequeEvents.clearingUndone(chequeId, found.payoutId));
}

/**
 * Lines that showed a cheque and booked nothing are gone: nobody may decide by them any more, and a cheque that was an
 * exception because of them alone is out as before.
 */
export async function forgetPresentments(
  tx: Tx,
  bankCode: string,
  lineKeys: readonly string[],
): Promise<void> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH gone AS (
       UPDATE cheque_presentments p SET reference = 'withdrawn' FROM bank_accounts b
       WHERE b.id = p.bank_account_id AND b.code = $1 AND p.line_key = ANY($2::text[]) AND p.reference IS NULL
       RETURNING p.id, p.cheque_id)
     SELECT DISTINCT c.id FROM gone g JOIN cheques c ON c.id = g.cheque_id
     WHERE c.status = 'exception' AND NOT EXISTS (
       SELECT FROM cheque_presentments o WHERE o.cheque_id = c.id AND o.reference IS NULL
         AND o.id NOT IN (SELECT id FROM gone))
     ORDER BY c.id`,
    [bankCode, lineKeys],
  );
  for (const { id } of rows) await moveOutAgain(tx, id);
}
