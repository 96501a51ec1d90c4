/**
 * Twenty discrepancies as data. Seven make a file that is refused, or a row that verify-ledger names; thirteen stand in files
 * that are right in themselves, and have to end as exactly one break each.
 */
import type { BankLine, BankStatement, StatementFile } from "./bank-files";
import { sumOf, writeBank, writeCamt, writeCsv, writeOfx } from "./bank-files";
import type { Fates } from "./cheque-lives";
import type { Said, Upload } from "./month-end";

/** A file that must be refused as a whole, with what is wrong in which line. */
export interface Refusal {
  what: string;
  upload: Upload;
  problem: string;
  /** Line in the file; undefined where the file as a whole is meant. */
  line: number | undefined;
}

/** A line, or a change of one, that must be one break. */
export interface Plant {
  what: string;
  /** Changes what the providers say. @returns the break that has to follow. */
  plant(said: Said, fates: Fates): { kind: string; amountMinor: bigint };
}

function bankOf({ banks }: Said, currency: string): BankStatement {
  const found = banks.find((one) => one.currency === currency);
  if (!found) throw new Error(`There is no bank for ${currency}`);
  return found;
}

function found<T>(what: string, item: T | undefined): T {
  if (item === undefined) throw new Error(`The month has no ${what}`);
  return item;
}

/** What a bank says must add up, whatever it says. */
export function addUp(said: Said): Said {
  for (const bank of said.banks) bank.closingMinor = bank.openingMinor + sumOf(bank.lines);
  return said;
}

const copyOf = (line: BankLine, changes: Partial<BankLine>): BankLine => ({ ...line, ...changes });
const size = (minor: bigint) => (minor < 0n ? -minor : minor);
/** Later than every statement of the middle of the month. */
const lateDay = "2026-10-29";

const newLine = (changes: Partial<BankLine>): BankLine => ({
  id: "BLPLANTED",
  day: lateDay,
  type: "DEPOSIT",
  reference: "",
  chequeNumber: "",
  name: "",
  amountMinor: 0n,
  ...changes,
});

/** The line of a text in which something stands, the first being 1. */
const lineOf = (text: string, words: string) =>
  text.slice(0, text.lastIndexOf(words)).split("\n").length;

const fileOf = (format: StatementFile["format"], name: string, content: string): StatementFile => ({
  format,
  name,
  content,
});

/** Files that say something impossible. Each is made of what the provider really says. */
export function refusals(said: Said): Refusal[] {
  const usd = bankOf(said, "USD");
  const eur = bankOf(said, "EUR");
  const jpy = bankOf(said, "JPY");
  const lacking = writeBank({ ...jpy, lines: jpy.lines.slice(0, -1) });
  const twice = writeCsv({
    ...usd,
    lines: [...usd.lines, found("line", usd.lines.at(-1))],
    closingMinor: usd.closingMinor + found("line", usd.lines.at(-1)).amountMinor,
  });
  const whole = writeCamt(eur);
  const cut = whole.slice(0, Math.floor(whole.length * 0.7));
  const formula = newLine({ amountMinor: 100n, name: '=HYPERLINK("http://x.example")' });
  const dangerous = writeCsv({
    ...usd,
    lines: [...usd.lines, formula],
    closingMinor: usd.closingMinor + formula.amountMinor,
  });
  return [
    {
      what: "a line is missing",
      upload: { file: lacking, bankAccountCode: jpy.account },
      problem: "closing_differs",
      line: lineOf(lacking.content, ":62F:"),
    },
    {
      what: "a line stands there twice",
      upload: { file: fileOf("csv", "twice.csv", twice), bankAccountCode: usd.account },
      problem: "line_id_repeated",
      line: usd.lines.length + 3,
    },
    {
      what: "the file is cut off",
      upload: { file: fileOf("camt053", "cut.xml", cut), bankAccountCode: eur.account },
      problem: "file_cut_off",
      line: undefined,
    },
    {
      what: "the file is another account's",
      upload: {
        file: writeBank({ ...jpy, account: "somebody-else" }),
        bankAccountCode: jpy.account,
      },
      problem: "account_differs",
      line: undefined,
    },
    {
      what: "the file is in another currency",
      upload: {
        file: fileOf("ofx", "currency.ofx", writeOfx({ ...usd, currency: "EUR" })),
        bankAccountCode: usd.account,
      },
      problem: "currency_not_of_account",
      line: undefined,
    },
    {
      what: "a cell would be calculated",
      upload: { file: fileOf("csv", "formula.csv", dangerous), bankAccountCode: usd.account },
      problem: "formula_cell",
      line: usd.lines.length + 3,
    },
  ];
}

function chequeLine(bank: BankStatement, but: readonly string[]): BankLine {
  // Cashed late enough to be news at the month's end.
  const lines = bank.lines.filter(
    ({ type, chequeNumber, day }) =>
      type === "CHEQUE" && day > "2026-10-20" && !but.includes(chequeNumber),
  );
  return found("cheque", lines.at(-1));
}

const replaced = (bank: BankStatement, old: BankLine, changes: Partial<BankLine>) => {
  bank.lines = bank.lines.map((line) => (line === old ? copyOf(line, changes) : line));
};

