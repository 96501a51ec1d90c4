import { z } from "zod";
import { eachOf, job } from "./context";

/** Dates by which somebody had to act: reminders before they are over, and what happens afterwards. */
export const sweepClocksJob = job({
  name: "sweep-clocks",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ clocks }) => {
    await clocks.remind();
    await eachOf(await clocks.findDue(), clocks.settle);
    await eachOf(await clocks.findLiveOver(), clocks.completeLive);
  },
});
