import { z } from "zod";
import { job } from "./context";

/** A creator's payout method changed: payouts that waited for one go on. */
export const advancePayoutDraftsJob = job({
  name: "advance-payout-drafts",
  queue: "payouts",
  payload: z.object({ creatorId: z.uuid() }),
  subject: ({ creatorId }) => creatorId,
  handle: ({ payouts }, { creatorId }) => payouts.advanceDraftsOf(creatorId),
});
