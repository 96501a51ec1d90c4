/** A bank's own CSV, read by a column map that somebody saved for the account. */
import { z } from "zod";
import { type Currency, isoExponent } from "../../../kernel/currency";
import type { CsvRow } from "./csv-scan";
import { createTableReader } from "./csv-table";
import {
  detailsOf,
  type FileProblem,
  isDay,
  lineIdLengthMax,
  type Part,
  problemAt,
  type Reader,
  readAmount,
  textProblems,
  wordsOf,
} from "./format";

const columnName = z.string().trim().min(1).max(100);

export const dateOrders = ["YMD", "DMY", "MDY"] as const;

/** How to read one bank's CSV. Columns are named as the file's own row of names has them. */
export const columnMapSchema = z
  .strictObject({
    delimiter: z.enum([",", ";", "\t", "|"]),
    decimalMark: z.enum([".", ","]),
    dateOrder: z.enum(dateOrders),
    skipRows: z.int().min(0).max(50).meta({ description: "Rows before the row of names" }),
    hasReversedSigns: z
      .boolean()
      .meta({ description: "The bank prints what it takes without a minus and credits with one" }),
    columns: z.strictObject({
      date: columnName,
      amount: columnName.optional().meta({ description: "Or debit and credit" }),
      debit: columnName.optional(),
      credit: columnName.optional(),
      id: columnName.optional(),
      valueDate: columnName.optional(),
      kind: columnName.optional(),
      reference: columnName.optional(),
      name: columnName.optional(),
      chequeNumber: columnName.optional(),
      balance: columnName.optional().meta({ description: "After the row" }),
      currency: columnName.optional(),
    }),
  })
  .refine(
    ({ columns }) =>
      columns.amount === undefined
        ? columns.debit !== undefined && columns.credit !== undefined
        : columns.debit === undefined && columns.credit === undefined,
    { path: ["columns", "amount"], params: { code: "amountColumns" } },
  );

export type ColumnMap = z.infer<typeof columnMapSchema>;
type ColumnName = keyof ColumnMap["columns"];

const columnNames = columnMapSchema.shape.columns.keyof().options;

/** `23.11.2026`, `11/23/26` or `2026-11-23` as a day. */
function readDay(text: string, order: ColumnMap["dateOrder"]): string | undefined {
  const parts = /^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})$/.exec(text.trim());
  if (!parts) return undefined;
  const at = { YMD: [1, 2, 3], DMY: [3, 2, 1], MDY: [3, 1, 2] }[order];
  const [year = "", month = "", day = ""] = at.map((index) => parts[index] ?? "");
  if (year.length !== 4 && year.length !== 2) return undefined;
  const text4 = `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(text4) ? text4 : undefined;
}

const groupMarks = /[\s\u00a0\u202f']/g;

/**
 * `1.234,56`, `-1,234.56`, `1234.56-` or `(1,234.56)` with the map's decimal mark. Group marks have to stand before three
 * digits each, because `1,23` in a file with points is a mistake in the map and not 123.
 */
export function readMappedAmount(
  text: string,
  decimalMark: "." | ",",
  currency: Currency,
): bigint | undefined {
  const bare = text.trim().replaceAll(groupMarks, "");
  const inner = /^\((.*)\)$/.exec(bare)?.[1] ?? /^([^+-].*)-$/.exec(bare)?.[1];
  const signed = inner === undefined ? bare : `-${inner}`;
  const group = decimalMark === "." ? "," : ".";
  const [whole = "", fraction, ...more] = signed.split(decimalMark);
  if (more.length > 0) return undefined;
  const isGrouped = whole.includes(group);
  const isSound = isGrouped
    ? new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+$`).test(whole)
    : /^[+-]?\d+$/.test(whole);
  if (!isSound || (fraction !== undefined && !/^\d{1,9}$/.test(fraction))) return undefined;
  const plain = whole.replaceAll(group, "");
  return readAmount(fraction === undefined ? plain : `${plain}.${fraction}`, currency);
}

interface Reading {
  map: ColumnMap;
  currency: Currency;
  /** Text of a column; undefined when the map has none. */
  cell(name: ColumnName): string | undefined;
}

