/** One question to the columns: who is meant, how many, with which labels, and one page in the order asked for. */
import {
  type Bits,
  clearBit,
  countBits,
  eachBit,
  hasBit,
  keepOnly,
  setBit,
  wordsFor,
} from "./bits";
import type { Columns, Posting, Sort } from "./columns";
import { isAccountMeant, isAsked, isPriceMeant, labelsAsked, type SearchFilter } from "./filter";

function addPosting(bits: Bits, posting: Posting): void {
  if ("list" in posting) for (const at of posting.list) setBit(bits, at);
  else for (const [word, value] of posting.bits.entries()) bits[word] = (bits[word] ?? 0) | value;
}

function anyOf(columns: Columns, postings: readonly Posting[]): Bits {
  const [only] = postings;
  if (postings.length === 1 && only && "bits" in only) return only.bits;
  const bits = new Uint32Array(wordsFor(columns.size));
  for (const posting of postings) addPosting(bits, posting);
  return bits;
}

/** Words that begin so stand together in a sorted list. */
function postingsOfWord({ words, wordPostings }: Columns, start: string): Posting[] {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? "") < start) low = middle + 1;
    else high = middle;
  }
  const found: Posting[] = [];
  for (let at = low; words[at]?.startsWith(start); at++) {
    const posting = wordPostings[at];
    if (posting) found.push(posting);
  }
  return found;
}

function someBetween<T>(items: readonly T[], from: number, to: number, isIt: (one: T) => boolean) {
  for (let at = from; at < to; at++) {
    const one = items[at];
    if (one !== undefined && isIt(one)) return true;
  }
  return false;
}

/** A platform alone, or with a size, is said by the labels already; what else is asked of accounts needs a look. */
function needsAccounts(filter: SearchFilter): boolean {
  const { followers, engagement, platforms, tiers } = filter;
  const isSizeAlone = tiers.length > 0 && platforms.length === 0;
  return isSizeAlone || isAsked(followers) || isAsked(engagement);
}

/** @param alive places that still count: whoever changed since stands elsewhere. */
export function meantIn(columns: Columns, filter: SearchFilter, alive: Bits): Bits {
  const found = Uint32Array.from(alive);
  for (const labels of labelsAsked(filter)) {
    const ids = labels.flatMap((label) => columns.labelIds.get(label) ?? []);
    keepOnly(
      found,
      anyOf(
        columns,
        ids.flatMap((id) => columns.postings[id] ?? []),
      ),
    );
  }
  for (const word of filter.words) keepOnly(found, anyOf(columns, postingsOfWord(columns, word)));
  const { accounts, accountsFrom, prices, pricesFrom } = columns;
  const { price } = filter;
  const isLooked = needsAccounts(filter);
  if (!isLooked && !price) return found;
  eachBit(found, (at) => {
    const isFit =
      (!isLooked ||
        someBetween(accounts, accountsFrom[at] ?? 0, accountsFrom[at + 1] ?? 0, (account) =>
          isAccountMeant(account, filter),
        )) &&
      (!price ||
        someBetween(prices, pricesFrom[at] ?? 0, pricesFrom[at + 1] ?? 0, (one) =>
          isPriceMeant(one, price),
        ));
    if (!isFit) clearBit(found, at);
  });
  return found;
}

/** How often each label is borne by those who were found. */
export function countLabels(columns: Columns, found: Bits, into: Map<string, number>): void {
  const { labels, labelsFrom, labelNames } = columns;
  const counts = new Uint32Array(labelNames.length);
  eachBit(found, (place) => {
    const to = labelsFrom[place + 1] ?? 0;
    for (let at = labelsFrom[place] ?? 0; at < to; at++) {
      const id = labels[at] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
    }
  });
  for (const [id, count] of counts.entries()) {
    const name = labelNames[id];
    if (count > 0 && name !== undefined) into.set(name, (into.get(name) ?? 0) + count);
  }
}

/** Where a page begins: after this key and id. Newest first has no key but the id. */
export interface After {
  key: number;
  id: string;
}

export interface Hit {
  id: string;
  key: number;
}

/** Which of two comes first in this order. */
export function compareHits(sort: Sort, one: Hit, other: Hit): number {
  if (sort === "newest") return one.id < other.id ? 1 : -1;
  return one.key - other.key || (one.id < other.id ? -1 : 1);
}

/** Beyond this share of all it is quicker to walk the whole order than to sort what was found. */
const denseShare = 16;

function hitAt(columns: Columns, sort: Sort, place: number): Hit {
  return {
    id: columns.ids[place] ?? "",
    key: sort === "newest" ? 0 : (columns.keys[sort][place] ?? 0),
  };
}

/** The place that stands at this position of an order; newest first is the order of ids from behind. */
function placeIn(columns: Columns, sort: Sort, position: number): number {
  return sort === "newest" ? columns.size - 1 - position : (columns.orders[sort][position] ?? 0);
}

/** The first position of the order behind the cursor. */
function positionAfter(columns: Columns, sort: Sort, after: After | undefined): number {
  if (after === undefined) return 0;
  let low = 0;
  let high = columns.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const hit = hitAt(columns, sort, placeIn(columns, sort, middle));
    if (hit.id === after.id || compareHits(sort, hit, after) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first hits after the cursor, in order. */
export function pageOfHits(
  columns: Columns,
  found: Bits,
  { sort, after, limit }: { sort: Sort; after: After | undefined; limit: number },
): Hit[] {
  const hits: Hit[] = [];
  if (countBits(found) * denseShare > columns.size) {
    let position = positionAfter(columns, sort, after);
    for (; position < columns.size && hits.length < limit; position++) {
      const place = placeIn(columns, sort, position);
      if (hasBit(found, place)) hits.push(hitAt(columns, sort, place));
    }
    return hits;
  }
  eachBit(found, (place) => {
    const hit = hitAt(columns, sort, place);
    const isAfter =
      after === undefined || (hit.id !== after.id && compareHits(sort, after, hit) < 0);
    if (isAfter) hits.push(hit);
  });
  return hits.sort((one, other) => compareHits(sort, one, other)).slice(0, limit);
}
