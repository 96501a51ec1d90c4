/** Exact quotients of whole numbers, for averages, shares and prices of a single thing. Rounded once, when they are shown. */
import { invariant } from "./invariant";
import { formatDecimal } from "./money";

export interface Ratio {
  readonly numerator: bigint;
  /** Above zero. */
  readonly denominator: bigint;
}

/** @throws InvariantError when the denominator is zero: whoever divides has looked. */
export function ratio(numerator: bigint, denominator = 1n): Ratio {
  invariant(denominator !== 0n, "A ratio with nothing below the line");
  return denominator < 0n
    ? { numerator: -numerator, denominator: -denominator }
    : { numerator, denominator };
}

export function times(one: Ratio, other: Ratio): Ratio {
  return ratio(one.numerator * other.numerator, one.denominator * other.denominator);
}

/** @throws InvariantError when `other` is zero. */
export function dividedBy(one: Ratio, other: Ratio): Ratio {
  return ratio(one.numerator * other.denominator, one.denominator * other.numerator);
}

/** Below zero when `one` is smaller, zero when both are equal. */
export function compareRatios(one: Ratio, other: Ratio): bigint {
  return one.numerator * other.denominator - other.numerator * one.denominator;
}

/** The whole number below or at it. */
export function wholePart({ numerator, denominator }: Ratio): bigint {
  const towardsZero = numerator / denominator;
  return numerator % denominator < 0n ? towardsZero - 1n : towardsZero;
}

/** The nearest multiple of 10^-digits, in units of 10^-digits; of two equally near ones the even one (IEEE 754, banker's). */
export function roundHalfEven(value: Ratio, digits = 0): bigint {
  const scaled = ratio(value.numerator * 10n ** BigInt(digits), value.denominator);
  const below = wholePart(scaled);
  const twice = 2n * (scaled.numerator - below * scaled.denominator);
  if (twice === scaled.denominator) return below % 2n === 0n ? below : below + 1n;
  return twice < scaled.denominator ? below : below + 1n;
}

/** Decimal text with exactly so many digits after the point, rounded by {@link roundHalfEven}. */
export function decimalText(value: Ratio, digits: number): string {
  return formatDecimal(roundHalfEven(value, digits), digits);
}

/** "12.5" as it is. The caller has checked that it is a plain decimal number. */
export function ratioOfDecimal(text: string): Ratio {
  const [whole = "0", fraction = ""] = text.split(".");
  return ratio(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}
