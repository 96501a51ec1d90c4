/** The index of this process, kept up with the database. */
import { addMs, type Clock, dayMs } from "../../../kernel/clock";
import { currencies } from "../../../kernel/currency";
import type { Tx } from "../../../platform/db/sql";
import { worthsInto } from "../worths";
import { entriesOf } from "./entries";
import { type Found, type Question, SearchIndex } from "./search-index";
import * as store from "./search-store";

const batchSize = 20_000;
const firstId = "00000000-0000-0000-0000-000000000000";
/** Prices are put into order by the rates of the day on which everything was read. */
const ageMaxMs = dayMs / 2;

type Worths = Awaited<ReturnType<typeof worthsInto>>;

async function readAll(tx: Tx, worths: Worths): Promise<SearchIndex> {
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

async function readSome(tx: Tx, worths: Worths, ids: readonly string[]) {
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
  /** Of that day, so that who changes later stands in the same order. */
  worths: Worths;
  /** Transactions from this one on may have told something that is not known yet. */
  from: string;
  /** What is known of those already. */
  seen: ReadonlySet<string>;
}

const seqsOf = ({ changes }: store.Changes) => new Set(changes.map(({ seq }) => seq));

/** Nothing is read before the first question. */
export function createCreatorSearch(clock: Clock): CreatorSearch {
  let known: Known | undefined;
  // One at a time: of two readers the slower would put what it read earlier over what is true now.
  let turn: Promise<unknown> = Promise.resolve();

  async function readAnew(tx: Tx): Promise<Known> {
    const from = await store.runningFrom(tx);
    // What is told by now is in what is read now, even while an older transaction still runs.
    const seen = seqsOf(await store.findChanges(tx, from));
    const readAt = clock.now();
    const worths = await worthsInto(tx, "USD", currencies);
    return { index: await readAll(tx, worths), readAt, worths, from, seen };
  }

  async function keepUp(tx: Tx): Promise<SearchIndex> {
    if (!known || known.index.isWorn || addMs(known.readAt, ageMaxMs) < clock.now()) {
      known = await readAnew(tx);
    }
    const { index, seen, worths } = known;
    const told = await store.findChanges(tx, known.from);
    const fresh = told.changes.filter(({ seq }) => !seen.has(seq));
    if (fresh.some(({ id }) => id === null)) {
      known = await readAnew(tx);
      return known.index;
    }
    const ids = [...new Set(fresh.flatMap(({ id }) => id ?? []))];
    if (ids.length > 0) index.change(ids, await readSome(tx, worths, ids));
    known = { ...known, from: told.runningFrom, seen: seqsOf(told) };
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
