import { z } from "zod";
import { checkBooksJob } from "./check-books-job";
import { job } from "./context";

/** Looks at every limit, so that nothing can be stuck without a break, and asks for the nightly check of the books. */
export const watchLimitsJob = job({
  name: "watch-limits",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ watch, enqueue }) => {
    await watch.look();
    if (await watch.isBooksCheckDue()) await enqueue(checkBooksJob, [{}]);
  },
});
