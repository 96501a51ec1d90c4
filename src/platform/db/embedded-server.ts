/** One PostgreSQL server process in one data folder: made, started, found, and stopped when its holder goes away. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import type net from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { monotonicMs } from "../../kernel/clock";
import { freePort } from "../free-port";
import type { PostgresPrograms } from "./embedded-binaries";

const pollMs = 15;

/** Role of the cluster's own administrator; the product never works as it. */
export const superuserName = "postgres";

interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

function readPostmaster(dir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    return {
      pid: Number(lines[0]),
      port: Number(lines[3]),
      isReady: lines[7]?.trim() === "ready",
    };
  } catch {
    return undefined;
  }
}

/** The cluster is made aside and renamed into place, so two first starts at once cannot spoil each other. */
export function initialise(dir: string, passwordFile: string, programs: PostgresPrograms): void {
  const aside = `${dir}.init-${process.pid}`;
  const access = [
    "-D",
    aside,
    "-U",
    superuserName,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
  ];
  const text = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"];
  const quick = ["--no-sync", "--no-instructions"];
  const initdb = [...programs.prefix, path.join(programs.bin, "initdb")];
  const [program = "", ...args] = [...initdb, ...access, ...text, ...quick];
  const made = spawnSync(program, args, { encoding: "utf8", env: childEnvironment() });
  if (made.status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.stderr || String(made.error)}`);
  }
  try {
    renameSync(aside, dir);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

function childEnvironment(): NodeJS.ProcessEnv {
  return { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };
}

/** Whether this process is the server of this folder; its number may belong to another program by now. */
function isServerOf(dir: string, pid: number): boolean {
  try {
    if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "postgres") return false;
  } catch {
    return false;
  }
  try {
    return realpathSync(`/proc/${pid}/cwd`) === realpathSync(dir);
  } catch (error) {
    // A container may hide where another user's process stands; then the name has to do.
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

/** A power cut can leave a pid file whose number another program has by now; PostgreSQL would refuse to start. */
function dropStalePidFile(dir: string): void {
  const old = readPostmaster(dir);
  // Without a number it is just being written; without /proc PostgreSQL's own check has to do.
  if (!old?.pid || !existsSync("/proc/self/comm") || isServerOf(dir, old.pid)) return;
  rmSync(path.join(dir, "postmaster.pid"), { force: true });
}

/** The process that holds the leash. A server whose holder is gone is about to stop, however ready it looks. */
function hasHolder(dir: string): boolean {
  try {
    process.kill(Number(readFileSync(`${dir}.owner`, "utf8")), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function spawnServer(
  dir: string,
  port: number,
  programs: PostgresPrograms,
  isVolatile: boolean,
): ChildProcess {
  const settings = [
    "listen_addresses=127.0.0.1",
    "max_connections=200",
    "timezone=UTC",
    // Thousands of payouts come at once; plans made before their tables are counted again are slow ones.
    "autovacuum_naptime=10s",
  ];
  if (isVolatile) settings.push("fsync=off", "full_page_writes=off", "synchronous_commit=off");
  // Stops the server when standard input closes, and ends with it when it ends by itself.
  const leash =
    'exec 3<&0; "$@" 3<&- & pid=$!; { cat <&3 >/dev/null; kill -INT $pid 2>/dev/null; } & wait $pid';
  const server = [...programs.prefix, path.join(programs.bin, "postgres")];
  const options = settings.flatMap((setting) => ["-c", setting]);
  const where = ["-D", dir, "-p", String(port), "-k", ""];
  const args = ["-c", leash, "leash", ...server, ...where, ...options];
  const log = openSync(`${dir}.log`, "a");
  // Detached, so that Ctrl-C in a terminal reaches us first and the server is stopped after our last query.
  return spawn("sh", args, { detached: true, stdio: ["pipe", log, log], env: childEnvironment() });
}

export interface RunningServer {
  port: number;
  stop?: () => Promise<void>;
}

/** The server that another process of ours runs in this folder. */
export async function joinServer(
  dir: string,
  accepts: (port: number) => Promise<boolean>,
): Promise<RunningServer | undefined> {
  const found = readPostmaster(dir);
  if (!found?.isReady || !hasHolder(dir)) return undefined;
  return (await accepts(found.port)) ? { port: found.port } : undefined;
}

export interface LaunchOptions {
  dir: string;
  programs: PostgresPrograms;
  /** Trades safety after a power cut for speed. */
  isVolatile: boolean;
  /** By {@link monotonicMs}. */
  deadline: number;
  accepts(port: number): Promise<boolean>;
}

/** Starts a server. Undefined when it ended at once, because another one stands, or still falls, in the same folder. */
export async function launchServer({
  dir,
  programs,
  isVolatile,
  deadline,
  accepts,
}: LaunchOptions): Promise<RunningServer | undefined> {
  const port = await freePort();
  dropStalePidFile(dir);
  const child = spawnServer(dir, port, programs, isVolatile);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.ref();
    child.stdin?.end();
    await exited;
  };
  while (monotonicMs() < deadline && child.exitCode === null) {
    const found = readPostmaster(dir);
    if (found?.isReady && found.port === port && (await accepts(port))) {
      writeFileSync(`${dir}.owner`, String(process.pid));
      child.unref();
      (child.stdin as net.Socket | null)?.unref();
      return { port, stop };
    }
    await delay(pollMs);
  }
  await stop();
  return undefined;
}
