/** From a template and cheques to the text of a file. Pure. */
import { type Currency, isoExponent } from "../../../kernel/currency";
import { formatDecimal } from "../../../kernel/money";
import type { Column, DetailColumn, SummaryColumn, Template } from "./template";

export interface FiledCheque {
  number: bigint;
  amountMinor: bigint;
  issuedOn: string;
  payeeName: string;
  event: "issue" | "void";
}

export interface FileFacts {
  accountNumber: string;
  routingNumber: string | null;
  currency: Currency;
  /** The day of the file. */
  fileOn: string;
  isRepeat: boolean;
}

export interface FileTotals {
  issueCount: number;
  issueTotalMinor: bigint;
  voidCount: number;
  voidTotalMinor: bigint;
}

/** A value that has no place in its column; a shortened number or amount would be another one. */
export class TooWideError extends Error {
  constructor(
    readonly field: string,
    readonly value: string,
  ) {
    super(`${value} is too wide for ${field}`);
    this.name = "TooWideError";
  }
}

export function totalsOf(cheques: readonly FiledCheque[]): FileTotals {
  const issued = cheques.filter(({ event }) => event === "issue");
  const voided = cheques.filter(({ event }) => event === "void");
  const sum = (some: readonly FiledCheque[]) =>
    some.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return {
    issueCount: issued.length,
    issueTotalMinor: sum(issued),
    voidCount: voided.length,
    voidTotalMinor: sum(voided),
  };
}

function dateText(day: string, { dateFormat }: Column): string {
  const [year = "", month = "", date = ""] = day.split("-");
  switch (dateFormat) {
    case "yyyymmdd":
      return `${year}${month}${date}`;
    case "yyyy-mm-dd":
      return day;
    case "mmddyyyy":
      return `${month}${date}${year}`;
    case "mmddyy":
      return `${month}${date}${year.slice(2)}`;
    case "mm/dd/yyyy":
      return `${month}/${date}/${year}`;
    case "dd/mm/yyyy":
      return `${date}/${month}/${year}`;
  }
}

function amountText(amountMinor: bigint, { amountFormat }: Column, currency: Currency): string {
  if (amountFormat === "minor") return amountMinor.toString();
  return formatDecimal(amountMinor, isoExponent(currency));
}

/** A name in the characters the bank can read, on one line. */
function nameText(name: string, { characters }: Template): string {
  const line = name
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (characters === "utf-8") return line;
  const bare = line.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return bare
    .replaceAll(/[^\x20-\x7e]/g, "")
    .replaceAll(/ +/g, " ")
    .trim();
}

/** A bank that cannot read the name compares number and amount; an empty column would pass any name, or refuse all. */
function payeeText({ payeeName, number }: FiledCheque, template: Template): string {
  const name = nameText(payeeName, template);
  return /[\p{L}\p{N}]/u.test(name) ? name : `PAYEE ${number}`;
}

const markText = ({ repeatMark, firstMark }: Template, { isRepeat }: FileFacts) =>
  isRepeat ? repeatMark : firstMark;

/** Only a name and what the template says itself may be cut. */
const mayBeCut = (field: Column["field"]) => field === "payee" || field === "text";

function detailText(
  cheque: FiledCheque,
  column: DetailColumn,
  template: Template,
  facts: FileFacts,
) {
  switch (column.field) {
    case "text":
      return column.text ?? "";
    case "blank":
      return "";
    case "account_number":
      return facts.accountNumber;
    case "routing_number":
      return facts.routingNumber ?? "";
    case "cheque_number":
      return cheque.number.toString();
    case "issue_date":
      return dateText(cheque.issuedOn, column);
    case "amount":
      return amountText(cheque.amountMinor, column, facts.currency);
    case "event_code":
      return cheque.event === "issue" ? template.issueCode : template.voidCode;
    case "payee":
      return payeeText(cheque, template);
    case "repeat_mark":
      return markText(template, facts);
  }
}

function summaryText(
  totals: FileTotals,
  column: SummaryColumn,
  template: Template,
  facts: FileFacts,
): string {
  switch (column.field) {
    case "text":
      return column.text ?? "";
    case "blank":
      return "";
    case "account_number":
      return facts.accountNumber;
    case "routing_number":
      return facts.routingNumber ?? "";
    case "file_date":
      return dateText(facts.fileOn, column);
    case "repeat_mark":
      return markText(template, facts);
    case "issue_count":
      return totals.issueCount.toString();
    case "void_count":
      return totals.voidCount.toString();
    case "total_count":
      return (totals.issueCount + totals.voidCount).toString();
    case "issue_total":
      return amountText(totals.issueTotalMinor, column, facts.currency);
    case "void_total":
      return amountText(totals.voidTotalMinor, column, facts.currency);
    case "total":
      return amountText(totals.issueTotalMinor + totals.voidTotalMinor, column, facts.currency);
  }
}

/** Pads or cuts by characters. @throws TooWideError when a number or an amount would be cut. */
function fit(value: string, { field, width, align, pad }: Column, isFixed: boolean): string {
  if (width === null) return value;
  const letters = Array.from(value);
  if (letters.length > width) {
    if (!mayBeCut(field)) throw new TooWideError(field, value);
    return letters.slice(0, width).join("");
  }
  if (!isFixed) return value;
  const filling = pad.repeat(width - letters.length);
  return align === "left" ? value + filling : filling + value;
}

/** Programs that open a CSV take a text with one of these in front for a formula. */
const startsFormula = /^[=+\-@\t\r]/;

/** Before it is cut to its width, so that the sign takes no more room than the bank gives. */
const harmless = (value: string) => (startsFormula.test(value) ? `'${value}` : value);

function csvCell(value: string, { delimiter, quoting }: Template): string {
  const isSpecial = value.includes(delimiter) || /["\r\n]/.test(value);
  return quoting === "always" || isSpecial ? `"${value.replaceAll('"', '""')}"` : value;
}

function lineOf<C extends Column>(
  columns: readonly C[],
  template: Template,
  valueOf: (column: C) => string,
): string {
  const isFixed = template.format === "fixed";
  const cells = columns.map((column) => {
    const written = valueOf(column);
    const raw = column.field === "payee" && !isFixed ? harmless(written) : written;
    const value = fit(template.isUpperCase ? raw.toUpperCase() : raw, column, isFixed);
    return isFixed ? value : csvCell(value, template);
  });
  // A mark at the end of a line is no column of the bank's: a file that has none ends where the bank's layout does.
  if (!isFixed && columns.at(-1)?.field === "repeat_mark" && cells.at(-1) === "") cells.pop();
  return cells.join(isFixed ? "" : template.delimiter);
}

/**
 * The whole file. Every line ends with the template's line end, the last one too.
 * @throws TooWideError when a number or an amount has no place in its column.
 */
export function writeFile(
  template: Template,
  facts: FileFacts,
  cheques: readonly FiledCheque[],
): string {
  const totals = totalsOf(cheques);
  const summary = (columns: readonly SummaryColumn[]) =>
    columns.length === 0
      ? []
      : [lineOf(columns, template, (column) => summaryText(totals, column, template, facts))];
  const details = cheques.map((cheque) =>
    lineOf(template.detail, template, (column) => detailText(cheque, column, template, facts)),
  );
  const end = template.lineEnd === "crlf" ? "\r\n" : "\n";
  return [...summary(template.header), ...details, ...summary(template.trailer)]
    .map((line) => line + end)
    .join("");
}
