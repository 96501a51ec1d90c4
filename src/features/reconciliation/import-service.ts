/**
 * Importing a statement: all of it or nothing. Lines we know already are recognised, new ones are stored and matched in
 * the same transaction.
 */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { addMs, dayMs } from "../../kernel/clock";
import { InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import { BankFileError, type BankStatement, parseBankCsv } from "../../providers/bank-files";
import type { ReportLine } from "../../providers/paypal";
import { recordAudit } from "../audit";
import { requireBankAccount } from "../cheques";
import { type MatchOptions, settleOpenLines } from "./match-service";
import {
  type LineStatus,
  type NewLine,
  openingKind,
  paypalAccount,
  type Source,
} from "./statement";
import {
  bankBalance,
  openingLine,
  paypalBalances,
  type StatementBalance,
  startOfDay,
  toBankLines,
  toPaypalLines,
} from "./statement-lines";
import type { StatementImportRow } from "./statement-row";
import * as store from "./statement-store";

/** Who imports, and the request that asked for it. */
export interface Importer {
  principal: string;
  /** Set for requests with an Idempotency-Key: after a crash the same request finds its import. */
  requestKey?: string | undefined;
}

export interface Imported {
  row: StatementImportRow;
  /** How the lines of this statement stand now, those known before included. */
  statuses: Record<LineStatus, number>;
}

/** What is wrong with one line of a file; the header is line 1. */
interface Finding {
  line: number;
  problem: string;
  lineId?: string;
}

function refuse(findings: readonly Finding[]): never {
  throw new InvalidError(
    "statement_invalid",
    { count: findings.length },
    { lines: findings, pointer: "/body/content" },
  );
}

function readBankFile(content: string): BankStatement {
  try {
    return parseBankCsv(content);
  } catch (error) {
    if (error instanceof BankFileError) return refuse(error.findings);
    throw error;
  }
}

interface Statement {
  source: Source;
  account: string;
  fromOn: string;
  toOn: string;
  contentSha256: string;
  lines: readonly NewLine[];
  balances: readonly StatementBalance[];
}

/** The opening balance must be what the lines we know add up to: else a statement is missing, or it is another account's. */
async function openingFindings(tx: Tx, file: BankStatement, account: string): Promise<Finding[]> {
  if (!(await store.hasImports(tx, "bank", account))) return [];
  const from = startOfDay(file.fromOn);
  const opened = await store.openingTimes(tx, "bank", account);
  const firstAt = opened.get(file.currency);
  if (firstAt && from < firstAt) {
    return [{ line: file.openingLine, problem: "before_first_statement" }];
  }
  const known = await store.knownBalanceAt(tx, "bank", account, from);
  return known === file.openingMinor
    ? []
    : [{ line: file.openingLine, problem: "opening_differs_from_known" }];
}

/** A line we know must come again as it was, and none may be missing from the days the file covers. */
async function lineFindings(tx: Tx, file: BankStatement, account: string): Promise<Finding[]> {
  const keys = file.lines.map((line) => line.lineId);
  const known = await store.findKnownLines(tx, "bank", account, keys);
  const until = addMs(startOfDay(file.toOn), dayMs);
  const covered = await store.keysBetween(tx, "bank", account, startOfDay(file.fromOn), until);
  const inFile = new Set(keys);
  const changed = file.lines.filter(({ lineId, amountMinor, type }) => {
    const before = known.get(lineId);
    return before && (before.amountMinor !== amountMinor || before.kind !== type);
  });
  return [
    ...changed.map(({ line, lineId }) => ({ line, problem: "known_line_changed", lineId })),
    ...covered
      .filter((key) => !inFile.has(key))
      .map((lineId) => ({ line: file.openingLine, problem: "known_line_missing", lineId })),
  ];
}

/**
 * Reads and checks a bank's file. Call it with the reconciliation locked.
 * @throws InvalidError `bank_account_unknown`, or `statement_invalid` with `lines`.
 */
export async function prepareBankStatement(
  tx: Tx,
  input: { bankAccountCode: string; content: string },
): Promise<Statement> {
  const account = await requireBankAccount(tx, input.bankAccountCode, "/body/bankAccountCode");
  const file = readBankFile(input.content);
  if (file.currency !== account.currency) {
    refuse([{ line: file.openingLine, problem: "currency_not_of_account" }]);
  }
  const findings = [
    ...(await openingFindings(tx, file, account.code)),
    ...(await lineFindings(tx, file, account.code)),
  ];
  if (findings.length > 0) refuse(findings);
  return {
    source: "bank",
    account: account.code,
    fromOn: file.fromOn,
    toOn: file.toOn,
    contentSha256: sha256(input.content),
    lines: toBankLines(file),
    balances: [bankBalance(file)],
  };
}

/**
 * PayPal's report of some days. Call it with the reconciliation locked.
 * @throws InvalidError `statement_before_first` for lines that our first statement counted as opening balance.
 */
export async function preparePaypalReport(
  tx: Tx,
  input: { from: string; to: string; report: readonly ReportLine[] },
): Promise<Statement> {
  const lines = toPaypalLines(input.report);
  const opened = await store.openingTimes(tx, "paypal", paypalAccount);
  const isTooEarly = lines.some(({ currency, bookedAt }) => {
    const firstAt = opened.get(currency);
    return firstAt !== undefined && bookedAt < firstAt;
  });
  if (isTooEarly) throw new InvalidError("statement_before_first", {}, { pointer: "/body/from" });
  return {
    source: "paypal",
    account: paypalAccount,
    fromOn: input.from,
    toOn: input.to,
    contentSha256: sha256(canonicalJson(lines)),
    lines,
    balances: paypalBalances(input.report, lines),
  };
}

/** What the account held before its first statement becomes a line of its own, if it held anything. */
async function openingLines(tx: Tx, statement: Statement): Promise<NewLine[]> {
  const { source, account, balances, fromOn } = statement;
  const known = await store.knownCurrencies(tx, source, account);
  const isFirst = source === "paypal" || !(await store.hasImports(tx, source, account));
  return balances
    .filter(({ currency, openingMinor }) => isFirst && openingMinor !== 0n && !known.has(currency))
    .map((balance) => openingLine(balance, fromOn));
}

async function countStatuses(tx: Tx, statement: Statement): Promise<Record<LineStatus, number>> {
  const { source, account, lines } = statement;
  const keys = lines.map((line) => line.lineKey);
  const known = [...(await store.findKnownLines(tx, source, account, keys)).values()];
  const count = (status: LineStatus) => known.filter((line) => line.status === status).length;
  return { open: count("open"), matched: count("matched"), explained: count("explained") };
}

async function storeStatement(
  tx: Tx,
  statement: Statement,
  importer: Importer,
): Promise<StatementImportRow> {
  const { source, account, lines, balances, ...period } = statement;
  const keys = lines.map((line) => line.lineKey);
  const known = await store.findKnownLines(tx, source, account, keys);
  const fresh = [
    ...(await openingLines(tx, statement)),
    ...lines.filter((line) => !known.has(line.lineKey)),
  ];
  const row = {
    id: newId(),
    source,
    account,
    ...period,
    linesCount: lines.length,
    newLinesCount: fresh.filter((line) => line.kind !== openingKind).length,
    importedBy: importer.principal,
    requestKey: importer.requestKey ?? null,
  };
  await store.insertImport(tx, row, balances);
  await store.insertLines(tx, { importId: row.id, source, account }, fresh);
  await recordAudit(tx, {
    actor: importer.principal,
    action: "statement.imported",
    objectType: "statement_import",
    objectId: row.id,
    details: { source, account, lines: lines.length, newLines: row.newLinesCount },
  });
  return await store.getImport(tx, row.id);
}

/** Stores a checked statement and matches what is open. A request that had been carried out before changes nothing. */
export async function importStatement(
  tx: Tx,
  statement: Statement,
  importer: Importer,
  options: MatchOptions,
): Promise<Imported> {
  const earlier = importer.requestKey
    ? await store.findImportByRequest(tx, importer.requestKey)
    : null;
  const row = earlier ?? (await storeStatement(tx, statement, importer));
  await settleOpenLines(tx, options);
  return { row, statuses: await countStatuses(tx, statement) };
}
