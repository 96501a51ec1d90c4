/** A PostgreSQL of our own, in memory where the machine has room for that, with the product's schema in it. */
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client, Pool } from "pg";
import type { DataSource } from "typeorm";
import { migrations } from "../migrations";
import { rowClasses } from "../src/app/rows";
import { randomToken } from "../src/kernel/ids";
import { createDataSource } from "../src/platform/db/data-source";
import { startEmbeddedPostgres } from "../src/platform/db/embedded-postgres";
import { migrate } from "../src/platform/db/migrate";
import { createUnitOfWork, type UnitOfWork } from "../src/platform/db/unit-of-work";
import { createLogger, type Logger } from "../src/platform/logger";

/** A server, and in it a database with the product's schema that others are copied from. */
export interface BenchCluster {
  dir: string;
  /** The owner's connection to the database with the schema. */
  url: string;
  superuserUrl: string;
  stop(): Promise<void>;
}

export interface WorldOptions {
  /** Adds this much to each commit: a disk that is the same on every machine and every day. */
  commitDelayUs?: number;
  poolMax?: number;
  /** Use a copy in this server instead of starting one. */
  cluster?: BenchCluster | undefined;
}

export interface BenchWorld {
  /** Connection of the tables' owner. */
  url: string;
  /** Folder that goes away with the world. */
  dir: string;
  log: Logger;
  /** As the product connects. */
  unitOfWork: UnitOfWork;
  dataSource: DataSource;
  /** As the owner, for seeding and for baselines. */
  pool: Pool;
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Neither the writes of an earlier round nor old statistics may count in the next one. */
  settleDown(): Promise<void>;
  close(): Promise<void>;
}

/** /dev/shm keeps the disk out of the figures, whatever the neighbours do with it. */
export function quickFolder(): string {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return "/dev/shm";
  } catch {
    return os.tmpdir();
  }
}

const settings = [
  "autovacuum_naptime = '1h'",
  "checkpoint_timeout = '1h'",
  "max_wal_size = '8GB'",
  "log_checkpoints = off",
];

/** @param commitDelayUs see {@link WorldOptions}; without it the server forgets safety for speed. */
export async function openCluster(commitDelayUs?: number): Promise<BenchCluster> {
  const dir = mkdtempSync(path.join(quickFolder(), "kampanye-bench-"));
  // PostgreSQL delays a commit only where it would also wait for the disk.
  const isVolatile = commitDelayUs === undefined;
  const postgres = await startEmbeddedPostgres(dir, { isVolatile });
  // An interrupted run leaves nothing in memory; the server itself ends with this process.
  const forget = () => rmSync(dir, { recursive: true, force: true });
  process.once("exit", forget);
  const superuserUrl = new URL(postgres.url);
  superuserUrl.username = "postgres";
  superuserUrl.password = readFileSync(path.join(dir, "postgres.password"), "utf8").trim();
  const delays = isVolatile ? [] : [`commit_delay = ${commitDelayUs}`, "commit_siblings = 0"];
  await runAll(superuserUrl.href, [
    ...[...settings, ...delays].map((setting) => `ALTER SYSTEM SET ${setting}`),
    "SELECT pg_reload_conf()",
  ]);
  await migrate(postgres.url, migrations);
  return {
    dir,
    url: postgres.url,
    superuserUrl: superuserUrl.href,
    async stop() {
      await postgres.stop();
      forget();
      process.off("exit", forget);
    },
  };
}

async function runAll(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const withDatabase = (url: string, name: string) => url.replace(/\/[^/]+$/, `/${name}`);

/** The only database of a server of its own, or a fresh copy in the server that was given. */
async function databaseIn(cluster: BenchCluster, isShared: boolean) {
  if (!isShared) return { url: cluster.url, drop: cluster.stop };
  const name = `bench_${randomToken(6).replaceAll(/\W/g, "x").toLowerCase()}`;
  const asAdmin = (statement: string) =>
    runAll(withDatabase(cluster.superuserUrl, "postgres"), [statement]);
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE kampanye OWNER kampanye_owner`);
  return {
    url: withDatabase(cluster.url, name),
    drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

export async function openWorld(options: WorldOptions = {}): Promise<BenchWorld> {
  const cluster = options.cluster ?? (await openCluster(options.commitDelayUs));
  const { url, drop } = await databaseIn(cluster, options.cluster !== undefined);
  const poolMax = options.poolMax ?? 10;
  const dataSource = createDataSource({ url, rows: rowClasses, poolMax });
  await dataSource.initialize();
  const pool = new Pool({ connectionString: url, max: poolMax });
  // The server is stopped while idle connections are still closing.
  pool.on("error", () => undefined);
  const database = new URL(url).pathname.slice(1);
  return {
    url,
    dir: cluster.dir,
    log: createLogger("silent"),
    unitOfWork: createUnitOfWork(dataSource),
    dataSource,
    pool,
    async rows<T>(text: string, values: readonly unknown[] = []) {
      return (await pool.query(text, [...values])).rows as T[];
    },
    settleDown: () =>
      runAll(withDatabase(cluster.superuserUrl, database), ["VACUUM ANALYZE", "CHECKPOINT"]),
    async close() {
      await pool.end();
      await dataSource.destroy();
      await drop();
    },
  };
}
