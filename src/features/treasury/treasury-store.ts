import { In } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import type { Currency } from "../../kernel/currency";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import { TopUpRow, type TopUpStatus, topUpTransitions } from "./treasury-row";

export type NewTopUp = Pick<
  TopUpRow,
  "id" | "bankAccountId" | "amountMinor" | "currency" | "reference" | "needsTwo" | "recordedBy"
>;

/** @returns false when the reference was used before. */
export async function insertTopUp(tx: Tx, topUp: NewTopUp): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO top_ups
       (id, bank_account_id, amount_minor, currency, reference, status, recorded_by, needs_two)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $7 THEN 'proposed' ELSE 'sent' END, $6, $7)
     ON CONFLICT (reference) DO NOTHING`,
    [
      topUp.id,
      topUp.bankAccountId,
      topUp.amountMinor.toString(),
      topUp.currency,
      topUp.reference,
      topUp.recordedBy,
      topUp.needsTwo,
    ],
  );
  return added === 1;
}

export interface SentTopUp {
  id: string;
  bankCode: string;
  amountMinor: bigint;
  currency: Currency;
}

interface SentRow {
  id: string;
  bank_code: string;
  amount_minor: string;
  currency: Currency;
}

/**
 * The top-up on its way that an arrival stands for, locked: the one with this reference; without a known reference the
 * oldest of the same amount, because equal amounts cannot be told apart and need not be.
 */
export async function lockSentTopUp(
  tx: Tx,
  arrival: { amountMinor: bigint; currency: Currency; reference?: string | undefined },
): Promise<SentTopUp | undefined> {
  const row = await maybeOne<SentRow>(
    tx,
    `SELECT t.id, b.code AS bank_code, t.amount_minor, t.currency
     FROM top_ups t JOIN bank_accounts b ON b.id = t.bank_account_id
     WHERE t.status = 'sent' AND t.amount_minor = $1 AND t.currency = $2
     ORDER BY (t.reference = $3) DESC NULLS LAST, t.id LIMIT 1 FOR UPDATE OF t`,
    [arrival.amountMinor.toString(), arrival.currency, arrival.reference ?? null],
  );
  return (
    row && {
      id: row.id,
      bankCode: row.bank_code,
      amountMinor: BigInt(row.amount_minor),
      currency: row.currency,
    }
  );
}

export interface TopUp extends SentTopUp {
  status: TopUpStatus;
  recordedBy: string;
  needsTwo: boolean;
}

/** @throws NotFoundError */
export async function lockTopUp(tx: Tx, id: string): Promise<TopUp> {
  const row = await one<SentRow & { status: TopUpStatus; recorded_by: string; needs_two: boolean }>(
    tx,
    `SELECT t.id, b.code AS bank_code, t.amount_minor, t.currency, t.status, t.recorded_by, t.needs_two
     FROM top_ups t JOIN bank_accounts b ON b.id = t.bank_account_id WHERE t.id = $1 FOR UPDATE OF t`,
    [id],
  );
  return {
    id: row.id,
    bankCode: row.bank_code,
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
    status: row.status,
    recordedBy: row.recorded_by,
    needsTwo: row.needs_two,
  };
}

/** @returns false when it does not stand where the move begins. */
export async function moveTopUp(
  tx: Tx,
  id: string,
  to: TopUpStatus,
  patch: QueryDeepPartialEntity<TopUpRow>,
): Promise<boolean> {
  return await guardedMove<TopUpStatus, TopUpRow>(tx, TopUpRow, topUpTransitions, id, to, patch);
}

/** Serialises what leaves one bank account for PayPal. */
export async function lockBankBalance(tx: Tx, bankCode: string): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 8))", [bankCode]);
}

/** The posting of a transfer that was sent, and whether the bank's statement shows it already. */
export async function sentPosting(
  tx: Tx,
  id: string,
): Promise<{ transactionId: string; isShown: boolean }> {
  return await one(
    tx,
    `SELECT t.id AS "transactionId",
            EXISTS (SELECT FROM statement_matches m WHERE m.transaction_id = t.id) AS "isShown"
     FROM ledger_transactions t WHERE t.reference = 'topup:' || $1 || ':sent'`,
    [id],
  );
}

export async function findTopUps(tx: Tx, ids: readonly string[]): Promise<TopUpRow[]> {
  return ids.length === 0 ? [] : await tx.findBy(TopUpRow, { id: In([...new Set(ids)]) });
}

export interface ListedTopUp {
  id: string;
  bankAccountCode: string;
  amountMinor: bigint;
  currency: Currency;
  reference: string;
  status: TopUpStatus;
  createdAt: Date;
  arrivedAt: Date | null;
  needsTwo: boolean;
  recordedBy: string;
  decidedBy: string | null;
  canceledAt: Date | null;
  cancelReason: string | null;
}

/** Newest first; one row more than `limit` when there is a next page. */
export async function listTopUps(
  tx: Tx,
  filter: { ids?: readonly string[]; afterId: string | null; limit: number },
): Promise<ListedTopUp[]> {
  const rows = await many<
    SentRow &
      Omit<ListedTopUp, "bankAccountCode" | "amountMinor" | "createdAt" | "arrivedAt"> & {
        created_at: Date;
        arrived_at: Date | null;
      }
  >(
    tx,
    `SELECT t.id, b.code AS bank_code, t.amount_minor, t.currency, t.reference, t.status, t.created_at,
            t.arrived_at, t.needs_two AS "needsTwo", t.recorded_by AS "recordedBy",
            t.decided_by AS "decidedBy", t.canceled_at AS "canceledAt", t.cancel_reason AS "cancelReason"
     FROM top_ups t JOIN bank_accounts b ON b.id = t.bank_account_id
     WHERE ($1::uuid IS NULL OR t.id < $1) AND ($2::uuid[] IS NULL OR t.id = ANY($2))
     ORDER BY t.id DESC LIMIT $3`,
    [filter.afterId, filter.ids ?? null, filter.limit + 1],
  );
  return rows.map((row) => ({
    id: row.id,
    bankAccountCode: row.bank_code,
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
    reference: row.reference,
    status: row.status,
    createdAt: row.created_at,
    arrivedAt: row.arrived_at,
    needsTwo: row.needsTwo,
    recordedBy: row.recordedBy,
    decidedBy: row.decidedBy,
    canceledAt: row.canceledAt,
    cancelReason: row.cancelReason,
  }));
}

/** What an opening entry of this reference says; undefined when there is none. */
export async function openingAmount(tx: Tx, reference: string): Promise<bigint | undefined> {
  const row = await maybeOne<{ amount: string }>(
    tx,
    `SELECT sum(e.amount_minor)::text AS amount FROM ledger_transactions t
     JOIN ledger_entries e ON e.transaction_id = t.id AND e.amount_minor > 0
     WHERE t.reference = $1 GROUP BY t.id`,
    [reference],
  );
  return row && BigInt(row.amount);
}
