import { In } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { TopUpRow, type TopUpStatus } from "./treasury-row";

export type NewTopUp = Omit<TopUpRow, "status" | "createdAt" | "arrivedAt">;

/** @returns false when the reference was used before. */
export async function insertTopUp(tx: Tx, topUp: NewTopUp): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO top_ups (id, bank_account_id, amount_minor, currency, reference, status, recorded_by)
     VALUES ($1, $2, $3, $4, $5, 'sent', $6) ON CONFLICT (reference) DO NOTHING`,
    [
      topUp.id,
      topUp.bankAccountId,
      topUp.amountMinor.toString(),
      topUp.currency,
      topUp.reference,
      topUp.recordedBy,
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

/** @returns false when it had arrived before. */
export async function markArrived(tx: Tx, id: string): Promise<boolean> {
  const { affected } = await tx.update(
    TopUpRow,
    { id, status: "sent" },
    { status: "arrived", arrivedAt: () => "now()" },
  );
  return affected === 1;
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
}

/** Newest first; one row more than `limit` when there is a next page. */
export async function listTopUps(
  tx: Tx,
  filter: { ids?: readonly string[]; afterId: string | null; limit: number },
): Promise<ListedTopUp[]> {
  const rows = await many<
    SentRow & { reference: string; status: TopUpStatus; created_at: Date; arrived_at: Date | null }
  >(
    tx,
    `SELECT t.id, b.code AS bank_code, t.amount_minor, t.currency, t.reference, t.status, t.created_at,
            t.arrived_at
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
