/** A line of the bank was not this cheque after all: its clearing (L25) is taken back, and the cheque is out again. */
import { invariant } from "../../../kernel/invariant";
import { maybeOne, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { reverseTransaction } from "../../ledger";
import { unsettleAttempt } from "../../payouts";
import { chequeEvents } from "../cheque-events";
import { auditCheque } from "../cheque-people";
import { lockOne } from "../cheque-service";
import { moveOutAgain } from "./out-again";

/** Why a clearing stays what it is. */
export type ClearingRefusal = "cheque_changed" | "cheque_decided_by_two" | "payout_changed";

/**
 * Takes the clearing back that this transaction booked.
 * @param actor Principal of the audit trail.
 * @returns why it cannot be, or undefined when it is done.
 */
export async function undoClearing(
  tx: Tx,
  actor: string,
  transactionId: string,
): Promise<ClearingRefusal | undefined> {
  const found = await maybeOne<{ cheque: string }>(
    tx,
    `SELECT t.tags ->> 'cheque' AS cheque
     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
     WHERE t.id = $1 AND t.rule = 'L25' GROUP BY t.id HAVING count(*) = 2`,
    [transactionId],
  );
  // Three entries: two people accepted another amount, which is theirs to settle.
  if (!found) return "cheque_decided_by_two";
  const cheque = await lockOne(tx, found.cheque);
  if (cheque.status !== "cleared") return "cheque_changed";
  if (!(await unsettleAttempt(tx, cheque.attemptId, cheque.payoutId))) return "payout_changed";
  await reverseTransaction(tx, transactionId);
  const to = await moveOutAgain(tx, cheque.id);
  invariant(to !== undefined, `Cheque ${cheque.id} moved while it was locked`);
  await auditCheque(tx, actor, "clearing_undone", cheque, { status: to });
  await appendEvent(tx, chequeEvents.clearingUndone(cheque.id, cheque.payoutId));
  return undefined;
}
