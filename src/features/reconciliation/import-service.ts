/**
 * Importing a statement: all of it or nothing. Lines we know already are recognised, new ones are stored and matched in
 * the same transaction.
 */
import { InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import type { Tx } from "../../platform/db/sql";
import type { ReportLine } from "../../providers/paypal";
import type { StripeBalanceLine } from "../../providers/stripe";
import { recordAudit } from "../audit";
import { noticeReportedPayouts } from "../payouts";
import type { MatchOptions } from "./line-acts";
import { settleOpenLines } from "./match-service";
import {
  type FileInput,
  type Pointers,
  type ProviderInput,
  prepareEntries,
  prepareFile,
  type Statement,
} from "./prepare-statement";
import { countStaged, isBeforeFirst, storeStaged, unexplainedPayouts } from "./staging";
import { type LineStatus, paypalAccount, stripeAccount } from "./statement";
import {
  openingLine,
  paypalBalances,
  paypalEntries,
  stripeBalances,
  stripeEntries,
} from "./statement-lines";
import type { StatementImportRow } from "./statement-row";
import * as store from "./statement-store";

/** Who imports, and the request that asked for it. */
export interface Importer {
  principal: string;
  /** The person behind it, whose limit counts. */
  person: string;
  /** Set for requests with an Idempotency-Key: after a crash the same request finds its import. */
  requestKey?: string | undefined;
}

export interface Imported {
  row: StatementImportRow;
  /** How the lines of this statement stand now, those known before included. */
  statuses: Record<LineStatus, number>;
}

/** What the account held before its first statement becomes a line of its own, if it held anything. */
async function storeOpening(tx: Tx, statement: Statement, importId: string): Promise<void> {
  const { source, balances, fromOn } = statement;
  const known = await store.knownCurrencies(tx, statement);
  const isFirst = source !== "bank" || !(await store.hasImports(tx, statement, importId));
  const lines = balances
    .filter(({ currency, openingMinor }) => isFirst && openingMinor !== 0n && !known.has(currency))
    .map((balance) => openingLine(balance, fromOn));
  await store.insertLines(tx, { importId, ...statement }, lines, statement.openingIds);
}

async function storeStatement(
  tx: Tx,
  statement: Statement,
  importer: Importer,
): Promise<StatementImportRow> {
  const { source, account, fromOn, toOn, contentSha256, accountNumber, fileId, linesCount } =
    statement;
  const id = newId();
  const newLinesCount = await store.countNew(tx, statement);
  const row = {
    id,
    source,
    account,
    fromOn,
    toOn,
    contentSha256,
    accountNumber,
    fileId,
    linesCount,
    newLinesCount,
    importedBy: importer.person,
    requestKey: importer.requestKey ?? null,
  };
  await store.insertImport(tx, row, statement.balances);
  await storeOpening(tx, statement, id);
  const stored = await storeStaged(tx, id, statement);
  invariant(stored === newLinesCount, "Lines appeared while the reconciliation was locked");
  await recordAudit(tx, {
    actor: importer.principal,
    action: "statement.imported",
    objectType: "statement_import",
    objectId: id,
    details: { source, account, lines: linesCount, newLines: newLinesCount },
  });
  if (source === "paypal") await noticeReportedPayouts(tx, await unexplainedPayouts(tx, id));
  return await store.getImport(tx, id);
}

/** Stores a checked statement and matches what is open. A request that had been carried out before changes nothing. */
async function importStatement(
  tx: Tx,
  statement: Statement,
  importer: Importer,
  options: MatchOptions,
): Promise<Imported> {
  const earlier = importer.requestKey
    ? await store.findImportByRequest(tx, importer.requestKey)
    : null;
  if (!earlier && statement.source !== "bank" && (await isBeforeFirst(tx, statement))) {
    throw new InvalidError("statement_before_first", {}, { pointer: "/body/from" });
  }
  const row = earlier ?? (await storeStatement(tx, statement, importer));
  await settleOpenLines(tx, options);
  return { row, statuses: await countStaged(tx, statement) };
}

/**
 * Imports a file of any format.
 * @throws InvalidError `bank_account_unknown`, `statement_invalid` with `lines`, `statement_before_first`.
 */
export async function importFile(
  tx: Tx,
  input: FileInput,
  pointers: Pointers,
  importer: Importer,
  options: MatchOptions,
): Promise<Imported> {
  const statement = await prepareFile(tx, input, pointers);
  return await importStatement(tx, statement, importer, options);
}

/**
 * PayPal's report of some days.
 * @throws InvalidError `statement_before_first` for lines that our first statement counted as opening balance.
 */
export async function importPaypalLines(
  tx: Tx,
  input: ProviderInput & { report: readonly ReportLine[] },
  importer: Importer,
  options: MatchOptions,
): Promise<Imported> {
  const place = { source: "paypal", account: paypalAccount } as const;
  const entries = paypalEntries(input.report);
  const statement = await prepareEntries(tx, place, entries, input, paypalBalances(input.report));
  return await importStatement(tx, statement, importer, options);
}

/** Stripe's balance transactions of some days, and what Stripe held after them. */
export async function importStripeLines(
  tx: Tx,
  input: ProviderInput & { lines: readonly StripeBalanceLine[]; closing: readonly Money[] },
  importer: Importer,
  options: MatchOptions,
): Promise<Imported> {
  const place = { source: "stripe", account: stripeAccount } as const;
  const balances = stripeBalances(input.lines, input.closing);
  const statement = await prepareEntries(tx, place, stripeEntries(input.lines), input, balances);
  return await importStatement(tx, statement, importer, options);
}
