/**
 * What every reader of a statement file gives: the parts of the file in its own order. A reader is fed with text and keeps
 * no more than the piece it has not understood yet, so that a file may be of any length.
 */
import { isDay as isRealDay } from "../../../kernel/clock";
import { type Currency, isoExponent } from "../../../kernel/currency";
import { AmountError } from "../../../kernel/errors";
import { amountMinorMax, parseDecimal } from "../../../kernel/money";
import type { LineDetails } from "../statement";

/** One movement of money. */
export interface Entry {
  is: "entry";
  /** Line in the file, the first being 1. */
  line: number;
  /** The provider's own id of the movement; empty when the format has none. */
  id: string;
  /** A day such as `2026-11-23`, or an instant with its time zone. */
  bookedAt: string;
  kind: string;
  /** Credits above zero. */
  amountMinor: bigint;
  /** Below zero for what the provider keeps. */
  feeMinor: bigint;
  currency: Currency;
  /** What the account holds after it, where the file says so. */
  balanceMinor?: bigint;
  details: LineDetails;
}

export type Part =
  | Entry
  /** The statement of one account begins. Days are the first and the last it covers, where it says so. */
  | { is: "account"; line: number; number: string; fromOn?: string; toOn?: string }
  | { is: "opening"; line: number; on: string; currency: Currency; minor: bigint }
  | { is: "closing"; line: number; on: string; currency: Currency; minor: bigint }
  | ({ is: "problem"; line: number; problem: FileProblem; lineId?: string } & Compared);

/** What should stand there, and what does. */
export interface Compared {
  expected?: string;
  found?: string;
}

/** Stable names of what can be wrong with a file. */
export type FileProblem =
  | "encoding_invalid"
  | "text_invalid"
  | "file_empty"
  | "file_cut_off"
  | "file_malformed"
  | "csv_malformed"
  | "record_too_long"
  | "header_unknown"
  | "columns_count"
  | "opening_missing"
  | "closing_missing"
  | "balance_row_misplaced"
  | "line_id_missing"
  | "line_id_repeated"
  | "line_id_too_long"
  | "text_too_long"
  | "formula_cell"
  | "type_unknown"
  | "date_invalid"
  | "date_outside_statement"
  | "date_in_future"
  | "amount_invalid"
  | "direction_invalid"
  | "currency_unknown"
  | "currency_differs"
  | "currency_not_of_account"
  | "account_differs"
  | "balance_invalid"
  | "balance_differs"
  | "closing_differs"
  | "statement_gap"
  | "total_differs"
  | "count_differs";

/** Reads one file from its beginning. Every call gives the parts that are complete by then. */
export interface Reader {
  feed(text: string): Part[];
  end(): Part[];
}

export const lineIdLengthMax = 100;
export const textLengthMax = 500;
/** Longest row, tag or block that is waited for. */
export const pieceLengthMax = 65_536;

const wordsLengthMax = 300;

/** Words of a file, cut short for people. */
export const wordsOf = (cells: readonly string[]) => cells.join(",").slice(0, wordsLengthMax);

export const problemAt = (
  line: number,
  problem: FileProblem,
  lineId?: string,
  compared: Compared = {},
): Part => ({
  is: "problem",
  line,
  problem,
  ...(lineId === undefined ? {} : { lineId }),
  ...compared,
});

const days = new Set<string>();
const daysKeptMax = 5_000;

/** {@link isRealDay}, remembered, because a file says the same few days again and again. */
export function isDay(text: string): boolean {
  if (days.has(text)) return true;
  const isReal = isRealDay(text);
  if (isReal && days.size < daysKeptMax) days.add(text);
  return isReal;
}

/** `20261123` or `261123` as `2026-11-23`; undefined for what is no day. Two digits of a year are of this century. */
export function compactDay(digits: string): string | undefined {
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (!match) return undefined;
  const [, year = "", month, day] = match;
  const text = `${year.padStart(4, "20")}-${month}-${day}`;
  return isDay(text) ? text : undefined;
}

/** Decimal text in minor units of its currency; undefined when it is no such number or beyond what we keep. */
export function readAmount(text: string, currency: Currency): bigint | undefined {
  try {
    const minor = parseDecimal(text, isoExponent(currency));
    return minor <= amountMinorMax && minor >= -amountMinorMax ? minor : undefined;
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}

const formulaStart = /^[=+@\t\r]|^-(?![\d.,\s])/;

/**
 * True for a cell that a spreadsheet would calculate. Such a cell in an amount or a date is refused by its shape; in a text
 * it is refused as well, because people open the file, and later our lists, in a spreadsheet.
 */
export function isFormula(text: string): boolean {
  return formulaStart.test(text) && text.length > 1;
}

const words: ReadonlySet<string> = new Set([
  "referenceId",
  "customField",
  "reference",
  "chequeNumber",
  "name",
  "valueOn",
  "payoutId",
]);

/** Leaves out what the provider did not say. */
export function detailsOf(said: Readonly<Record<string, string | undefined>>): LineDetails {
  const details: Record<string, string> = {};
  for (const name in said) {
    const value = said[name]?.trim();
    if (value && words.has(name)) details[name] = value;
  }
  return details;
}

/** What is wrong with the texts of a line, whatever the format. */
export function textProblems(texts: readonly string[]): FileProblem[] {
  const found: FileProblem[] = [];
  for (const text of texts) {
    if (text.length > textLengthMax && !found.includes("text_too_long")) {
      found.push("text_too_long");
    }
    if (isFormula(text) && !found.includes("formula_cell")) found.push("formula_cell");
  }
  return found;
}
