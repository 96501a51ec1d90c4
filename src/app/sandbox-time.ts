/**
 * The sandbox has one time: when its clock is moved, days pass for the simulators and for the product. Only where the
 * embedded database is the product's, because a database that somebody else runs keeps its own time.
 */
import { addMs, type Clock, systemClock } from "../kernel/clock";
import type { Config } from "../platform/config";
import { giveMovableTime, giveTrueTime, moveTime } from "../platform/db/movable-time";
import type { Logger } from "../platform/logger";
import type { ConnectedOutside } from "./outside";
import { getJson } from "./sandbox-world";

/** How soon the product notices that the clock was moved. */
const lookMs = 500;

export interface SandboxTime {
  clock: Clock;
  /** Calls `listener` each time after days have passed at once. */
  onMoved(listener: () => void): void;
  stop(): Promise<void>;
}

/**
 * Follows the sandbox's clock until it is stopped. To be called before anything else connects to the database.
 * @returns undefined where the product's time is the machine's.
 */
export async function followSandboxTime(
  config: Config,
  { sandbox, outside: { databaseUrl } }: ConnectedOutside,
  log: Logger,
): Promise<SandboxTime | undefined> {
  if (config.env.DATABASE_URL) return undefined;
  if (!sandbox) {
    await giveTrueTime(databaseUrl);
    return undefined;
  }
  await giveMovableTime(databaseUrl);
  const listeners: (() => void)[] = [];
  const clockUrl = `${sandbox.bankUrl}/control/clock`;
  let shiftMs: number | undefined;
  const moveTo = async (ms: number): Promise<void> => {
    await moveTime(databaseUrl, ms);
    shiftMs = ms;
    for (const listener of listeners) listener();
  };
  const look = async (): Promise<void> => {
    const { offsetMs } = (await getJson(clockUrl)) as { offsetMs: number };
    if (offsetMs !== shiftMs) await moveTo(offsetMs);
  };
  await look();
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking
      .then(look)
      .catch((error: unknown) =>
        log.debug({ err: error }, "the sandbox did not say what time it is"),
      );
  }, lookMs);
  return {
    clock: { now: () => addMs(systemClock.now(), shiftMs ?? 0) },
    onMoved: (listener) => void listeners.push(listener),
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
