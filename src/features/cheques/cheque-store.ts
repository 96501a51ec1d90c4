import { In } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import { NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, maybeOne, one, type Tx } from "../../platform/db/sql";
import { type ChequeStatus, chequeTransitions } from "./cheque";
import { BankAccountRow, ChequeBookRow, ChequeRow } from "./cheque-row";

/** Makes an account known, with paper that nobody counts from this number on. @returns false when the code is taken. */
export async function insertBankAccount(
  tx: Tx,
  account: Omit<BankAccountRow, "createdAt"> & { firstChequeNumber: bigint; receivedBy: string },
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO bank_accounts (id, code, name, currency) VALUES ($1, $2, $3, $4)
     ON CONFLICT (code) DO NOTHING`,
    [account.id, account.code, account.name, account.currency],
  );
  if (added === 0) return false;
  await tx.insert(ChequeBookRow, {
    id: newId(),
    bankAccountId: account.id,
    box: null,
    firstNumber: account.firstChequeNumber,
    lastNumber: null,
    nextNumber: account.firstChequeNumber,
    receivedBy: account.receivedBy,
  });
  return true;
}

export async function findBankAccount(tx: Tx, code: string): Promise<BankAccountRow | null> {
  return await tx.findOneBy(BankAccountRow, { code });
}

export async function listBankAccounts(tx: Tx): Promise<BankAccountRow[]> {
  return await tx.find(BankAccountRow, { order: { code: "ASC" } });
}

/** The account, locked: whoever numbers its cheques, hands them over or files them waits for the one before. */
export async function lockBankAccount(tx: Tx, id: string): Promise<BankAccountRow> {
  const account = await tx.findOne(BankAccountRow, {
    where: { id },
    lock: { mode: "pessimistic_write" },
  });
  if (!account) throw new NotFoundError();
  return account;
}

export async function bankAccountById(tx: Tx, id: string): Promise<BankAccountRow> {
  const account = await tx.findOneBy(BankAccountRow, { id });
  if (!account) throw new NotFoundError();
  return account;
}

/** Sum of the cheques of an account that were handed over on this UTC day. */
export async function handedOverMinor(tx: Tx, bankAccountId: string, day: string): Promise<bigint> {
  const row = await one<{ sum: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS sum FROM cheques
     WHERE bank_account_id = $1 AND issued_at >= $2::date AND issued_at < $2::date + 1`,
    [bankAccountId, day],
  );
  return BigInt(row.sum);
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
  return await guardedMove<ChequeStatus, ChequeRow>(tx, ChequeRow, chequeTransitions, id, to, {
    ...patch,
    statusAt: () => "now()",
  });
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

/** Changes what is noted about a cheque beside its state; the caller holds its lock. */
export async function patchCheque(
  tx: Tx,
  id: string,
  patch: Pick<QueryDeepPartialEntity<ChequeRow>, "mailedOn" | "carrier" | "tracking">,
): Promise<void> {
  await tx.update(ChequeRow, { id }, patch);
}
