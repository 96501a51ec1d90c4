/**
 * PayPal's decimal strings and its fees. Amounts are held in ISO 4217 minor units, because that is what the product's books
 * and the judge use; fees are computed in the units PayPal itself has (no decimals for HUF, JPY and TWD) and rounded there.
 */
import { type Currency, isoExponent, paypalExponent } from "../../kernel/currency";
import { money, shareOf, toPaypalValue } from "../../kernel/money";

const payoutFeeBasisPoints = 200n;
/** USD 14.00, and simply the same number of PayPal's units in every other currency. */
const payoutFeeUnitsMax = 1_400n;
const captureFeeBasisPoints = 340n;
const captureFeeFixedUnits = 30n;

/** ISO minor units per unit of PayPal: 100 for HUF and TWD, 1 for everything else. */
function scale(currency: Currency): bigint {
  return 10n ** BigInt(isoExponent(currency) - paypalExponent(currency));
}

/** Fee of one payout item in ISO minor units: 2 % with a cap, half up (A.5). */
export function payoutFeeMinor(amountMinor: bigint, currency: Currency): bigint {
  const share = shareOf(amountMinor / scale(currency), payoutFeeBasisPoints);
  return (share < payoutFeeUnitsMax ? share : payoutFeeUnitsMax) * scale(currency);
}

/** Fee of one capture in ISO minor units: 3.4 % + 30 units, never more than the capture itself. */
export function captureFeeMinor(amountMinor: bigint, currency: Currency): bigint {
  const units = amountMinor / scale(currency);
  const fee = shareOf(units, captureFeeBasisPoints) + captureFeeFixedUnits;
  return (fee < units ? fee : units) * scale(currency);
}

/** `{currency, value}`: the shape of the v1 APIs. */
export function v1Money(
  amountMinor: bigint,
  currency: Currency,
): { currency: Currency; value: string } {
  return { currency, value: toPaypalValue(money(amountMinor, currency)) };
}

/** `{currency_code, value}`: the shape of the v2 APIs and of the reports. */
export function v2Money(
  amountMinor: bigint,
  currency: Currency,
): { currency_code: Currency; value: string } {
  return { currency_code: currency, value: toPaypalValue(money(amountMinor, currency)) };
}
