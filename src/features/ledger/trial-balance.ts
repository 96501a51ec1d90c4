/** The trial balance, page by page; its sums are always those of the whole book. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { endOfDay, movesUntil } from "./as-of";
import type { AccountKind } from "./chart";

export interface TrialBalanceLine {
  account: string;
  kind: AccountKind;
  currency: Currency;
  /** Debit positive. */
  balanceMinor: bigint;
}

export interface TrialBalanceQuery {
  /** At the end of this day, UTC; now when absent. */
  on?: string | undefined;
  currency?: Currency | undefined;
  /** Accounts that never had an entry too. */
  withEmpty: boolean;
  /** Only accounts whose balance is not zero. */
  withoutZero: boolean;
  /** Of the last account of the page before; 0 for the first page. */
  afterAccountId: bigint;
  limit: number;
}

export interface CurrencyTotal {
  currency: Currency;
  debitMinor: bigint;
  creditMinor: bigint;
}

export interface TrialBalancePage {
  /** By currency and name, one more than `limit` when there is a next page. */
  lines: (TrialBalanceLine & { accountId: bigint })[];
  /** Over all accounts of the book at that time, whatever the page or the filter. */
  totals: CurrencyTotal[];
}

interface LineRow {
  id: string;
  name: string;
  kind: AccountKind;
  currency: Currency;
  total: string;
}

/**
 * Balances at the end of the last closed period, and the entries after it: what is summed up is the open period and not the
 * books of all years. Without a closed period the transactions need not be looked at.
 */
const movesUntilNow = `
  SELECT account_id, balance_minor AS amount_minor FROM period_balances
  WHERE period_id = (SELECT id FROM closed)
  UNION ALL
  SELECT account_id, amount_minor FROM ledger_entries WHERE (SELECT count(*) FROM closed) = 0
  UNION ALL
  SELECT e.account_id, e.amount_minor
  FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
  WHERE (SELECT count(*) FROM closed) > 0 AND t.effective_at >= (SELECT until FROM closed)`;

/** SQL: `sums` with the balance of every account that had an entry by the day $1, or by now when that is null. */
const sumsAt = (on: string | undefined) => `closed AS MATERIALIZED (
  SELECT id, ${endOfDay("through_on")} AS until FROM accounting_periods
  WHERE status = 'closed' AND $1::date IS NULL ORDER BY through_on DESC LIMIT 1),
sums AS MATERIALIZED (
  SELECT account_id, sum(amount_minor) AS total
  FROM (${on === undefined ? movesUntilNow : movesUntil("$1")}) m
  GROUP BY account_id)`;

/** Every account that had moved by the end of the day `on`, or by now, with its balance; they sum to zero for each currency. */
export async function trialBalance(tx: Tx, on?: string): Promise<TrialBalanceLine[]> {
  const rows = await many<LineRow>(
    tx,
    `WITH ${sumsAt(on)}
     SELECT a.id::text, a.name, a.kind, a.currency, s.total::text
     FROM sums s JOIN ledger_accounts a ON a.id = s.account_id
     ORDER BY a.currency, a.name COLLATE "C"`,
    [on ?? null],
  );
  return rows.map(({ name, kind, currency, total }) => {
    return { account: name, kind, currency, balanceMinor: BigInt(total) };
  });
}

export async function trialBalancePage(
  tx: Tx,
  query: TrialBalanceQuery,
): Promise<TrialBalancePage> {
  const on = query.on ?? null;
  const rows = await many<LineRow>(
    tx,
    `WITH ${sumsAt(query.on)}
     SELECT a.id::text, a.name, a.kind, a.currency, coalesce(s.total, 0)::text AS total
     FROM ledger_accounts a LEFT JOIN sums s ON s.account_id = a.id
     WHERE ($2 OR s.account_id IS NOT NULL) AND (NOT $3 OR s.total <> 0)
       AND ($4::text IS NULL OR a.currency = $4)
       AND ($5::bigint = 0 OR (a.currency, a.name COLLATE "C") >
            (SELECT l.currency, l.name COLLATE "C" FROM ledger_accounts l WHERE l.id = $5))
     ORDER BY a.currency, a.name COLLATE "C" LIMIT $6`,
    [
      on,
      query.withEmpty,
      query.withoutZero,
      query.currency ?? null,
      query.afterAccountId.toString(),
      query.limit + 1,
    ],
  );
  const totals = await many<{ currency: Currency; debit: string; credit: string }>(
    tx,
    `WITH ${sumsAt(query.on)}
     SELECT a.currency, coalesce(sum(s.total) FILTER (WHERE s.total > 0), 0)::text AS debit,
            coalesce(-sum(s.total) FILTER (WHERE s.total < 0), 0)::text AS credit
     FROM sums s JOIN ledger_accounts a ON a.id = s.account_id
     WHERE $2::text IS NULL OR a.currency = $2 GROUP BY a.currency ORDER BY a.currency`,
    [on, query.currency ?? null],
  );
  return {
    lines: rows.map((row) => ({
      accountId: BigInt(row.id),
      account: row.name,
      kind: row.kind,
      currency: row.currency,
      balanceMinor: BigInt(row.total),
    })),
    totals: totals.map(({ currency, debit, credit }) => ({
      currency,
      debitMinor: BigInt(debit),
      creditMinor: BigInt(credit),
    })),
  };
}
