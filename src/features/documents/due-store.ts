/** What has to be put on paper: payments, deposits and platform fees without a document, with all that stands on it. */

import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import { many, type Tx } from "../../platform/db/sql";
import type { Platform } from "../campaigns";
import type { FeeReason } from "./document";

/** How far back to look, in days; null for everything there ever was. */
export type LookBack = number | null;

export interface DuePayout {
  attemptId: string;
  payoutId: string;
  creatorId: string;
  creator: string;
  country: string | null;
  rail: "paypal" | "cheque";
  receiver: string;
  reference: string | null;
  paidAt: Date;
  amountMinor: string;
  recoveredMinor: string;
  taxMinor: string;
  taxJurisdiction: string | null;
  currency: Currency;
}

const isRecent = (instant: string, parameter: string) =>
  `(${parameter}::int IS NULL OR ${instant} > now() - make_interval(days => ${parameter}::int))`;

/** Payments that arrived and have no remittance yet, oldest first. */
export async function findDuePayouts(
  tx: Tx,
  lookBackDays: LookBack,
  limit: number,
): Promise<DuePayout[]> {
  return await many<DuePayout>(
    tx,
    `SELECT a.id AS "attemptId", p.id AS "payoutId", p.creator_id AS "creatorId", k.display_name AS creator,
            k.country, a.rail, coalesce(a.receiver ->> 'receiver', a.receiver ->> 'payeeName') AS receiver,
            coalesce(a.provider_item_id, q.number::text) AS reference,
            coalesce(p.paid_at, a.state_at) AS "paidAt", a.amount_minor::text AS "amountMinor",
            p.recovered_minor::text AS "recoveredMinor", a.tax_minor::text AS "taxMinor",
            a.tax_jurisdiction AS "taxJurisdiction", a.currency
     FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id JOIN creators k ON k.id = p.creator_id
     LEFT JOIN cheques q ON q.attempt_id = a.id
     WHERE a.state = 'success' AND ${isRecent("a.state_at", "$1")}
       AND NOT EXISTS (SELECT FROM documents d WHERE d.attempt_id = a.id)
     ORDER BY a.state_at, a.id LIMIT $2`,
    [lookBackDays, limit],
  );
}

export interface DuePayoutLine {
  payoutId: string;
  endorsementId: string;
  endorsedAt: Date;
  campaignId: string;
  campaign: string;
  brand: string;
  platform: Platform;
  deliverable: DeliverableKind;
  amountMinor: string;
}

export async function findPayoutLines(
  tx: Tx,
  payoutIds: readonly string[],
): Promise<DuePayoutLine[]> {
  return await many<DuePayoutLine>(
    tx,
    `SELECT l.payout_id AS "payoutId", e.id AS "endorsementId", e.endorsed_at AS "endorsedAt",
            c.id AS "campaignId", c.title AS campaign, b.name AS brand, v.platform, v.kind AS deliverable,
            l.amount_minor::text AS "amountMinor"
     FROM payout_lines l JOIN endorsements e ON e.id = l.endorsement_id
     JOIN submissions s ON s.id = e.submission_id JOIN deliverables v ON v.id = s.deliverable_id
     JOIN campaigns c ON c.id = e.campaign_id JOIN brands b ON b.id = c.brand_id
     WHERE l.payout_id = ANY($1::uuid[]) ORDER BY l.payout_id, e.endorsed_at, e.id`,
    [payoutIds],
  );
}

export interface DueDeposit {
  depositId: string;
  brandId: string;
  brand: string;
  country: string;
  method: "stripe" | "paypal" | "bank_transfer";
  receivedAt: Date;
  referenceCode: string;
  providerReference: string | null;
  amountMinor: string;
  currency: Currency;
}

