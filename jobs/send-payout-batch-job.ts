import { z } from "zod";
import { job } from "./context";

/** Sends a frozen batch, or asks again about one whose answer was lost. */
export const sendPayoutBatchJob = job({
  name: "send-payout-batch",
  queue: "payouts",
  payload: z.object({ batchId: z.uuid() }),
  subject: ({ batchId }) => batchId,
  handle: ({ payouts }, { batchId }) => payouts.send(batchId),
});
