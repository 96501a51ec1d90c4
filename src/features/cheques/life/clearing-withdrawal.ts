/** Cheques whose statement was withdrawn: the bank did not pay them, so they are out again. */
import { invariant, present } from "../../../kernel/invariant";
import type { Transitions } from "../../../kernel/transitions";
import { guardedMove } from "../../../platform/db/guarded-move";
import { many, maybeOne, type Tx } from "../../../platform/db/sql";
import { chequeClearingUndone, post } from "../../ledger";
import { unsettleAttempt } from "../../payouts";
import { type ChequeStatus, chequeStatuses } from "../cheque";
import { auditCheque } from "../cheque-people";
import { ChequeRow } from "../cheque-row";
import { factOf } from "../cheque-service";
import * as store from "../cheque-store";
import { isFiled } from "../positive-pay/export-store";

/** Back to being out, because the line that said otherwise is gone. */
const undoTransitions = {
  ...(Object.fromEntries(
    chequeStatuses.map((status) => [status, []]),
  ) as unknown as Transitions<ChequeStatus>),
  cleared: ["issued", "pp_filed"],
  exception: ["issued", "pp_filed"],
} as const satisfies Transitions<ChequeStatus>;

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

/** L25 reversed: the cheque is out again, and its payout under way. */
export async function undoChequeClearing(
  tx: Tx,
  { transactionId, chequeId }: BookedCheque,
  line: { bankCode: string; lineKey: string; bookedAt: Date },
): Promise<void> {
  const [cheque] = await store.lockCheques(tx, [chequeId]);
  const found = present(cheque, `Cheque ${chequeId}`);
  const to = (await isFiled(tx, chequeId, "issue")) ? "pp_filed" : "issued";
  const patch = { clearedOn: null, statusAt: () => "now()" };
  const isMoved = await guardedMove<ChequeStatus, ChequeRow>(
    tx,
    ChequeRow,
    undoTransitions,
    chequeId,
    to,
    patch,
  );
  invariant(isMoved, `Cheque ${chequeId} was not cleared`);
  const { bankCode, lineKey } = line;
  const fact = { ...factOf(found, line.bookedAt), bankCode, lineKey };
  await post(tx, chequeClearingUndone(fact, transactionId));
  const isUndone = await unsettleAttempt(tx, found.attemptId, found.payoutId);
  invariant(isUndone, `Payout ${found.payoutId} was not paid`);
  await auditCheque(tx, "system:bank-statement", "clearing_undone", found, { line: lineKey });
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
  for (const { id } of rows) {
    const to = (await isFiled(tx, id, "issue")) ? "pp_filed" : "issued";
    const patch = { statusAt: () => "now()" };
    await guardedMove<ChequeStatus, ChequeRow>(tx, ChequeRow, undoTransitions, id, to, patch);
  }
}
