/** Which numbers come next. Pure: books and numbers that are gone in, numbers out. */

export interface Book {
  id: string;
  nextNumber: bigint;
  /** Null for paper that nobody counts. */
  lastNumber: bigint | null;
}

export interface Taken {
  numbers: bigint[];
  /** The next number of each book that was used. */
  nextNumbers: Map<string, bigint>;
}

/**
 * The next `count` numbers, book after book, without those in `skipped`. Skipped numbers are passed for good.
 * @param books In the order in which they are used up.
 * @returns undefined when the books do not hold as many.
 */
export function takeFrom(
  books: readonly Book[],
  skipped: ReadonlySet<bigint>,
  count: number,
): Taken | undefined {
  const taken: Taken = { numbers: [], nextNumbers: new Map() };
  for (const book of books) {
    let next = book.nextNumber;
    while (taken.numbers.length < count && (book.lastNumber === null || next <= book.lastNumber)) {
      if (!skipped.has(next)) taken.numbers.push(next);
      next += 1n;
    }
    if (next > book.nextNumber) taken.nextNumbers.set(book.id, next);
    if (taken.numbers.length === count) return taken;
  }
  return undefined;
}
