/**
 * Watches the machinery from outside of it: a timer in the scheduler and in the API, because a queue that stands still
 * cannot tell that it does.
 */
import { monotonicMs } from "../../kernel/clock";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import type { JobQueue, QueueState } from "../../platform/queue/job-queue";
import { machineRules, queueStoppedRule, queueUnreachableRule } from "./machine-rules";
import type { WatchLimits } from "./watch-rule";
import { type Look, lookAtAll } from "./watch-service";

export interface WatchdogOptions {
  unitOfWork: UnitOfWork;
  queue: JobQueue;
  log: Logger;
  limits: WatchLimits;
  everyMs: number;
}

export type Watchdog = ReturnType<typeof createWatchdog>;

export function createWatchdog(options: WatchdogOptions) {
  const { queue, log } = options;
  let silentSinceMs: number | undefined;

  async function queueLooks(): Promise<Look[]> {
    const askedMs = monotonicMs();
    let states: readonly QueueState[] | undefined;
    try {
      states = await queue.inspect();
      silentSinceMs = undefined;
    } catch (error) {
      log.warn({ err: error }, "the queue does not answer");
      silentSinceMs ??= askedMs;
    }
    const silent =
      silentSinceMs === undefined
        ? []
        : [{ name: queue.kind, silent_seconds: (monotonicMs() - silentSinceMs) / 1000 }];
    const unreachable = { rule: queueUnreachableRule, parameters: [JSON.stringify(silent)] };
    // Of a queue that does not answer it is not known whether it stands still.
    if (!states) return [unreachable];
    const rows = states.map(({ name, waiting, oldestWaitingMs }) => ({
      name,
      waiting,
      oldest_seconds: (oldestWaitingMs ?? 0) / 1000,
    }));
    return [unreachable, { rule: queueStoppedRule, parameters: [JSON.stringify(rows)] }];
  }

  async function look(): Promise<void> {
    const looks = [...machineRules.map((rule) => ({ rule })), ...(await queueLooks())];
    await lookAtAll(options, "machine_rule", looks);
  }

  return {
    /** One round; safe to be made by several processes at once. */
    look,

    /** Looks again and again. @returns a function that stops and waits for the round under way. */
    start(): () => Promise<void> {
      let running: Promise<void> | undefined;
      const timer = setInterval(() => {
        running ??= look()
          .catch((error: unknown) => log.error({ err: error }, "the watchdog could not look"))
          .finally(() => {
            running = undefined;
          });
      }, options.everyMs);
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
