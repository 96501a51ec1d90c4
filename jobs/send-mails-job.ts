import { z } from "zod";
import { eachOf, job } from "./context";

/** Hands letters to the mail server, one by one. */
export const sendMailsJob = job({
  name: "send-mails",
  queue: "mail",
  payload: z.object({ mailIds: z.array(z.uuid()).min(1) }),
  // Only sweeps ask again, with the same ids in the same order.
  subject: ({ mailIds: [first] }) => first ?? "",
  handle: ({ notifications }, { mailIds }) =>
    eachOf(mailIds, (mailId) => notifications.send(mailId)),
});
