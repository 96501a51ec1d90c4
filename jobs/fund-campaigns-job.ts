import { z } from "zod";
import { job } from "./context";

/** A deposit arrived: campaigns of the brand that waited for money are funded, oldest first. */
export const fundCampaignsJob = job({
  name: "fund-campaigns",
  queue: "work",
  payload: z.object({ brandId: z.uuid() }),
  subject: ({ brandId }) => brandId,
  handle: async ({ funding }, { brandId }) => {
    await funding.fundPendingCampaigns(brandId);
  },
});
