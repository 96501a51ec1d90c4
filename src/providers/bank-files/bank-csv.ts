/**
 * The CSV statement of a bank, RFC 4180 in UTF-8. Columns, in this order (docs/bank-statements.md):
 *
 *   line_id, booking_date, value_date, type, reference, cheque_number, name, amount, currency, balance
 *
 * The first row is of type OPENING and the last of type CLOSING; they carry the first and last day and the balance on it,
 * every other row an amount (credits above zero, debits below) and perhaps the balance after it. Opening and amounts must
 * give the closing balance; a file in which anything is wrong is refused as a whole, with the number of every bad line.
 */
import { CsvError, parse } from "csv-parse/sync";
import { parseInstant } from "../../kernel/clock";
import { type Currency, isCurrency, isoExponent } from "../../kernel/currency";
import { AmountError } from "../../kernel/errors";
import { amountMinorMax, parseDecimal } from "../../kernel/money";

const bankCsvColumns = [
  "line_id",
  "booking_date",
  "value_date",
  "type",
  "reference",
  "cheque_number",
  "name",
  "amount",
  "currency",
  "balance",
] as const;

type Column = (typeof bankCsvColumns)[number];

/** Stable names of what can be wrong with a line. */
type BankFileProblem =
  | "csv_malformed"
  | "header_unknown"
  | "columns_count"
  | "opening_missing"
  | "closing_missing"
  | "balance_row_misplaced"
  | "line_id_missing"
  | "line_id_repeated"
  | "line_id_too_long"
  | "text_too_long"
  | "type_unknown"
  | "date_invalid"
  | "date_outside_statement"
  | "amount_invalid"
  | "currency_unknown"
  | "currency_differs"
  | "balance_invalid"
  | "balance_differs"
  | "closing_differs";

interface BankFileFinding {
  /** Line in the file, the header being line 1. */
  line: number;
  problem: BankFileProblem;
}

/** The file cannot be used. Nothing of it may be stored. */
export class BankFileError extends Error {
  readonly findings: readonly BankFileFinding[];

  constructor(findings: readonly BankFileFinding[]) {
    super(`The bank file has ${findings.length} problems`);
    this.name = "BankFileError";
    this.findings = findings;
  }
}

interface BankLine {
  /** Line in the file. */
  line: number;
  lineId: string;
  /** Days as `2026-11-23`. */
  bookedOn: string;
  valueOn: string;
  /** In the bank's words: DEPOSIT, CHEQUE, TRANSFER, FEE or another one in capitals. */
  type: string;
  reference: string;
  chequeNumber: string;
  name: string;
  /** Minor units; credits above zero. */
  amountMinor: bigint;
}

export interface BankStatement {
  currency: Currency;
  fromOn: string;
  toOn: string;
  openingMinor: bigint;
  closingMinor: bigint;
  /** Line in the file that carries the opening balance. */
  openingLine: number;
  lines: BankLine[];
}

const recordBytesMax = 16_384;
const lineIdLengthMax = 100;
const textLengthMax = 500;
const findingsMax = 50;

interface CsvRow {
  line: number;
  cells: Readonly<Record<Column, string>>;
}

