/**
 * The index of one process: columns of everybody, and small columns of those who changed since. PostgreSQL is the truth;
 * before each question the changes that were committed meanwhile are read, so that an answer is never older than that.
 */
import { allBits, type Bits, clearBit, countBits } from "./bits";
import { type Columns, columnsOf, type Entry, type Sort } from "./columns";
import type { SearchFilter } from "./filter";
import { type After, compareHits, countLabels, type Hit, meantIn, pageOfHits } from "./run-query";

export interface Question {
  filter: SearchFilter;
  sort: Sort;
  after: After | undefined;
  limit: number;
  hasLabels: boolean;
}

export interface Found {
  hits: Hit[];
  /** Of all pages together. */
  total: number;
  labels: ReadonlyMap<string, number>;
}

/** So many changes may wait beside the large columns; a share of them, and never few. */
const changedMax = (size: number) => Math.max(2_000, size >>> 4);

export class SearchIndex {
  private columns: Columns;
  private alive: Bits;
  private readonly changed = new Map<string, Entry>();
  private changedColumns: Columns = columnsOf([]);

  /** @param entries in the order of their ids. */
  constructor(entries: readonly Entry[]) {
    this.columns = columnsOf(entries);
    this.alive = allBits(this.columns.size);
  }

  /** Too much changed for the small columns: everything should be read anew. */
  get isWorn(): boolean {
    return this.changed.size > changedMax(this.columns.size);
  }

  /** @param entries of these ids as they are now; an id without an entry is no longer there. */
  change(ids: Iterable<string>, entries: readonly Entry[]): void {
    for (const id of ids) {
      const place = this.placeOf(id);
      if (place !== undefined) clearBit(this.alive, place);
      this.changed.delete(id);
    }
    for (const entry of entries) this.changed.set(entry.id, entry);
    const inOrder = [...this.changed.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.changedColumns = columnsOf(inOrder);
  }

  private placeOf(id: string): number | undefined {
    const { ids } = this.columns;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? "") < id) low = middle + 1;
      else high = middle;
    }
    return ids[low] === id ? low : undefined;
  }

  ask({ filter, sort, after, limit, hasLabels }: Question): Found {
    const parts = [
      { columns: this.columns, alive: this.alive },
      { columns: this.changedColumns, alive: allBits(this.changedColumns.size) },
    ];
    const labels = new Map<string, number>();
    const hits: Hit[] = [];
    let total = 0;
    for (const { columns, alive } of parts) {
      const found = meantIn(columns, filter, alive);
      total += countBits(found);
      if (hasLabels) countLabels(columns, found, labels);
      hits.push(...pageOfHits(columns, found, { sort, after, limit }));
    }
    hits.sort((one, other) => compareHits(sort, one, other));
    return { hits: hits.slice(0, limit), total, labels };
  }
}
