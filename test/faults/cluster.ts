/**
 * A PostgreSQL server that can be killed like a machine that loses power, and started again on the same port. It keeps
 * what it has acknowledged: fsync and synchronous commits are on, unlike in the other tests.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Redis from "ioredis";
import { Client, Pool } from "pg";
import { locatePostgres } from "../../src/platform/db/embedded-binaries";
import { freePort } from "../../src/platform/free-port";
import { findProgram } from "../support/programs";

const startDeadlineMs = 30_000;
const pollMs = 30;

export interface Cluster {
  /** Connection string of the tables' owner. */
  url(database: string): string;
  /** SIGKILL for the postmaster; its backends die with it. */
  kill(): Promise<void>;
  /** Recovers from the write-ahead log; same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs one statement as the tables' owner. */
export async function runSql<T>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as T[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One connection that comes back after the server did; for what is asked again and again. */
export function openDatabase(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on("error", () => undefined);
  return pool;
}

async function accepts(url: string): Promise<boolean> {
  try {
    await runSql(url, "SELECT 1");
    return true;
  } catch {
    return false;
  }
}

function spawnPostgres(dir: string, port: number): ChildProcess {
  const programs = locatePostgres(os.tmpdir());
  const settings = [
    ["listen_addresses", "127.0.0.1"],
    ["max_connections", "250"],
    ["timezone", "UTC"],
    ["fsync", "on"],
    ["synchronous_commit", "on"],
    ["shared_buffers", "64MB"],
  ].flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = [...programs.prefix, path.join(programs.bin, "postgres")];
  const where = ["-D", dir, "-p", String(port), "-k", ""];
  // The shell ends the server when our end of its standard input closes, which also happens when we are killed.
  const leash =
    'exec 3<&0; "$@" 3<&- & pid=$!; { cat <&3 >/dev/null; kill -QUIT $pid 2>/dev/null; } & wait $pid';
  const log = openSync(`${dir}.log`, "a");
  return spawn("sh", ["-c", leash, "leash", ...server, ...where, ...settings], {
    detached: true,
    stdio: ["pipe", log, log],
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
  });
}

/**
 * Starts a server on a copy of a stopped server's folder.
 * @param login User and password of the tables' owner, as they stand in the original's connection string.
 */
export async function startCluster(
  from: string,
  dir: string,
  login: { user: string; password: string },
): Promise<Cluster> {
  mkdirSync(path.dirname(dir), { recursive: true });
  cpSync(from, dir, { recursive: true });
  rmSync(path.join(dir, "postmaster.pid"), { force: true });
  const port = await freePort();
  const url = (database: string) =>
    `postgres://${login.user}:${login.password}@127.0.0.1:${port}/${database}`;
  let shell: ChildProcess | undefined;

  function postmasterId(): number | undefined {
    try {
      return Number(readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n")[0]);
    } catch {
      return undefined;
    }
  }

  const gone = (child: ChildProcess) =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => child.once("exit", () => resolve()));

  async function start(): Promise<void> {
    const deadline = performance.now() + startDeadlineMs;
    while (performance.now() < deadline) {
      // Right after a kill the old backends may still be there; then the new server gives up, and is started again.
      const child = spawnPostgres(dir, port);
      shell = child;
      while (performance.now() < deadline && child.exitCode === null) {
        if (await accepts(url("postgres"))) return;
        await sleep(pollMs);
      }
      await sleep(pollMs);
    }
    throw new Error(`PostgreSQL did not come back; its log is ${dir}.log`);
  }

  function killPostmaster(): void {
    const pid = postmasterId();
    if (pid === undefined || shell?.exitCode !== null) return;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself, which is what was wanted.
    }
  }

  await start();
  process.on("exit", killPostmaster);
  return {
    url,
    start,
    async kill() {
      killPostmaster();
      if (shell) await gone(shell);
    },
    async stop() {
      shell?.stdin?.end();
      if (shell) await gone(shell);
    },
  };
}

export interface RedisServer {
  url: string;
  /** Forgets every job. */
  flush(): Promise<void>;
  /** SIGKILL and a new, empty server on the same port. */
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Undefined when redis-server is not installed. */
export async function startRedis(dir: string): Promise<RedisServer | undefined> {
  const program = findProgram("redis-server");
  if (!program) return undefined;
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const log = openSync(path.join(dir, "redis.log"), "a");
    const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", dir];
    child = spawn(program as string, args, { stdio: ["ignore", log, log] });
    const client = new Redis({
      port,
      host: "127.0.0.1",
      lazyConnect: true,
      retryStrategy: () => null,
    });
    client.on("error", () => undefined);
    const deadline = performance.now() + startDeadlineMs;
    for (;;) {
      try {
        await client.connect();
        await client.ping();
        break;
      } catch {
        if (performance.now() > deadline) throw new Error("redis-server did not start");
        await sleep(pollMs);
      }
    }
    client.disconnect();
  }

  async function end(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child?.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  await start();
  process.on("exit", () => child?.kill("SIGKILL"));
  return {
    url: `redis://127.0.0.1:${port}`,
    async flush() {
      const client = new Redis({ port, host: "127.0.0.1", lazyConnect: true });
      client.on("error", () => undefined);
      await client.connect();
      await client.flushall();
      client.disconnect();
    },
    async restart(downMs) {
      await end();
      await sleep(downMs);
      await start();
    },
    stop: end,
  };
}
