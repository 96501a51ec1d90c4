/**
 * Money is a whole number of ISO 4217 minor units and a currency. No floating point anywhere: amounts are `bigint` in
 * memory, `bigint` in Postgres and decimal strings in JSON.
 */
import { type Currency, isoExponent, paypalExponent, stripeExponent } from "./currency";
import { AmountError } from "./errors";

export interface Money {
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** Largest amount any operation accepts, in minor units. Far below 2^63, so that sums cannot overflow Postgres. */
export const amountMinorMax = 10n ** 15n;

export function money(amountMinor: bigint, currency: Currency): Money {
  return { amountMinor, currency };
}

/**
 * Decimal text such as "12.34", "-0.5" or "1200" as an integer of `exponent` decimals.
 * @throws AmountError when it is not a plain decimal number or has more decimals than `exponent`.
 */
export function parseDecimal(text: string, exponent: number): bigint {
  const match = /^([+-]?)(\d{1,18})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) throw new AmountError(`"${text.slice(0, 40)}" is not a plain decimal number`);
  const [, sign, whole = "0", fraction = ""] = match;
  const kept = fraction.slice(0, exponent);
  if (/[1-9]/.test(fraction.slice(exponent))) {
    throw new AmountError(`"${text}" has more than ${exponent} decimals`);
  }
  const units = BigInt(whole + kept.padEnd(exponent, "0"));
  return sign === "-" ? -units : units;
}

/** The inverse of {@link parseDecimal}: 1234n with exponent 2 is "12.34". */
export function formatDecimal(units: bigint, exponent: number): string {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Text for people and exports, in ISO decimals without grouping: "12.34". */
export function formatMoney({ amountMinor, currency }: Money): string {
  return formatDecimal(amountMinor, isoExponent(currency));
}

/** Minor units as whole units of a provider that uses fewer decimals; refused when a digit would be lost. */
function rescale(amountMinor: bigint, from: number, to: number, currency: Currency): bigint {
  if (to >= from) return amountMinor * 10n ** BigInt(to - from);
  const divisor = 10n ** BigInt(from - to);
  if (amountMinor % divisor !== 0n) {
    throw new AmountError(
      `${currency} is paid in steps of ${divisor} minor units by this provider`,
    );
  }
  return amountMinor / divisor;
}

/** PayPal's amount string. @throws AmountError for an amount PayPal cannot express, such as 12.50 HUF. */
export function toPaypalValue({ amountMinor, currency }: Money): string {
  const exponent = paypalExponent(currency);
  return formatDecimal(rescale(amountMinor, isoExponent(currency), exponent, currency), exponent);
}

/** Reads PayPal's amount string; it accepts "12.00" for a currency without decimals, because reports print it so. */
export function fromPaypalValue(value: string, currency: Currency): Money {
  return money(parseDecimal(value, isoExponent(currency)), currency);
}

/** Stripe's integer amount. The result is safe as a JSON number because amounts are capped at {@link amountMinorMax}. */
export function toStripeAmount({ amountMinor, currency }: Money): bigint {
  return rescale(amountMinor, isoExponent(currency), stripeExponent(currency), currency);
}

export function fromStripeAmount(amount: bigint, currency: Currency): Money {
  return money(
    rescale(amount, stripeExponent(currency), isoExponent(currency), currency),
    currency,
  );
}

/**
 * `basisPoints` / 10,000 of an amount, rounded half up to a whole minor unit. Half up because it is what the fee line on
 * an invoice is expected to show; the rest of a split is always computed by subtraction, so nothing is lost.
 */
export function shareOf(amountMinor: bigint, basisPoints: bigint): bigint {
  return (amountMinor * basisPoints + 5_000n) / 10_000n;
}

/**
 * `basisPoints` / 10,000 of an amount, rounded down to a multiple of `stepMinor`. For splits whose remainder belongs to
 * somebody else, so that nobody gets more than their share.
 */
export function partOf(amountMinor: bigint, basisPoints: bigint, stepMinor = 1n): bigint {
  return ((amountMinor * basisPoints) / (10_000n * stepMinor)) * stepMinor;
}
