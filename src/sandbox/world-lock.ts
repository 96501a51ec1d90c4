/**
 * One process owns a world's journals. It leaves its number and the addresses of its servers in the data directory, so
 * that others can join instead of starting a second world on the same files.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Another live process has this world. */
export class WorldInUseError extends Error {
  constructor(dataDir: string, pid: number) {
    super(`The sandbox world in ${dataDir} belongs to the running process ${pid}`);
    this.name = "WorldInUseError";
  }
}

export interface WorldLock {
  /** Tells others where the servers are. */
  publish(addresses: object): void;
  release(): void;
}

/** Locks of this very process, which its number cannot tell from a leftover. */
const heldHere = new Set<string>();

export const addressFile = (dataDir: string): string => path.join(dataDir, "addresses.json");

/** Is the process that wrote the lock still there? A number that another program has by now does not count. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("node");
  } catch {
    // No /proc on this system; the number has to do.
    return true;
  }
}

function readOwner(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10);
  } catch {
    return Number.NaN;
  }
}

/** Takes the world, from a process that died if need be. @throws WorldInUseError */
export function takeWorldLock(dataDir: string): WorldLock {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "owner.pid");
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = readOwner(file);
    // In a container every first process is number 1: a lock with our own number is left over from an earlier life.
    const isOther = !Number.isNaN(owner) && owner !== process.pid && isAlive(owner);
    if (isOther || heldHere.has(file)) throw new WorldInUseError(dataDir, owner);
    rmSync(file, { force: true });
  }
  heldHere.add(file);
  return {
    publish: (addresses) =>
      writeFileSync(addressFile(dataDir), JSON.stringify(addresses), { mode: 0o600 }),
    release: () => {
      rmSync(addressFile(dataDir), { force: true });
      rmSync(file, { force: true });
      heldHere.delete(file);
    },
  };
}
