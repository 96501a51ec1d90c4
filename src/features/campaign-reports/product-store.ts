/** Products that were given, by the values the brand declared. No money moves for them, so they are no cost in the books. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { endOfDay } from "../ledger";

export interface GivenProducts {
  creatorId: string;
  creatorName: string;
  productsCount: number;
  /** Products of which the brief declares no value. */
  withoutValueCount: number;
  /** Null when no value is declared. */
  currency: Currency | null;
  valueMinor: bigint;
}

/** A product is given once it was first sent or has come; the audit trail keeps that day when a parcel is sent again. */
const productsSql = `
  SELECT a.creator_id AS "creatorId", k.display_name AS "creatorName", o.value ->> 'currency' AS currency, count(*)::int AS "productsCount",
         count(*) FILTER (WHERE o.value IS NULL)::int AS "withoutValueCount",
         coalesce(sum((o.value ->> 'amountMinor')::bigint), 0)::text AS value
  FROM applications a JOIN shipments h ON h.id = a.id JOIN creators k ON k.id = a.creator_id
  JOIN LATERAL (
    SELECT min(v.at) AS at FROM audit_events v
    WHERE v.object_type = 'application' AND v.object_id = a.id::text
      AND v.action IN ('application.product_shipped', 'application.product_received')
  ) given ON given.at < ${endOfDay("$2")}
  JOIN LATERAL (
    SELECT f.terms -> 'product' -> 'declaredValue' AS value FROM offers f
    WHERE f.application_id = a.id AND f.created_at < ${endOfDay("$2")} ORDER BY f.version DESC LIMIT 1
  ) o ON true
  WHERE a.campaign_id = $1 AND h.status <> 'not_needed'
  GROUP BY 1, 2, 3 ORDER BY 1, 3`;

export async function findProducts(
  tx: Tx,
  campaignId: string,
  day: string,
): Promise<GivenProducts[]> {
  const rows = await many<Omit<GivenProducts, "valueMinor"> & { value: string }>(tx, productsSql, [
    campaignId,
    day,
  ]);
  return rows.map(({ value, ...row }) => ({ ...row, valueMinor: BigInt(value) }));
}
