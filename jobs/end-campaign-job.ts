import { z } from "zod";
import { expireOpenApplications } from "../src/features/applications";
import { finishCancelling, settleCampaign } from "../src/features/campaigns";
import { eachOf, job } from "./context";

const expireMax = 500;

/**
 * A campaign ends: applications without an agreement expire, collaborations of one that is being cancelled are ended and
 * paid for what was under way, and when all work is over the leftover goes back.
 */
export const endCampaignJob = job({
  name: "end-campaign",
  queue: "work",
  payload: z.object({ campaignId: z.uuid() }),
  subject: ({ campaignId }) => campaignId,
  handle: async ({ unitOfWork, clocks }, { campaignId }) => {
    const actor = "system:end-campaign";
    const expireSome = () =>
      unitOfWork.run((tx) => expireOpenApplications(tx, campaignId, expireMax, actor));
    while ((await expireSome()) === expireMax);
    await eachOf(await clocks.findToCancel(campaignId), clocks.cancel);
    await unitOfWork.run((tx) => settleCampaign(tx, campaignId, actor));
    await unitOfWork.run((tx) => finishCancelling(tx, campaignId, actor));
  },
});
