/** Looking at one item, because an event spoke of it or because we asked PayPal to take it back. */
import type { Tx } from "../../../platform/db/sql";
import { PaypalRefusedError, PaypalUnavailableError } from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { compareBatch } from "./batch-compare";
import { adoptBatch, findBatchByProvider, setAttemptStates } from "./batch-store";
import { applyInChunks, type ObserveOptions } from "./observe-service";

/** PayPal speaks of our batch id, but the batch it shows is not ours: a person has to ask. */
async function reportDifferent(tx: Tx, batchId: string, payoutBatchId: string, difference: string) {
  await openBreak(tx, {
    kind: "payout_batch_differs",
    objectType: "payout_batch",
    objectId: batchId,
    owner: "finance",
    nextAction: "ask_paypal",
    details: { payoutBatchId, difference },
  });
}

export interface ItemHint {
  itemId: string;
  payoutBatchId: string | undefined;
  senderBatchId: string | undefined;
}

/**
 * An event spoke of one item: read it and book it. The event may also be the first news that a batch whose answer was
 * lost exists; then the batch is compared and adopted first.
 * @returns false when the item belongs to no batch of ours.
 */
export async function observeItem(options: ObserveOptions, hint: ItemHint): Promise<boolean> {
  const { unitOfWork, paypal } = options;
  const batch = await findBatchByProvider(unitOfWork.reader, hint);
  if (!batch) return false;
  if (batch.payoutBatchId === null && hint.payoutBatchId !== undefined) {
    const { payoutBatchId } = hint;
    const verdict = await compareBatch(paypal, payoutBatchId, batch.body);
    // Not readable yet: the event stays as it is and is followed again.
    if (verdict.kind === "unknown") throw new PaypalUnavailableError(verdict.reason);
    if (verdict.kind === "different") {
      await unitOfWork.run((tx) =>
        reportDifferent(tx, batch.id, payoutBatchId, verdict.difference),
      );
      return true;
    }
    await unitOfWork.run(async (tx) => {
      if (!(await adoptBatch(tx, batch.id, payoutBatchId))) return;
      await setAttemptStates(tx, batch.id, ["intent", "sending", "unknown"], "submitted", 0);
    });
  }
  const item = await paypal.getItem(hint.itemId);
  await applyInChunks(options, batch.id, [item]);
  return true;
}

/** Asks PayPal to take an unclaimed item back, and books what the item then says. */
export async function cancelUnclaimed(
  options: ObserveOptions,
  batchId: string,
  itemId: string,
): Promise<void> {
  try {
    await options.paypal.cancelItem(itemId);
  } catch (error) {
    // Claimed or returned meanwhile: the item itself tells.
    if (!(error instanceof PaypalRefusedError)) throw error;
  }
  await applyInChunks(options, batchId, [await options.paypal.getItem(itemId)]);
}
