/** Many items of one batch have news at once: its pages say it with far fewer questions than the items one by one. */
import { PaypalRefusedError } from "../../../providers/paypal";
import { findBatchByProvider } from "./batch-store";
import type { ObserveOptions } from "./observe-service";
import * as store from "./observe-store";
import { createBooking } from "./page-booking";

/** So few items are asked for one by one, however small their batch. */
const fewItems = 4;
/** Items PayPal puts on one page. */
const pageItems = 1_000;

/**
 * Reads the pages of a batch and books those of its items that are named; others on the way are left to their own news.
 * @returns PayPal's ids of the items that were read and booked. None when the batch is not known under this id, when PayPal
 * does not show it yet, or when the items are so few that pages would be more to read.
 * @throws PaypalUnavailableError, PaypalRefusedError
 */
export async function observeItems(
  options: ObserveOptions,
  payoutBatchId: string,
  itemIds: readonly string[],
): Promise<Set<string>> {
  const read = new Set<string>();
  const batch = await findBatchByProvider(options.unitOfWork.reader, { payoutBatchId });
  if (!batch || itemIds.length <= fewItems) return read;
  const hasMorePages = batch.itemsCount > itemIds.length * pageItems;
  if (hasMorePages) return read;
  const wanted = new Set(itemIds);
  const booking = createBooking(options, batch.id);
  try {
    for (let page = 1, pages = 1; page <= pages && read.size < wanted.size; page++) {
      const answer = await options.paypal.getBatchPage(payoutBatchId, page);
      pages = answer.totalPages;
      const items = answer.items.filter(({ itemId }) => wanted.has(itemId));
      if (items.length > 0) await booking.add(items);
      for (const { itemId } of items) read.add(itemId);
    }
  } catch (error) {
    if (!(error instanceof PaypalRefusedError) || error.status !== 404) throw error;
  } finally {
    await booking.settled();
  }
  booking.requireSound();
  await options.unitOfWork.run((tx) => store.closeBatchIfDone(tx, batch.id));
  return read;
}
