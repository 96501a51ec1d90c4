/**
 * Creators as columns, for search in memory. A place is a creator, in the order of ids. Labels (niches with their wider
 * ones, countries, languages, platforms, sizes on a platform, words) have the places that bear them: as a list where they are few, as bits where
 * they are many, whichever is smaller.
 */
import type { Currency } from "../../../kernel/currency";
import type { DeliverableKind } from "../../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../../kernel/social-platform";
import { type Bits, setBit, wordsFor } from "./bits";

export interface EntryAccount {
  platform: SocialPlatform;
  followersCount: number;
  averageEngagementsCount: number;
}

export interface EntryPrice {
  kind: DeliverableKind;
  currency: Currency;
  /** Minor units. */
  amountMinor: bigint;
}

/** What the search knows of a creator. */
export interface Entry {
  id: string;
  score: number;
  /** Followers, those of each platform once. */
  reach: number;
  /** Of the cheapest price, in US cents for an engagement; infinite without a price. Only to sort by. */
  cost: number;
  /** Such as `country:TH`; see {@link labelsOf}. */
  labels: readonly string[];
  words: readonly string[];
  accounts: readonly EntryAccount[];
  prices: readonly EntryPrice[];
}

export const sorts = ["newest", "influence", "reach", "cost"] as const;
export type Sort = (typeof sorts)[number];
type KeySort = Exclude<Sort, "newest">;

/** Places in one of the two forms. */
export type Posting = { list: Uint32Array } | { bits: Bits };

export interface Columns {
  size: number;
  ids: readonly string[];
  /** Smaller is earlier. */
  keys: Readonly<Record<KeySort, Float64Array>>;
  /** Places in each order. */
  orders: Readonly<Record<KeySort, Uint32Array>>;
  accountsFrom: Uint32Array;
  accounts: readonly EntryAccount[];
  pricesFrom: Uint32Array;
  prices: readonly EntryPrice[];
  labelNames: readonly string[];
  labelIds: ReadonlyMap<string, number>;
  labelsFrom: Uint32Array;
  labels: Uint16Array;
  postings: readonly Posting[];
  /** Sorted. */
  words: readonly string[];
  wordPostings: readonly Posting[];
}

/** A list of 32-bit places is smaller than bits while fewer than one in 32 is in it. */
function postingOf(places: readonly number[], size: number): Posting {
  if (places.length <= wordsFor(size)) return { list: Uint32Array.from(places) };
  const bits = new Uint32Array(wordsFor(size));
  for (const at of places) setBit(bits, at);
  return { bits };
}

function orderBy(key: Float64Array): Uint32Array {
  // Equal keys stand in the order of ids, which is that of places.
  return Uint32Array.from(key.keys()).sort((a, b) => (key[a] ?? 0) - (key[b] ?? 0) || a - b);
}

function startsOf<T>(entries: readonly Entry[], of: (entry: Entry) => readonly T[]): Uint32Array {
  const starts = new Uint32Array(entries.length + 1);
  let from = 0;
  for (const [at, entry] of entries.entries()) {
    starts[at] = from;
    from += of(entry).length;
  }
  starts[entries.length] = from;
  return starts;
}

/** Places by name, in the order in which names first come up. */
function placesByName(entries: readonly Entry[], of: (entry: Entry) => readonly string[]) {
  const places = new Map<string, number[]>();
  for (const [at, entry] of entries.entries()) {
    for (const name of of(entry)) {
      const known = places.get(name);
      if (known) known.push(at);
      else places.set(name, [at]);
    }
  }
  return places;
}

/** @param entries in the order of their ids. */
export function columnsOf(entries: readonly Entry[]): Columns {
  const size = entries.length;
  // Infinity minus infinity is no order, so who has no price gets the largest number.
  const key = (of: (entry: Entry) => number) =>
    Float64Array.from(entries, (entry) => Math.min(of(entry), Number.MAX_VALUE));
  const keys = {
    influence: key(({ score }) => -score),
    reach: key(({ reach }) => -reach),
    cost: key(({ cost }) => cost),
  };
  const byLabel = placesByName(entries, ({ labels }) => labels);
  const labelNames = [...byLabel.keys()];
  const labelIds = new Map(labelNames.map((name, id) => [name, id]));
  const byWord = placesByName(entries, ({ words }) => words);
  const words = [...byWord.keys()].sort();
  return {
    size,
    ids: entries.map(({ id }) => id),
    keys,
    orders: {
      influence: orderBy(keys.influence),
      reach: orderBy(keys.reach),
      cost: orderBy(keys.cost),
    },
    accountsFrom: startsOf(entries, ({ accounts }) => accounts),
    accounts: entries.flatMap(({ accounts }) => accounts),
    pricesFrom: startsOf(entries, ({ prices }) => prices),
    prices: entries.flatMap(({ prices }) => prices),
    labelNames,
    labelIds,
    labelsFrom: startsOf(entries, ({ labels }) => labels),
    labels: Uint16Array.from(
      entries.flatMap(({ labels }) => labels),
      (name: string) => labelIds.get(name) ?? 0,
    ),
    postings: [...byLabel.values()].map((places) => postingOf(places, size)),
    words,
    wordPostings: words.map((word) => postingOf(byWord.get(word) ?? [], size)),
  };
}
