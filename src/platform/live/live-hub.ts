/**
 * Tells open pages that something changed. One connection listens to the database for the whole process, from the first
 * listener on, and hands each change to those whom it concerns. A change carries a kind and never content: pages read
 * again what they show, with the rights that they have.
 */
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "../logger";

/** Channel of migration tell-live-changes. */
const liveChannel = "live";
const reconnectPauseMs = 1_000;

export type LiveChange =
  | { audience: "staff"; kind: string }
  | { audience: "user"; userId: string }
  | { audience: "everybody" };

export interface LiveListener {
  tell(change: LiveChange): void;
  /** The process stops: whoever listens should go, and come back to another process. */
  close(): void;
}

export interface LiveHub {
  /**
   * Tells "everybody" once as soon as no change can be missed any more, and each change from then on.
   * @returns the end of listening.
   */
  listen(listener: LiveListener): () => void;
  close(): Promise<void>;
}

/** Text that nobody understands is taken as a change for everybody: reading once too often is harmless. */
function changeOf(payload: string): LiveChange {
  const [audience, word] = payload.split(" ", 2);
  if (audience === "staff" && word) return { audience, kind: word };
  if (audience === "user" && word) return { audience, userId: word };
  return { audience: "everybody" };
}

export function createLiveHub(databaseUrl: string, log: Logger): LiveHub {
  const listeners = new Set<LiveListener>();
  const closing = new AbortController();
  let running: Promise<void> | undefined;
  let isHearing = false;

  function tell(change: LiveChange): void {
    for (const listener of listeners) listener.tell(change);
  }

  /** Listens until the connection ends. */
  async function hear(): Promise<void> {
    const client = new Client({ connectionString: databaseUrl, keepAlive: true });
    const ended = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
      closing.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      client.on("notification", ({ payload }) => tell(changeOf(payload ?? "")));
      await client.connect();
      await client.query(`LISTEN ${liveChannel}`);
      isHearing = true;
      // What happened while nobody listened is not known, so every page reads once more.
      tell({ audience: "everybody" });
      await ended;
    } finally {
      isHearing = false;
      await client.end().catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await hear().catch((error: unknown) => {
        log.warn({ err: error }, "changes cannot be heard; trying again");
      });
      await delay(reconnectPauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  return {
    listen(listener) {
      if (closing.signal.aborted) listener.close();
      else {
        listeners.add(listener);
        running ??= run();
        if (isHearing) listener.tell({ audience: "everybody" });
      }
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      closing.abort();
      for (const listener of listeners) listener.close();
      listeners.clear();
      await running;
    },
  };
}
