import { z } from "zod";
import { job } from "./context";

/** Events ask within seconds; looking back further is for a queue that was lost. */
const lookBackDays = 2;

/** Remittances of payouts that were paid and receipts of deposits that arrived, whatever asked for it. */
export const issueDocumentsJob = job({
  name: "issue-documents",
  queue: "work",
  payload: z.object({}),
  subject: () => "all",
  handle: async ({ documents }) => {
    await documents.issueDue(lookBackDays);
  },
});
