import { z } from "zod";
import { purgeIdempotencyKeys } from "../src/platform/http/idempotency";
import { job } from "./context";

/** Removes answers whose Idempotency-Key may be used anew. */
export const purgeExpiredJob = job({
  name: "purge-expired",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ unitOfWork }) => {
    await unitOfWork.run(purgeIdempotencyKeys);
  },
});
