import { newId } from "../../../kernel/ids";
import { present } from "../../../kernel/invariant";
import type { Money } from "../../../kernel/money";
import { guardedMove } from "../../../platform/db/guarded-move";
import { exec, many, type Tx } from "../../../platform/db/sql";
import type { PageRequest } from "../../../platform/http/pagination";
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
