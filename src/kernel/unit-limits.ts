/** Limits of what one person may do alone, in whole units of each currency. Pure. */
import { type Currency, isoExponent } from "./currency";

/** Whole units of each currency; `*` holds for every currency that is not named. */
export type UnitLimits = Readonly<Record<string, number>>;

/** The limit of one currency in minor units; nothing at all where no limit is set. */
export function limitMinor(limits: UnitLimits, currency: Currency): bigint {
  const units = limits[currency] ?? limits["*"] ?? 0;
  return BigInt(units) * 10n ** BigInt(isoExponent(currency));
}
