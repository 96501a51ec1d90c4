/** A PostgreSQL of our own, in memory where the machine has room for that, with the product's schema in it. */
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client, Pool } from "pg";
import type { DataSource } from "typeorm";
import { migrations } from "../migrations";
import { rowClasses } from "../src/app/rows";
import { createDataSource } from "../src/platform/db/data-source";
import { startEmbeddedPostgres } from "../src/platform/db/embedded-postgres";
import { migrate } from "../src/platform/db/migrate";
import { createUnitOfWork, type UnitOfWork } from "../src/platform/db/unit-of-work";
import { createLogger, type Logger } from "../src/platform/logger";

export interface WorldOptions {
  /** Adds this much to each commit: a disk that is the same on every machine and every day. */
  commitDelayUs?: number;
  poolMax?: number;
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
  /** As the superuser: seeding may leave out what no figure depends on, such as the campaign behind an endorsement. */
  asSuperuser(statements: readonly string[]): Promise<void>;
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

export async function openWorld(options: WorldOptions = {}): Promise<BenchWorld> {
  const dir = mkdtempSync(path.join(quickFolder(), "kampanye-bench-"));
  const isVolatile = options.commitDelayUs === undefined;
  const poolMax = options.poolMax ?? 10;
  // PostgreSQL delays a commit only where it would also wait for the disk.
  const postgres = await startEmbeddedPostgres(dir, { isVolatile });
  const superuserUrl = new URL(postgres.url);
  superuserUrl.username = "postgres";
  superuserUrl.password = readFileSync(path.join(dir, "postgres.password"), "utf8").trim();

  async function asSuperuser(statements: readonly string[]): Promise<void> {
    const client = new Client({ connectionString: superuserUrl.href });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  const delays = isVolatile
    ? []
    : [`commit_delay = ${options.commitDelayUs}`, "commit_siblings = 0"];
  await asSuperuser([
    ...[...settings, ...delays].map((setting) => `ALTER SYSTEM SET ${setting}`),
    "SELECT pg_reload_conf()",
  ]);
  await migrate(postgres.url, migrations);
  const dataSource = createDataSource({ url: postgres.url, rows: rowClasses, poolMax });
  await dataSource.initialize();
  const pool = new Pool({ connectionString: postgres.url, max: poolMax });
  // The server is stopped while idle connections are still closing.
  pool.on("error", () => undefined);
  return {
    url: postgres.url,
    dir,
    log: createLogger("silent"),
    unitOfWork: createUnitOfWork(dataSource),
    dataSource,
    pool,
    asSuperuser,
    async rows<T>(text: string, values: readonly unknown[] = []) {
      return (await pool.query(text, [...values])).rows as T[];
    },
    settleDown: () => asSuperuser(["VACUUM ANALYZE", "CHECKPOINT"]),
    async close() {
      await pool.end();
      await dataSource.destroy();
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
