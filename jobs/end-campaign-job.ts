import { z } from "zod";
import { expireOpenApplications } from "../src/features/applications";
import { settleCampaign } from "../src/features/campaigns";
import { job } from "./context";

const expireMax = 500;

/** A campaign ends: applications without an agreement expire, and when all work is over the leftover goes back. */
export const endCampaignJob = job({
  name: "end-campaign",
  queue: "work",
  payload: z.object({ campaignId: z.uuid() }),
  subject: ({ campaignId }) => campaignId,
  handle: async ({ unitOfWork }, { campaignId }) => {
    const actor = "system:end-campaign";
    const expireSome = () =>
      unitOfWork.run((tx) => expireOpenApplications(tx, campaignId, expireMax, actor));
    while ((await expireSome()) === expireMax);
    await unitOfWork.run((tx) => settleCampaign(tx, campaignId, actor));
  },
});
