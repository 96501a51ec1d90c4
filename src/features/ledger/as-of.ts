/**
 * Balances at the end of any day, by the effective dates of the transactions. A closed period has its balances stored, so
 * only what came after the last closing before that day is summed up.
 */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";

/** SQL: the instant at which the day that `day` stands for is over, in UTC. */
export const endOfDay = (day: string) => `((${day}::date + 1)::timestamp AT TIME ZONE 'UTC')`;

/**
 * SQL: rows of account_id and amount_minor that sum up to every balance at the end of a day.
 * @param day a parameter such as `$1`, of type date.
 * @param only a condition on `account_id`, such as `account_id = ANY($2)`.
 */
export const movesUntil = (day: string, only = "true") => `
  SELECT account_id, balance_minor AS amount_minor FROM period_balances
  WHERE ${only} AND period_id = (
    SELECT id FROM accounting_periods WHERE status = 'closed' AND through_on <= ${day}::date
    ORDER BY through_on DESC LIMIT 1)
  UNION ALL
  SELECT e.account_id, e.amount_minor
  FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
  WHERE ${only} AND t.effective_at < ${endOfDay(day)} AND t.effective_at >= coalesce((
    SELECT ${endOfDay("max(through_on)")} FROM accounting_periods
    WHERE status = 'closed' AND through_on <= ${day}::date), '-infinity')`;

export const balanceOwners = ["brand", "campaign", "creator"] as const;
export type BalanceOwner = (typeof balanceOwners)[number];

/** Accounts of each kind of owner and whose they are; what is reserved for an application is its campaign's. */
const ownedAccounts: Readonly<Record<BalanceOwner, string>> = {
  brand: `SELECT id AS account_id, substring(name FROM '^(?:liabilities|assets:receivable):brand:([^:]+)') AS owner
          FROM ledger_accounts
          WHERE name LIKE 'liabilities:brand:%' OR name LIKE 'assets:receivable:brand:%'`,
  campaign: `SELECT id AS account_id, split_part(name, ':', 3) AS owner FROM ledger_accounts
             WHERE name LIKE 'liabilities:campaign:%'
             UNION ALL
             SELECT k.id, p.campaign_id::text FROM ledger_accounts k
             JOIN applications p ON k.name = 'liabilities:application:' || p.id || ':reserved'`,
  creator: `SELECT id AS account_id, substring(name FROM '^(?:liabilities|assets:receivable):creator:([^:]+)') AS owner
            FROM ledger_accounts
            WHERE name LIKE 'liabilities:creator:%' OR name LIKE 'assets:receivable:creator:%'`,
};

export interface OwnedBalances {
  /** Of the brand, campaign or creator. */
  id: string;
  accounts: { account: string; currency: Currency; balanceMinor: bigint }[];
}

export interface OwnedQuery {
  owner: BalanceOwner;
  day: string;
  /** Only this one. */
  id?: string | undefined;
  afterId: string | null;
  limit: number;
}

/** What was owed to and by each brand, campaign or creator at the end of a day; one more than `limit` when there is more. */
export async function ownedBalances(tx: Tx, query: OwnedQuery): Promise<OwnedBalances[]> {
  const rows = await many<{
    owner: string;
    accounts: { account: string; currency: Currency; balance: string }[];
  }>(
    tx,
    `WITH owned AS MATERIALIZED (${ownedAccounts[query.owner]}),
     shown AS MATERIALIZED (
       SELECT DISTINCT owner FROM owned
       WHERE ($2::text IS NULL OR owner > $2) AND ($3::text IS NULL OR owner = $3)
       ORDER BY owner LIMIT $4),
     picked AS MATERIALIZED (SELECT o.* FROM owned o JOIN shown s ON s.owner = o.owner),
     sums AS (
       SELECT account_id, sum(amount_minor) AS total
       FROM (${movesUntil("$1", "account_id = ANY (ARRAY(SELECT account_id FROM picked))")}) m
       GROUP BY account_id)
     SELECT p.owner, coalesce(json_agg(json_build_object('account', a.name, 'currency', a.currency,
              'balance', s.total::text) ORDER BY a.currency, a.name)
              FILTER (WHERE s.total IS NOT NULL), '[]') AS accounts
     FROM picked p JOIN ledger_accounts a ON a.id = p.account_id
     LEFT JOIN sums s ON s.account_id = p.account_id
     GROUP BY p.owner ORDER BY p.owner`,
    [query.day, query.afterId, query.id ?? null, query.limit + 1],
  );
  return rows.map(({ owner, accounts }) => ({
    id: owner,
    accounts: accounts.map(({ account, currency, balance }) => ({
      account,
      currency,
      balanceMinor: BigInt(balance),
    })),
  }));
}
