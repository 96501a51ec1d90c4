import { z } from "zod";
import { job } from "./context";
import { sendMailJob } from "./send-mail-job";

/** Letters that no mail server has taken yet. */
export const sweepMailJob = job({
  name: "sweep-mail",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ notifications, enqueue }) => {
    const ids = await notifications.findDue();
    await enqueue(
      sendMailJob,
      ids.map((mailId) => ({ mailId })),
    );
  },
});
