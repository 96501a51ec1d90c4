/** A line of the bank was credited to the wrong deposit: the capture is taken back while the brand still has the money. */
import { invariant } from "../../kernel/invariant";
import { maybeOne, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { accounts, lockBalances, reverseTransaction } from "../ledger";
import * as store from "./deposit-store";
import { fundingEvents } from "./funding-events";

/** Why a deposit stays what it is. */
export type UndoRefusal = "deposit_changed" | "deposit_refunded" | "deposit_used";

/**
 * Takes the capture back that this transaction (L5) booked. The deposit waits for its own line again.
 * @param actor Principal of the audit trail.
 * @returns why it cannot be, or undefined when it is done.
 */
export async function undoBankDeposit(
  tx: Tx,
  actor: string,
  transactionId: string,
): Promise<UndoRefusal | undefined> {
  const found = await maybeOne<{ code: string }>(
    tx,
    `SELECT d.reference_code AS code FROM ledger_transactions t JOIN deposits d ON d.id::text = t.tags ->> 'deposit'
     WHERE t.id = $1 AND t.rule = 'L5'`,
    [transactionId],
  );
  const [deposit] = found ? await store.lockBankDeposits(tx, [found.code]) : [];
  if (deposit?.status !== "captured") return "deposit_changed";
  const { id, brandId, currency, amountMinor, providerCaptureId } = deposit;
  if ((await store.refundedOf(tx, [id])).length > 0) return "deposit_refunded";
  const account = accounts.brandDeposit(brandId);
  const held = (await lockBalances(tx, [account], currency)).get(account) ?? 0n;
  if (held < amountMinor) return "deposit_used";
  await reverseTransaction(tx, transactionId);
  const isMoved = await store.recordUndone(tx, id);
  invariant(isMoved, `Deposit ${id} moved while it was locked`);
  await appendEvent(tx, fundingEvents.depositUndone(id, brandId));
  await recordAudit(tx, {
    actor,
    action: "deposit.undone",
    objectType: "deposit",
    objectId: id,
    details: { bankLine: providerCaptureId },
  });
  return undefined;
}
