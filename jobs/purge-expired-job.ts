import { z } from "zod";
import { purgeCreatorChanges } from "../src/features/discovery";
import { purgeIdempotencyKeys } from "../src/platform/http/idempotency";
import { purgeVisitorCounts } from "../src/platform/http/visitor-limit";
import { job } from "./context";

/** Removes answers whose Idempotency-Key may be used anew, counts of visitors that count no more, and news of creators that everybody has. */
export const purgeExpiredJob = job({
  name: "purge-expired",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ unitOfWork }) => {
    await unitOfWork.run(purgeIdempotencyKeys);
    await unitOfWork.run(purgeVisitorCounts);
    await unitOfWork.run(purgeCreatorChanges);
  },
});
