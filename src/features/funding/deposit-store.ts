import type { Currency } from "../../kernel/currency";
import { present } from "../../kernel/invariant";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import {
  type DepositMethod,
  type DepositStatus,
  depositTransitions,
  depositUndoing,
} from "./deposit";
import { DepositRow } from "./funding-row";
import { asUuid, pageQuery } from "./funding-sql";

export interface NewDeposit {
  id: string;
  brandId: string;
  method: DepositMethod;
  amountMinor: bigint;
  currency: Currency;
  status: DepositStatus;
  requestKey: string;
  referenceCode: string;
  createdBy: string;
  expiryMs: number;
}

/** Adds the deposit, unless the brand's request with this key has made one before. @returns true when it is new. */
export async function insertDeposit(tx: Tx, deposit: NewDeposit): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO deposits (id, brand_id, method, amount_minor, currency, status, request_key,
       reference_code, created_by, expires_at, next_check_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, now() + life, now() + least(life, $11 * interval '1 ms')
     FROM (SELECT $10 * interval '1 ms' AS life) AS l
     ON CONFLICT (brand_id, request_key) DO NOTHING`,
    [
      deposit.id,
      deposit.brandId,
      deposit.method,
      deposit.amountMinor.toString(),
      deposit.currency,
      deposit.status,
      deposit.requestKey,
      deposit.referenceCode,
      deposit.createdBy,
      deposit.expiryMs,
      // A bank transfer is seen on a statement; all there is to check is whether its time is over.
      deposit.method === "bank_transfer" ? deposit.expiryMs : firstLookMs,
    ],
  );
  return added === 1;
}

/** An opening that got no answer is tried again this soon. */
const firstLookMs = 30_000;

export async function findByRequest(
  tx: Tx,
  brandId: string,
  requestKey: string,
): Promise<DepositRow> {
  return present(
    await tx.findOneBy(DepositRow, { brandId, requestKey }),
    "The deposit of this request",
  );
}

export async function findDeposit(tx: Tx, id: string): Promise<DepositRow | undefined> {
  return (await tx.findOneBy(DepositRow, { id })) ?? undefined;
}

export interface DepositAge {
  /** The time to pay is over. */
  isOver: boolean;
  /** So old that whatever it waits for should have happened long ago. */
  isOld: boolean;
}

const oldDays = 5;

export async function depositAge(tx: Tx, id: string): Promise<DepositAge> {
  return await one<DepositAge>(
    tx,
    `SELECT expires_at <= now() AS "isOver",
            created_at < now() - make_interval(days => ${oldDays}) AS "isOld"
     FROM deposits WHERE id = $1`,
    [id],
  );
}

/** A page has been opened; the first answer stays. @returns false when the deposit had one already. */
export async function recordOpened(
  tx: Tx,
  id: string,
  providerId: string,
  checkoutUrl: string | undefined,
): Promise<boolean> {
  return await guardedMove(tx, DepositRow, depositTransitions, id, "pending", {
    providerId,
    checkoutUrl: checkoutUrl ?? null,
  });
}

/** @returns false when it was captured before, by somebody else or by this very proof. */
export async function recordCaptured(
  tx: Tx,
  id: string,
  proof: { captureId: string; fee: { feeMinor: bigint; currency: Currency } | null; at: Date },
): Promise<boolean> {
  return await guardedMove(tx, DepositRow, depositTransitions, id, "captured", {
    providerCaptureId: proof.captureId,
    feeMinor: proof.fee?.feeMinor ?? null,
    feeCurrency: proof.fee?.currency ?? null,
    capturedAt: proof.at,
    checkoutUrl: null,
    problem: null,
    // With the fee known there is nothing left to learn.
    nextCheckAt: proof.fee === null ? () => "now() + interval '30 seconds'" : null,
    checksCount: 0,
  });
}

/** The line of the bank was not this deposit; it waits for its own. @returns false when it is not captured. */
export async function recordUndone(tx: Tx, id: string): Promise<boolean> {
  return await guardedMove(tx, DepositRow, depositUndoing, id, "pending", {
    providerCaptureId: null,
    feeMinor: null,
    feeCurrency: null,
    capturedAt: null,
    undoneAt: () => "now()",
    nextCheckAt: () => "greatest(expires_at, now())",
  });
}

/** Those of these deposits of which something was given back, or is about to be. */
export async function refundedOf(tx: Tx, depositIds: readonly string[]): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT DISTINCT deposit_id AS id FROM refund_parts
     WHERE deposit_id = ANY($1::uuid[]) AND status <> 'failed' ORDER BY 1`,
    [depositIds],
  );
  return rows.map(({ id }) => id);
}