/** At the bank. */
const bankPlants: readonly Plant[] = [
  {
    what: "money of which nobody knows",
    plant(said) {
      const amountMinor = 12_345n;
      bankOf(said, "EUR").lines.push(
        newLine({ id: "BLUNKNOWNIN", reference: "GIFT", name: "JOHN DOE", amountMinor }),
      );
      return { kind: "statement_line_deposit_unknown", amountMinor };
    },
  },
  {
    what: "a debit of which nobody knows",
    plant(said) {
      const amountMinor = -6_789n;
      const line = { id: "BLUNKNOWNOUT", type: "DEBIT", reference: "DIRECT DEBIT 17" } as const;
      bankOf(said, "EUR").lines.push(newLine({ ...line, name: "ACME POWER", amountMinor }));
      return { kind: "statement_line_unknown_kind", amountMinor };
    },
  },
  {
    what: "a cheque is paid a second time",
    plant(said) {
      const bank = bankOf(said, "USD");
      const line = chequeLine(bank, []);
      bank.lines.push(copyOf(line, { id: "BLSECONDTIME", day: lateDay }));
      return { kind: "statement_line_cheque_cleared_twice", amountMinor: line.amountMinor };
    },
  },
  {
    what: "a cheque is paid with a cent more",
    plant(said) {
      const bank = bankOf(said, "EUR");
      const line = chequeLine(bank, []);
      const amountMinor = line.amountMinor - 1n;
      replaced(bank, line, { amountMinor });
      return { kind: "statement_line_cheque_amount_differs", amountMinor };
    },
  },
  {
    what: "a cheque has a number that no book has",
    plant(said) {
      const amountMinor = -11_100n;
      const line = { id: "BLOUTOFRANGE", type: "CHEQUE", chequeNumber: "900001" } as const;
      bankOf(said, "EUR").lines.push(newLine({ ...line, reference: "CHEQUE 900001", amountMinor }));
      return { kind: "statement_line_cheque_unknown_number", amountMinor };
    },
  },
  {
    what: "a cheque that was stopped is paid",
    plant(said, { lost }) {
      const amountMinor = BigInt(lost.amount.amountMinor);
      const chequeNumber: string = lost.number;
      bankOf(said, "USD").lines.push(
        newLine({
          id: "BLSTOPPED",
          type: "CHEQUE",
          chequeNumber,
          reference: `CHEQUE ${chequeNumber}`,
          amountMinor: -amountMinor,
        }),
      );
      return { kind: "cheque_late_presented", amountMinor };
    },
  },
  {
    what: "a transfer to PayPal differs by a cent",
    plant(said) {
      const bank = bankOf(said, "EUR");
      const line = found(
        "transfer",
        bank.lines.find(({ type }) => type === "TRANSFER"),
      );
      const amountMinor = line.amountMinor - 1n;
      replaced(bank, line, { amountMinor });
      return { kind: "statement_line_amount_differs", amountMinor };
    },
  },
  {
    what: "a fee has the wrong sign",
    plant(said) {
      const bank = bankOf(said, "JPY");
      const line = found(
        "fee",
        bank.lines.find(({ type }) => type === "FEE"),
      );
      const amountMinor = size(line.amountMinor);
      replaced(bank, line, { amountMinor });
      return { kind: "statement_line_deposit_unknown", amountMinor };
    },
  },
  {
    what: "a payout of Stripe arrives with less",
    plant(said) {
      const bank = bankOf(said, "EUR");
      const arrived = bank.lines.find(({ reference }) => /po_/i.test(reference));
      const line = found("payout of Stripe", arrived);
      const amountMinor = line.amountMinor - 500n;
      replaced(bank, line, { amountMinor });
      return { kind: "statement_line_amount_differs", amountMinor };
    },
  },
];

/** At PayPal and Stripe. */
const providerPlants: readonly Plant[] = [
  {
    what: "Stripe keeps another fee",
    plant({ stripe }) {
      const charges = stripe.filter(({ category }) => category === "charge");
      const line = found("charge", charges.at(-1));
      line.feeMinor += 1n;
      return {
        kind: "statement_line_amount_differs",
        amountMinor: line.amountMinor,
      };
    },
  },
  {
    what: "Stripe takes something for a reason nobody knows",
    plant({ stripe }) {
      const amountMinor = -1_234n;
      const last = found("line", stripe.at(-1));
      const line = { id: "txn_planted", category: "other_adjustment", source: "", payout: "" };
      stripe.push({ ...last, ...line, amountMinor, feeMinor: 0n, currency: "USD" });
      return { kind: "statement_line_unknown_kind", amountMinor };
    },
  },
  {
    what: "PayPal paid a creator a cent more",
    plant({ paypal }) {
      const line = found(
        "payout",
        paypal.findLast(({ code }) => code === "T0001"),
      );
      line.amountMinor -= 1n;
      return { kind: "statement_line_amount_differs", amountMinor: line.amountMinor };
    },
  },
  {
    what: "PayPal paid an item that is not ours",
    plant({ paypal }) {
      const line = found(
        "payout",
        paypal.find(({ code }) => code === "T0001"),
      );
      const amountMinor = -4_321n;
      const own = { id: "PLANTEDITEM", reference: "", custom: "not-ours", feeMinor: 0n };
      paypal.push({ ...line, ...own, amountMinor, at: `${lateDay}T10:00:00Z` });
      return { kind: "statement_line_not_booked", amountMinor };
    },
  },
];

export const plants: readonly Plant[] = [...bankPlants, ...providerPlants];

/** A row of the books that somebody changes past the product, as the owner of the tables. */
export const editedRow = {
  what: "an entry of the books is changed by hand",
  reference: "opening:bank:main-usd",
  sql: `
    BEGIN;
    ALTER TABLE ledger_entries DISABLE TRIGGER USER;
    UPDATE ledger_entries e SET amount_minor = amount_minor + sign(amount_minor)::bigint
    FROM ledger_transactions t WHERE t.id = e.transaction_id AND t.reference = 'opening:bank:main-usd';
    ALTER TABLE ledger_entries ENABLE TRIGGER USER;
    COMMIT`,
};
