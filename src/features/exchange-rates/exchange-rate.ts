/** Converting by a recorded rate, exactly: rates are decimal text, amounts are whole minor units, nothing is a float. */
import { type Currency, isoExponent } from "../../kernel/currency";
import type { Money } from "../../kernel/money";
import { type Ratio, ratio } from "../../kernel/ratio";

/** Decimals a rate may have; all rates are compared and multiplied as whole numbers of this size. */
const rateDecimals = 12;

/** "1.0825" as a whole number of trillionths. */
function scaled(rate: string): bigint {
  const [whole = "0", fraction = ""] = rate.split(".");
  return BigInt(whole + fraction.padEnd(rateDecimals, "0"));
}

export interface Rate {
  currency: Currency;
  intoCurrency: Currency;
  /** What one unit of `currency` is worth in `intoCurrency`. */
  rate: string;
}

/** Divides, rounding half away from zero. */
function divide(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n;
  return numerator < 0n ? -((-numerator + half) / denominator) : (numerator + half) / denominator;
}

/**
 * What one minor unit of a currency is worth in minor units of another, exactly, in either direction of the rate.
 * @returns undefined when the rate is about other currencies.
 */
export function minorUnitWorth(
  of: Currency,
  into: Currency,
  { currency: from, intoCurrency, rate }: Rate,
): Ratio | undefined {
  const one = 10n ** BigInt(rateDecimals);
  const step = (code: Currency) => 10n ** BigInt(isoExponent(code));
  if (from === of && intoCurrency === into) return ratio(scaled(rate) * step(into), one * step(of));
  if (from === into && intoCurrency === of) return ratio(one * step(into), scaled(rate) * step(of));
  return undefined;
}

/**
 * An amount at a rate of its currency, in either direction of the rate, rounded half away from zero to a minor unit.
 * @returns undefined when the rate is about other currencies.
 */
export function convertAt(
  { amountMinor, currency }: Money,
  into: Currency,
  rate: Rate,
): bigint | undefined {
  const worth = minorUnitWorth(currency, into, rate);
  return worth && divide(amountMinor * worth.numerator, worth.denominator);
}
