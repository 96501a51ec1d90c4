import { z } from "zod";
import { job } from "./context";

/** Reads one deposit at its provider and books what is new. */
export const settleDepositJob = job({
  name: "settle-deposit",
  queue: "work",
  payload: z.object({ depositId: z.uuid() }),
  subject: ({ depositId }) => depositId,
  handle: async ({ funding }, { depositId }) => {
    await funding.settleDeposit(depositId);
  },
});
