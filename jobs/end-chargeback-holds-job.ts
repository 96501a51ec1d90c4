import { z } from "zod";
import { job } from "./context";

/** What was held because a brand's money was in doubt goes on. */
export const endChargebackHoldsJob = job({
  name: "end-chargeback-holds",
  queue: "work",
  payload: z.object({ brandId: z.uuid() }),
  handle: async ({ payouts }) => {
    await payouts.endChargebackHolds();
  },
});
