import { exec, many, maybeOne, one, type Tx } from "../../../platform/db/sql";
import type { PaypalDispute } from "../../../providers/paypal";
import type { ChargebackRow } from "./chargeback-row";
import type { NamedMovement } from "./paypal-movements";

/** PayPal tells of disputes that changed within 180 days; some are kept for the way. */
const firstReading = "interval '170 days'";
/** Two changes may overtake each other. */
const overlap = "interval '1 day'";

/** From when on changed disputes are asked for. */
export async function readFrom(tx: Tx): Promise<Date> {
  const row = await one<{ from: Date }>(
    tx,
    `SELECT greatest(max(changed_at) - ${overlap}, now() - ${firstReading}) AS from FROM paypal_disputes`,
  );
  return row.from;
}

/** Those of which PayPal knows something newer than we do. */
export async function unread(
  tx: Tx,
  news: readonly { disputeId: string; updatedAt: Date }[],
): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT n.id FROM unnest($1::text[], $2::timestamptz[]) AS n (id, changed_at)
     WHERE NOT EXISTS (SELECT FROM paypal_disputes d WHERE d.dispute_id = n.id AND d.changed_at >= n.changed_at)
     ORDER BY n.changed_at, n.id`,
    [news.map((one) => one.disputeId), news.map((one) => one.updatedAt.toISOString())],
  );
  return rows.map(({ id }) => id);
}

/** Notes how new our knowledge of a dispute is; `chargebackId` is undefined when it is about nothing of ours. */
export async function noteRead(
  tx: Tx,
  { disputeId, updatedAt }: Pick<PaypalDispute, "disputeId" | "updatedAt">,
  chargebackId: string | undefined,
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO paypal_disputes (dispute_id, changed_at, chargeback_id) VALUES ($1, $2, $3)
     ON CONFLICT (dispute_id) DO UPDATE SET read_at = now(),
       changed_at = greatest(paypal_disputes.changed_at, excluded.changed_at),
       chargeback_id = coalesce(paypal_disputes.chargeback_id, excluded.chargeback_id)`,
    [disputeId, updatedAt, chargebackId ?? null],
  );
}

/** Keeps a movement as PayPal said it. @returns true when our books do not have it yet; it is locked then. */
export async function takeMovement(
  tx: Tx,
  { id: chargebackId, disputeId }: ChargebackRow,
  { key, reason, amount, at }: NamedMovement,
): Promise<boolean> {
  await exec(
    tx,
    `INSERT INTO paypal_dispute_movements
       (dispute_id, key, chargeback_id, reason, amount_minor, currency, moved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (dispute_id, key) DO NOTHING`,
    [disputeId, key, chargebackId, reason, amount.amountMinor.toString(), amount.currency, at],
  );
  const row = await maybeOne(
    tx,
    `SELECT 1 FROM paypal_dispute_movements
     WHERE dispute_id = $1 AND key = $2 AND booked_at IS NULL FOR NO KEY UPDATE`,
    [disputeId, key],
  );
  return row !== undefined;
}

export async function markBooked(tx: Tx, disputeId: string, key: string): Promise<void> {
  await exec(
    tx,
    `UPDATE paypal_dispute_movements SET booked_at = now()
     WHERE dispute_id = $1 AND key = $2 AND booked_at IS NULL`,
    [disputeId, key],
  );
}
