import { z } from "zod";
import { job } from "./context";

/** Tax rules or rates changed, so payouts that nobody has signed are decided again. */
export const decideTaxAnewJob = job({
  name: "decide-tax-anew",
  queue: "work",
  payload: z.object({}),
  subject: () => "all",
  handle: ({ payouts }) => payouts.decideTaxAnew(),
});
