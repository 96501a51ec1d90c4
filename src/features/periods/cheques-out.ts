/** Cheques that are with their payees: booked against no bank account yet, and sure to come to one. */
import { many, type Tx } from "../../platform/db/sql";
import { endOfDay } from "../ledger";
import { type ItemQuery, type ItemRow, itemsOf, type TimingItems } from "./position-store";

export interface ChequesOut extends TimingItems {
  /** What they will take from the account, below zero. */
  sumMinor: bigint;
}

const bankPrefix = "assets:bank:";

/** Read from the books, so that it is right for any past day; undefined for an account that has no cheques. */
export async function chequesOut(tx: Tx, query: ItemQuery): Promise<ChequesOut | undefined> {
  if (!query.account.startsWith(bankPrefix)) return undefined;
  const rows = await many<ItemRow & { total: string }>(
    tx,
    `SELECT x.day::text, 'cheque ' || x.number AS reference, 'outstanding' AS kind, x.amount::text,
            count(*) OVER ()::int AS n, (sum(x.amount) OVER ())::text AS total
     FROM (
       SELECT c.id, c.number, min((t.effective_at AT TIME ZONE 'UTC')::date) AS day, sum(e.amount_minor) AS amount
       FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       JOIN ledger_transactions t ON t.id = e.transaction_id
       JOIN cheques c ON c.id = (t.tags ->> 'cheque')::uuid
       JOIN bank_accounts b ON b.id = c.bank_account_id
       WHERE a.name = 'liabilities:cheque:outstanding' AND a.currency = $2 AND b.code = $1
         AND t.effective_at < ${endOfDay("$3")}
       GROUP BY c.id, c.number HAVING sum(e.amount_minor) <> 0) x
     ORDER BY x.day, x.number LIMIT $4`,
    [query.account.slice(bankPrefix.length), query.currency, query.day, query.limit],
  );
  return { ...itemsOf(rows), sumMinor: BigInt(rows[0]?.total ?? "0") };
}
