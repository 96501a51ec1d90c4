import { exec, many, one, type Tx } from "../../../platform/db/sql";
import { signer } from "../../../platform/http/signer";
import { type ChequeStatus, chequeNumberMax } from "../cheque";
import { ChequeBookRow } from "../cheque-row";
import type { Book } from "./stock";

/** Books that still have numbers, in the order in which they came. */
export async function openBooks(tx: Tx, bankAccountId: string): Promise<Book[]> {
  const rows = await many<{ id: string; next_number: string; last_number: string | null }>(
    tx,
    `SELECT id, next_number, last_number FROM cheque_books
     WHERE bank_account_id = $1 AND (last_number IS NULL OR next_number <= last_number) ORDER BY id`,
    [bankAccountId],
  );
  return rows.map((row) => ({
    id: row.id,
    nextNumber: BigInt(row.next_number),
    lastNumber: row.last_number === null ? null : BigInt(row.last_number),
  }));
}

/** Skipped numbers that the open books of an account have not passed yet. */
export async function skipsAhead(tx: Tx, bankAccountId: string): Promise<Set<bigint>> {
  const rows = await many<{ number: string }>(
    tx,
    `SELECT s.number FROM cheque_skips s JOIN cheque_books b ON b.bank_account_id = s.bank_account_id
     WHERE s.bank_account_id = $1 AND s.number >= b.next_number
       AND (b.last_number IS NULL OR s.number <= b.last_number)`,
    [bankAccountId],
  );
  return new Set(rows.map((row) => BigInt(row.number)));
}

export async function setNextNumber(tx: Tx, bookId: string, next: bigint): Promise<void> {
  await exec(tx, "UPDATE cheque_books SET next_number = $2 WHERE id = $1", [
    bookId,
    next.toString(),
  ]);
}

export async function insertBook(
  tx: Tx,
  book: Omit<ChequeBookRow, "createdAt" | "nextNumber">,
): Promise<void> {
  await tx.insert(ChequeBookRow, { ...book, nextNumber: book.firstNumber });
}

/** Paper that nobody counted ends where it is, once counted paper comes. */
export async function closeUncounted(tx: Tx, bankAccountId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE cheque_books SET last_number = next_number - 1
     WHERE bank_account_id = $1 AND last_number IS NULL`,
    [bankAccountId],
  );
}

/** True when a number of the range lies in a book of the account, or was ever used. */
export async function isRangeKnown(
  tx: Tx,
  bankAccountId: string,
  range: { first: bigint; last: bigint },
): Promise<boolean> {
  const { found } = await one<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM cheque_books WHERE bank_account_id = $1 AND first_number <= $3
                      AND coalesce(last_number, next_number - 1) >= $2)
         OR EXISTS (SELECT FROM cheques WHERE bank_account_id = $1 AND number BETWEEN $2 AND $3)
         OR EXISTS (SELECT FROM cheque_skips WHERE bank_account_id = $1 AND number BETWEEN $2 AND $3)
         AS found`,
    [bankAccountId, range.first.toString(), range.last.toString()],
  );
  return found;
}

/** True when every number of the range is paper of ours that nothing was done with. */
export async function isRangeUnused(
  tx: Tx,
  bankAccountId: string,
  range: { first: bigint; last: bigint },
): Promise<boolean> {
  const { unused } = await one<{ unused: boolean }>(
    tx,
    `SELECT coalesce(sum(greatest(0, least(coalesce(last_number, $4), $3) - greatest(next_number, $2) + 1)), 0)
              = $3::bigint - $2::bigint + 1
            AND NOT EXISTS (SELECT FROM cheque_skips
                            WHERE bank_account_id = $1 AND number BETWEEN $2 AND $3) AS unused
     FROM cheque_books WHERE bank_account_id = $1`,
    [bankAccountId, range.first.toString(), range.last.toString(), chequeNumberMax.toString()],
  );
  return unused;
}

export async function insertSkips(
  tx: Tx,
  bankAccountId: string,
  skip: { first: bigint; last: bigint; reason: string; recordedBy: string },
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO cheque_skips (bank_account_id, number, reason, recorded_by)
     SELECT $1, n, $4, $5 FROM generate_series($2::bigint, $3::bigint) AS n`,
    [bankAccountId, skip.first.toString(), skip.last.toString(), skip.reason, skip.recordedBy],
  );
}

/** The next number of each of these accounts that is paper and not skipped; absent when the stock is empty. */
export async function nextNumbers(tx: Tx): Promise<Map<string, bigint>> {
  const rows = await many<{ bank_account_id: string; next: string }>(
    tx,
    `SELECT DISTINCT ON (b.bank_account_id) b.bank_account_id, n.next
     FROM cheque_books b CROSS JOIN LATERAL (
       SELECT min(x) AS next FROM (
         SELECT b.next_number AS x
         UNION ALL SELECT number + 1 FROM cheque_skips s
           WHERE s.bank_account_id = b.bank_account_id AND number >= b.next_number) c
       WHERE (b.last_number IS NULL OR x <= b.last_number)
         AND NOT EXISTS (SELECT FROM cheque_skips s
                         WHERE s.bank_account_id = b.bank_account_id AND s.number = c.x)) n
     WHERE n.next IS NOT NULL ORDER BY b.bank_account_id, b.id`,
  );
  return new Map(rows.map((row) => [row.bank_account_id, BigInt(row.next)]));
}

interface BookListRow {
  id: string;
  box: string | null;
  first_number: string;
  last_number: string | null;
  next_number: string;
  received_by: string;
  created_at: Date;
}

/** Books of an account, newest first; one row more than `limit` when there is a next page. */
export async function listBooks(
  tx: Tx,
  filter: { bankAccountId: string; id?: string; afterId: string | null; limit: number },
) {
  const rows = await many<BookListRow>(
    tx,
    `SELECT id, box, first_number, last_number, next_number, received_by, created_at FROM cheque_books
     WHERE bank_account_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [filter.bankAccountId, filter.id ?? null, filter.afterId, filter.limit + 1],
  );
  return rows.map((row) => ({
    id: row.id,
    box: row.box,
    firstNumber: row.first_number,
    lastNumber: row.last_number,
    nextNumber: row.next_number,
    receivedBy: signer(row.received_by),
    createdAt: row.created_at.toISOString(),
  }));
}

/** Every number that was used or given up, in order, and what became of it. */
export async function listNumbers(
  tx: Tx,
  filter: { bankAccountId: string; from: bigint; limit: number },
) {
  return await many<{
    number: string;
    what: "cheque" | "skipped";
    status: ChequeStatus | null;
    reason: string | null;
    chequeId: string | null;
  }>(
    tx,
    `SELECT n::text AS number, what, status, reason, "chequeId" FROM (
       (SELECT number AS n, 'cheque' AS what, status, reason, id AS "chequeId"
        FROM cheques WHERE bank_account_id = $1 AND number >= $2 ORDER BY number LIMIT $3)
       UNION ALL
       (SELECT number, 'skipped', NULL::text, reason, NULL::uuid
        FROM cheque_skips WHERE bank_account_id = $1 AND number >= $2 ORDER BY number LIMIT $3)) x
     ORDER BY n LIMIT $3`,
    [filter.bankAccountId, filter.from.toString(), filter.limit + 1],
  );
}
