import { z } from "zod";
import { inLists, job } from "./context";
import { notifyJob } from "./notify-job";
import { sendMailsJob } from "./send-mails-job";

/** Letters that are not written or that no mail server has taken yet, the letters about new breaks, and those of the day. */
export const sweepMailJob = job({
  name: "sweep-mail",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ notifications, enqueue }) => {
    await notifications.writeDigests();
    await notifications.writeDailyLetters();
    const { noticeIds, mailIds } = await notifications.findDue();
    await enqueue(
      notifyJob,
      inLists(noticeIds).map((ids) => ({ noticeIds: ids })),
    );
    await enqueue(
      sendMailsJob,
      inLists(mailIds).map((ids) => ({ mailIds: ids })),
    );
  },
});