/** @returns false when the fee is known already. */
export async function recordFee(
  tx: Tx,
  id: string,
  fee: { feeMinor: bigint; currency: Currency },
): Promise<boolean> {
  const noted = await exec(
    tx,
    `UPDATE deposits SET fee_minor = $2, fee_currency = $3, next_check_at = NULL
     WHERE id = $1 AND status = 'captured' AND fee_minor IS NULL`,
    [id, fee.feeMinor.toString(), fee.currency],
  );
  return noted === 1;
}

/** Given up, with one more look a day later: the money may have come in the very last moment. */
export async function recordGivenUp(
  tx: Tx,
  id: string,
  to: "failed" | "expired",
  problem: string | null,
): Promise<boolean> {
  return await guardedMove(tx, DepositRow, depositTransitions, id, to, {
    problem,
    nextCheckAt: () => "CASE WHEN provider_id IS NULL THEN NULL ELSE now() + interval '1 day' END",
  });
}

export async function stopChecking(tx: Tx, id: string): Promise<void> {
  await tx.update(DepositRow, { id }, { nextCheckAt: null });
}

/**
 * Ids of deposits that are due to be looked at. Each is given its next time at once, further off with every look, so that
 * two hosts do not look at the same one and a failed look is repeated by itself.
 */
export async function claimDue(
  tx: Tx,
  limit: number,
  pollMs: readonly number[],
): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT id FROM deposits WHERE next_check_at <= now()
       ORDER BY next_check_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE deposits d SET checks_count = d.checks_count + 1, next_check_at = now() + interval '1 ms'
       * ($2::bigint[])[least(d.checks_count + 1, cardinality($2::bigint[]))]
     FROM due WHERE d.id = due.id RETURNING d.id`,
    [limit, pollMs],
  );
  return rows.map((row) => row.id);
}

/** The deposit a provider's message is about, by our id or by any id of the provider's. */
export async function findByHint(
  tx: Tx,
  hint: { depositId?: string | undefined; providerId?: string | undefined },
): Promise<string | undefined> {
  const ours = asUuid(hint.depositId);
  const row = await maybeOne<{ id: string }>(
    tx,
    `SELECT id FROM deposits WHERE id = $1::uuid
       OR (method <> 'bank_transfer' AND (provider_id = $2 OR provider_capture_id = $2))
     ORDER BY id = $1::uuid DESC NULLS LAST LIMIT 1`,
    [ours, hint.providerId ?? null],
  );
  return row?.id;
}

/** Bank transfers whose code is one of `codes`, locked until the transaction ends. */
export async function lockBankDeposits(tx: Tx, codes: readonly string[]): Promise<DepositRow[]> {
  if (codes.length === 0) return [];
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM deposits WHERE method = 'bank_transfer' AND reference_code = ANY($1::text[])
     ORDER BY id FOR NO KEY UPDATE`,
    [codes],
  );
  const found: DepositRow[] = [];
  for (const { id } of rows) found.push(present(await findDeposit(tx, id), `Deposit ${id}`));
  return found;
}

export interface DepositFilter extends PageRequest {
  brandId?: string | undefined;
  status?: DepositStatus | undefined;
}

/** A page of deposits of `brandIds` (undefined: of every brand), with one row more than asked for. */
export async function listDeposits(
  tx: Tx,
  brandIds: readonly string[] | undefined,
  filter: DepositFilter,
): Promise<DepositRow[]> {
  return await pageQuery(tx, DepositRow, brandIds, filter);
}
