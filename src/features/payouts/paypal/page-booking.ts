import type { ObservedItem } from "../../../providers/paypal";
import { applyInChunks, type ObserveOptions } from "./observe-service";

/** Pages that are being booked while the next is read: the database works on one while the other is worked out here. */
const bookedTogetherMax = 2;

/**
 * Books page after page without keeping the reader waiting. Pages share no attempt unless an item slipped from one to the
 * other, and each transaction locks its rows in the order of their ids, so none can wait for another's in a ring.
 */
export function createBooking(options: ObserveOptions, batchId: string) {
  const underWay = new Set<Promise<unknown>>();
  const errors: unknown[] = [];
  function requireSound(): void {
    if (errors.length > 0) throw errors[0];
  }
  return {
    /** Resolves as soon as there is room for another page. @throws what a page before this one threw. */
    async add(items: readonly ObservedItem[]): Promise<void> {
      const booking: Promise<unknown> = applyInChunks(options, batchId, items)
        .catch((error: unknown) => errors.push(error))
        .finally(() => underWay.delete(booking));
      underWay.add(booking);
      if (underWay.size >= bookedTogetherMax) await Promise.race(underWay);
      requireSound();
    },
    /** Resolves when no page is under way any more, whatever became of them. */
    async settled(): Promise<void> {
      await Promise.all(underWay);
    },
    requireSound,
  };
}
