import { z } from "zod";
import { job } from "./context";
import { settleRefundPartJob } from "./settle-refund-part-job";

/** A refund was approved: each of its parts goes back to the deposit it came from. */
export const sendRefundJob = job({
  name: "send-refund",
  queue: "work",
  payload: z.object({ refundId: z.uuid() }),
  handle: async ({ funding, unitOfWork, enqueue }, { refundId }) => {
    const partIds = await funding.refundPartIds(unitOfWork.reader, refundId);
    await enqueue(
      settleRefundPartJob,
      partIds.map((partId) => ({ partId })),
    );
  },
});