/** Deposits that arrived and have no receipt yet, oldest first. */
export async function findDueDeposits(
  tx: Tx,
  lookBackDays: LookBack,
  limit: number,
): Promise<DueDeposit[]> {
  return await many<DueDeposit>(
    tx,
    `SELECT d.id AS "depositId", d.brand_id AS "brandId", b.name AS brand, b.country, d.method,
            d.captured_at AS "receivedAt", d.reference_code AS "referenceCode",
            CASE WHEN d.method <> 'bank_transfer' THEN d.provider_capture_id END AS "providerReference",
            d.amount_minor::text AS "amountMinor", d.currency
     FROM deposits d JOIN brands b ON b.id = d.brand_id
     WHERE d.status = 'captured' AND ${isRecent("d.captured_at", "$1")}
       AND NOT EXISTS (SELECT FROM documents x WHERE x.deposit_id = d.id)
     ORDER BY d.captured_at, d.id LIMIT $2`,
    [lookBackDays, limit],
  );
}

export interface DueFee {
  endorsementId: string;
  reason: FeeReason;
  bookedAt: Date;
  campaignId: string;
  campaign: string;
  creator: string;
  feeMinor: string;
  platformFeeMinor: string;
}

/** Platform fees that are on no invoice: earned, and undone after that. `$n` is the instant before which they were. */
const dueFees = (until: string) => `
  SELECT e.*, 'earned' AS reason, e.endorsed_at AS booked_at FROM endorsements e
  WHERE e.platform_fee_minor > 0 AND e.endorsed_at < ${until}
    AND NOT EXISTS (SELECT FROM document_fees f WHERE f.endorsement_id = e.id AND f.reason = 'earned')
  UNION ALL
  SELECT e.*, 'undone', e.clawed_back_at FROM endorsements e
  WHERE e.platform_fee_minor > 0 AND e.clawed_back_at < ${until}
    AND NOT EXISTS (SELECT FROM document_fees f WHERE f.endorsement_id = e.id AND f.reason = 'undone')`;

/** Fees of one brand in one currency that are on no invoice, in the order in which they were booked. */
export async function findDueFees(
  tx: Tx,
  due: { brandId: string; currency: Currency; until: Date | null },
  limit: number,
): Promise<DueFee[]> {
  return await many<DueFee>(
    tx,
    `SELECT e.id AS "endorsementId", e.reason, e.booked_at AS "bookedAt", c.id AS "campaignId",
            c.title AS campaign, k.display_name AS creator,
            CASE e.reason WHEN 'earned' THEN e.fee_minor ELSE -e.fee_minor END::text AS "feeMinor",
            CASE e.reason WHEN 'earned' THEN e.platform_fee_minor ELSE -e.platform_fee_minor END::text
              AS "platformFeeMinor"
     FROM campaigns c
     CROSS JOIN LATERAL (SELECT * FROM (${dueFees("coalesce($3::timestamptz, 'infinity')")}) f
                         WHERE f.campaign_id = c.id) e
     JOIN creators k ON k.id = e.creator_id
     WHERE c.brand_id = $1 AND c.currency = $2
     ORDER BY e.booked_at, e.id, e.reason LIMIT $4`,
    [due.brandId, due.currency, due.until, limit],
  );
}

/** Brands with fees from before this month (UTC) that are on no invoice. */
export async function findBrandsToInvoice(
  tx: Tx,
): Promise<{ brandId: string; currency: Currency; until: Date }[]> {
  return await many(
    tx,
    `SELECT DISTINCT c.brand_id AS "brandId", c.currency, m.until
     FROM (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS until) m
     CROSS JOIN LATERAL (${dueFees("m.until")}) e
     JOIN campaigns c ON c.id = e.campaign_id
     ORDER BY 1, 2`,
  );
}

/** What of a brand stands on its documents. */
export async function findBrand(
  tx: Tx,
  brandId: string,
): Promise<{ id: string; name: string; country: string } | undefined> {
  const [brand] = await many<{ id: string; name: string; country: string }>(
    tx,
    "SELECT id, name, country FROM brands WHERE id = $1",
    [brandId],
  );
  return brand;
}
