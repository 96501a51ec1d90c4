/** Looking at one item, because an event spoke of it or because we asked PayPal to take it back. */
import { ConflictError } from "../../../kernel/errors";
import { PaypalRefusedError, PaypalUnavailableError } from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { isLooseItem } from "../recovery/decision-store";
import { isWrittenDown, senderBatchPrefix, suspectRestore } from "../recovery/recovery-store";
import { adoptIfEqual } from "./adopt";
import { recordAccepted } from "./batch-end";
import { findBatchByProvider } from "./batch-store";
import { applyAndClose, type ObserveOptions } from "./observe-service";

const actor = "system:observe-payout-items";

export interface ItemHint {
  itemId: string;
  payoutBatchId: string | undefined;
  senderBatchId: string | undefined;
}

/**
 * PayPal speaks of a batch whose id only we can have made, and it is not in the tables: an older backup was restored, or
 * two installations share one account. Either way paying on would be wrong.
 */
export async function noticeUnknownBatch(
  { unitOfWork }: Pick<ObserveOptions, "unitOfWork">,
  senderBatchId: string | undefined,
): Promise<void> {
  if (!senderBatchId?.startsWith(senderBatchPrefix)) return;
  await unitOfWork.run(async (tx) => {
    if (await isWrittenDown(tx, { senderBatchId })) return;
    await suspectRestore(tx, {
      reason: "unknown_batch",
      actor: "system:apply-provider-event",
    });
    await openBreak(tx, {
      kind: "payout_batch_unknown",
      objectType: "sender_batch",
      objectId: senderBatchId,
      owner: "finance",
      nextAction: "read_paypal_report",
    });
  });
}

/**
 * An event spoke of one item: read it and book it. The event may also be the first news that a batch whose answer was
 * lost exists; then the batch is compared and adopted first.
 * @returns false when the item belongs to no batch of ours.
 */
export async function observeItem(options: ObserveOptions, hint: ItemHint): Promise<boolean> {
  const { unitOfWork, paypal } = options;
  const batch = await findBatchByProvider(unitOfWork.reader, hint);
  if (!batch && (await isLooseItem(unitOfWork.reader, hint.itemId))) {
    await applyAndClose(options, null, [await paypal.getItem(hint.itemId)]);
    return true;
  }
  if (!batch) {
    await noticeUnknownBatch(options, hint.senderBatchId);
    return false;
  }
  const { payoutBatchId } = hint;
  if (payoutBatchId !== undefined && batch.payoutBatchId === null) {
    const verdict = await adoptIfEqual(options, batch.id, payoutBatchId);
    // Not readable yet: the event stays as it is and is followed again.
    if (verdict.kind === "unknown") throw new PaypalUnavailableError(verdict.reason);
    if (verdict.kind === "different") return true;
  } else if (payoutBatchId !== undefined && batch.payoutBatchId !== payoutBatchId) {
    // A second id for what was sent once: an alarm, and nothing of that other batch is booked.
    await unitOfWork.run((tx) =>
      recordAccepted(tx, batch.id, payoutBatchId, { actor, firstPollMs: 0 }),
    );
    return true;
  }
  const item = await paypal.getItem(hint.itemId);
  await applyAndClose(options, batch.id, [item]);
  return true;
}

/**
 * Asks PayPal to take an unclaimed item back, and books what the item then says: whether it was claimed or returned
 * meanwhile (ITEM_INCORRECT_STATUS), it tells itself.
 * @throws ConflictError `take_back_refused` when PayPal refused and the item still waits for its receiver.
 */
export async function cancelUnclaimed(
  options: ObserveOptions,
  batchId: string | null,
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
  await applyAndClose(options, batchId, [item]);
  if (refusal !== undefined && item.status === "UNCLAIMED") {
    throw new ConflictError("take_back_refused", { name: refusal });
  }
}
