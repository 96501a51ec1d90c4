/** What every step of a person asks of a payout first. */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { maybeOne, type Tx } from "../../../platform/db/sql";
import { type Actor, userIdOf } from "../../identity";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";

/** The payout, locked for the rest of the transaction. @throws NotFoundError */
export async function lockedPayout(tx: Tx, payoutId: string): Promise<PayoutRow> {
  const payout = await store.lockPayout(tx, payoutId);
  if (!payout) throw new NotFoundError();
  return payout;
}

/** Nobody signs for money that goes to themselves, whatever roles they hold. @throws ConflictError `own_payout`. */
export async function requireNotPayee(
  tx: Tx,
  actor: Actor,
  payoutIds: readonly string[],
): Promise<void> {
  const own = await maybeOne<{ id: string }>(
    tx,
    `SELECT p.id FROM payouts p JOIN creators c ON c.id = p.creator_id
     WHERE p.id = ANY($1) AND c.user_id = $2 LIMIT 1`,
    [payoutIds, userIdOf(actor)],
  );
  if (own) throw new ConflictError("own_payout");
}

export function heldConflict(payout: PayoutRow, kind: string): ConflictError {
  return new ConflictError("payout_held", { kind }, { kind, payoutId: payout.id });
}

export function stateConflict(payout: PayoutRow): ConflictError {
  const { id: payoutId, status } = payout;
  return new ConflictError("payout_state", { status }, { current: status, payoutId });
}
