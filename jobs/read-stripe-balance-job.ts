import { z } from "zod";
import { job } from "./context";

/** Books what Stripe moved by itself: funds made available, payouts to the bank, disputes. */
export const readStripeBalanceJob = job({
  name: "read-stripe-balance",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ funding }) => {
    await funding.readStripeBalance();
  },
});
