import type { DataSource } from "typeorm";
import { migrations } from "../../migrations";
import type { JobQueue } from "../platform/queue/job-queue";

/** Names of what is missing before this process can serve. */
export async function readiness(dataSource: DataSource, queue: JobQueue): Promise<string[]> {
  const checks: Record<string, () => Promise<boolean>> = {
    database: async () => (await dataSource.query("SELECT 1")) !== undefined,
    schema: async () => {
      const rows: { n: number }[] = await dataSource.query(
        "SELECT count(*)::int AS n FROM schema_migrations",
      );
      return rows[0]?.n === migrations.length;
    },
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
