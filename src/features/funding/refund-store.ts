import { In } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { guardedMove } from "../../platform/db/guarded-move";
import { many, maybeOne, one, parseMinor, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import type { DepositMethod } from "./deposit";
import { DepositRow, RefundPartRow, RefundRow } from "./funding-row";
import { asUuid, pageQuery } from "./funding-sql";
import {
  type RefundPartStatus,
  type RefundStatus,
  refundPartTransitions,
  refundTransitions,
} from "./refund";

export async function insertRefund(
  tx: Tx,
  refund: Pick<RefundRow, "id" | "brandId" | "amountMinor" | "currency" | "requestedBy">,
): Promise<void> {
  await tx.insert(RefundRow, { ...refund, status: "requested" });
}

export async function findRefund(tx: Tx, id: string): Promise<RefundRow | undefined> {
  return (await tx.findOneBy(RefundRow, { id })) ?? undefined;
}

export async function lockRefund(tx: Tx, id: string): Promise<RefundRow | undefined> {
  const row = await tx.findOne(RefundRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  return row ?? undefined;
}

export async function moveRefund(
  tx: Tx,
  id: string,
  to: RefundStatus,
  patch: Partial<Pick<RefundRow, "decidedBy" | "decidedAt" | "declineReason">> = {},
): Promise<boolean> {
  return await guardedMove(tx, RefundRow, refundTransitions, id, to, patch);
}

export interface Refundable {
  depositId: string;
  method: DepositMethod;
  captureId: string;
  /** Captured, less what was given back, less what the payer's bank took. */
  leftMinor: bigint;
  /** PayPal takes no refund of a payment this old. */
  isTooOld: boolean;
  /** Stripe refunds nothing of a charge whose dispute is open or lost. */
  isDisputed: boolean;
}

/** PayPal's limit for refunds is 180 days; a day is kept for the way. */
const paypalRefundDays = 179;

/**
 * Captured deposits of a brand in one currency, oldest first, with what of each has not been given back. Locked, so that
 * two approvals cannot give the same money back.
 */
export async function lockRefundable(
  tx: Tx,
  brandId: string,
  currency: Currency,
): Promise<Refundable[]> {
  await many(
    tx,
    `SELECT id FROM deposits WHERE brand_id = $1 AND currency = $2 AND status = 'captured'
     ORDER BY id FOR NO KEY UPDATE`,
    [brandId, currency],
  );
  return await readRefundable(tx, brandId, currency);
}

export async function readRefundable(
  tx: Tx,
  brandId: string,
  currency: Currency,
): Promise<Refundable[]> {
  const rows = await many<Omit<Refundable, "leftMinor"> & { left: string }>(
    tx,
    `SELECT d.id AS "depositId", d.method, d.provider_capture_id AS "captureId",
            d.method = 'paypal' AND d.captured_at < now() - make_interval(days => ${paypalRefundDays})
              AS "isTooOld",
            EXISTS (SELECT FROM chargebacks c WHERE c.deposit_id = d.id
                    AND (c.status = 'open' OR c.taken_minor > 0)) AS "isDisputed",
            (d.amount_minor - coalesce((SELECT sum(p.amount_minor) FROM refund_parts p
               WHERE p.deposit_id = d.id AND p.status <> 'failed'), 0)
             - coalesce((SELECT sum(c.taken_minor) FROM chargebacks c WHERE c.deposit_id = d.id), 0))::text AS left
     FROM deposits d WHERE d.brand_id = $1 AND d.currency = $2 AND d.status = 'captured'
     ORDER BY d.captured_at, d.id`,
    [brandId, currency],
  );
  return rows.map(({ left, ...row }) => ({ ...row, leftMinor: parseMinor(left) }));
}

export async function insertParts(
  tx: Tx,
  parts: readonly Pick<RefundPartRow, "id" | "refundId" | "depositId" | "amountMinor">[],
): Promise<void> {
  await tx.insert(
    RefundPartRow,
    parts.map((part) => ({ ...part, status: "sending" as const })),
  );
}

export interface ShownPart {
  part: RefundPartRow;
  /** How the money came and goes back. */
  method: DepositMethod;
}

/** Parts of refunds, by refund. */
export async function findParts(
  tx: Tx,
  refundIds: readonly string[],
): Promise<Map<string, ShownPart[]>> {
  const parts = await tx.find(RefundPartRow, {
    where: { refundId: In([...refundIds]) },
    order: { id: "ASC" },
  });
  const deposits = await tx.find(DepositRow, {
    where: { id: In(parts.map((part) => part.depositId)) },
  });
  const methods = new Map(deposits.map((deposit) => [deposit.id, deposit.method]));
  const byRefund = new Map<string, ShownPart[]>();
  for (const part of parts) {
    const list = byRefund.get(part.refundId) ?? [];
    list.push({ part, method: methods.get(part.depositId) ?? "bank_transfer" });
    byRefund.set(part.refundId, list);
  }
  return byRefund;
}

export interface OpenPart {
  part: RefundPartRow;
  refund: RefundRow;
  deposit: DepositRow;
  /** On its way for so long that somebody should look. */
  isOld: boolean;
  /** PayPal may have forgotten our request id, so that sending again could pay twice. */
  isUnsafe: boolean;
}

const oldHours = 48;
/** PayPal keeps request ids of refunds for 45 days. */
const unsafeDays = 40;

export async function findPart(tx: Tx, id: string): Promise<OpenPart | undefined> {
  const part = await tx.findOneBy(RefundPartRow, { id });
  if (!part) return undefined;
  const refund = await tx.findOneByOrFail(RefundRow, { id: part.refundId });
  const deposit = await tx.findOneByOrFail(DepositRow, { id: part.depositId });
  const age = await one<{ isOld: boolean; isAncient: boolean }>(
    tx,
    `SELECT created_at < now() - make_interval(hours => ${oldHours}) AS "isOld",
            created_at < now() - make_interval(days => ${unsafeDays}) AS "isAncient"
     FROM refund_parts WHERE id = $1`,
    [id],
  );
  const isUnsafe = age.isAncient && deposit.method === "paypal";
  return { part, refund, deposit, isOld: age.isOld, isUnsafe };
}

export async function movePart(
  tx: Tx,
  open: OpenPart,
  to: RefundPartStatus,
  patch: { providerRefundId?: string | undefined; problem?: string | null },
): Promise<boolean> {
  const { providerRefundId, problem = null } = patch;
  const isWatched = to === "succeeded" && open.deposit.method === "stripe";
  return await guardedMove(tx, RefundPartRow, refundPartTransitions, open.part.id, to, {
    problem,
    ...(providerRefundId === undefined ? {} : { providerRefundId }),
    ...(to === "failed" || to === "succeeded" ? { nextCheckAt: null } : {}),
    ...(isWatched ? { nextCheckAt: () => "now() + interval '1 day'", checksCount: 0 } : {}),
  });
}

export async function lockPartStatus(tx: Tx, id: string): Promise<RefundPartStatus> {
  const row = await one<{ status: RefundPartStatus }>(
    tx,
    "SELECT status FROM refund_parts WHERE id = $1 FOR NO KEY UPDATE",
    [id],
  );
  return row.status;
}

/** Keeps in view why a part is not further; it is asked about again at its next time. */
export async function notePartProblem(tx: Tx, id: string, problem: string): Promise<void> {
  await tx.update(RefundPartRow, { id }, { problem: problem.slice(0, 200) });
}

export async function stopCheckingPart(tx: Tx, id: string): Promise<void> {
  await tx.update(RefundPartRow, { id }, { nextCheckAt: null });
}

/** Days between the looks at a card refund that has succeeded: the buyer's bank may send it back for a month. */
const daysAfterSuccess = "ARRAY[2, 4, 7, 16]";

/** Ids of parts that are due to be sent or looked at; see the same for deposits. */
export async function claimDueParts(
  tx: Tx,
  limit: number,
  retryMs: readonly number[],
): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT id FROM refund_parts WHERE next_check_at <= now()
       ORDER BY next_check_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE refund_parts p SET checks_count = p.checks_count + 1, next_check_at = now() + CASE p.status
       WHEN 'succeeded' THEN (${daysAfterSuccess})[p.checks_count + 1] * interval '1 day'
       ELSE ($2::bigint[])[least(p.checks_count + 1, cardinality($2::bigint[]))] * interval '1 ms' END
     FROM due WHERE p.id = due.id RETURNING p.id`,
    [limit, retryMs],
  );
  return rows.map((row) => row.id);
}

export async function partIds(tx: Tx, refundId: string): Promise<string[]> {
  const parts = await tx.find(RefundPartRow, { where: { refundId }, order: { id: "ASC" } });
  return parts.map((part) => part.id);
}

export async function partStatuses(tx: Tx, refundId: string): Promise<RefundPartStatus[]> {
  const parts = await tx.find(RefundPartRow, { where: { refundId } });
  return parts.map((part) => part.status);
}

/** The part a provider's message is about, by our id or by the provider's. */
export async function findPartByHint(
  tx: Tx,
  hint: { refundPartId?: string | undefined; providerId?: string | undefined },
): Promise<string | undefined> {
  const ours = asUuid(hint.refundPartId);
  const row = await maybeOne<{ id: string }>(
    tx,
    `SELECT id FROM refund_parts WHERE id = $1::uuid OR provider_refund_id = $2
     ORDER BY id = $1::uuid DESC NULLS LAST LIMIT 1`,
    [ours, hint.providerId ?? null],
  );
  return row?.id;
}

export interface RefundFilter extends PageRequest {
  brandId?: string | undefined;
  status?: RefundStatus | undefined;
}

/** A page of refunds of `brandIds` (undefined: of every brand), with one row more than asked for. */
export async function listRefunds(
  tx: Tx,
  brandIds: readonly string[] | undefined,
  filter: RefundFilter,
): Promise<RefundRow[]> {
  return await pageQuery(tx, RefundRow, brandIds, filter);
}
