/** Limits of what one person may do alone, in whole units of each currency. Pure. */
import { type Currency, isoExponent } from "./currency";

/** Whole units of each currency. A number that held for all of them would be worth a thousand times more in one than in another. */
export type UnitLimits = Readonly<Partial<Record<Currency, number>>>;

/** The limit of one currency in minor units. Where none is set, nobody may do anything alone. */
export function limitMinor(limits: UnitLimits, currency: Currency): bigint {
  const units = limits[currency] ?? 0;
  return BigInt(units) * 10n ** BigInt(isoExponent(currency));
}
