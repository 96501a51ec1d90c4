import { z } from "zod";
import { job } from "./context";

/** Reads all items of a submitted batch at PayPal and books them. */
export const observePayoutBatchJob = job({
  name: "observe-payout-batch",
  queue: "payouts",
  payload: z.object({ batchId: z.uuid() }),
  subject: ({ batchId }) => batchId,
  handle: ({ payouts }, { batchId }) => payouts.observeBatch(batchId),
});
