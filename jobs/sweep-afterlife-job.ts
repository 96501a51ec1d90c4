import { z } from "zod";
import { job } from "./context";

/** Finds by the tables what is due about payments that were sent: reminders, debts to repay, batches PayPal did not name. */
export const sweepAfterlifeJob = job({
  name: "sweep-afterlife",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ payouts }) => {
    const { afterlife } = payouts;
    await afterlife.remind();
    await afterlife.recoverDebts();
    await afterlife.adoptUnlinked();
    await payouts.endChargebackHolds();
  },
});
