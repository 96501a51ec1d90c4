import { z } from "zod";
import { revealReviews } from "../src/features/reviews";
import { job } from "./context";

const revealMax = 100;

/** Shows reviews whose other side has written, and those whose time has come; of one application when it is named. */
export const revealReviewsJob = job({
  name: "reveal-reviews",
  queue: "work",
  payload: z.object({ applicationId: z.uuid().optional() }),
  subject: ({ applicationId }) => applicationId ?? "all",
  handle: async ({ unitOfWork }, { applicationId }) => {
    const revealSome = () =>
      unitOfWork.run((tx) => revealReviews(tx, applicationId ?? null, revealMax));
    while ((await revealSome()) > 0);
  },
});
