/** Finding creators: from a request to the index and back. */
import { type Currency, currencies } from "../../../kernel/currency";
import type { DeliverableKind } from "../../../kernel/deliverable-kind";
import { InvalidError } from "../../../kernel/errors";
import type { SocialPlatform } from "../../../kernel/social-platform";
import type { Tx } from "../../../platform/db/sql";
import type { AudienceTier } from "../../campaign-reports";
import type { NicheCode } from "../../creators";
import { worthsInto } from "../worths";
import { type Sort, sorts } from "./columns";
import type { CreatorSearch } from "./creator-search";
import type { PriceBounds, SearchFilter } from "./filter";
import type { After, Hit } from "./run-query";
import type { Found } from "./search-index";
import { searchedWords } from "./words";

export interface SearchRequest {
  niche?: NicheCode[] | undefined;
  platform?: SocialPlatform[] | undefined;
  country?: string[] | undefined;
  language?: string[] | undefined;
  tier?: AudienceTier[] | undefined;
  followersMin?: number | undefined;
  followersMax?: number | undefined;
  /** Of a hundred followers. */
  engagementMin?: number | undefined;
  engagementMax?: number | undefined;
  /** Minor units of `priceCurrency`. */
  priceMin?: string | undefined;
  priceMax?: string | undefined;
  priceCurrency: Currency;
  kind?: DeliverableKind | undefined;
  words?: string | undefined;
  sort: Sort;
  facets: boolean;
  limit: number;
  cursor?: string | undefined;
}

const cursorPattern = /^(newest|influence|reach|cost) (\S+) ([0-9a-f-]{36})$/;

function encodeCursor(sort: Sort, { key, id }: Hit): string {
  return Buffer.from(`${sort} ${key} ${id}`).toString("base64url");
}

/** @throws InvalidError `cursor_invalid` for a cursor of another order, or one this API never gave out. */
function decodeCursor(cursor: string | undefined, sort: Sort): After | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const [, own, key = "", id = ""] = cursorPattern.exec(text) ?? [];
  const place = JSON.parse(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(key) ? key : "null") as unknown;
  if (sorts.find((known) => known === own) !== sort || typeof place !== "number") {
    throw new InvalidError("cursor_invalid", {}, { pointer: "/query/cursor" });
  }
  return { key: place, id };
}

const anyAmount = 10n ** 18n;

/** Bounds in every currency that can be compared, rounded so that nobody beyond the wish comes in. */
async function priceBounds(tx: Tx, request: SearchRequest): Promise<PriceBounds | undefined> {
  const { priceMin, priceMax, priceCurrency, kind } = request;
  if (priceMin === undefined && priceMax === undefined && kind === undefined) return undefined;
  const min = BigInt(priceMin ?? "0");
  const max = priceMax === undefined ? undefined : BigInt(priceMax);
  const isOpen = priceMin === undefined && max === undefined;
  if (isOpen) {
    const bounds = { min: 0n, max: anyAmount };
    return { kind, byCurrency: new Map(currencies.map((currency) => [currency, bounds])) };
  }
  const worths = await worthsInto(tx, priceCurrency, currencies);
  const byCurrency = new Map<Currency, { min: bigint; max: bigint }>();
  for (const [currency, { numerator, denominator }] of worths) {
    // amount * numerator / denominator has to lie between the bounds.
    const least = (min * denominator + numerator - 1n) / numerator;
    const most = max === undefined ? anyAmount : (max * denominator) / numerator;
    byCurrency.set(currency, { min: least, max: most });
  }
  return { kind, byCurrency };
}

const share = (percent: number | undefined) => (percent === undefined ? undefined : percent / 100);

async function filterOf(tx: Tx, request: SearchRequest): Promise<SearchFilter> {
  return {
    niches: request.niche ?? [],
    countries: request.country ?? [],
    languages: request.language ?? [],
    platforms: request.platform ?? [],
    tiers: request.tier ?? [],
    followers: { min: request.followersMin, max: request.followersMax },
    engagement: { min: share(request.engagementMin), max: share(request.engagementMax) },
    price: await priceBounds(tx, request),
    words: searchedWords(request.words ?? ""),
  };
}

/** @throws InvalidError `cursor_invalid`. */
export async function searchCreators(
  tx: Tx,
  search: CreatorSearch,
  request: SearchRequest,
): Promise<Found & { nextCursor: string | null }> {
  const { sort, limit } = request;
  const after = decodeCursor(request.cursor, sort);
  const filter = await filterOf(tx, request);
  const found = await search.ask(tx, {
    filter,
    sort,
    after,
    limit: limit + 1,
    hasLabels: request.facets,
  });
  const hits = found.hits.slice(0, limit);
  const last = found.hits.length > limit ? hits.at(-1) : undefined;
  return { ...found, hits, nextCursor: last ? encodeCursor(sort, last) : null };
}
