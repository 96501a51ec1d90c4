/** From rows to what the search knows of each creator. Pure. */
import type { Currency } from "../../../kernel/currency";
import { decimalText, type Ratio, ratio, times } from "../../../kernel/ratio";
import { reachOf } from "../reach";
import type { Entry } from "./columns";
import { labelsOf } from "./filter";
import { influenceOf } from "./influence";
import type { AccountRow, PriceRow, ProfileRow } from "./search-store";
import { wordsOf } from "./words";

function grouped<Row extends { creatorId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const known = groups.get(row.creatorId);
    if (known) known.push(row);
    else groups.set(row.creatorId, [row]);
  }
  return groups;
}

const digits = 6;

/** Only to sort by, so that a fraction may be lost. */
const sortable = (worth: Ratio) => Number(decimalText(worth, digits));

/** The least that one engagement costs on any platform with a price and an account. */
function costOf(
  accounts: readonly AccountRow[],
  prices: readonly PriceRow[],
  worths: ReadonlyMap<Currency, Ratio>,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { platform, currency, amountMinor } of prices) {
    const worth = worths.get(currency);
    if (!worth) continue;
    for (const account of accounts) {
      if (account.platform !== platform || account.averageEngagementsCount === 0) continue;
      const cents = sortable(times(ratio(BigInt(amountMinor)), worth));
      least = Math.min(least, cents / account.averageEngagementsCount);
    }
  }
  return least;
}

/** @param worths of minor units in US cents. */
export function entriesOf(
  profiles: readonly ProfileRow[],
  accountRows: readonly AccountRow[],
  priceRows: readonly PriceRow[],
  worths: ReadonlyMap<Currency, Ratio>,
): Entry[] {
  const accountsOf = grouped(accountRows);
  const pricesOf = grouped(priceRows);
  return profiles.map((profile) => {
    const accounts = accountsOf.get(profile.id) ?? [];
    const prices = pricesOf.get(profile.id) ?? [];
    const { id, displayName, bio, country, languages, niches } = profile;
    return {
      id,
      score: influenceOf(accounts).score,
      reach: reachOf(accounts),
      cost: costOf(accounts, prices, worths),
      labels: labelsOf({ country, languages, niches, accounts }),
      words: wordsOf(displayName, bio, ...accounts.map(({ handle }) => handle)),
      accounts: accounts.map(({ platform, followersCount, averageEngagementsCount }) => ({
        platform,
        followersCount,
        averageEngagementsCount,
      })),
      prices: prices.map(({ kind, currency, amountMinor }) => ({
        kind,
        currency,
        amountMinor: BigInt(amountMinor),
      })),
    };
  });
}