/** An amount cell, or the difference of a credit and a debit cell of which one is empty. */
function amountOf({ map, currency, cell }: Reading): bigint | undefined {
  const read = (text: string) => readMappedAmount(text, map.decimalMark, currency);
  const sign = map.hasReversedSigns ? -1n : 1n;
  const single = cell("amount");
  if (single !== undefined) {
    const minor = read(single);
    return minor === undefined ? undefined : minor * sign;
  }
  const [debit = "", credit = ""] = [cell("debit")?.trim(), cell("credit")?.trim()];
  if ((debit === "") === (credit === "")) return undefined;
  const minor = read(debit === "" ? credit : debit);
  if (minor === undefined || (debit === "" && minor < 0n)) return undefined;
  // Some banks print the debit column with a minus.
  const size = minor < 0n ? -minor : minor;
  return debit === "" ? size * sign : -size * sign;
}

/** The bank's word in capitals, as kinds are written. */
function kindOf(text: string | undefined, amountMinor: bigint, chequeNumber: string): string {
  if (chequeNumber !== "" && amountMinor < 0n) return "CHEQUE";
  const word = (text ?? "")
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, "_")
    .slice(0, 30);
  if (/^[A-Z][A-Z_]+$/.test(word)) return word;
  return amountMinor > 0n ? "DEPOSIT" : "DEBIT";
}

function readRow(row: CsvRow, reading: Reading): Part[] {
  const { map, currency, cell } = reading;
  const { line } = row;
  const text = (name: ColumnName) => cell(name)?.trim() ?? "";
  const problems: FileProblem[] = textProblems([text("reference"), text("name"), text("id")]);
  const bookedAt = readDay(text("date"), map.dateOrder);
  const valueText = text("valueDate");
  const valueOn = valueText === "" ? "" : readDay(valueText, map.dateOrder);
  if (bookedAt === undefined || valueOn === undefined) problems.push("date_invalid");
  if (cell("currency") !== undefined && text("currency") !== currency) {
    problems.push("currency_differs");
  }
  if (text("id").length > lineIdLengthMax) problems.push("line_id_too_long");
  if (map.columns.id !== undefined && text("id") === "") problems.push("line_id_missing");
  const amountMinor = amountOf(reading);
  if (amountMinor === undefined || amountMinor === 0n) problems.push("amount_invalid");
  const balanceText = text("balance");
  const balanceMinor =
    balanceText === "" ? undefined : readMappedAmount(balanceText, map.decimalMark, currency);
  if (balanceText !== "" && balanceMinor === undefined) problems.push("balance_invalid");
  if (problems.length > 0 || amountMinor === undefined || bookedAt === undefined) {
    return problems.map((problem) => problemAt(line, problem));
  }
  const chequeNumber = text("chequeNumber");
  const [reference, name] = [text("reference"), text("name")];
  return [
    {
      is: "entry",
      line,
      id: text("id"),
      bookedAt,
      kind: kindOf(cell("kind"), amountMinor, chequeNumber),
      amountMinor,
      feeMinor: 0n,
      currency,
      ...(balanceMinor === undefined ? {} : { balanceMinor }),
      details: detailsOf({ reference, name, chequeNumber, valueOn }),
    },
  ];
}

/** Reads a bank's CSV by a saved map. The rows are in the currency of the account. */
export function createMappedCsvReader(map: ColumnMap, currency: Currency): Reader {
  // Asked once, so that a currency without decimals is known to be one before the first row.
  isoExponent(currency);
  return createTableReader({
    header: wordsOf(Object.values(map.columns).filter((name) => name !== undefined)),
    delimiter: map.delimiter,
    skippedCount: map.skipRows,
    columns: (names) => {
      const wanted = columnNames.map((name) => map.columns[name]);
      const places = wanted.map((name) => (name === undefined ? -1 : names.indexOf(name)));
      const isComplete = wanted.every((name, index) => name === undefined || places[index] !== -1);
      return isComplete ? places : undefined;
    },
    row: (row, at) =>
      readRow(row, {
        map,
        currency,
        cell: (name) => row.cells[at[columnNames.indexOf(name)] ?? -1],
      }),
    isStrict: true,
  });
}
