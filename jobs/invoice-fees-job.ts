import { z } from "zod";
import { job } from "./context";

/** The platform fees of months that are over, and whatever old payment has no document. */
export const invoiceFeesJob = job({
  name: "invoice-fees",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ documents }) => {
    await documents.issueDue(null);
    await documents.invoicePastMonths();
  },
});
