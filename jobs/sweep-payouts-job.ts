import { z } from "zod";
import { advancePayoutDraftsJob } from "./advance-payout-drafts-job";
import { buildPayoutBatchesJob } from "./build-payout-batches-job";
import { inLists, job } from "./context";
import { observePayoutBatchJob } from "./observe-payout-batch-job";
import { schedulePayoutsJob } from "./schedule-payouts-job";
import { sendPayoutBatchJob } from "./send-payout-batch-job";

/** Finds everything about payouts that is due by the tables, so that a lost queue costs time and nothing else. */
export const sweepPayoutsJob = job({
  name: "sweep-payouts",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ payouts, enqueue }) => {
    await payouts.holdPaidBefore();
    await payouts.sweepRelease();
    const due = await payouts.findDue();
    await enqueue(
      schedulePayoutsJob,
      inLists(due.endorsementIds).map((endorsementIds) => ({ endorsementIds })),
    );
    await enqueue(
      advancePayoutDraftsJob,
      due.creatorIds.map((creatorId) => ({ creatorId })),
    );
    await enqueue(
      sendPayoutBatchJob,
      due.batchesToSend.map((batchId) => ({ batchId })),
    );
    await enqueue(
      observePayoutBatchJob,
      due.batchesToPoll.map((batchId) => ({ batchId })),
    );
    await enqueue(buildPayoutBatchesJob, [{}]);
  },
});
