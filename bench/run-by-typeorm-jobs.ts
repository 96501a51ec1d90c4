/** What most people build: a job for each payout, and in it entities and `save`. Nothing is sent anywhere. */
import { z } from "zod";
import { systemClock } from "../src/kernel/clock";
import { newId } from "../src/kernel/ids";
import { defineJob } from "../src/platform/queue/define-job";
import { createJobQueue } from "../src/platform/queue/job-queue";
import type { ReleasedPayout } from "./seed";
import { freezeOneByTypeorm, openTypeorm, settleOneByTypeorm } from "./settle-by-typeorm";
import type { BenchWorld } from "./world";

export interface RunByJobs {
  run(payouts: readonly ReleasedPayout[]): Promise<void>;
  close(): Promise<void>;
}

export async function runByTypeormJobs(world: BenchWorld): Promise<RunByJobs> {
  const source = await openTypeorm(world);
  const queue = createJobQueue({ databaseUrl: world.url, clock: systemClock, log: world.log });
  const waiting = new Map<string, ReleasedPayout>();
  let allDone: () => void = () => undefined;
  const payOne = defineJob<undefined, z.ZodObject<{ payoutId: z.ZodString }>>({
    name: "pay-one",
    queue: "payouts",
    payload: z.object({ payoutId: z.string() }),
    handle: async (_deps, { payoutId }) => {
      const payout = waiting.get(payoutId);
      if (!payout) return;
      await settleOneByTypeorm(source, await freezeOneByTypeorm(source, payout));
      waiting.delete(payoutId);
      if (waiting.size === 0) allDone();
    },
  });
  const stop = await queue.work({
    jobs: [payOne],
    deps: undefined,
    log: world.log,
    concurrency: { payouts: 4, "provider-events": 1, work: 1, mail: 1 },
  });
  return {
    async run(payouts) {
      const done = new Promise<void>((resolve) => {
        allDone = resolve;
      });
      for (const payout of payouts) waiting.set(payout.id, payout);
      await queue.addAll(
        payouts.map((payout) => ({
          queue: "payouts",
          name: "pay-one",
          payload: { payoutId: payout.id },
          id: newId(),
          attemptsMax: 3,
          backoffMs: 500,
        })),
      );
      await done;
    },
    async close() {
      await stop();
      await queue.close();
      await source.destroy();
    },
  };
}
