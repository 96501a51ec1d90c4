/**
 * PayPal's settlement report (STL), a CSV in which the first cell of a row says what the row is: RH report, FH file, SH
 * section and CH names of columns begin; SB is a movement; SF the totals of a section in one currency, SC its number of
 * movements, RF and RC the same of the report, FF of the file. Amounts are unsigned hundredths in every currency, also in
 * yen; the direction stands beside them (developer.paypal.com, "Settlement report").
 */
import { type Currency, isCurrency, isoExponent } from "../../../kernel/currency";
import { type CsvRow, type CsvScanner, createCsvScanner } from "./csv-scan";
import {
  detailsOf,
  type FileProblem,
  lineIdLengthMax,
  type Part,
  problemAt,
  type Reader,
  wordsOf,
} from "./format";
import { amountWords } from "./statement-check";

/** PayPal's decimals in this report, whatever the currency. */
const reportExponent = 2;

/** `10000` as 100 yen or 100.00 dollars; undefined when it is no number or has a part of a yen. */
function readHundredths(text: string, currency: Currency): bigint | undefined {
  if (!/^\d{1,17}$/.test(text)) return undefined;
  const hundredths = BigInt(text);
  const exponent = isoExponent(currency);
  if (exponent === reportExponent) return hundredths;
  if (exponent > reportExponent) return hundredths * 10n ** BigInt(exponent - reportExponent);
  const divisor = 10n ** BigInt(reportExponent - exponent);
  return hundredths % divisor === 0n ? hundredths / divisor : undefined;
}

/** `2026/11/23 10:08:24 -0700` as an instant that everybody understands. */
function readTime(text: string): string | undefined {
  const shape = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(text);
  if (!shape) return undefined;
  const [, year, month, day, time, hours, minutes] = shape;
  return `${year}-${month}-${day}T${time}${hours}:${minutes}`;
}

const names = {
  id: "Transaction ID",
  reference: "PayPal Reference ID",
  code: "Transaction Event Code",
  at: "Transaction Initiation Date",
  direction: "Transaction Debit or Credit",
  amount: "Gross Transaction Amount",
  currency: "Gross Transaction Currency",
  feeDirection: "Fee Debit or Credit",
  fee: "Fee Amount",
  feeCurrency: "Fee Currency",
  custom: "Custom Field",
  invoice: "Invoice ID",
} as const;
type Name = keyof typeof names;
type Places = Record<Name, number>;

/** What a section has moved in one currency, as its footer has to say it. */
interface Totals {
  credits: bigint;
  debits: bigint;
  feeCredits: bigint;
  feeDebits: bigint;
}

const noTotals = (): Totals => ({ credits: 0n, debits: 0n, feeCredits: 0n, feeDebits: 0n });
const isSide = (text: string) => text === "CR" || text === "DR";

function placesOf(cells: readonly string[]): Places | undefined {
  const places = Object.fromEntries(
    Object.entries(names).map(([name, title]) => [name, cells.indexOf(title)]),
  ) as Places;
  const { invoice: _invoice, ...needed } = places;
  return Object.values(needed).every((place) => place > 0) ? places : undefined;
}

class StlReader implements Reader {
  private readonly scanner: CsvScanner = createCsvScanner(",");
  private places: Places | undefined;
  private totals = new Map<Currency, Totals>();
  private readonly ends = new Map<Currency, bigint>();
  private fromOn = "";
  private sectionCount = 0;
  private fileCount = 0;
  private line = 1;
  private hasBegun = false;
  private isComplete = false;
  private isOver = false;

  feed(text: string): Part[] {
    return this.isOver ? [] : this.take(this.scanner.feed(text));
  }

  end(): Part[] {
    if (this.isOver) return [];
    const parts = this.take(this.scanner.end());
    if (this.isOver) return parts;
    if (!this.hasBegun) return [...parts, problemAt(1, "header_unknown")];
    return this.isComplete ? parts : [...parts, problemAt(this.line, "file_cut_off")];
  }

  private take(rows: readonly CsvRow[]): Part[] {
    const parts: Part[] = [];
    for (const row of rows) {
      if (this.isOver) break;
      this.line = row.line;
      this.row(row, parts);
    }
    const stopped = this.scanner.stopped();
    if (stopped && !this.isOver) {
      this.isOver = true;
      parts.push(problemAt(stopped.line, stopped.problem));
    }
    return parts;
  }

  private row({ line, cells }: CsvRow, parts: Part[]): void {
    const [type] = cells;
    if (!this.hasBegun && type !== "RH" && type !== "FH") {
      this.isOver = true;
      const compared = { expected: "RH", found: wordsOf(cells) };
      parts.push(problemAt(line, "header_unknown", undefined, compared));
      return;
    }
    this.hasBegun = true;
    switch (type) {
      case "SH":
        parts.push({ is: "account", line, number: cells[3] ?? "", ...this.days(cells) });
        [this.totals, this.sectionCount] = [new Map(), 0];
        return;
      case "CH":
        this.places = placesOf(cells);
        if (!this.places) {
          const expected = wordsOf(Object.values(names));
          const compared = { expected, found: wordsOf(cells.slice(1)) };
          parts.push(problemAt(line, "header_unknown", undefined, compared));
        }
        return;
      case "SB":
        this.movement(line, cells, parts);
        return;
      case "SF":
        parts.push(...this.footer(line, cells));
        return;
      case "SC":
        this.compareCount(line, cells[1], this.sectionCount, parts);
        return;
      case "RC":
      case "FF":
        if (type === "FF") this.isComplete = true;
        this.compareCount(line, cells[1], this.fileCount, parts);
        return;
      case "RH":
      case "FH":
      case "RF":
        return;
      default:
        parts.push(problemAt(line, "type_unknown"));
    }
  }

