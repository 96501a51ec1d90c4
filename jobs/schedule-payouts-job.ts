import { z } from "zod";
import { eachOf, job } from "./context";

/** Fees of endorsements became payable: they get payouts, released by policy or put before finance. */
export const schedulePayoutsJob = job({
  name: "schedule-payouts",
  queue: "payouts",
  payload: z.object({ endorsementIds: z.array(z.uuid()).min(1) }),
  // Only sweeps ask again, with the same ids in the same order.
  subject: ({ endorsementIds: [first] }) => first ?? "",
  handle: ({ payouts }, { endorsementIds }) =>
    eachOf(endorsementIds, (endorsementId) => payouts.schedule(endorsementId)),
});
