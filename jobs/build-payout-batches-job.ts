import { z } from "zod";
import { job } from "./context";

/** Freezes released payouts into PayPal batches; the batches' own events ask for them to be sent. */
export const buildPayoutBatchesJob = job({
  name: "build-payout-batches",
  queue: "payouts",
  payload: z.object({}),
  subject: () => "all",
  handle: async ({ payouts }) => {
    await payouts.freeze();
  },
});
