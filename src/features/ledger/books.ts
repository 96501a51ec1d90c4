/** Reading the books: trial balance, transactions, and the journal for hledger. */
import type { Currency } from "../../kernel/currency";
import { isoExponent } from "../../kernel/currency";
import { formatDecimal } from "../../kernel/money";
import { many, type Tx } from "../../platform/db/sql";
import type { AccountKind } from "./chart";

export interface TrialBalanceLine {
  account: string;
  kind: AccountKind;
  currency: Currency;
  /** Debit positive. */
  balanceMinor: bigint;
}

/** Every account that ever moved, with its balance; debits and credits sum to zero for each currency. */
export async function trialBalance(tx: Tx): Promise<TrialBalanceLine[]> {
  const rows = await many<{ name: string; kind: AccountKind; currency: Currency; total: string }>(
    tx,
    `SELECT a.name, a.kind, a.currency, sum(e.amount_minor)::text AS total
     FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
     GROUP BY a.id ORDER BY a.currency, a.name`,
  );
  return rows.map((row) => ({
    account: row.name,
    kind: row.kind,
    currency: row.currency,
    balanceMinor: BigInt(row.total),
  }));
}

export interface BookedTransaction {
  id: string;
  seq: bigint;
  reference: string;
  rule: string;
  currency: Currency;
  effectiveAt: Date;
  recordedAt: Date;
  tags: Record<string, string>;
  entries: { account: string; amountMinor: bigint }[];
}

interface TransactionRow {
  id: string;
  seq: string;
  reference: string;
  rule: string;
  currency: Currency;
  effective_at: Date;
  recorded_at: Date;
  tags: Record<string, string>;
  entries: { account: string; amount: string }[];
}

export interface TransactionFilter {
  afterSeq?: bigint;
  limit: number;
  /** Only transactions that touch this account. */
  account?: string | undefined;
  /** Only transactions that carry this tag value, such as a payout's id. */
  tagValue?: string | undefined;
}

/** Transactions with their entries in booking order, after `afterSeq`. */
export async function listTransactions(
  tx: Tx,
  filter: TransactionFilter,
): Promise<BookedTransaction[]> {
  const rows = await many<TransactionRow>(
    tx,
    `SELECT t.id, t.seq::text, t.reference, t.rule, t.currency, t.effective_at, t.recorded_at, t.tags,
            (SELECT json_agg(json_build_object('account', a.name, 'amount', e.amount_minor::text)
                             ORDER BY e.id)
             FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
             WHERE e.transaction_id = t.id) AS entries
     FROM ledger_transactions t
     WHERE t.seq > $1
       AND ($3::text IS NULL OR EXISTS (
         SELECT FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
         WHERE e.transaction_id = t.id AND a.name = $3))
       AND ($4::text IS NULL OR EXISTS (SELECT FROM jsonb_each_text(t.tags) g WHERE g.value = $4))
     ORDER BY t.seq LIMIT $2`,
    [
      (filter.afterSeq ?? 0n).toString(),
      filter.limit,
      filter.account ?? null,
      filter.tagValue ?? null,
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    seq: BigInt(row.seq),
    reference: row.reference,
    rule: row.rule,
    currency: row.currency,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    tags: row.tags,
    entries: row.entries.map((entry) => ({
      account: entry.account,
      amountMinor: BigInt(entry.amount),
    })),
  }));
}

const exportPageSize = 1_000;

function journalHeader(currencies: readonly Currency[], names: readonly string[]): string {
  const commodities = currencies.map((currency) => {
    const exponent = isoExponent(currency);
    return `commodity ${currency} 1,000.${"0".repeat(exponent)}`;
  });
  const kinds: Record<string, string> = {
    assets: "A",
    liabilities: "L",
    income: "R",
    expenses: "X",
    equity: "E",
  };
  // hledger takes a comment only after two spaces; with one it would become part of the account's name.
  const declared = names.map(
    (name) => `account ${name}  ; type: ${kinds[name.split(":", 1)[0] ?? ""]}`,
  );
  return `; Kampanye, books in hledger's journal format\n${[...commodities, ...declared].join("\n")}\n`;
}

/** Tag values end at a comma in hledger; references and ids have none, but a name might one day. */
const tagText = (text: string) => text.replaceAll(/[,;\n\r]/g, " ");

function journalEntry(transaction: BookedTransaction): string {
  const { currency, reference, rule } = transaction;
  const tags = Object.entries({ ...transaction.tags, rule, seq: transaction.seq.toString() })
    .map(([name, value]) => `${name}:${tagText(value)}`)
    .join(", ");
  const head = `${transaction.effectiveAt.toISOString().slice(0, 10)} * ${tagText(reference)}  ; ${tags}`;
  const lines = transaction.entries.map(
    ({ account, amountMinor }) =>
      `    ${account}  ${currency} ${formatDecimal(amountMinor, isoExponent(currency))}`,
  );
  return `\n${[head, ...lines].join("\n")}\n`;
}

/** The whole book as an hledger journal that `hledger check -s` accepts, in pages, so that memory stays flat. */
export async function* hledgerJournal(tx: Tx): AsyncGenerator<string> {
  const accounts = await many<{ name: string; currency: Currency }>(
    tx,
    "SELECT name, currency FROM ledger_accounts ORDER BY name, currency",
  );
  const currencies = [...new Set(accounts.map((account) => account.currency))].sort();
  yield journalHeader(currencies, [...new Set(accounts.map((account) => account.name))]);
  let afterSeq = 0n;
  for (;;) {
    const page = await listTransactions(tx, { afterSeq, limit: exportPageSize });
    if (page.length === 0) return;
    yield page.map(journalEntry).join("");
    afterSeq = page.at(-1)?.seq ?? afterSeq;
  }
}
