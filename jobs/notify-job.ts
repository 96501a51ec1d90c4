import { z } from "zod";
import { job } from "./context";

/** Writes the letters of some events. What fails is put off by itself and keeps none of the others waiting. */
export const notifyJob = job({
  name: "notify",
  queue: "mail",
  payload: z.object({ noticeIds: z.array(z.uuid()).min(1) }),
  // Only sweeps ask again, with the same ids in the same order.
  subject: ({ noticeIds: [first] }) => first ?? "",
  handle: ({ notifications }, { noticeIds }) => notifications.write(noticeIds),
});
