/**
 * Checks of the books that read rows and trust nothing else. Each check is one query that returns what is wrong; an empty
 * answer is the proof. Features add checks about their own tables; `verify-ledger` and the tests run all of them.
 */
import type { Currency } from "../../kernel/currency";
import { allowLongReading, many, type Tx } from "../../platform/db/sql";
import { guardedFamily } from "./chart";

export interface Invariant {
  /** Stable name, also the name printed by the command. */
  name: string;
  /**
   * Returns one row for each violation, with a column `found` that says what is wrong and, where it concerns one currency
   * only, a column `currency`.
   */
  sql: string;
}

export interface Violation {
  invariant: string;
  found: string;
  /** The one currency that it concerns; absent when it may concern all. */
  currency?: Currency;
}

const violationsShownMax = 20;

/** In a transaction it may take as long as the books are big. */
export async function findViolations(
  tx: Tx,
  invariants: readonly Invariant[],
): Promise<Violation[]> {
  if (tx.queryRunner?.isTransactionActive) await allowLongReading(tx);
  const violations: Violation[] = [];
  for (const { name, sql } of invariants) {
    const rows = await many<{ found: string; currency: Currency | null }>(
      tx,
      `SELECT v.found::text, to_jsonb(v) ->> 'currency' AS currency FROM (${sql}) AS v
       LIMIT ${violationsShownMax}`,
    );
    // A full list may have been cut short, so whose currency it concerns is not known any more.
    const isCut = rows.length === violationsShownMax;
    for (const { found, currency } of rows) {
      const isOfOne = currency !== null && !isCut;
      violations.push({ invariant: name, found, ...(isOfOne && { currency }) });
    }
  }
  return violations;
}

export const ledgerInvariants: readonly Invariant[] = [
  {
    name: "every entry is in its account's currency",
    sql: `SELECT t.reference || ': ' || e.currency || ' in ' || coalesce(a.name || ' ' || a.currency, 'no account') AS found
          FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
          LEFT JOIN ledger_accounts a ON a.id = e.account_id
          WHERE a.id IS NULL OR a.currency <> e.currency`,
  },
  {
    name: "an account is guarded exactly when the chart says so",
    sql: `SELECT name AS found, currency FROM ledger_accounts
          WHERE is_guarded <> (name ~ '${guardedFamily.source}')`,
  },
  {
    name: "every transaction sums to zero in one currency",
    sql: `SELECT t.reference AS found, t.currency FROM ledger_transactions t
          LEFT JOIN ledger_entries e ON e.transaction_id = t.id
          GROUP BY t.id
          HAVING coalesce(sum(e.amount_minor), 1) <> 0 OR count(*) < 2
              OR count(DISTINCT e.currency) <> 1 OR min(e.currency) <> t.currency`,
  },
  {
    name: "the whole book sums to zero per currency",
    sql: `SELECT currency || ' is off by ' || sum(amount_minor) AS found, currency FROM ledger_entries
          GROUP BY currency HAVING sum(amount_minor) <> 0`,
  },
  {
    name: "balance rows equal their entries and none is below zero",
    sql: `SELECT a.name || ' ' || a.currency || ': row ' || b.balance_minor || ', entries '
                 || coalesce(-s.total, 0) AS found, a.currency
          FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
          LEFT JOIN (SELECT account_id, sum(amount_minor) AS total FROM ledger_entries
                     GROUP BY account_id) s ON s.account_id = b.account_id
          WHERE b.balance_minor <> coalesce(-s.total, 0) OR b.balance_minor < 0`,
  },
  {
    name: "every guarded account has a balance row",
    sql: `SELECT a.name AS found, a.currency FROM ledger_accounts a
          WHERE a.is_guarded AND NOT EXISTS (SELECT FROM ledger_balances b WHERE b.account_id = a.id)`,
  },
];
