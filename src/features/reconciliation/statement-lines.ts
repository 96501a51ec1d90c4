/** From what a provider sends to lines of our own. Pure. */

import { sha256 } from "../../kernel/canonical-json";
import { parseInstant, startOfDay } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import type { Money } from "../../kernel/money";
import type { ReportLine } from "../../providers/paypal";
import type { StripeBalanceLine } from "../../providers/stripe";
import { detailsOf, type Entry } from "./formats";
import { type NewLine, openingKind, type Source } from "./statement";

/** A hold and its release change what is available and leave the balance as it is. */
const holdCodes: ReadonlySet<string> = new Set(["T1503", "T1105", "T1110", "T1111"]);

export interface StatementBalance {
  currency: Currency;
  openingMinor: bigint;
  closingMinor: bigint;
  /** Time of the last line. */
  asOf: Date;
}

/** What a movement does to the balance of its account. */
export function effectOf(source: Source, { kind, amountMinor, feeMinor }: Entry): bigint {
  return source === "paypal" && holdCodes.has(kind) ? 0n : amountMinor + feeMinor;
}

let lastTime = ["", ""];

/** Instants of one file are written alike and come in rows of equal ones. */
function isoOf(bookedAt: string): string {
  if (bookedAt !== lastTime[0]) lastTime = [bookedAt, parseInstant(bookedAt).toISOString()];
  return lastTime[1] ?? "";
}

const digestLength = 16;

/**
 * What names a movement in every statement that shows it. PayPal's transaction id alone does not: a payment and what follows
 * from it can share one, so code, time and amount are part of the key. A bank without ids is left with day, amount and
 * words. Movements that are equal in all of it are counted afterwards; they share their day or second, so every statement
 * that shows one of them shows all before it.
 */
export function keyOf(source: Source, entry: Entry, hasOwnIds: boolean): string {
  const { id, kind, amountMinor, bookedAt, details } = entry;
  if (source === "paypal") return [id, kind, isoOf(bookedAt), amountMinor].join(":");
  if (hasOwnIds) return id;
  const words = [kind, details.reference, details.name, details.chequeNumber].join("\u0001");
  return [bookedAt, amountMinor, sha256(words).slice(0, digestLength)].join(":");
}

/** PayPal's report as movements; `line` is the place in the report. */
export function paypalEntries(report: readonly ReportLine[]): Entry[] {
  return report.map((line, index) => ({
    is: "entry",
    line: index + 1,
    id: line.transactionId,
    bookedAt: line.bookedAt.toISOString(),
    kind: line.eventCode,
    amountMinor: line.amount.amountMinor,
    feeMinor: line.feeMinor,
    currency: line.amount.currency,
    details: detailsOf({ referenceId: line.referenceId, customField: line.customField }),
  }));
}

/** Stripe's balance transactions as movements. */
export function stripeEntries(lines: readonly StripeBalanceLine[]): Entry[] {
  return lines.map((line, index) => ({
    is: "entry",
    line: index + 1,
    id: line.id,
    bookedAt: line.createdAt.toISOString(),
    kind: line.category,
    amountMinor: line.amount.amountMinor,
    feeMinor: -line.feeMinor,
    currency: line.amount.currency,
    details: detailsOf({ referenceId: line.sourceId, payoutId: line.payoutId }),
  }));
}

/**
 * What PayPal says it held before the first and after the last line of each currency. A currency is left out when the
 * running balance is missing or does not fit the lines, because then it proves nothing.
 */
export function paypalBalances(report: readonly ReportLine[]): StatementBalance[] {
  const effects = paypalEntries(report).map((entry) => effectOf("paypal", entry));
  const currencies = [...new Set(report.map(({ amount }) => amount.currency))].sort();
  return currencies.flatMap((currency) => {
    const indexes = report.flatMap(({ amount }, index) =>
      amount.currency === currency ? [index] : [],
    );
    const first = indexes[0] ?? 0;
    const last = indexes.at(-1) ?? 0;
    const firstEnding = report[first]?.endingMinor;
    const closingMinor = report[last]?.endingMinor;
    const asOf = report[last]?.bookedAt;
    if (firstEnding === undefined || closingMinor === undefined || !asOf) return [];
    const openingMinor = firstEnding - (effects[first] ?? 0n);
    const total = indexes.reduce((sum, index) => sum + (effects[index] ?? 0n), 0n);
    const isSound = openingMinor + total === closingMinor;
    return isSound ? [{ currency, openingMinor, closingMinor, asOf }] : [];
  });
}

/** What Stripe held before the first and after the last of these lines; currencies without a line prove nothing new. */
export function stripeBalances(
  lines: readonly StripeBalanceLine[],
  closing: readonly Money[],
): StatementBalance[] {
  return closing.flatMap(({ currency, amountMinor: closingMinor }) => {
    const ours = lines.filter(({ amount }) => amount.currency === currency);
    const asOf = ours.at(-1)?.createdAt;
    if (!asOf) return [];
    const moved = ours.reduce(
      (sum, { amount, feeMinor }) => sum + amount.amountMinor - feeMinor,
      0n,
    );
    return [{ currency, openingMinor: closingMinor - moved, closingMinor, asOf }];
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
