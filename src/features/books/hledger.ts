/** The books as an hledger journal that `hledger check -s` accepts. */
import { type Currency, isoExponent } from "../../kernel/currency";
import { formatDecimal } from "../../kernel/money";
import { many, type Tx } from "../../platform/db/sql";
import { type JournalTransaction, journalPages } from "../ledger";
import { notInBooks, notOnStatement, type Witness, witnesses } from "./witness";

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

const amountText = (amountMinor: bigint, currency: Currency) =>
  `${currency} ${formatDecimal(amountMinor, isoExponent(currency))}`;

function journalEntry(transaction: JournalTransaction): string {
  const { seq, day, currency, reference, rule } = transaction;
  const tags = Object.entries({ ...transaction.tags, rule, seq })
    .map(([name, value]) => `${name}:${tagText(value)}`)
    .join(", ");
  const head = `${day} * ${tagText(reference)}  ; ${tags}`;
  const lines = transaction.entries.map(
    ([account, amountMinor]) => `    ${account}  ${amountText(BigInt(amountMinor), currency)}`,
  );
  return `\n${[head, ...lines].join("\n")}\n`;
}

/** Takes out what the statement cannot show, asserts the provider's figure, and puts it back. */
function journalAssertion(witness: Witness): string {
  const { account, currency, day, outstandingMinor, unbookedMinor, importId } = witness;
  const amount = (minor: bigint) => amountText(minor, currency);
  const head = `\n${day} * statement of ${account} in ${currency}  ; statement:${importId}`;
  const entry = (sign: bigint, said: string) => {
    const own = sign * (unbookedMinor - outstandingMinor);
    const others = [
      [notOnStatement, sign * outstandingMinor],
      [notInBooks, -sign * unbookedMinor],
    ] as const;
    const lines = others
      .filter(([, minor]) => minor !== 0n)
      .map(([name, minor]) => `\n    ${name}  ${amount(minor)}`);
    return `${head}\n    ${account}  ${amount(own)}${said}${lines.join("")}\n`;
  };
  // Stripe's balance is that of the accounts below this one.
  const sign = account === "assets:stripe" ? "=*" : "=";
  const assertion = entry(1n, ` ${sign} ${amount(witness.statementMinor)}`);
  const isEven = outstandingMinor === 0n && unbookedMinor === 0n;
  return isEven ? assertion : assertion + entry(-1n, "");
}

/** In pages, so that memory stays flat; what the providers' statements say comes last. */
export async function* hledgerJournal(tx: Tx): AsyncGenerator<string> {
  const accounts = await many<{ name: string; currency: Currency }>(
    tx,
    "SELECT name, currency FROM ledger_accounts ORDER BY name, currency",
  );
  const currencies = [...new Set(accounts.map((account) => account.currency))].sort();
  const names = new Set(accounts.map((account) => account.name));
  const said = await witnesses(tx);
  if (said.length > 0) names.add(notOnStatement).add(notInBooks);
  for (const { account } of said) names.add(account);
  yield journalHeader(currencies, [...names].sort());
  for await (const page of journalPages(tx)) yield page.map(journalEntry).join("");
  if (said.length > 0) yield "\n; What the providers' own statements say\n";
  for (const witness of said) yield journalAssertion(witness);
}
