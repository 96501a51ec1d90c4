import { z } from "zod";
import { job } from "./context";

/** Books what PayPal's disputes moved, also when no message about them ever came. */
export const readPaypalDisputesJob = job({
  name: "read-paypal-disputes",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ funding }) => {
    await funding.readPaypalDisputes();
  },
});
