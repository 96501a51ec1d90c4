import { exec, many, maybeOne, type Tx } from "../../../platform/db/sql";
import { ChequePresentmentRow } from "../cheque-row";

/** What is known about one line of a bank statement that shows a cheque. */
export async function findPresentment(
  tx: Tx,
  bankAccountId: string,
  lineKey: string,
): Promise<ChequePresentmentRow | null> {
  return await tx.findOneBy(ChequePresentmentRow, { bankAccountId, lineKey });
}

/** Notes a line; again is harmless, because a line is looked at until it is matched. */
export async function notePresentment(
  tx: Tx,
  line: Omit<ChequePresentmentRow, "createdAt">,
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO cheque_presentments
       (id, cheque_id, bank_account_id, line_key, amount_minor, currency, booked_on, reference)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (bank_account_id, line_key) DO NOTHING`,
    [
      line.id,
      line.chequeId,
      line.bankAccountId,
      line.lineKey,
      line.amountMinor.toString(),
      line.currency,
      line.bookedOn,
      line.reference,
    ],
  );
}

/** The oldest line that shows this cheque and for which nothing was booked, locked. */
export async function lockUnbooked(
  tx: Tx,
  chequeId: string,
): Promise<ChequePresentmentRow | undefined> {
  const found = await maybeOne<{ id: string }>(
    tx,
    `SELECT id FROM cheque_presentments WHERE cheque_id = $1 AND reference IS NULL
     ORDER BY id LIMIT 1 FOR UPDATE`,
    [chequeId],
  );
  return (found && (await tx.findOneBy(ChequePresentmentRow, { id: found.id }))) ?? undefined;
}

/** What was booked for the line; the statement's matching finds it there. @returns false when something was before. */
export async function setBooked(tx: Tx, id: string, reference: string): Promise<boolean> {
  const touched = await exec(
    tx,
    "UPDATE cheque_presentments SET reference = $2 WHERE id = $1 AND reference IS NULL",
    [id, reference],
  );
  return touched === 1;
}

/** Lines that show this cheque, oldest first. */
export async function listPresentments(tx: Tx, chequeId: string) {
  return await many<{
    lineKey: string;
    amountMinor: string;
    currency: string;
    bookedOn: string;
    reference: string | null;
  }>(
    tx,
    `SELECT line_key AS "lineKey", amount_minor::text AS "amountMinor", currency,
            booked_on::text AS "bookedOn", reference
     FROM cheque_presentments WHERE cheque_id = $1 ORDER BY id LIMIT 100`,
    [chequeId],
  );
}
