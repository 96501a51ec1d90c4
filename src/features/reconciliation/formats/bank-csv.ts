/**
 * Our own layout of a bank's statement, which the simulated bank writes. Columns, in this order (docs/bank-statements.md):
 *
 *   line_id, booking_date, value_date, type, reference, cheque_number, name, amount, currency, balance
 *
 * The first row is of type OPENING and the last of type CLOSING; they carry the first and last day and the balance on it,
 * every other row an amount (credits above zero, debits below) and perhaps the balance after it.
 */
import { type Currency, isCurrency } from "../../../kernel/currency";
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

const columns = [
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
];

type Cells = [
  id: string,
  bookedOn: string,
  valueOn: string,
  type: string,
  reference: string,
  chequeNumber: string,
  name: string,
  amount: string,
  currency: string,
  balance: string,
];

interface Frame {
  currency: Currency;
  fromOn: string;
}

function balanceRow(is: "opening" | "closing", line: number, cells: Cells, frame?: Frame): Part[] {
  const [, bookedOn, , , , , , , currency, balance] = cells;
  if (!isCurrency(currency)) return [problemAt(line, "currency_unknown")];
  if (frame && currency !== frame.currency) return [problemAt(line, "currency_differs")];
  const minor = readAmount(balance, currency);
  if (!isDay(bookedOn)) return [problemAt(line, "date_invalid")];
  if (minor === undefined) return [problemAt(line, "balance_invalid")];
  if (frame && bookedOn < frame.fromOn) return [problemAt(line, "date_outside_statement")];
  return [{ is, line, on: bookedOn, currency, minor }];
}

function entryProblems(cells: Cells, frame: Frame): FileProblem[] {
  const [id, bookedOn, valueOn, type, reference, chequeNumber, name, , currency] = cells;
  const isLate = isDay(bookedOn) && isDay(valueOn) && bookedOn < frame.fromOn;
  return [
    ...(id.trim() === "" ? (["line_id_missing"] as const) : []),
    ...(id.length > lineIdLengthMax ? (["line_id_too_long"] as const) : []),
    ...textProblems([reference, name, chequeNumber]),
    ...(/^[A-Z][A-Z_]{1,30}$/.test(type) ? [] : (["type_unknown"] as const)),
    ...(isDay(bookedOn) && isDay(valueOn) ? [] : (["date_invalid"] as const)),
    ...(isLate ? (["date_outside_statement"] as const) : []),
    ...(currency === frame.currency ? [] : (["currency_differs"] as const)),
  ];
}

function entryRow(line: number, cells: Cells, frame: Frame): Part[] {
  const [id, bookedAt, valueOn, kind, reference, chequeNumber, name, amount, , balance] = cells;
  const problems = entryProblems(cells, frame);
  const amountMinor = readAmount(amount, frame.currency);
  if (amountMinor === undefined || amountMinor === 0n) problems.push("amount_invalid");
  const balanceMinor = balance === "" ? undefined : readAmount(balance, frame.currency);
  if (balance !== "" && balanceMinor === undefined) problems.push("balance_invalid");
  if (problems.length > 0 || amountMinor === undefined) {
    return problems.map((problem) => problemAt(line, problem, id.trim().slice(0, lineIdLengthMax)));
  }
  return [
    {
      is: "entry",
      line,
      id: id.trim(),
      bookedAt,
      kind,
      amountMinor,
      feeMinor: 0n,
      currency: frame.currency,
      ...(balanceMinor === undefined ? {} : { balanceMinor }),
      details: detailsOf({ reference, chequeNumber, name, valueOn }),
    },
  ];
}

/** Reads our own layout. */
export function createBankCsvReader(): Reader {
  let frame: Frame | undefined;
  let isClosed = false;
  let isRefused = false;
  let line = 1;
  let latest = { line: 1, day: "" };

  function first(cells: Cells): Part[] {
    const [opening] =
      cells[3] === "OPENING"
        ? balanceRow("opening", line, cells)
        : [problemAt(line, "opening_missing")];
    // Without its currency nothing in the file can be read.
    if (opening?.is !== "opening") {
      isRefused = true;
      return opening ? [opening] : [];
    }
    frame = { currency: opening.currency, fromOn: opening.on };
    return [{ is: "account", line, number: "", fromOn: opening.on }, opening];
  }

  function last(cells: Cells, own: Frame): Part[] {
    isClosed = true;
    const [closing, ...more] = balanceRow("closing", line, cells, own);
    if (closing?.is === "closing" && latest.day > closing.on) {
      return [problemAt(latest.line, "date_outside_statement")];
    }
    return closing ? [closing, ...more] : more;
  }

  function row(row: CsvRow): Part[] {
    const cells = row.cells as Cells;
    line = row.line;
    if (isRefused) return [];
    if (!frame) return first(cells);
    const type = cells[3];
    if (isClosed || type === "OPENING") return [problemAt(line, "balance_row_misplaced")];
    if (type === "CLOSING") return last(cells, frame);
    const day = cells[1];
    if (day > latest.day && isDay(day)) latest = { line, day };
    return entryRow(line, cells, frame);
  }

  return createTableReader({
    header: wordsOf(columns),
    columns: (names) =>
      names.join() === columns.join() ? columns.map((_name, index) => index) : undefined,
    row,
    end: () => {
      if (isRefused) return [];
      if (!frame) return [problemAt(line, "opening_missing")];
      return isClosed ? [] : [problemAt(line, "closing_missing")];
    },
    isStrict: true,
  });
}
