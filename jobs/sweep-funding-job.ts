import { z } from "zod";
import { job } from "./context";
import { fundCampaignsJob } from "./fund-campaigns-job";
import { settleDepositJob } from "./settle-deposit-job";
import { settleRefundPartJob } from "./settle-refund-part-job";

const dueMax = 200;

/** Deposits and refunds that are due for a look, evidence that is due, and waiting campaigns whose money is there, by the tables. */
export const sweepFundingJob = job({
  name: "sweep-funding",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ funding, unitOfWork, enqueue }) => {
    const depositIds = await unitOfWork.run((tx) => funding.findDueDeposits(tx, dueMax));
    const partIds = await unitOfWork.run((tx) => funding.findDueRefundParts(tx, dueMax));
    await enqueue(
      settleDepositJob,
      depositIds.map((depositId) => ({ depositId })),
    );
    await enqueue(
      settleRefundPartJob,
      partIds.map((partId) => ({ partId })),
    );
    await funding.remindOfEvidence();
    const brandIds = await funding.findFundableBrands(unitOfWork.reader, dueMax);
    await enqueue(
      fundCampaignsJob,
      brandIds.map((brandId) => ({ brandId })),
    );
  },
});
