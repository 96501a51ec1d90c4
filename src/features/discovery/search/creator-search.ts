/** The index of this process, kept up with the database. */
import { addMs, type Clock, dayMs } from "../../../kernel/clock";
import type { Tx } from "../../../platform/db/sql";
import { worthsInto } from "../worths";
import { entriesOf } from "./entries";
import { type Found, type Question, SearchIndex } from "./search-index";
import * as store from "./search-store";

const batchSize = 20_000;
const firstId = "00000000-0000-0000-0000-000000000000";
/** Prices are put into order by the rates of the day on which everything was read. */
const ageMaxMs = dayMs / 2;

async function readAll(tx: Tx): Promise<SearchIndex> {
  const worths = await worthsInto(tx, "USD", await store.findPriceCurrencies(tx));
  const entries = [];
  for (let after = firstId; ; ) {
    const profiles = await store.findProfilesAfter(tx, after, batchSize);
    const ids = profiles.map(({ id }) => id);
    const accounts = await store.findAccountsOf(tx, ids);
    const prices = await store.findPricesOf(tx, ids);
    for (const entry of entriesOf(profiles, accounts, prices, worths)) entries.push(entry);
    const last = ids.at(-1);
    if (last === undefined || ids.length < batchSize) return new SearchIndex(entries);
    after = last;
  }
}

async function readSome(tx: Tx, ids: readonly string[]) {
  const worths = await worthsInto(tx, "USD", await store.findPriceCurrencies(tx));
  const profiles = await store.findProfiles(tx, ids);
  const accounts = await store.findAccountsOf(tx, ids);
  const prices = await store.findPricesOf(tx, ids);
  return entriesOf(profiles, accounts, prices, worths);
}

export interface CreatorSearch {
  /** An answer that knows of everything committed before the question. @param tx only reads. */
  ask(tx: Tx, question: Question): Promise<Found>;
}

interface Known {
  index: SearchIndex;
  readAt: Date;
  /** Transactions from this one on may have told something that is not known yet. */
  from: string;
  /** What is known of those already. */
  seen: ReadonlySet<string>;
}

/** Nothing is read before the first question. */
export function createCreatorSearch(clock: Clock): CreatorSearch {
  let known: Known | undefined;
  // One at a time: of two readers the slower would put what it read earlier over what is true now.
  let turn: Promise<unknown> = Promise.resolve();

  async function readAnew(tx: Tx): Promise<Known> {
    const from = await store.runningFrom(tx);
    const readAt = clock.now();
    return { index: await readAll(tx), readAt, from, seen: new Set() };
  }

  async function keepUp(tx: Tx): Promise<SearchIndex> {
    if (!known || known.index.isWorn || addMs(known.readAt, ageMaxMs) < clock.now()) {
      known = await readAnew(tx);
    }
    const { index, seen } = known;
    const { runningFrom, changes } = await store.findChanges(tx, known.from);
    const fresh = changes.filter(({ seq }) => !seen.has(seq));
    if (fresh.some(({ id }) => id === null)) {
      known = await readAnew(tx);
      return known.index;
    }
    const ids = [...new Set(fresh.flatMap(({ id }) => id ?? []))];
    if (ids.length > 0) index.change(ids, await readSome(tx, ids));
    known = { ...known, from: runningFrom, seen: new Set(changes.map(({ seq }) => seq)) };
    return index;
  }

  return {
    async ask(tx, question) {
      const mine = turn.then(() => keepUp(tx));
      turn = mine.catch(() => undefined);
      const index = await mine;
      return index.ask(question);
    },
  };
}
