import type { DataSource } from "typeorm";
import { migrations } from "../../migrations";
import { OperatorError } from "../kernel/errors";
import type { JobQueue } from "../platform/queue/job-queue";

async function isSchemaCurrent(dataSource: DataSource): Promise<boolean> {
  const rows: { n: number }[] = await dataSource.query(
    "SELECT count(*)::int AS n FROM schema_migrations",
  );
  return rows[0]?.n === migrations.length;
}

/** @throws OperatorError unless exactly the migrations of this version have run. */
export async function requireSchema(dataSource: DataSource): Promise<void> {
  if (await isSchemaCurrent(dataSource).catch(() => false)) return;
  throw new OperatorError(
    "The database's schema is not that of this version. Run `npm run migrate` first.",
  );
}

/** Names of what is missing before this process can serve. */
export async function readiness(dataSource: DataSource, queue: JobQueue): Promise<string[]> {
  const checks: Record<string, () => Promise<boolean>> = {
    database: async () => (await dataSource.query("SELECT 1")) !== undefined,
    schema: () => isSchemaCurrent(dataSource),
    queue: async () => {
      await queue.check();
      return true;
    },
  };
  const missing: string[] = [];
  for (const [name, check] of Object.entries(checks)) {
    if (!(await check().catch(() => false))) missing.push(name);
  }
  return missing;
}
