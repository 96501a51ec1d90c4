/** What is asked of creators, and whether somebody with these accounts and prices is meant. Pure. */
import type { Currency } from "../../../kernel/currency";
import type { DeliverableKind } from "../../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../../kernel/social-platform";
import { type AudienceTier, tierOf } from "../../campaign-reports";
import { type NicheCode, niches } from "../../creators";
import type { EntryAccount, EntryPrice } from "./columns";

interface Range {
  min?: number | undefined;
  max?: number | undefined;
}

export interface PriceBounds {
  kind?: DeliverableKind | undefined;
  /** Lowest and highest amount in minor units of each currency that can be compared. */
  byCurrency: ReadonlyMap<Currency, { min: bigint; max: bigint }>;
}

/** Lists mean any of them; what is empty or absent does not matter. */
export interface SearchFilter {
  niches: readonly NicheCode[];
  countries: readonly string[];
  languages: readonly string[];
  platforms: readonly SocialPlatform[];
  tiers: readonly AudienceTier[];
  followers: Range;
  /** Share of the followers, 0 to 1. */
  engagement: Range;
  price: PriceBounds | undefined;
  /** Each begins some word of the creator's name, handles or bio. */
  words: readonly string[];
}

const isWithin = (value: number, { min, max }: Range) =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

export const isAsked = ({ min, max }: Range) => min !== undefined || max !== undefined;

/** Platform, followers, size and engagement have to be true of one and the same account. */
export function isAccountMeant(account: EntryAccount, filter: SearchFilter): boolean {
  const { platform, followersCount, averageEngagementsCount } = account;
  const { platforms, tiers, followers, engagement } = filter;
  return (
    (platforms.length === 0 || platforms.includes(platform)) &&
    (tiers.length === 0 || tiers.includes(tierOf(followersCount))) &&
    isWithin(followersCount, followers) &&
    (!isAsked(engagement) ||
      (followersCount > 0 && isWithin(averageEngagementsCount / followersCount, engagement)))
  );
}

export function isPriceMeant(price: EntryPrice, { kind, byCurrency }: PriceBounds): boolean {
  if (kind !== undefined && price.kind !== kind) return false;
  const bounds = byCurrency.get(price.currency);
  return bounds !== undefined && price.amountMinor >= bounds.min && price.amountMinor <= bounds.max;
}

interface Labelled {
  country: string | null;
  languages: readonly string[];
  niches: readonly NicheCode[];
  accounts: readonly EntryAccount[];
}

function withWider(niche: NicheCode): NicheCode[] {
  const { parent } = niches[niche] as { parent?: NicheCode };
  return parent === undefined ? [niche] : [niche, ...withWider(parent)];
}

/** Each once. A niche stands with all wider ones, so that who asks for the wide one finds the narrow. */
export function labelsOf({ country, languages, niches: own, accounts }: Labelled): string[] {
  return [
    ...new Set([
      ...own.flatMap((niche) => withWider(niche)).map((niche) => `niche:${niche}`),
      ...(country ? [`country:${country}`] : []),
      ...languages.map((language) => `language:${language}`),
      ...accounts.map(({ platform }) => `platform:${platform}`),
      ...accounts.map(
        ({ platform, followersCount }) => `size:${platform}:${tierOf(followersCount)}`,
      ),
    ]),
  ];
}

/** Alternatives of which a creator bears one each; a first sieve before accounts and prices are looked at one by one. */
export function labelsAsked(filter: SearchFilter): string[][] {
  const { countries, languages, platforms, tiers } = filter;
  const onPlatforms =
    tiers.length === 0
      ? platforms.map((platform) => `platform:${platform}`)
      : platforms.flatMap((platform) => tiers.map((tier) => `size:${platform}:${tier}`));
  return [
    filter.niches.map((niche) => `niche:${niche}`),
    countries.map((country) => `country:${country}`),
    languages.map((language) => `language:${language}`),
    onPlatforms,
  ].filter((alternatives) => alternatives.length > 0);
}
