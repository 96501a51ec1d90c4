/** All transactions in booking order, for the exported books. */
import type { Currency } from "../../kernel/currency";
import { copiedRows } from "../../platform/db/copy-out";
import type { Tx } from "../../platform/db/sql";

export interface JournalTransaction {
  seq: string;
  /** UTC. */
  day: string;
  reference: string;
  rule: string;
  currency: Currency;
  tags: Readonly<Record<string, string>>;
  /** Name of the account and minor units, debit positive. */
  entries: readonly (readonly [account: string, amountMinor: string])[];
}

const query = `
  SELECT json_build_object('seq', t.seq::text, 'day', (t.effective_at AT TIME ZONE 'UTC')::date, 'reference', t.reference,
           'rule', t.rule, 'currency', t.currency, 'tags', t.tags,
           'entries', (SELECT json_agg(json_build_array(a.name, e.amount_minor::text) ORDER BY e.id)
                       FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
                       WHERE e.transaction_id = t.id))
  FROM ledger_transactions t ORDER BY t.seq`;

/** Every transaction there is, some at a time; `tx` has to be a transaction of its own. */
export function journalPages(tx: Tx): AsyncIterable<readonly JournalTransaction[]> {
  return copiedRows<JournalTransaction>(tx, query);
}
