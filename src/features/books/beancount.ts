/**
 * The books as a beancount file that `bean-check` accepts. Beancount writes each part of an account's name with a capital
 * letter, and a balance holds at the beginning of its day, so what a statement says about a day stands on the next.
 */
import { type Currency, isoExponent } from "../../kernel/currency";
import { formatDecimal } from "../../kernel/money";
import { many, type Tx } from "../../platform/db/sql";
import { type JournalTransaction, journalPages } from "../ledger";
import { notInBooks, notOnStatement, type Witness, witnesses } from "./witness";

/**
 * `liabilities:payout:in-flight` → `Liabilities:Payout:In-flight`; a digit may begin any part but the first. A balance counts
 * the accounts below as well, and what waits unclaimed is no part of PayPal's balance, so the two stand side by side.
 */
function beancountName(name: string): string {
  return (name === "assets:paypal" ? "assets:paypal:balance" : name)
    .split(":")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(":");
}

const quoted = (text: string) => `"${text.replaceAll(/["\\\n\r]/g, " ")}"`;

const amountText = (amountMinor: bigint, currency: Currency) =>
  `${formatDecimal(amountMinor, isoExponent(currency))} ${currency}`;

function transactionText(transaction: JournalTransaction): string {
  const { seq, day, currency, reference, rule, tags } = transaction;
  const meta = Object.entries({ ...tags, rule, seq }).map(
    ([name, value]) => `  ${name}: ${quoted(value)}`,
  );
  const lines = transaction.entries.map(
    ([account, amountMinor]) =>
      `  ${beancountName(account)}  ${amountText(BigInt(amountMinor), currency)}`,
  );
  return `\n${[`${day} * ${quoted(reference)}`, ...meta, ...lines].join("\n")}\n`;
}

/** Takes out what the statement cannot show, states the provider's figure, and puts it back. */
function balanceText(witness: Witness, nextDay: string): string {
  const { account, currency, day, outstandingMinor, unbookedMinor, importId } = witness;
  const name = beancountName(account);
  const entry = (on: string, sign: bigint) =>
    [
      `\n${on} * ${quoted(`statement of ${account} in ${currency}`)}`,
      `  statement: ${quoted(importId ?? "")}`,
      `  ${name}  ${amountText(sign * (unbookedMinor - outstandingMinor), currency)}`,
      `  ${beancountName(notOnStatement)}  ${amountText(sign * outstandingMinor, currency)}`,
      `  ${beancountName(notInBooks)}  ${amountText(-sign * unbookedMinor, currency)}\n`,
    ].join("\n");
  // Without a tolerance of its own a balance may be off by one in the last digit.
  const said = formatDecimal(witness.statementMinor, isoExponent(currency));
  const balance = `\n${nextDay} balance ${name}  ${said} ~ 0 ${currency}\n`;
  const isEven = outstandingMinor === 0n && unbookedMinor === 0n;
  return isEven ? balance : entry(day, 1n) + balance + entry(nextDay, -1n);
}

interface OpenedRow {
  name: string;
  currencies: string[];
}

/** Every account is opened on the first day there is anything about, so that no statement comes before it. */
async function firstDay(tx: Tx): Promise<string> {
  const [row] = await many<{ day: string }>(
    tx,
    `SELECT least((SELECT min(effective_at) FROM ledger_transactions),
                  (SELECT min(created_at) FROM ledger_accounts),
                  (SELECT min(from_on)::timestamptz FROM statement_imports WHERE withdrawn_at IS NULL), now())::date::text AS day`,
  );
  return row?.day ?? "2000-01-01";
}

async function daysAfter(tx: Tx, days: readonly string[]): Promise<Map<string, string>> {
  const rows = await many<{ day: string; next: string }>(
    tx,
    "SELECT DISTINCT d::text AS day, (d + 1)::text AS next FROM unnest($1::date[]) AS d",
    [days],
  );
  return new Map(rows.map(({ day, next }) => [day, next]));
}

/** In pages, so that memory stays flat; what the providers' statements say comes last. */
export async function* beancountFile(tx: Tx): AsyncGenerator<string> {
  const accounts = await many<OpenedRow>(
    tx,
    `SELECT name, array_agg(currency ORDER BY currency) AS currencies FROM ledger_accounts
     GROUP BY name ORDER BY name COLLATE "C"`,
  );
  const said = await witnesses(tx);
  yield `; Kampanye, books in beancount's format\noption "title" "Kampanye"\n`;
  const first = await firstDay(tx);
  for (const { name, currencies: held } of accounts) {
    yield `${first} open ${beancountName(name)} ${held.join(",")}\n`;
  }
  const known = new Set(accounts.map(({ name }) => name));
  const others = said.map(({ account }) => account).filter((name) => !known.has(name));
  if (said.length > 0) {
    for (const name of new Set([notOnStatement, notInBooks, ...others]))
      yield `${first} open ${beancountName(name)}\n`;
  }
  for await (const page of journalPages(tx)) yield page.map(transactionText).join("");
  if (said.length > 0) yield "\n; What the providers' own statements say\n";
  const next = await daysAfter(
    tx,
    said.map(({ day }) => day),
  );
  for (const witness of said) yield balanceText(witness, next.get(witness.day) ?? witness.day);
}
