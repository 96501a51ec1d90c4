import { newId } from "../../../kernel/ids";
import { present } from "../../../kernel/invariant";
import type { Money } from "../../../kernel/money";
import { guardedMove } from "../../../platform/db/guarded-move";
import { exec, many, type Tx } from "../../../platform/db/sql";
import type { PageRequest } from "../../../platform/http/pagination";
import type { StripeDispute } from "../../../providers/stripe";
import type { ChargebackParts } from "../../ledger";
import type { OnlineMethod } from "../deposit";
import { DepositRow } from "../funding-row";
import { pageQuery } from "../funding-sql";
import { type ChargebackStatus, chargebackTransitions } from "./chargeback";
import { ChargebackRow } from "./chargeback-row";

/** The deposit that a charge of Stripe's, or a capture of PayPal's, paid. */
export async function findPaidDeposit(
  tx: Tx,
  method: OnlineMethod,
  captureId: string,
): Promise<DepositRow | null> {
  return await tx.findOneBy(DepositRow, {
    method,
    status: "captured",
    providerCaptureId: captureId,
  });
}

/**
 * The row of a dispute, locked; made when this is the first time we hear of it, as an inquiry without money.
 * @returns with `isNew` when it was made now.
 */
export async function lockChargeback(
  tx: Tx,
  dispute: { disputeId: string; amount: Money; reason: string },
  deposit: DepositRow,
): Promise<{ row: ChargebackRow; isNew: boolean }> {
  const added = await exec(
    tx,
    `INSERT INTO chargebacks (id, dispute_id, deposit_id, brand_id, amount_minor, currency, reason, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'inquiry') ON CONFLICT (dispute_id) DO NOTHING`,
    [
      newId(),
      dispute.disputeId,
      deposit.id,
      deposit.brandId,
      dispute.amount.amountMinor.toString(),
      dispute.amount.currency,
      dispute.reason.slice(0, 100),
    ],
  );
  const row = await tx.findOne(ChargebackRow, {
    where: { disputeId: dispute.disputeId },
    lock: { mode: "for_no_key_update" },
  });
  return { row: present(row, `Chargeback ${dispute.disputeId}`), isNew: added === 1 };
}

export async function lockChargebackById(tx: Tx, id: string): Promise<ChargebackRow | null> {
  return await tx.findOne(ChargebackRow, { where: { id }, lock: { mode: "for_no_key_update" } });
}

/** @returns false when it stands in no state from which the move is allowed. */
export async function moveChargeback(tx: Tx, id: string, to: ChargebackStatus): Promise<boolean> {
  const isOpen = to === "open" || to === "inquiry";
  return await guardedMove<ChargebackStatus, ChargebackRow>(
    tx,
    ChargebackRow,
    chargebackTransitions,
    id,
    to,
    { closedAt: isOpen ? null : () => "now()" },
  );
}

/** Keeps what Stripe says about evidence; another end means that reminders begin anew. */
export async function noteEvidence(
  tx: Tx,
  id: string,
  { evidenceDueAt, isEvidenceSent }: Pick<StripeDispute, "evidenceDueAt" | "isEvidenceSent">,
): Promise<void> {
  await exec(
    tx,
    `UPDATE chargebacks SET evidence_due_at = $2, is_evidence_sent = $3,
       evidence_reminded_days = CASE WHEN evidence_due_at IS NOT DISTINCT FROM $2 THEN evidence_reminded_days END
     WHERE id = $1 AND (evidence_due_at, is_evidence_sent) IS DISTINCT FROM ($2, $3)`,
    [id, evidenceDueAt ?? null, isEvidenceSent],
  );
}

/**
 * Chargebacks whose evidence is due within one of these many days and that had no reminder of that day yet, marked as
 * reminded. After a long pause only the latest counts.
 */
export async function claimEvidenceReminders(
  tx: Tx,
  daysBefore: readonly number[],
  limit: number,
): Promise<{ id: string; days: number }[]> {
  return await many<{ id: string; days: number }>(
    tx,
    `WITH due AS (
       SELECT k.id, min(d.day) AS day FROM chargebacks k CROSS JOIN unnest($1::int[]) AS d (day)
       WHERE k.status IN ('inquiry', 'open') AND NOT k.is_evidence_sent AND k.evidence_due_at > now()
         AND k.evidence_due_at <= now() + make_interval(days => d.day)
       GROUP BY k.id, k.evidence_reminded_days
       HAVING k.evidence_reminded_days IS NULL OR k.evidence_reminded_days > min(d.day)
       ORDER BY k.id LIMIT $2)
     UPDATE chargebacks k SET evidence_reminded_days = due.day FROM due
     WHERE k.id = due.id AND (k.evidence_reminded_days IS NULL OR k.evidence_reminded_days > due.day)
     RETURNING k.id, due.day AS days`,
    [daysBefore, limit],
  );
}

/** Adds to the parts of a locked chargeback; parts below zero give back. */
export async function addParts(tx: Tx, id: string, parts: ChargebackParts): Promise<void> {
  const { depositMinor, receivableMinor, lostMinor } = parts;
  await exec(
    tx,
    `UPDATE chargebacks SET deposit_minor = deposit_minor + $2, receivable_minor = receivable_minor + $3,
       lost_minor = lost_minor + $4, taken_minor = taken_minor + $2 + $3 + $4 WHERE id = $1`,
    [id, ...[depositMinor, receivableMinor, lostMinor].map(String)],
  );
}

/** Disputes about deposits of one method that may still be decided. */
export async function findUndecided(tx: Tx, method: OnlineMethod): Promise<string[]> {
  const rows = await many<{ dispute_id: string }>(
    tx,
    `SELECT c.dispute_id FROM chargebacks c JOIN deposits d ON d.id = c.deposit_id
     WHERE c.status IN ('inquiry', 'open') AND d.method = $1 ORDER BY c.id`,
    [method],
  );
  return rows.map((row) => row.dispute_id);
}

export interface ChargebackFilter extends PageRequest {
  brandId?: string | undefined;
  status?: ChargebackStatus | undefined;
}

/** A page of chargebacks of `brandIds` (undefined: of every brand), with one row more than asked for. */
export async function listChargebacks(
  tx: Tx,
  brandIds: readonly string[] | undefined,
  filter: ChargebackFilter,
): Promise<ChargebackRow[]> {
  return await pageQuery(tx, ChargebackRow, brandIds, filter);
}

/** Which of these chargebacks still freeze their brand's unearned work. */
export async function frozenBy(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await many<{ cause_id: string }>(
    tx,
    "SELECT cause_id FROM brand_freezes WHERE cause_id = ANY($1::uuid[]) AND ended_at IS NULL",
    [ids],
  );
  return new Set(rows.map((row) => row.cause_id));
}