  private compareCount(line: number, found = "", count: number, parts: Part[]): void {
    const expected = String(count);
    if (found === expected) return;
    parts.push(problemAt(line, "count_differs", undefined, { expected, found }));
  }

  private days(cells: readonly string[]): { fromOn?: string; toOn?: string } {
    const [from, to] = [readTime(cells[1] ?? ""), readTime(cells[2] ?? "")];
    if (!from || !to) return {};
    this.fromOn = from.slice(0, 10);
    return { fromOn: this.fromOn, toOn: to.slice(0, 10) };
  }

  private movement(line: number, cells: readonly string[], parts: Part[]): void {
    this.sectionCount++;
    this.fileCount++;
    const { places } = this;
    if (!places) return void parts.push(problemAt(line, "header_unknown"));
    const text = (name: Name) => cells[places[name]] ?? "";
    const refuse = (problem: FileProblem) =>
      void parts.push(problemAt(line, problem, text("id").slice(0, lineIdLengthMax)));
    const currency = text("currency");
    if (!isCurrency(currency)) return refuse("currency_unknown");
    const [id, side, feeText] = [text("id"), text("direction"), text("fee")];
    const size = readHundredths(text("amount"), currency);
    if (size === undefined) return refuse("amount_invalid");
    const feeSize = feeText === "" ? 0n : readHundredths(feeText, currency);
    if (feeSize === undefined) return refuse("amount_invalid");
    const feeSide = text("feeDirection");
    if (!isSide(side) || (feeSize !== 0n && !isSide(feeSide))) return refuse("direction_invalid");
    if (feeSize !== 0n && text("feeCurrency") !== currency) return refuse("currency_differs");
    const bookedAt = readTime(text("at"));
    if (bookedAt === undefined) return refuse("date_invalid");
    if (id === "") return refuse("line_id_missing");
    if (id.length > lineIdLengthMax) return refuse("line_id_too_long");
    this.count(currency, side === "CR", size, feeSide === "CR", feeSize);
    parts.push({
      is: "entry",
      line,
      id,
      bookedAt,
      kind: text("code"),
      amountMinor: side === "CR" ? size : -size,
      feeMinor: feeSide === "CR" ? feeSize : -feeSize,
      currency,
      details: detailsOf({
        referenceId: text("reference"),
        customField: text("custom") || (places.invoice < 0 ? "" : text("invoice")),
      }),
    });
  }

  private count(
    currency: Currency,
    isIn: boolean,
    size: bigint,
    isFeeIn: boolean,
    fee: bigint,
  ): void {
    let totals = this.totals.get(currency);
    if (!totals) {
      totals = noTotals();
      this.totals.set(currency, totals);
    }
    if (isIn) totals.credits += size;
    else totals.debits += size;
    if (isFeeIn) totals.feeCredits += fee;
    else totals.feeDebits += fee;
  }

  /** SF: currency, credits, debits, fee credits, fee debits, available balance before and after. */
  private footer(line: number, cells: readonly string[]): Part[] {
    const [, currency = "", ...amounts] = cells;
    if (!isCurrency(currency)) return [problemAt(line, "currency_unknown")];
    const [credits, debits, feeCredits, feeDebits, before, after] = amounts.map((text) => {
      const minor = readHundredths(text.replace(/^-/, ""), currency);
      return text.startsWith("-") && minor !== undefined ? -minor : minor;
    });
    const own = this.totals.get(currency) ?? noTotals();
    const isEqual =
      credits === own.credits &&
      debits === own.debits &&
      feeCredits === own.feeCredits &&
      feeDebits === own.feeDebits;
    if (!isEqual) return [problemAt(line, "total_differs")];
    if (before === undefined || after === undefined) return [problemAt(line, "balance_invalid")];
    const moved = own.credits - own.debits + own.feeCredits - own.feeDebits;
    if (before + moved !== after) {
      const expected = amountWords(before + moved, currency);
      const compared = { expected, found: amountWords(after, currency) };
      return [problemAt(line, "closing_differs", undefined, compared)];
    }
    const end = this.ends.get(currency);
    this.ends.set(currency, after);
    if (end !== undefined) return end === before ? [] : [problemAt(line, "statement_gap")];
    // Available money leaves holds out, so only the first balance is told; the rest follows from the movements.
    return [{ is: "opening", line, on: this.fromOn, currency, minor: before }];
  }
}

export const createStlReader = (): Reader => new StlReader();
