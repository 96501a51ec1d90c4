/** The queue in front of the webhook sender. */

export interface Queue<T> {
  add(item: T): void;
  /** The oldest item, or any of them. */
  take(atRandom: boolean): T | undefined;
  size(): number;
}

const headMax = 10_000;

/** First in, first out, without moving the whole array for every event of a large batch. */
export function createQueue<T>(): Queue<T> {
  let items: T[] = [];
  let head = 0;
  return {
    add: (item) => {
      items.push(item);
    },
    take: (atRandom) => {
      const size = items.length - head;
      const pick = atRandom ? head + Math.floor(Math.random() * size) : head;
      const item = items[pick];
      if (item === undefined) return undefined;
      const [first] = items.slice(head, head + 1);
      if (first !== undefined) items[pick] = first;
      head += 1;
      if (head === items.length || head > headMax) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    size: () => items.length - head,
  };
}
