/** Every account with its balance, now and at the end of any day. */
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

/**
 * Balances at the end of the last closed period, and the entries after it: what is summed up is the open period and not the
 * books of all years. Without a closed period the transactions need not be looked at.
 */
const moves = `
  WITH closed AS MATERIALIZED (
    SELECT id, ${endOfDay("through_on")} AS until FROM accounting_periods
    WHERE status = 'closed' ORDER BY through_on DESC LIMIT 1)
  SELECT account_id, balance_minor AS amount_minor FROM period_balances
  WHERE period_id = (SELECT id FROM closed)
  UNION ALL
  SELECT account_id, amount_minor FROM ledger_entries WHERE (SELECT count(*) FROM closed) = 0
  UNION ALL
  SELECT e.account_id, e.amount_minor
  FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
  WHERE (SELECT count(*) FROM closed) > 0 AND t.effective_at >= (SELECT until FROM closed)`;

/** Every account that ever moved, with its balance; debits and credits sum to zero for each currency. */
export async function trialBalance(tx: Tx): Promise<TrialBalanceLine[]> {
  return await linesOf(tx, moves);
}

/** Every account that had moved by the end of `day`, with its balance then; see {@link trialBalance}. */
export async function trialBalanceAt(tx: Tx, day: string): Promise<TrialBalanceLine[]> {
  return await linesOf(tx, movesUntil("$1"), [day]);
}

/** @param from SQL: rows of account_id and amount_minor. */
async function linesOf(
  tx: Tx,
  from: string,
  parameters: readonly unknown[] = [],
): Promise<TrialBalanceLine[]> {
  const rows = await many<{ name: string; kind: AccountKind; currency: Currency; total: string }>(
    tx,
    `SELECT a.name, a.kind, a.currency, s.total::text
     FROM (SELECT account_id, sum(amount_minor) AS total FROM (${from}) m GROUP BY account_id) s
     JOIN ledger_accounts a ON a.id = s.account_id ORDER BY a.currency, a.name`,
    parameters,
  );
  return rows.map((row) => ({
    account: row.name,
    kind: row.kind,
    currency: row.currency,
    balanceMinor: BigInt(row.total),
  }));
}
