import { maybeOne, type Tx } from "../../../platform/db/sql";

/** The date on the paper of a cheque that was printed here; undefined for one that was not. */
export async function printedDate(tx: Tx, chequeId: string): Promise<string | undefined> {
  const row = await maybeOne<{ day: string }>(
    tx,
    `SELECT content ->> 'datedOn' AS day FROM cheque_printing_pages
     WHERE cheque_id = $1 AND copy_number = 0`,
    [chequeId],
  );
  return row?.day;
}
