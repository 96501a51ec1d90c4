import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { Tx } from "../db/sql";
import type { UnitOfWork } from "../db/unit-of-work";
import type { Logger } from "../logger";
import type { JobQueue } from "../queue/job-queue";
import type { NewJob } from "../queue/new-job";
import {
  claimEvents,
  outboxChannel,
  outboxClaimMax,
  removeEvents,
  type StoredEvent,
} from "./outbox";

export interface RelayOptions {
  unitOfWork: UnitOfWork;
  databaseUrl: string;
  queue: JobQueue;
  /** Writes down what of the events must outlive the queue, before the queue is told; it may see an event twice. */
  keep: (tx: Tx, events: readonly StoredEvent[]) => Promise<void>;
  /** Jobs that some events ask for; events that nobody wants give an empty list. */
  route: (events: readonly StoredEvent[]) => NewJob[];
  log: Logger;
}

export interface Relay {
  stop(): Promise<void>;
}

/** How long a lost notification can delay an event. */
const idlePollMs = 1_000;
const errorPauseMs = 500;

async function drainOnce({ unitOfWork, queue, keep, route }: RelayOptions): Promise<number> {
  const events = await unitOfWork.run(async (tx) => {
    const claimed = await claimEvents(tx);
    await keep(tx, claimed);
    return claimed;
  });
  if (events.length === 0) return 0;
  // The queue is told between two transactions: a crash here repeats the jobs, and every handler may be repeated.
  await queue.addAll(route(events));
  await unitOfWork.run((tx) =>
    removeEvents(
      tx,
      events.map((event) => event.id),
    ),
  );
  return events.length;
}

/** A wake-up that remembers a ring which came while nobody was waiting. */
function createBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms: number): Promise<void> {
      if (!rung) {
        const timer = new AbortController();
        await Promise.race([
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
          delay(ms, undefined, { signal: timer.signal }).catch(() => undefined),
        ]);
        timer.abort();
      }
      rung = false;
      wake = undefined;
    },
  };
}

/** Moves outbox rows into the queue until stopped. Several relays may run at once: rows are claimed, never shared. */
export function startRelay(options: RelayOptions): Relay {
  const bell = createBell();
  let isStopping = false;
  let listener: Client | undefined;

  async function listen(): Promise<void> {
    const client = new Client({ connectionString: options.databaseUrl });
    client.on("notification", () => bell.ring());
    client.on("error", () => {
      listener = undefined;
    });
    await client.connect();
    await client.query(`LISTEN ${outboxChannel}`);
    listener = client;
  }

  async function loop(): Promise<void> {
    while (!isStopping) {
      try {
        if (!listener) await listen();
        const moved = await drainOnce(options);
        if (moved < outboxClaimMax) await bell.wait(idlePollMs);
      } catch (error) {
        options.log.warn({ err: error }, "outbox relay failed; it tries again");
        await bell.wait(errorPauseMs);
      }
    }
  }

  const running = loop();
  return {
    async stop() {
      isStopping = true;
      bell.ring();
      await running;
      await listener?.end().catch(() => undefined);
    },
  };
}
