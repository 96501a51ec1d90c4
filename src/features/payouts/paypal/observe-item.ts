/** Looking at one item, because an event spoke of it or because we asked PayPal to take it back. */
import { ConflictError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { PaypalRefusedError, PaypalUnavailableError } from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { compareBatch } from "./batch-compare";
import { announceSubmitted } from "./batch-end";
import { adoptBatch, findBatch, findBatchByProvider } from "./batch-store";
import { applyInChunks, type ObserveOptions } from "./observe-service";

const actor = "system:observe-payout-items";

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
    const frozen = await findBatch(unitOfWork.reader, batch.id);
    const verdict = await compareBatch(paypal, payoutBatchId, frozen?.body ?? "");
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
      await announceSubmitted(tx, batch.id, payoutBatchId, { actor, firstPollMs: 0 });
    });
  }
  const item = await paypal.getItem(hint.itemId);
  await applyInChunks(options, batch.id, [item]);
  return true;
}

/**
 * Asks PayPal to take an unclaimed item back, and books what the item then says: whether it was claimed or returned
 * meanwhile (ITEM_INCORRECT_STATUS), it tells itself.
 * @throws ConflictError `take_back_refused` when PayPal refused and the item still waits for its receiver.
 */
export async function cancelUnclaimed(
  options: ObserveOptions,
  batchId: string,
  itemId: string,
): Promise<void> {
  let refusal: string | undefined;
  try {
    await options.paypal.cancelItem(itemId);
  } catch (error) {
    if (!(error instanceof PaypalRefusedError)) throw error;
    refusal = error.body?.name ?? `${error.status}`;
  }
  const item = await options.paypal.getItem(itemId);
  await applyInChunks(options, batchId, [item]);
  if (refusal !== undefined && item.status === "UNCLAIMED") {
    throw new ConflictError("take_back_refused", { name: refusal });
  }
}
