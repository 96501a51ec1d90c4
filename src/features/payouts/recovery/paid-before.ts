/**
 * Payouts that PayPal seems to have paid before the tables were set back. Who gets the same amount at the same address
 * as an item nobody here knows is not paid again until a person has looked; that stays so when the recovery is over,
 * because the same post may be endorsed anew weeks later.
 */
import { exec, many, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { openHold } from "../payout-store";

export const paidBeforeHold = "maybe_paid_before";

const actor = "system:recovery";

/** Of these payouts, or of all unsent ones, holds those that an unknown item fits. @returns their ids. */
export async function holdPaidBefore(
  tx: Tx,
  payoutIds: readonly string[] | undefined,
): Promise<Set<string>> {
  const pairs = await many<{ item_id: string; payout_id: string }>(
    tx,
    `SELECT i.item_id, p.id AS payout_id
     FROM unknown_payout_items i
     JOIN payouts p ON p.currency = i.currency AND p.amount_minor = i.amount_minor
     WHERE i.payout_id IS NULL AND (i.booked_as IS NULL OR i.booked_as = 'suspense') AND i.status NOT IN ('FAILED', 'RETURNED', 'REFUNDED', 'REVERSED')
       AND p.status IN ('draft', 'pending_approval', 'approved', 'queued')
       AND ($1::uuid[] IS NULL OR p.id = ANY($1))
       AND NOT EXISTS (SELECT FROM unknown_payout_items o WHERE o.payout_id = p.id)
       AND EXISTS (SELECT FROM payout_methods m
                   WHERE m.creator_id = p.creator_id AND lower(m.receiver) = lower(i.receiver))
     ORDER BY i.item_id, p.id FOR UPDATE OF i`,
    [payoutIds ?? null],
  );
  const usedItems = new Set<string>();
  const held = new Set<string>();
  for (const { item_id: itemId, payout_id: payoutId } of pairs) {
    if (usedItems.has(itemId) || held.has(payoutId)) continue;
    usedItems.add(itemId);
    held.add(payoutId);
    await holdFor(tx, itemId, payoutId);
  }
  return held;
}

async function holdFor(tx: Tx, itemId: string, payoutId: string): Promise<void> {
  await exec(
    tx,
    "UPDATE unknown_payout_items SET payout_id = $2 WHERE item_id = $1 AND payout_id IS NULL",
    [itemId, payoutId],
  );
  await openHold(tx, payoutId, {
    kind: paidBeforeHold,
    reason: itemId,
    owner: "finance",
    nextAction: "compare_with_paypal",
    openedBy: actor,
  });
  await recordAudit(tx, {
    actor,
    action: "payout.held",
    objectType: "payout",
    objectId: payoutId,
    details: { kind: paidBeforeHold, item: itemId },
  });
}
