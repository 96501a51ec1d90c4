/** Commands that open our own accounts: add-bank-account, opening-balance. */
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type OpeningBalance,
  openBankAccount,
  recordOpeningBalance,
} from "../../features/treasury";
import { type Currency, isoExponent } from "../../kernel/currency";
import { AmountError } from "../../kernel/errors";
import { amountMinorMax, money, parseDecimal } from "../../kernel/money";
import { daySchema } from "../../platform/http/schemas";
import {
  exitCodesHelp,
  parseCode,
  parseCurrency,
  print,
  UsageError,
  withComposition,
} from "./session";

function parseChequeNumber(text: string): bigint {
  if (/^[1-9]\d{0,17}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError("Use a whole number above zero.");
}

function parseAccount(text: string): OpeningBalance["account"] {
  if (text === "paypal") return { kind: "paypal" };
  const code = /^bank:(.+)$/.exec(text)?.[1];
  if (code === undefined) throw new InvalidArgumentError("Use paypal or bank:<code>.");
  return { kind: "bank", code: parseCode(code) };
}

function parseAmount(text: string, currency: Currency): bigint {
  try {
    const amountMinor = parseDecimal(text, isoExponent(currency));
    if (amountMinor <= amountMinorMax) return amountMinor;
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
  }
  throw new UsageError(`--amount ${text} is not an amount of ${currency}.`);
}

const firstChequeNumber = 1001n;

interface AccountOptions {
  code: string;
  name: string;
  currency: Currency;
  firstChequeNumber: bigint;
}

async function addBankAccount(options: AccountOptions): Promise<void> {
  const id = await withComposition(({ services }) =>
    services.unitOfWork.run((tx) => openBankAccount(tx, "cli:add-bank-account", options)),
  );
  print(id);
}

interface OpeningOptions {
  account: OpeningBalance["account"];
  currency: Currency;
  amount: string;
  on?: string;
}

function parseDay(text: string): string {
  if (daySchema.safeParse(text).success) return text;
  throw new InvalidArgumentError("Use a day such as 2026-10-01.");
}

async function setOpeningBalance({ account, currency, amount, on }: OpeningOptions): Promise<void> {
  const opening = { account, amount: money(parseAmount(amount, currency), currency), on };
  const isNew = await withComposition(({ services }) =>
    services.unitOfWork.run((tx) => recordOpeningBalance(tx, "cli:opening-balance", opening)),
  );
  print(isNew ? "Booked." : "It had been booked before.");
}

export function addTreasuryCommands(program: Command): void {
  program
    .command("add-bank-account")
    .description("make one of our bank accounts known and print its id")
    .requiredOption("--code <code>", "short name used everywhere, such as main-usd", parseCode)
    .requiredOption("--name <name>", "name for people")
    .requiredOption("--currency <code>", "ISO 4217 code", parseCurrency)
    .addOption(
      new Option("--first-cheque-number <number>", "number of the first cheque in the book")
        .argParser(parseChequeNumber)
        .default(firstChequeNumber, firstChequeNumber.toString()),
    )
    .addHelpText("after", exitCodesHelp)
    .action(addBankAccount);
  program
    .command("opening-balance")
    .description("book what an account held when the books were opened; once for each account")
    .requiredOption("--account <account>", "paypal or bank:<code>", parseAccount)
    .requiredOption("--currency <code>", "ISO 4217 code", parseCurrency)
    .requiredOption("--amount <amount>", "decimal, such as 2500.00")
    .option("--on <day>", "day at whose beginning it held that, UTC; today when absent", parseDay)
    .addHelpText("after", exitCodesHelp)
    .action(setOpeningBalance);
}
