/** Reading and checking a statement before anything of it is stored. */
import { sha256 } from "../../kernel/canonical-json";
import { addMs, dayMs, parseInstant, startOfDay, utcDate } from "../../kernel/clock";
import { currencies } from "../../kernel/currency";
import { InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { requireBankAccount } from "../cheques";
import { StatementRefusedError } from "./findings";
import {
  amountWords,
  type ColumnMap,
  type Encoding,
  type Entry,
  type FileFormat,
  type Finding,
  type Frame,
  hasOwnIds,
  readEntries,
  StatementCheck,
  sourceOf,
} from "./formats";
import { contradictedBalances } from "./known-balances";
import { allowLongStatements, compareWithKnown, type Place, stage } from "./staging";
import { paypalAccount, stripeAccount } from "./statement";
import { effectOf, type StatementBalance } from "./statement-lines";
import * as store from "./statement-store";

/** @throws InvalidError `bank_account_missing`, `bank_account_unknown`. */
export async function namedBank(tx: Tx, code: string | undefined, pointer: string) {
  if (code === undefined) throw new InvalidError("bank_account_missing", {}, { pointer });
  return await requireBankAccount(tx, code, pointer);
}

export interface FileInput {
  format: FileFormat;
  /** For a bank's file. */
  bankAccountCode?: string | undefined;
  map?: ColumnMap | undefined;
  encoding?: Encoding | undefined;
  sha256: string;
  fileId?: string | undefined;
  /** Time where the file comes from, if it may be ahead of ours. */
  outsideNow?: Date | undefined;
  /** Opens the bytes; a transaction that has to be repeated opens them again. */
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** Called now and then while the file is read. */
  onLines?(linesCount: number): void;
}

/** JSON pointers of what a refusal is about. */
export interface Pointers {
  content: string;
  bankAccountCode: string;
}

/** A statement whose movements are staged and sound. */
export interface Statement extends Place {
  fromOn: string;
  toOn: string;
  contentSha256: string;
  accountNumber: string;
  fileId: string | null;
  linesCount: number;
  balances: readonly StatementBalance[];
  /** Ids for opening lines, made before those of the other lines: lists are in the order of ids. */
  openingIds: readonly string[];
}

const newOpeningIds = () => currencies.map(() => newId());

/** What a file says about its account has to fit what earlier files said. */
async function accountFindings(tx: Tx, place: Place, frame: Frame): Promise<Finding[]> {
  if (frame.accountNumber === "") return [];
  const known = await store.accountOfNumber(tx, place, frame.accountNumber);
  return known ? [] : [{ line: 1, problem: "account_differs", found: frame.accountNumber }];
}

/** The opening balance must be what the lines we know add up to: else a statement is missing, or it is another account's. */
async function openingFindings(tx: Tx, place: Place, frame: Frame): Promise<Finding[]> {
  if (!(await store.hasImports(tx, place))) return [];
  const from = startOfDay(frame.fromOn);
  const opened = await store.openingTimes(tx, place);
  const [balance] = frame.balances;
  if (!balance) return [];
  const { currency, openingLine: line, openingMinor } = balance;
  const firstAt = opened.get(currency);
  if (firstAt && from < firstAt) {
    const expected = `>= ${utcDate(firstAt)}`;
    return [{ line, problem: "before_first_statement", expected, found: frame.fromOn }];
  }
  const known = await store.knownBalanceAt(tx, place, from);
  if (known === openingMinor) return [];
  const [expected, found] = [amountWords(known, currency), amountWords(openingMinor, currency)];
  return [{ line, problem: "opening_differs_from_known", expected, found }];
}

async function bankFindings(tx: Tx, place: Place, frame: Frame): Promise<Finding[]> {
  const days = {
    from: startOfDay(frame.fromOn),
    until: addMs(startOfDay(frame.toOn), dayMs),
    openingLine: frame.balances[0]?.openingLine ?? 1,
  };
  return [
    ...(await accountFindings(tx, place, frame)),
    ...(await openingFindings(tx, place, frame)),
    ...(await compareWithKnown(tx, place, days)),
    ...(await contradictedBalances(tx, place)),
  ];
}

/** Tomorrow, because somewhere it is tomorrow already; nothing was booked on a later day. */
async function latestDay(tx: Tx, outsideNow?: Date): Promise<string> {
  const now = await databaseNow(tx);
  return utcDate(addMs(outsideNow && outsideNow > now ? outsideNow : now, dayMs));
}

const timeOf = (text: string) =>
  text.length === "2026-11-23".length ? startOfDay(text) : parseInstant(text);

/**
 * Reads a file into the staging table and checks it.
 * @throws InvalidError `bank_account_unknown`, or `statement_invalid` with `lines`.
 */
export async function prepareFile(
  tx: Tx,
  input: FileInput,
  pointers: Pointers,
): Promise<Statement> {
  const { format, map, encoding, fileId = null } = input;
  const openingIds = newOpeningIds();
  await allowLongStatements(tx);
  const source = sourceOf(format);
  const bank =
    source === "bank"
      ? await namedBank(tx, input.bankAccountCode, pointers.bankAccountCode)
      : undefined;
  const account = bank?.code ?? (source === "paypal" ? paypalAccount : stripeAccount);
  const check = new StatementCheck({
    latestDay: await latestDay(tx, input.outsideNow),
    ...(bank && { currency: bank.currency }),
    needsBalance: source === "bank" && format !== "mapped_csv",
    effectOf: (entry) => effectOf(source, entry),
  });
  async function* batches(): AsyncGenerator<Entry[]> {
    let linesCount = 0;
    const options = { format, map, encoding, currency: bank?.currency };
    for await (const entries of readEntries(await input.open(), options, check)) {
      linesCount += entries.length;
      input.onLines?.(linesCount);
      if (check.findings.length === 0) yield entries;
    }
  }
  const repeated = await stage(tx, source, batches(), hasOwnIds(format, map));
  const frame = check.end();
  const inFile = [...check.findings, ...repeated];
  if (inFile.length > 0) throw new StatementRefusedError(inFile, pointers.content);
  const place = { source, account };
  await store.lockReconciliation(tx);
  const findings =
    source === "bank"
      ? await bankFindings(tx, place, frame)
      : [...(await accountFindings(tx, place, frame)), ...(await contradictedBalances(tx, place))];
  if (findings.length > 0) throw new StatementRefusedError(findings, pointers.content);
  return {
    ...place,
    ...frame,
    contentSha256: input.sha256,
    fileId,
    openingIds,
    balances: frame.balances.map((balance) => ({ ...balance, asOf: timeOf(balance.asOf) })),
  };
}

export interface ProviderInput {
  from: string;
  to: string;
}

/** What a provider's own interface gave. */
export async function prepareEntries(
  tx: Tx,
  place: Place,
  entries: readonly Entry[],
  { from, to }: ProviderInput,
  balances: readonly StatementBalance[],
): Promise<Statement> {
  const openingIds = newOpeningIds();
  async function* batches(): AsyncGenerator<readonly Entry[]> {
    yield entries;
  }
  const repeated = await stage(tx, place.source, batches(), place.source === "stripe");
  invariant(repeated.length === 0, "Stripe's list has one transaction twice");
  await store.lockReconciliation(tx);
  const words = entries.map(({ id, kind, bookedAt, amountMinor }) =>
    [id, kind, bookedAt, amountMinor].join(" "),
  );
  return {
    ...place,
    fromOn: from,
    toOn: to,
    contentSha256: sha256(words.join("\n")),
    accountNumber: "",
    fileId: null,
    linesCount: entries.length,
    balances,
    openingIds,
  };
}
