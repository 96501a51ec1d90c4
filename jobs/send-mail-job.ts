import { z } from "zod";
import { job } from "./context";

/** Hands one letter to the mail server. */
export const sendMailJob = job({
  name: "send-mail",
  queue: "mail",
  payload: z.object({ mailId: z.uuid() }),
  handle: ({ notifications }, { mailId }) => notifications.send(mailId),
});
