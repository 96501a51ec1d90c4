/** From what a provider sends to lines of our own. Pure. */
import { parseInstant } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import type { BankStatement } from "../../providers/bank-files";
import type { ReportLine } from "../../providers/paypal";
import { type LineDetails, type NewLine, openingKind } from "./statement";

/** A hold and its release change what is available and leave the balance as it is. */
const holdCodes: ReadonlySet<string> = new Set(["T1503", "T1105"]);

export interface StatementBalance {
  currency: Currency;
  openingMinor: bigint;
  closingMinor: bigint;
  /** Time of the last line. */
  asOf: Date;
}

/** Leaves out what the provider did not say. */
function detailsOf(words: { [K in keyof LineDetails]: string | undefined }): LineDetails {
  return Object.fromEntries(
    Object.entries(words).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
}

/** Midnight UTC at the beginning of a day. */
export function startOfDay(day: string): Date {
  return parseInstant(`${day}T00:00:00Z`);
}

/** Opening and closing balance of a bank's file; without lines it speaks of its first day. */
export function bankBalance({
  currency,
  openingMinor,
  closingMinor,
  fromOn,
  lines,
}: BankStatement): StatementBalance {
  const days = lines.map((line) => line.bookedOn).sort();
  return { currency, openingMinor, closingMinor, asOf: startOfDay(days.at(-1) ?? fromOn) };
}

export function toBankLines(statement: BankStatement): NewLine[] {
  return statement.lines.map((line) => ({
    lineKey: line.lineId,
    providerId: line.lineId,
    bookedAt: startOfDay(line.bookedOn),
    kind: line.type,
    amountMinor: line.amountMinor,
    feeMinor: 0n,
    effectMinor: line.amountMinor,
    currency: statement.currency,
    details: detailsOf({
      reference: line.reference,
      chequeNumber: line.chequeNumber,
      name: line.name,
      valueOn: line.valueOn,
    }),
  }));
}

/**
 * PayPal's transaction id alone does not name a line: a payment and what follows from it can share one. Code, time and
 * amount are part of the key, and lines that are equal in all of it are counted; they share their second, so every
 * report that shows one of them shows all.
 */
export function toPaypalLines(report: readonly ReportLine[]): NewLine[] {
  const counts = new Map<string, number>();
  return report.map((line) => {
    const { transactionId, eventCode, bookedAt, amount, feeMinor } = line;
    const key = [transactionId, eventCode, bookedAt.toISOString(), amount.amountMinor].join(":");
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return {
      lineKey: count === 1 ? key : `${key}:${count}`,
      providerId: transactionId,
      bookedAt,
      kind: eventCode,
      amountMinor: amount.amountMinor,
      feeMinor,
      effectMinor: holdCodes.has(eventCode) ? 0n : amount.amountMinor + feeMinor,
      currency: amount.currency,
      details: detailsOf({ referenceId: line.referenceId, customField: line.customField }),
    };
  });
}

/**
 * What PayPal says it held before the first and after the last line of each currency. A currency is left out when the
 * running balance is missing or does not fit the lines, because then it proves nothing.
 */
export function paypalBalances(
  report: readonly ReportLine[],
  lines: readonly NewLine[],
): StatementBalance[] {
  const currencies = [...new Set(lines.map((line) => line.currency))].sort();
  return currencies.flatMap((currency) => {
    const indexes = lines.flatMap((line, index) => (line.currency === currency ? [index] : []));
    const first = indexes[0] ?? 0;
    const last = indexes.at(-1) ?? 0;
    const firstEnding = report[first]?.endingMinor;
    const closingMinor = report[last]?.endingMinor;
    const asOf = report[last]?.bookedAt;
    if (firstEnding === undefined || closingMinor === undefined || !asOf) return [];
    const openingMinor = firstEnding - (lines[first]?.effectMinor ?? 0n);
    const total = indexes.reduce((sum, index) => sum + (lines[index]?.effectMinor ?? 0n), 0n);
    const isSound = openingMinor + total === closingMinor;
    return isSound ? [{ currency, openingMinor, closingMinor, asOf }] : [];
  });
}

/** What the account held before its first statement, as a line that the opening entry of the books has to equal. */
export function openingLine({ currency, openingMinor }: StatementBalance, fromOn: string): NewLine {
  const lineKey = `(opening ${currency})`;
  return {
    lineKey,
    providerId: lineKey,
    bookedAt: startOfDay(fromOn),
    kind: openingKind,
    amountMinor: openingMinor,
    feeMinor: 0n,
    effectMinor: openingMinor,
    currency,
    details: {},
  };
}
