/** A priority queue by time, for everything the sandbox has to do later. */

export interface HeapEntry {
  readonly dueMs: number;
  /** Breaks ties: entries that are due at the same time keep the order in which they came. */
  readonly order: number;
}

export interface Heap<E extends HeapEntry> {
  push(entry: E): void;
  peek(): E | undefined;
  pop(): E | undefined;
}

/** A binary heap; push and pop take logarithmic time. */
export function createHeap<E extends HeapEntry>(): Heap<E> {
  const entries: E[] = [];
  const isBefore = (a: E | undefined, b: E | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    (a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order));
  const swap = (i: number, j: number): void => {
    const a = entries[i];
    const b = entries[j];
    if (!a || !b) return;
    entries[i] = b;
    entries[j] = a;
  };
  return {
    peek: () => entries[0],
    push: (entry) => {
      let i = entries.push(entry) - 1;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!isBefore(entries[i], entries[parent])) break;
        swap(i, parent);
        i = parent;
      }
    },
    pop: () => {
      const top = entries[0];
      const last = entries.pop();
      if (!top || !last || entries.length === 0) return top;
      entries[0] = last;
      for (let i = 0; ; ) {
        const left = 2 * i + 1;
        const right = left + 1;
        const child = isBefore(entries[right], entries[left]) ? right : left;
        if (!isBefore(entries[child], entries[i])) break;
        swap(i, child);
        i = child;
      }
      return top;
    },
  };
}
