import { z } from "zod";
import {
  closeExpiredCampaigns,
  findCancellingCampaigns,
  findSettleableCampaigns,
} from "../src/features/campaigns";
import { endHolds } from "../src/features/submissions";
import { job } from "./context";
import { endCampaignJob } from "./end-campaign-job";

const dueMax = 200;

/** What time does by itself: campaigns close after their last day, holds end, finished campaigns settle, cancelled ones end. */
export const sweepCampaignsJob = job({
  name: "sweep-campaigns",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ unitOfWork, enqueue }) => {
    await unitOfWork.run((tx) => closeExpiredCampaigns(tx, dueMax));
    while ((await unitOfWork.run((tx) => endHolds(tx, dueMax))) === dueMax);
    const { reader } = unitOfWork;
    const campaignIds = [
      ...(await findSettleableCampaigns(reader, dueMax)),
      ...(await findCancellingCampaigns(reader, dueMax)),
    ];
    await enqueue(
      endCampaignJob,
      campaignIds.map((campaignId) => ({ campaignId })),
    );
  },
});
