/** Which amounts Stripe takes and what it keeps. */
import { type Currency, isCurrency, isoExponent } from "../../kernel/currency";
import { shareOf } from "../../kernel/money";
import { badParam } from "./stripe-errors";

const feeBasisPoints = 290n;
const feeFixedMinor = 30n;
const chargeMinorMax = 99_999_999n;
/** USD 0.50 and the like; every other currency of ours is taken from one unit of its smallest coin. */
const chargeMinorMin: Readonly<Partial<Record<Currency, bigint>>> = {
  USD: 50n,
  EUR: 50n,
  GBP: 30n,
  AUD: 50n,
  CAD: 50n,
  SGD: 50n,
  JPY: 50n,
  THB: 1_000n,
};
/** Larger notes, larger limit: Stripe allows twelve digits for rupiah. */
const idrMinorMax = 999_999_999_999n;
/** Charged with two decimals, but paid out in whole units only. */
const wholePayouts: ReadonlySet<Currency> = new Set<Currency>(["HUF", "TWD"]);

/** Stripe writes currency codes in lower case. */
export function readCurrency(code: string, param: string): Currency {
  const upper = code.toUpperCase();
  if (code !== code.toLowerCase() || !isCurrency(upper)) {
    throw badParam(param, `Invalid currency: ${code}.`);
  }
  return upper;
}

/** @throws ReplyError with 400 for an amount Stripe would not charge. */
export function checkChargeAmount(amountMinor: bigint, currency: Currency, param: string): void {
  if (amountMinor < (chargeMinorMin[currency] ?? 1n)) {
    throw badParam(param, "The amount is below the minimum of this currency.", "amount_too_small");
  }
  const maxMinor = currency === "IDR" ? idrMinorMax : chargeMinorMax;
  if (amountMinor > maxMinor) {
    throw badParam(param, "The amount is above the maximum of this currency.", "amount_too_large");
  }
  // Three-decimal currencies are settled in tens of their smallest unit.
  if (isoExponent(currency) === 3 && amountMinor % 10n !== 0n) {
    throw badParam(param, "The last digit must be 0 in this currency.");
  }
}

/** 2.9 % + 30 minor units, half up, never more than the charge. */
export function chargeFeeMinor(amountMinor: bigint): bigint {
  const fee = shareOf(amountMinor, feeBasisPoints) + feeFixedMinor;
  return fee < amountMinor ? fee : amountMinor;
}

/** The part of a balance that can leave for the bank. */
export function payableMinor(availableMinor: bigint, currency: Currency): bigint {
  if (availableMinor <= 0n) return 0n;
  return wholePayouts.has(currency) ? availableMinor - (availableMinor % 100n) : availableMinor;
}
