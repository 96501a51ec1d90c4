import { In } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import { present } from "../../kernel/invariant";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { type ChequeStatus, chequeTransitions } from "./cheque";
import { BankAccountRow, ChequeRow } from "./cheque-row";

/** @returns false when the code is taken. */
export async function insertBankAccount(
  tx: Tx,
  account: Omit<BankAccountRow, "createdAt">,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO bank_accounts (id, code, name, currency, first_cheque_number, next_cheque_number)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO NOTHING`,
    [
      account.id,
      account.code,
      account.name,
      account.currency,
      account.firstChequeNumber.toString(),
      account.nextChequeNumber.toString(),
    ],
  );
  return added === 1;
}

export async function findBankAccount(tx: Tx, code: string): Promise<BankAccountRow | null> {
  return await tx.findOneBy(BankAccountRow, { code });
}

export async function listBankAccounts(tx: Tx): Promise<BankAccountRow[]> {
  return await tx.find(BankAccountRow, { order: { code: "ASC" } });
}

/**
 * Takes the next `count` numbers of an account. The row stays locked until the caller's transaction ends, so numbers are
 * given out without gaps: a transaction that rolls back gives its numbers back before the next one looks.
 * @returns the first of the numbers.
 */
export async function takeNumbers(tx: Tx, accountId: string, count: number): Promise<bigint> {
  const [row] = await many<{ first: string }>(
    tx,
    `UPDATE bank_accounts SET next_cheque_number = next_cheque_number + $2
     WHERE id = $1 RETURNING (next_cheque_number - $2)::text AS first`,
    [accountId, count],
  );
  return BigInt(present(row, "The bank account").first);
}

export async function insertCheques(
  tx: Tx,
  cheques: readonly QueryDeepPartialEntity<ChequeRow>[],
): Promise<void> {
  await tx.insert(ChequeRow, [...cheques]);
}

/** Locks cheques in the order of their ids for the rest of the transaction. */
export async function lockCheques(tx: Tx, ids: readonly string[]): Promise<ChequeRow[]> {
  return await tx.find(ChequeRow, {
    where: { id: In([...ids]) },
    order: { id: "ASC" },
    lock: { mode: "pessimistic_write" },
  });
}

/** @returns false when the cheque is not in a state from which the move is allowed. */
export async function moveCheque(
  tx: Tx,
  id: string,
  to: ChequeStatus,
  patch: QueryDeepPartialEntity<ChequeRow> = {},
): Promise<boolean> {
  return await guardedMove<ChequeStatus, ChequeRow>(
    tx,
    ChequeRow,
    chequeTransitions,
    id,
    to,
    patch,
  );
}

/** The cheque with this number of an account, locked. */
export async function lockChequeByNumber(
  tx: Tx,
  bankCode: string,
  number: bigint,
): Promise<ChequeRow | undefined> {
  const found = await maybeOne<{ id: string }>(
    tx,
    `SELECT c.id FROM cheques c JOIN bank_accounts b ON b.id = c.bank_account_id
     WHERE b.code = $1 AND c.number = $2`,
    [bankCode, number.toString()],
  );
  return found && (await lockCheques(tx, [found.id]))[0];
}

export interface ChequeFilter {
  ids?: readonly string[];
  status?: ChequeStatus | undefined;
  bankAccountCode?: string | undefined;
  afterId?: string | null;
  limit: number;
}

export type ListedCheque = Omit<ChequeRow, "bankAccountId"> & { bankAccountCode: string };

interface ListRow {
  id: string;
  bank_account_code: string;
  number: string;
  payout_id: string;
  attempt_id: string;
  creator_id: string;
  amount_minor: string;
  currency: ChequeRow["currency"];
  payee_name: string;
  postal_address: unknown;
  status: ChequeStatus;
  prepared_by: string;
  issued_by: string | null;
  issued_on: string | null;
  cleared_on: string | null;
  reason: string | null;
  created_at: Date;
}

/** Newest first; one row more than `limit` when there is a next page. */
export async function listCheques(tx: Tx, filter: ChequeFilter): Promise<ListedCheque[]> {
  const rows = await many<ListRow>(
    tx,
    `SELECT c.id, b.code AS bank_account_code, c.number, c.payout_id, c.attempt_id, c.creator_id,
            c.amount_minor, c.currency, c.payee_name, c.postal_address, c.status, c.prepared_by,
            c.issued_by, c.issued_on::text, c.cleared_on::text, c.reason, c.created_at
     FROM cheques c JOIN bank_accounts b ON b.id = c.bank_account_id
     WHERE ($1::text IS NULL OR c.status = $1) AND ($2::text IS NULL OR b.code = $2)
       AND ($3::uuid IS NULL OR c.id < $3) AND ($4::uuid[] IS NULL OR c.id = ANY($4))
     ORDER BY c.id DESC LIMIT $5`,
    [
      filter.status ?? null,
      filter.bankAccountCode ?? null,
      filter.afterId ?? null,
      filter.ids ?? null,
      filter.limit + 1,
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    bankAccountCode: row.bank_account_code,
    number: BigInt(row.number),
    payoutId: row.payout_id,
    attemptId: row.attempt_id,
    creatorId: row.creator_id,
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
    payeeName: row.payee_name,
    postalAddress: row.postal_address,
    status: row.status,
    preparedBy: row.prepared_by,
    issuedBy: row.issued_by,
    issuedOn: row.issued_on,
    clearedOn: row.cleared_on,
    reason: row.reason,
    createdAt: row.created_at,
  }));
}
