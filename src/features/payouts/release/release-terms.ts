/**
 * What a release policy says, and what follows from it for the fees of one creator. Pure: the same plan makes the payouts
 * and tells the creator why a fee still waits.
 */
import { addMs, dayMs } from "../../../kernel/clock";
import { type Currency, currencies, isoExponent } from "../../../kernel/currency";

export const payoutSchedules = ["at_once", "daily", "weekly"] as const;
export type PayoutSchedule = (typeof payoutSchedules)[number];

/** A currency; `*` stands on old versions for all of them, which count for nothing any more. */
export const policyCurrencies = ["*", ...currencies] as const;
export type PolicyCurrency = (typeof policyCurrencies)[number];

/** `expired` is a proposal that nobody agreed to in time. */
export const policyStatuses = ["proposed", "expired", "approved", "void"] as const;
export type PolicyStatus = (typeof policyStatuses)[number];

/** Why a fee is not a payout yet. */
export const upcomingReasons = [
  "hold_period",
  "waits_for_schedule",
  "below_minimum",
  "in_preparation",
] as const;
export type UpcomingReason = (typeof upcomingReasons)[number];

/** Amounts are whole units of the currency, so that one policy reads well for dollars, yen and dinar. */
export interface ReleaseTerms {
  autoPayoutUnits: bigint;
  autoCreatorDayUnits: bigint;
  /** How long an endorsed fee waits before it is payable. */
  holdDays: number;
  schedule: PayoutSchedule;
  minimumUnits: bigint;
  /** How long nothing is sent to a payout method that replaced another, and to a creator's first one. */
  coolOffHours: number;
  firstCoolOffHours: number;
  /** The most PayPal takes in one item; null for what is known of PayPal itself. */
  paypalItemMaxUnits: bigint | null;
}

/** Where nobody agreed on terms, nothing goes out without two people, and every new receiver cools off. */
export const strictestTerms: ReleaseTerms = {
  autoPayoutUnits: 0n,
  autoCreatorDayUnits: 0n,
  holdDays: 0,
  schedule: "at_once",
  minimumUnits: 0n,
  coolOffHours: 72,
  firstCoolOffHours: 72,
  paypalItemMaxUnits: null,
};

/** PayPal: "Each individual payment can be no more than $20,000.00 USD" (Payouts FAQ, "How much money can I send?"). */
const paypalItemMaxUnits: Partial<Record<Currency, bigint>> = { USD: 20_000n };

const unitOf = (currency: Currency) => 10n ** BigInt(isoExponent(currency));

export function minimumMinorOf(terms: ReleaseTerms, currency: Currency): bigint {
  return terms.minimumUnits * unitOf(currency);
}

/** The most one PayPal item may carry, in minor units; undefined when no limit is known. */
export function paypalItemMaxMinor(terms: ReleaseTerms, currency: Currency): bigint | undefined {
  const units = terms.paypalItemMaxUnits ?? paypalItemMaxUnits[currency];
  return units === undefined ? undefined : units * unitOf(currency);
}

/** May this amount go out by itself, given what the creator got by itself today? */
export function mayReleaseAlone(
  policy: Pick<ReleaseTerms, "autoPayoutUnits" | "autoCreatorDayUnits">,
  currency: Currency,
  amountMinor: bigint,
  releasedTodayMinor: bigint,
): boolean {
  const unit = unitOf(currency);
  return (
    amountMinor <= policy.autoPayoutUnits * unit &&
    amountMinor + releasedTodayMinor <= policy.autoCreatorDayUnits * unit
  );
}

/** True when fees are put together, so that one of them cannot be decided without the others. */
export function isCollecting(terms: ReleaseTerms): boolean {
  return terms.schedule !== "at_once" || terms.minimumUnits > 0n;
}

