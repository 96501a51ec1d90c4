import { z } from "zod";
import { job } from "./context";

/** Looks at a post that a creator recorded, when it is due. */
export const checkLivePostJob = job({
  name: "check-live-post",
  queue: "work",
  payload: z.object({ submissionId: z.uuid() }),
  subject: ({ submissionId }) => submissionId,
  isAlone: true,
  handle: async ({ livePosts }, { submissionId }) => {
    await livePosts.check(submissionId);
  },
});
