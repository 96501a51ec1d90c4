/**
 * What must be true of a file as a whole, whatever its format: one account, its currency, opening and movements give the
 * closing balance, and each statement in it begins where the one before ended. Keeps sums only.
 */
import { type Currency, isoExponent } from "../../../kernel/currency";
import { formatDecimal } from "../../../kernel/money";
import { findingsShownMax } from "../statement";
import type { Compared, Entry, FileProblem, Part } from "./format";

/** What is wrong with one line of a file; the first line is 1. */
export interface Finding {
  line: number;
  problem: string;
  lineId?: string;
  expected?: string;
  found?: string;
  /** How many lines have the same, when it is more than one. */
  count?: number;
  /** The next of them. */
  otherLines?: number[];
}

/** An amount as people write it. */
export const amountWords = (minor: bigint, currency: Currency) =>
  `${formatDecimal(minor, isoExponent(currency))} ${currency}`;

interface Sums {
  openingMinor: bigint | undefined;
  openingLine: number;
  movedMinor: bigint;
  closingMinor: bigint | undefined;
  /** The last statement in the file still waits for its closing balance. */
  isOpen: boolean;
  /** Latest time of a movement; empty without one. */
  latest: string;
}

export interface Frame {
  /** The account's number as the file has it; empty when it has none. */
  accountNumber: string;
  fromOn: string;
  toOn: string;
  linesCount: number;
  balances: {
    currency: Currency;
    openingMinor: bigint;
    closingMinor: bigint;
    /** Day or instant of the last movement; the first day without one. */
    asOf: string;
    openingLine: number;
  }[];
}

export interface CheckOptions {
  /** Nothing can have happened after it; undefined where nobody cares. */
  latestDay?: string;
  /** Of a bank's account; providers hold several. */
  currency?: Currency;
  /** True for a bank, whose statements state what the account holds. */
  needsBalance: boolean;
  /** What a movement does to the balance. */
  effectOf(entry: Entry): bigint;
}

export class StatementCheck {
  readonly findings: Finding[] = [];
  private readonly sums = new Map<Currency, Sums>();
  private accountNumber = "";
  private fromOn = "";
  private toOn = "";
  private linesCount = 0;
  private lastDay = "";
  /** A line that could not be read is missing from the sums, which then prove nothing. */
  private hasBadLine = false;

  constructor(private readonly options: CheckOptions) {}

  /** True when there is no use in reading on. */
  get isFull(): boolean {
    return this.findings.length >= findingsShownMax;
  }

  find(line: number, problem: FileProblem, more: Compared & { lineId?: string } = {}): void {
    if (!this.isFull) this.findings.push({ line, problem, ...more });
  }

  /** Looks at some parts. @returns the movements among them. */
  take(parts: readonly Part[]): Entry[] {
    const entries: Entry[] = [];
    for (const part of parts) {
      if (part.is === "entry") {
        this.entry(part);
        entries.push(part);
      } else if (part.is === "problem") {
        this.hasBadLine = true;
        const { is: _is, line, problem, ...more } = part;
        this.find(line, problem, more);
      } else if (part.is === "account") this.account(part);
      else this.balance(part);
    }
    return entries;
  }

  private cover(line: number, from: string, to: string): void {
    const { latestDay } = this.options;
    if (latestDay !== undefined && (from > latestDay || to > latestDay)) {
      const found = from > latestDay ? from : to;
      this.find(line, "date_in_future", { expected: `<= ${latestDay}`, found });
    }
    if (from !== "" && (this.fromOn === "" || from < this.fromOn)) this.fromOn = from;
    if (to > this.toOn) this.toOn = to;
  }

  private account(part: Extract<Part, { is: "account" }>): void {
    const { line, number, fromOn = "", toOn = "" } = part;
    if (this.accountNumber !== "" && number !== "" && number !== this.accountNumber) {
      this.find(line, "account_differs", { expected: this.accountNumber, found: number });
    }
    if (number !== "") this.accountNumber = number.slice(0, 100);
    this.cover(line, fromOn, toOn);
  }

  private sumsOf(currency: Currency, line: number): Sums {
    let sums = this.sums.get(currency);
    if (!sums) {
      const own = this.options.currency;
      if (own !== undefined && currency !== own) {
        this.find(line, "currency_not_of_account", { expected: own, found: currency });
      }
      sums = {
        openingMinor: undefined,
        openingLine: line,
        movedMinor: 0n,
        closingMinor: undefined,
        isOpen: false,
        latest: "",
      };
      this.sums.set(currency, sums);
    }
    return sums;
  }

  private entry(entry: Entry): void {
    const { line, currency, bookedAt, balanceMinor } = entry;
    this.linesCount++;
    const sums = this.sumsOf(currency, line);
    sums.movedMinor += this.options.effectOf(entry);
    if (bookedAt > sums.latest) sums.latest = bookedAt;
    if (bookedAt !== this.lastDay) {
      this.lastDay = bookedAt;
      const day = bookedAt.slice(0, 10);
      this.cover(line, day, day);
    }
    if (balanceMinor === undefined) return;
    // The first balance of a file without an opening one says what was there before.
    sums.openingMinor ??= balanceMinor - sums.movedMinor;
    this.compare(line, sums, balanceMinor, currency, "balance_differs");
    if (!sums.isOpen) sums.closingMinor = balanceMinor;
  }

  private compare(
    line: number,
    sums: Sums,
    minor: bigint,
    currency: Currency,
    problem: FileProblem,
  ): void {
    const reachedMinor = (sums.openingMinor ?? 0n) + sums.movedMinor;
    if (reachedMinor === minor || this.hasBadLine) return;
    const expected = amountWords(reachedMinor, currency);
    this.find(line, problem, { expected, found: amountWords(minor, currency) });
  }

  private balance(part: Extract<Part, { is: "opening" | "closing" }>): void {
    const { line, currency, minor, on } = part;
    const sums = this.sumsOf(currency, line);
    if (part.is === "opening") {
      if (sums.openingMinor === undefined) {
        [sums.openingMinor, sums.openingLine] = [minor, line];
      } else this.compare(line, sums, minor, currency, "statement_gap");
      sums.isOpen = true;
      return;
    }
    sums.openingMinor ??= minor - sums.movedMinor;
    this.compare(line, sums, minor, currency, "closing_differs");
    [sums.closingMinor, sums.isOpen] = [minor, false];
    this.cover(line, "", on);
  }

  /** What the file came to, once it was read to its end. */
  end(): Frame {
    const { needsBalance } = this.options;
    if (this.fromOn === "" || this.fromOn > this.toOn) this.fromOn = this.toOn;
    if (this.sums.size === 0 && this.findings.length === 0) this.find(1, "file_empty");
    const balances = [...this.sums].flatMap(([currency, sums]) => {
      const { openingMinor, movedMinor, openingLine, latest } = sums;
      if (openingMinor === undefined) {
        if (needsBalance) this.find(1, "closing_missing");
        return [];
      }
      const closingMinor = openingMinor + movedMinor;
      const asOf = latest === "" ? this.fromOn : latest;
      return [{ currency, openingMinor, closingMinor, asOf, openingLine }];
    });
    const { accountNumber, fromOn, toOn, linesCount } = this;
    return { accountNumber, fromOn, toOn, linesCount, balances };
  }
}
