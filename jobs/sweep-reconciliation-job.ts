import { z } from "zod";
import { job } from "./context";

/** A statement's line may come before what it stands for is booked; open lines are compared with the books again. */
export const sweepReconciliationJob = job({
  name: "sweep-reconciliation",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ reconciliation }) => {
    await reconciliation.rematchOpenLines();
  },
});
