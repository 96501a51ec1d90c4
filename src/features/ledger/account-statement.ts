/** One account, entry by entry with its running balance. */
import { NotFoundError } from "../../kernel/errors";
import { many, maybeOne, one, type Tx } from "../../platform/db/sql";
import { endOfDay } from "./as-of";

export interface StatementEntry {
  /** Of the entry; the cursor of the next page. */
  entryId: bigint;
  seq: bigint;
  transactionId: string;
  reference: string;
  rule: string;
  effectiveAt: Date;
  /** Debit positive. */
  amountMinor: bigint;
  balanceMinor: bigint;
}

export interface AccountStatement {
  /** Before the first day that was asked for, debit positive. */
  openingMinor: bigint;
  /** After the last entry there is in these days, debit positive. */
  balanceMinor: bigint;
  entries: StatementEntry[];
}

interface EntryRow {
  entry_id: string;
  seq: string;
  transaction_id: string;
  reference: string;
  rule: string;
  effective_at: Date;
  amount: string;
}

/** SQL: entries `e` of transactions `t` on the days from $3 to $4; null is no limit. */
const inDays = `($3::date IS NULL OR t.effective_at >= ($3::date)::timestamp AT TIME ZONE 'UTC')
       AND ($4::date IS NULL OR t.effective_at < ${endOfDay("$4")})`;

interface Sums {
  opening: string;
  upTo: string;
  inAll: string;
}

/** What lies before the days, what of them was booked up to an entry, and all of them. */
async function sums(tx: Tx, parameters: readonly unknown[]): Promise<Sums> {
  return await one<Sums>(
    tx,
    `SELECT coalesce(sum(e.amount_minor) FILTER (WHERE $3::date IS NOT NULL
              AND t.effective_at < ($3::date)::timestamp AT TIME ZONE 'UTC'), 0)::text AS opening,
            coalesce(sum(e.amount_minor) FILTER (WHERE e.id <= $2 AND ${inDays}), 0)::text AS "upTo",
            coalesce(sum(e.amount_minor) FILTER (WHERE ${inDays}), 0)::text AS "inAll"
     FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE e.account_id = $1`,
    parameters,
  );
}

export interface StatementQuery {
  name: string;
  currency: string;
  /** First and last day, by effective date; without them the whole history. */
  from?: string | undefined;
  to?: string | undefined;
  afterEntryId: bigint;
  limit: number;
}

/**
 * Entries of one account in booking order after `afterEntryId`, one more than `limit` when there is a next page.
 * @throws NotFoundError for an account that was never posted to.
 */
export async function accountStatement(tx: Tx, query: StatementQuery): Promise<AccountStatement> {
  const account = await maybeOne<{ id: string }>(
    tx,
    "SELECT id::text FROM ledger_accounts WHERE name = $1 AND currency = $2",
    [query.name, query.currency],
  );
  if (!account) throw new NotFoundError();
  const parameters = [
    account.id,
    query.afterEntryId.toString(),
    query.from ?? null,
    query.to ?? null,
  ];
  const rows = await many<EntryRow>(
    tx,
    `SELECT e.id::text AS entry_id, t.seq::text, t.id AS transaction_id, t.reference, t.rule,
            t.effective_at, e.amount_minor::text AS amount
     FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE e.account_id = $1 AND e.id > $2 AND ${inDays} ORDER BY e.id LIMIT $5`,
    [...parameters, query.limit + 1],
  );
  const { opening, upTo, inAll } = await sums(tx, parameters);
  const openingMinor = BigInt(opening);
  let balanceMinor = openingMinor + BigInt(upTo);
  const entries = rows.map((row) => {
    const amountMinor = BigInt(row.amount);
    balanceMinor += amountMinor;
    return {
      entryId: BigInt(row.entry_id),
      seq: BigInt(row.seq),
      transactionId: row.transaction_id,
      reference: row.reference,
      rule: row.rule,
      effectiveAt: row.effective_at,
      amountMinor,
      balanceMinor,
    };
  });
  return { openingMinor, balanceMinor: openingMinor + BigInt(inAll), entries };
}
