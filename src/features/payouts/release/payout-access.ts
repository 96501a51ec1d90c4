/** What every step of a person asks of a payout first. */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";

/** The payout, locked for the rest of the transaction. @throws NotFoundError */
export async function lockedPayout(tx: Tx, payoutId: string): Promise<PayoutRow> {
  const payout = await store.lockPayout(tx, payoutId);
  if (!payout) throw new NotFoundError();
  return payout;
}

export function heldConflict(payout: PayoutRow, kind: string): ConflictError {
  return new ConflictError("payout_held", { kind }, { kind, payoutId: payout.id });
}

export function stateConflict(payout: PayoutRow): ConflictError {
  const { id: payoutId, status } = payout;
  return new ConflictError("payout_state", { status }, { current: status, payoutId });
}
