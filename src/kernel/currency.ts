/**
 * Currencies Kampanye can hold, with the number of decimals each party uses.
 *
 * The books always use the ISO 4217 exponent. Providers disagree with ISO for a few currencies, so each one has its own
 * table; a conversion that would lose a digit is refused instead of rounded.
 * Sources: ISO 4217; PayPal "currency codes" (no decimals for HUF, JPY, TWD); Stripe "currencies".
 */

const isoExponents = {
  AUD: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  PHP: 2,
  PLN: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TWD: 2,
  USD: 2,
  VND: 0,
} as const;

export type Currency = keyof typeof isoExponents;

export const currencies = Object.keys(isoExponents) as [Currency, ...Currency[]];

/** True when `code` is an ISO 4217 code this product keeps books in. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(isoExponents, code);
}

/** Decimals of `currency` in ISO 4217: 2 for USD, 0 for JPY, 3 for KWD. */
export function isoExponent(currency: Currency): number {
  return isoExponents[currency];
}

/** PayPal pays out only in these (developer docs, "Currency codes"; THB stands on the payout fee pages). */
const paypalPayoutCurrencies: ReadonlySet<Currency> = new Set<Currency>([
  "AUD",
  "BRL",
  "CAD",
  "CHF",
  "CZK",
  "DKK",
  "EUR",
  "GBP",
  "HKD",
  "HUF",
  "IDR",
  "ILS",
  "JPY",
  "MXN",
  "MYR",
  "NOK",
  "NZD",
  "PHP",
  "PLN",
  "SEK",
  "SGD",
  "THB",
  "TWD",
  "USD",
]);

/** PayPal accepts no decimals for these although ISO knows two for HUF and TWD. */
const paypalWholeUnits: ReadonlySet<Currency> = new Set<Currency>(["HUF", "JPY", "TWD"]);

export function isPaypalPayoutCurrency(currency: Currency): boolean {
  return paypalPayoutCurrencies.has(currency);
}

/** Decimals PayPal puts into an amount string of `currency`. */
export function paypalExponent(currency: Currency): number {
  return paypalWholeUnits.has(currency) ? 0 : isoExponents[currency];
}

/**
 * Smallest amount, in ISO minor units, in which every rail can pay: 100 for HUF and TWD, of which PayPal pays whole units
 * only, else 1. A fee that is no multiple of it could be earned and never be paid out.
 */
export function payableStepMinor(currency: Currency): bigint {
  return 10n ** BigInt(isoExponents[currency] - paypalExponent(currency));
}

/** Exponent of the integer Stripe takes as `amount`; it follows ISO for every currency in this table. */
export function stripeExponent(currency: Currency): number {
  return isoExponents[currency];
}
