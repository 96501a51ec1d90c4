/** The product as processes that can be killed: each is started again after a while, as an orchestrator would do it. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Process, startEntry } from "../support/programs";

export interface ProcessSpec {
  name: string;
  /** Compiled entry below dist. */
  entry: string;
  /** What it prints once it works. */
  ready: string;
  environment: Record<string, string>;
}

export interface Supervised {
  name: string;
  /** SIGKILL, and a new one after `downMs`. */
  kill(downMs: number): void;
  /** Resolves when it works. */
  ready(): Promise<void>;
  stop(): Promise<void>;
  /** Last words of processes that ended without having been killed by us. */
  crashes(): readonly string[];
}

/** Ended together with us, however we end. */
const children = new Set<Process["child"]>();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

const respawnMs = 150;
const readyDeadlineMs = 40_000;
const wordsMax = 1_500;

export function supervise(spec: ProcessSpec): Supervised {
  const crashes: string[] = [];
  let current: Process | undefined;
  let isWanted = true;
  let pauseMs = 0;
  let isKilled = false;

  async function loop(): Promise<void> {
    while (isWanted) {
      const started = startEntry(spec.entry, spec.environment);
      current = started;
      isKilled = false;
      children.add(started.child);
      await new Promise<void>((resolve) => started.child.once("exit", () => resolve()));
      children.delete(started.child);
      if (!isWanted) return;
      if (!isKilled) {
        crashes.push(`${spec.name}: ${started.output().slice(-wordsMax)}`);
        pauseMs = respawnMs;
      }
      await sleep(pauseMs);
    }
  }

  const running = loop();
  return {
    name: spec.name,
    kill(downMs) {
      pauseMs = downMs;
      isKilled = true;
      current?.child.kill("SIGKILL");
    },
    async ready() {
      const deadline = performance.now() + readyDeadlineMs;
      while (performance.now() < deadline) {
        // A process that ended meanwhile has a successor, which is asked next.
        const isUp = await current?.printed(spec.ready).then(
          () => true,
          () => false,
        );
        if (isUp) return;
        await sleep(respawnMs);
      }
      throw new Error(`${spec.name} did not come up: ${crashes.at(-1) ?? "it says nothing"}`);
    },
    async stop() {
      isWanted = false;
      current?.child.kill("SIGKILL");
      await running;
    },
    crashes: () => crashes,
  };
}
