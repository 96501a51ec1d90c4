import { z } from "zod";
import { job } from "./context";

/** A post is gone, or there again: whether its fee should be looked at. */
export const weighClawbackJob = job({
  name: "weigh-clawback",
  queue: "work",
  payload: z.object({ submissionId: z.uuid() }),
  subject: ({ submissionId }) => submissionId,
  isAlone: true,
  handle: async ({ unitOfWork, livePosts, payouts }, { submissionId }) =>
    await unitOfWork.run(async (tx) => {
      const absence = await livePosts.absenceOf(tx, submissionId);
      await payouts.afterlife.weighAbsence(tx, submissionId, absence);
    }),
});
