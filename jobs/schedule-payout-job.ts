import { z } from "zod";
import { job } from "./context";

/** An endorsement's fee became payable: it gets a payout, released by policy or put before finance. */
export const schedulePayoutJob = job({
  name: "schedule-payout",
  queue: "payouts",
  payload: z.object({ endorsementId: z.uuid() }),
  handle: ({ payouts }, { endorsementId }) => payouts.schedule(endorsementId),
});
