import { z } from "zod";
import { job } from "./context";

/** Two people agreed on new terms: payouts that the old ones held may go on. */
export const applyReleasePolicyJob = job({
  name: "apply-release-policy",
  queue: "payouts",
  payload: z.object({ policyId: z.uuid() }),
  subject: ({ policyId }) => policyId,
  handle: ({ payouts }, { policyId }) => payouts.applyPolicy(policyId),
});
