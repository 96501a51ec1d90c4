import { z } from "zod";
import { job } from "./context";
import { noticePayloads, notifyJob } from "./notify-job";
import { sendMailJob } from "./send-mail-job";

/** Letters that are not written or that no mail server has taken yet, and the letters about new breaks. */
export const sweepMailJob = job({
  name: "sweep-mail",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ notifications, enqueue }) => {
    await notifications.writeDigests();
    const { noticeIds, mailIds } = await notifications.findDue();
    await enqueue(notifyJob, noticePayloads(noticeIds));
    await enqueue(
      sendMailJob,
      mailIds.map((mailId) => ({ mailId })),
    );
  },
});
