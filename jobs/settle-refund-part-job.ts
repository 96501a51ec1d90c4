import { z } from "zod";
import { job } from "./context";

/** Sends one part of an approved refund, or reads what became of it. */
export const settleRefundPartJob = job({
  name: "settle-refund-part",
  queue: "work",
  payload: z.object({ partId: z.uuid() }),
  subject: ({ partId }) => partId,
  handle: async ({ funding }, { partId }) => {
    await funding.settleRefundPart(partId);
  },
});
