import { z } from "zod";
import type { EventHint } from "../src/features/provider-events";
import { type JobContext, job } from "./context";
import { observePayoutBatchJob } from "./observe-payout-batch-job";

type Hint = Exclude<EventHint, { about: "nothing" }>;

/** Sends a hint to the feature it concerns. @returns false when it leads to nothing of ours. */
async function follow(context: JobContext, hint: Hint): Promise<boolean> {
  const { payouts, funding, enqueue } = context;
  switch (hint.about) {
    case "payout_item":
      return await payouts.observeItem(hint);
    case "payout_batch": {
      const batch = await payouts.findBatch(hint);
      if (batch) await enqueue(observePayoutBatchJob, [{ batchId: batch.id }]);
      return batch !== undefined;
    }
    case "deposit":
      return await funding.settleDepositByHint(hint);
    case "refund":
      return await funding.settleRefundByHint(hint);
    case "dispute":
      return await funding.settleDisputeByHint(hint);
  }
}

/**
 * Works out what a stored webhook means; the object itself is read again from the provider. A message about an item
 * stands for all that wait about its batch, so a burst of them is a job or two, and a few pages instead of every item.
 */
export const applyProviderEventJob = job({
  name: "apply-provider-event",
  queue: "provider-events",
  payload: z.object({ providerEventId: z.uuid(), payoutBatchId: z.string().optional() }),
  subject: ({ providerEventId, payoutBatchId }) => payoutBatchId ?? providerEventId,
  isAlone: true,
  handle: (context, { providerEventId }) =>
    context.providerEvents.apply(
      providerEventId,
      (hint) => follow(context, hint),
      (payoutBatchId, itemIds) => context.payouts.observeItems(payoutBatchId, itemIds),
    ),
});
