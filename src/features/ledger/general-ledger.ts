/** The general ledger: every account with its opening balance and all its entries between two days, as CSV. */
import { escapeLiteral } from "pg";
import { startOfDay, utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { isoExponent } from "../../kernel/currency";
import { formatDecimal } from "../../kernel/money";
import { copiedRows } from "../../platform/db/copy-out";
import type { Tx } from "../../platform/db/sql";
import { csvLine } from "../../platform/http/csv";
import { endOfDay, movesUntil } from "./as-of";

interface GeneralRow {
  account: string;
  currency: Currency;
  day: string | null;
  seq: string | null;
  reference: string | null;
  rule: string | null;
  amount: string;
}

/** A day as SQL has it, where no parameter can stand. */
const literal = (day: string) => escapeLiteral(utcDate(startOfDay(day)));

/** Opening balances come first in each account: their `seq` is null. */
const query = (from: string, to: string) => `
  SELECT json_build_object('account', account, 'currency', currency, 'day', day, 'seq', seq::text,
           'reference', reference, 'rule', rule, 'amount', amount::text)
  FROM (SELECT a.name AS account, a.currency, g.day, g.seq, g.reference, g.rule, g.amount
  FROM (
    SELECT account_id, NULL::text AS day, NULL::bigint AS seq, NULL::text AS reference, NULL::text AS rule,
           NULL::timestamptz AS at, NULL::bigint AS entry, sum(amount_minor) AS amount
    FROM (${movesUntil(`(${from}::date - 1)`)}) m GROUP BY account_id
    UNION ALL
    SELECT e.account_id, (t.effective_at AT TIME ZONE 'UTC')::date::text, t.seq, t.reference, t.rule,
           t.effective_at, e.id, e.amount_minor
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.effective_at >= (${from}::date)::timestamp AT TIME ZONE 'UTC' AND t.effective_at < ${endOfDay(to)}
  ) g
  JOIN ledger_accounts a ON a.id = g.account_id
  ORDER BY a.currency, a.name COLLATE "C", g.at NULLS FIRST, g.entry) sorted`;

const header = [
  "account",
  "currency",
  "date",
  "seq",
  "reference",
  "rule",
  "debit",
  "credit",
  "balance",
];

/**
 * Streams the ledger of the days from `from` to `to`, both included, sorted by account and date; `tx` has to be a
 * transaction of its own, because one statement fills it to its end.
 */
export async function* generalLedger(
  tx: Tx,
  { from, to }: { from: string; to: string },
): AsyncGenerator<string> {
  yield csvLine(header);
  let account = "";
  let balance = 0n;
  for await (const rows of copiedRows<GeneralRow>(tx, query(literal(from), literal(to)))) {
    let page = "";
    for (const row of rows) {
      const key = `${row.currency} ${row.account}`;
      const amount = BigInt(row.amount);
      balance = key === account ? balance + amount : amount;
      account = key;
      const text = (minor: bigint) => formatDecimal(minor, isoExponent(row.currency));
      page += csvLine([
        row.account,
        row.currency,
        row.day ?? from,
        row.seq ?? "",
        row.reference ?? "(opening balance)",
        row.rule ?? "",
        amount > 0n && row.seq !== null ? text(amount) : "",
        amount < 0n && row.seq !== null ? text(-amount) : "",
        text(balance),
      ]);
    }
    yield page;
  }
}