/** End of the UTC day, or of the week from Monday to Sunday, in which `at` lies; `at` itself when nothing is waited for. */
export function periodEnd(schedule: PayoutSchedule, at: Date): Date {
  if (schedule === "at_once") return at;
  const midnight = addMs(at, -(at.getTime() % dayMs));
  const daysLeft = schedule === "daily" ? 1 : 7 - ((midnight.getUTCDay() + 6) % 7);
  return addMs(midnight, daysLeft * dayMs);
}

/** A payable fee that no live payout covers. */
export interface WaitingFee {
  endorsementId: string;
  amountMinor: bigint;
  payableAt: Date;
  /** A payout of it was given up before. */
  isAgain: boolean;
  /** It was earned while its brand's money was in doubt, and still is. */
  isInDoubt?: boolean;
}

export interface Waiting {
  fees: WaitingFee[];
  reason: "waits_for_schedule" | "below_minimum";
  /** When the fees will be put together; null when that depends on what else the creator earns. */
  expectedAt: Date | null;
  /** What lacks to the minimum, in minor units. */
  missingMinor: bigint;
}

export interface PayoutPlan {
  /** Each becomes one payout. */
  payouts: WaitingFee[][];
  waiting: Waiting[];
}

/** Lines of one payout; more would make a payout nobody can look through. */
const linesMax = 500;

export const totalOf = (fees: readonly WaitingFee[]) =>
  fees.reduce((sum, fee) => sum + fee.amountMinor, 0n);

/** As few payouts as the limits on lines and on one item allow, in the order of the fees. */
function fill(fees: readonly WaitingFee[], itemMaxMinor: bigint | undefined): WaitingFee[][] {
  const payouts: WaitingFee[][] = [];
  let open: WaitingFee[] = [];
  let openMinor = 0n;
  for (const fee of fees) {
    const isOver = itemMaxMinor !== undefined && openMinor + fee.amountMinor > itemMaxMinor;
    if (open.length > 0 && (isOver || open.length === linesMax)) {
      payouts.push(open);
      open = [];
      openMinor = 0n;
    }
    open.push(fee);
    openMinor += fee.amountMinor;
  }
  return open.length > 0 ? [...payouts, open] : payouts;
}

function notYetOver(terms: ReleaseTerms, fees: readonly WaitingFee[]): Waiting[] {
  const byEnd = new Map<number, WaitingFee[]>();
  for (const fee of fees) {
    const end = periodEnd(terms.schedule, fee.payableAt).getTime();
    byEnd.set(end, [...(byEnd.get(end) ?? []), fee]);
  }
  return [...byEnd].map(([end, waiting]) => ({
    fees: waiting,
    reason: "waits_for_schedule" as const,
    expectedAt: new Date(end),
    missingMinor: 0n,
  }));
}

/**
 * Which of a creator's fees in one currency become payouts now. A fee whose payout was given up before, or whose brand's
 * money is in doubt, gets one of its own at once: people will decide about it, and it must not keep the others waiting.
 */
export function planPayouts(
  terms: ReleaseTerms,
  currency: Currency,
  fees: readonly WaitingFee[],
  now: Date,
): PayoutPlan {
  const isApart = (fee: WaitingFee) => fee.isAgain || fee.isInDoubt === true;
  const again = fees.filter(isApart).map((fee) => [fee]);
  const fresh = fees.filter((fee) => !isApart(fee));
  if (!isCollecting(terms)) {
    return { payouts: [...again, ...fresh.map((fee) => [fee])], waiting: [] };
  }
  const isOver = (fee: WaitingFee) => periodEnd(terms.schedule, fee.payableAt) <= now;
  const due = fresh.filter(isOver);
  const waiting = notYetOver(
    terms,
    fresh.filter((fee) => !isOver(fee)),
  );
  const missingMinor = minimumMinorOf(terms, currency) - totalOf(due);
  if (due.length === 0) return { payouts: again, waiting };
  if (missingMinor > 0n) {
    const below = { fees: due, reason: "below_minimum" as const, expectedAt: null, missingMinor };
    return { payouts: again, waiting: [below, ...waiting] };
  }
  return { payouts: [...again, ...fill(due, paypalItemMaxMinor(terms, currency))], waiting };
}
