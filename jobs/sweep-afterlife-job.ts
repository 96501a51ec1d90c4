import { z } from "zod";
import { job } from "./context";

/** Finds by the tables what is due about payments that were sent: reminders, debts to repay, batches PayPal did not
 * name, and payments that belong to no batch. */
export const sweepAfterlifeJob = job({
  name: "sweep-afterlife",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ payouts, recovery }) => {
    const { afterlife } = payouts;
    await afterlife.remind();
    await afterlife.repayDebts();
    await afterlife.adoptUnlinked();
    await recovery.found.follow();
    await payouts.endChargebackHolds();
  },
});
