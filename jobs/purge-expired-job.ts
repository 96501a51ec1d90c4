import { z } from "zod";
import { purgeIdempotencyKeys } from "../src/platform/http/idempotency";
import { purgeVisitorCounts } from "../src/platform/http/visitor-limit";
import { job } from "./context";

/** Removes answers whose Idempotency-Key may be used anew, and counts of visitors that count no more. */
export const purgeExpiredJob = job({
  name: "purge-expired",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ unitOfWork }) => {
    await unitOfWork.run(purgeIdempotencyKeys);
    await unitOfWork.run(purgeVisitorCounts);
  },
});
