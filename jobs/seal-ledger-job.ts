import { z } from "zod";
import { sealLedger } from "../src/features/ledger";
import { job } from "./context";

/** Links what was booked since the last time into the chain of hashes. */
export const sealLedgerJob = job({
  name: "seal-ledger",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ unitOfWork }) => {
    await sealLedger(unitOfWork);
  },
});
