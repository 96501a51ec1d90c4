/** The worker: runs jobs. Also the entry of `npm run worker`; any number of them may run on any number of hosts. */
import type { Composition } from "../src/app/compose";
import { runProcess, withMetrics } from "../src/app/run-process";
import type { QueueName } from "../src/platform/queue/define-job";
import { createJobContext } from "./context";
import { jobs } from "./registry";

const concurrency: Record<QueueName, number> = {
  payouts: 4,
  "provider-events": 8,
  work: 2,
  mail: 2,
};

/** @returns a function that waits for the running jobs and stops. */
export async function startWorker({
  queue,
  services,
  observation,
}: Composition): Promise<() => Promise<void>> {
  return await queue.work({
    jobs,
    deps: createJobContext(services, queue),
    log: services.log,
    concurrency,
    onFinished: observation.onJobFinished,
  });
}

if (require.main === module) {
  void runProcess("worker", (context) =>
    withMetrics(context, async ({ composition }) => ({
      stop: await startWorker(composition),
      ready: "Worker is running",
    })),
  );
}
