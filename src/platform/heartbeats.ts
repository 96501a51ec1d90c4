/**
 * Signs of life, one row for each name: a scheduler that ticks, a queue that finishes jobs, a provider that answers.
 * Their age is measured by the database's clock, so that hosts which disagree about the time still agree about silence.
 */
import { monotonicMs } from "../kernel/clock";
import { exec, type Tx } from "./db/sql";
import type { UnitOfWork } from "./db/unit-of-work";
import type { Logger } from "./logger";

export interface Heartbeats {
  /** Notes that `name` is alive. Never throws and never waits; most calls write nothing, because one was noted just now. */
  beat(name: string): void;
  /** Waits for the writes under way; later beats are dropped. */
  close(): Promise<void>;
}

/** A sign of life may look this much older than it is. */
const pauseMs = 2_000;

export async function recordBeat(tx: Tx, name: string): Promise<void> {
  await exec(
    tx,
    `INSERT INTO heartbeats (name) VALUES ($1)
     ON CONFLICT (name) DO UPDATE SET beat_at = greatest(heartbeats.beat_at, now())`,
    [name],
  );
}

export function createHeartbeats(unitOfWork: UnitOfWork, log: Logger): Heartbeats {
  const lastMs = new Map<string, number>();
  const writing = new Set<Promise<void>>();
  let isClosed = false;

  return {
    beat(name) {
      const nowMs = monotonicMs();
      if (isClosed || nowMs - (lastMs.get(name) ?? -pauseMs) < pauseMs) return;
      lastMs.set(name, nowMs);
      const write = unitOfWork
        .run((tx) => recordBeat(tx, name))
        .catch((error: unknown) => {
          lastMs.delete(name);
          log.warn({ err: error, name }, "could not note a sign of life");
        })
        .finally(() => writing.delete(write));
      writing.add(write);
    },
    async close() {
      isClosed = true;
      await Promise.all(writing);
    },
  };
}
