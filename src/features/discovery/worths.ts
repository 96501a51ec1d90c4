import { utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { type Ratio, ratio } from "../../kernel/ratio";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { minorUnitWorth, rateKnownOn } from "../exchange-rates";

/**
 * What a minor unit of each currency is worth in minor units of another, at today's recorded rates, exactly. A currency
 * without a rate is left out: nothing is made up, and what costs in it cannot be compared.
 */
export async function worthsInto(
  tx: Tx,
  into: Currency,
  currencies: Iterable<Currency>,
): Promise<Map<Currency, Ratio>> {
  const worths = new Map<Currency, Ratio>([[into, ratio(1n)]]);
  const today = utcDate(await databaseNow(tx));
  for (const from of currencies) {
    if (from === into) continue;
    const rate = await rateKnownOn(tx, from, into, today);
    const worth = rate && minorUnitWorth(from, into, rate);
    if (worth) worths.set(from, worth);
  }
  return worths;
}
