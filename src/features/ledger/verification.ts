/**
 * Checks of the books that read rows and trust nothing else. Each check is one query that returns what is wrong; an empty
 * answer is the proof. Features add checks about their own tables; `verify-ledger` and the tests run all of them.
 */
import { many, type Tx } from "../../platform/db/sql";

export interface Invariant {
  /** Stable name, also the name printed by the command. */
  name: string;
  /** Returns one row for each violation, with a column `found` that says what is wrong. */
  sql: string;
}

export interface Violation {
  invariant: string;
  found: string;
}

const violationsShownMax = 20;

export async function findViolations(
  tx: Tx,
  invariants: readonly Invariant[],
): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { name, sql } of invariants) {
    const rows = await many<{ found: string }>(
      tx,
      `SELECT found::text FROM (${sql}) AS v LIMIT ${violationsShownMax}`,
    );
    violations.push(...rows.map(({ found }) => ({ invariant: name, found })));
  }
  return violations;
}

export const ledgerInvariants: readonly Invariant[] = [
  {
    name: "every transaction sums to zero in one currency",
    sql: `SELECT t.reference AS found FROM ledger_transactions t
          LEFT JOIN ledger_entries e ON e.transaction_id = t.id
          GROUP BY t.id
          HAVING coalesce(sum(e.amount_minor), 1) <> 0 OR count(*) < 2
              OR count(DISTINCT e.currency) <> 1 OR min(e.currency) <> t.currency`,
  },
  {
    name: "the whole book sums to zero per currency",
    sql: `SELECT currency || ' is off by ' || sum(amount_minor) AS found FROM ledger_entries
          GROUP BY currency HAVING sum(amount_minor) <> 0`,
  },
  {
    name: "balance rows equal their entries and none is below zero",
    sql: `SELECT a.name || ' ' || a.currency || ': row ' || b.balance_minor || ', entries '
                 || coalesce(-s.total, 0) AS found
          FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
          LEFT JOIN (SELECT account_id, sum(amount_minor) AS total FROM ledger_entries
                     GROUP BY account_id) s ON s.account_id = b.account_id
          WHERE b.balance_minor <> coalesce(-s.total, 0) OR b.balance_minor < 0`,
  },
  {
    name: "every guarded account has a balance row",
    sql: `SELECT a.name AS found FROM ledger_accounts a
          WHERE a.is_guarded AND NOT EXISTS (SELECT FROM ledger_balances b WHERE b.account_id = a.id)`,
  },
];