function readRows(content: string): { line: number; row: string[] }[] {
  try {
    const records = parse(content, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordBytesMax,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, row: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The library adds the line where it stopped; its type does not say so.
    const { lines } = error as { lines?: number };
    throw new BankFileError([{ line: lines ?? 1, problem: "csv_malformed" }]);
  }
}

function readRecords(content: string): CsvRow[] {
  const [header, ...rows] = readRows(content);
  if (header?.row.join() !== bankCsvColumns.join()) {
    throw new BankFileError([{ line: 1, problem: "header_unknown" }]);
  }
  const wrong = rows.filter(({ row }) => row.length !== bankCsvColumns.length);
  if (wrong.length > 0) {
    throw new BankFileError(wrong.map(({ line }) => ({ line, problem: "columns_count" })));
  }
  return rows.map(({ line, row }) => ({
    line,
    cells: Object.fromEntries(
      bankCsvColumns.map((name, index) => [name, row[index] ?? ""]),
    ) as Record<Column, string>,
  }));
}

/** A day that exists: the 30th of February has the right shape only. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = parseInstant(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function readAmount(text: string, currency: Currency): bigint | undefined {
  try {
    const minor = parseDecimal(text, isoExponent(currency));
    return minor <= amountMinorMax && minor >= -amountMinorMax ? minor : undefined;
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}

/** The two balance rows that frame the statement. @throws BankFileError when one is missing or cannot be read. */
function readFrame(records: readonly CsvRow[]) {
  const first = records[0];
  const last = records.at(-1);
  if (first?.cells.type !== "OPENING") {
    throw new BankFileError([{ line: first?.line ?? 1, problem: "opening_missing" }]);
  }
  if (last?.cells.type !== "CLOSING") {
    throw new BankFileError([{ line: last?.line ?? 1, problem: "closing_missing" }]);
  }
  const { currency } = first.cells;
  if (!isCurrency(currency)) {
    throw new BankFileError([{ line: first.line, problem: "currency_unknown" }]);
  }
  const findings: BankFileFinding[] = [];
  const balanceOf = ({ line, cells }: CsvRow): bigint => {
    if (!isDay(cells.booking_date)) findings.push({ line, problem: "date_invalid" });
    if (cells.currency !== currency) findings.push({ line, problem: "currency_differs" });
    const balance = readAmount(cells.balance, currency);
    if (balance === undefined) findings.push({ line, problem: "balance_invalid" });
    return balance ?? 0n;
  };
  const openingMinor = balanceOf(first);
  const closingMinor = balanceOf(last);
  const fromOn = first.cells.booking_date;
  const toOn = last.cells.booking_date;
  if (findings.length === 0 && toOn < fromOn) {
    findings.push({ line: last.line, problem: "date_outside_statement" });
  }
  if (findings.length > 0) throw new BankFileError(findings);
  const frameLines = { openingLine: first.line, closingLine: last.line };
  return { currency, fromOn, toOn, openingMinor, closingMinor, ...frameLines };
}

type Frame = ReturnType<typeof readFrame>;

function textProblems({ cells }: CsvRow): BankFileProblem[] {
  const texts = [cells.reference, cells.name, cells.cheque_number];
  return [
    ...(cells.line_id.trim() === "" ? (["line_id_missing"] as const) : []),
    ...(cells.line_id.length > lineIdLengthMax ? (["line_id_too_long"] as const) : []),
    ...(texts.some((text) => text.length > textLengthMax) ? (["text_too_long"] as const) : []),
    ...(/^[A-Z][A-Z_]{1,30}$/.test(cells.type) ? [] : (["type_unknown"] as const)),
  ];
}

function dateProblems({ cells }: CsvRow, frame: Frame): BankFileProblem[] {
  if (!isDay(cells.booking_date) || !isDay(cells.value_date)) return ["date_invalid"];
  const isInside = cells.booking_date >= frame.fromOn && cells.booking_date <= frame.toOn;
  return isInside ? [] : ["date_outside_statement"];
}

/** One movement; its amount is nothing when it cannot be read, and the findings say so. */
function readLine(record: CsvRow, frame: Frame): { entry: BankLine; problems: BankFileProblem[] } {
  const { cells, line } = record;
  const problems = [...textProblems(record), ...dateProblems(record, frame)];
  if (cells.type === "OPENING" || cells.type === "CLOSING") problems.push("balance_row_misplaced");
  if (cells.currency !== frame.currency) problems.push("currency_differs");
  const amountMinor = readAmount(cells.amount, frame.currency);
  if (amountMinor === undefined || amountMinor === 0n) problems.push("amount_invalid");
  const entry = {
    line,
    lineId: cells.line_id.trim(),
    bookedOn: cells.booking_date,
    valueOn: cells.value_date,
    type: cells.type,
    reference: cells.reference,
    chequeNumber: cells.cheque_number,
    name: cells.name,
    amountMinor: amountMinor ?? 0n,
  };
  return { entry, problems };
}

/** The running balance and the closing one, which only make sense when every amount could be read. */
function sumFindings(
  entries: readonly BankLine[],
  records: readonly CsvRow[],
  frame: Frame,
): BankFileFinding[] {
  const findings: BankFileFinding[] = [];
  let balance = frame.openingMinor;
  for (const [index, entry] of entries.entries()) {
    balance += entry.amountMinor;
    const printed = records[index]?.cells.balance ?? "";
    if (printed === "") continue;
    const value = readAmount(printed, frame.currency);
    if (value === undefined) findings.push({ line: entry.line, problem: "balance_invalid" });
    else if (value !== balance) findings.push({ line: entry.line, problem: "balance_differs" });
  }
  if (balance !== frame.closingMinor) {
    findings.push({ line: frame.closingLine, problem: "closing_differs" });
  }
  return findings;
}

/**
 * Reads a statement. A byte order mark and either kind of line end are fine.
 * @throws BankFileError with the number of every line that is wrong, at most 50 of them.
 */
export function parseBankCsv(content: string): BankStatement {
  const records = readRecords(content);
  const frame = readFrame(records);
  const inner = records.slice(1, -1);
  const findings: BankFileFinding[] = [];
  const lines: BankLine[] = [];
  const seen = new Set<string>();
  for (const record of inner) {
    const { entry, problems } = readLine(record, frame);
    if (entry.lineId !== "" && seen.has(entry.lineId)) problems.push("line_id_repeated");
    seen.add(entry.lineId);
    lines.push(entry);
    findings.push(...problems.map((problem) => ({ line: record.line, problem })));
  }
  if (findings.length === 0) findings.push(...sumFindings(lines, inner, frame));
  if (findings.length > 0) throw new BankFileError(findings.slice(0, findingsMax));
  const { closingLine: _closingLine, ...statement } = frame;
  return { ...statement, lines };
}
