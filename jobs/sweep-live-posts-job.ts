import { z } from "zod";
import { checkLivePostJob } from "./check-live-post-job";
import { job } from "./context";

/** Posts whose daily look is due, and those that an event forgot. */
export const sweepLivePostsJob = job({
  name: "sweep-live-posts",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ livePosts, enqueue }) => {
    const ids = await livePosts.findDue();
    await enqueue(
      checkLivePostJob,
      ids.map((submissionId) => ({ submissionId })),
    );
  },
});
