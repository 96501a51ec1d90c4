import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { migrations } from "../../migrations";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/platform/db/embedded-postgres";
import { migrate } from "../../src/platform/db/migrate";

export interface TestCluster {
  postgres: EmbeddedPostgres;
  dir: string;
}

const memoryFolder = "/dev/shm";
const memoryBytesMin = 4 * 1024 ** 3;

/** Memory when there is plenty of it, because the tests wait for little else than the disk. */
export function fastFolder(): string {
  try {
    accessSync(memoryFolder, constants.W_OK);
    const { bavail, bsize } = statfsSync(memoryFolder);
    return bavail * bsize >= memoryBytesMin ? memoryFolder : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}

/** One PostgreSQL for the whole run; its migrated database becomes the template every test file clones. */
export async function startTestCluster(): Promise<TestCluster> {
  const dir = mkdtempSync(path.join(fastFolder(), "kampanye-test-"));
  const postgres = await startEmbeddedPostgres(dir, { isVolatile: true });
  await migrate(postgres.url, migrations);
  const admin = new Client({ connectionString: postgres.url.replace(/\/kampanye$/, "/postgres") });
  await admin.connect();
  await admin.query("ALTER DATABASE kampanye WITH IS_TEMPLATE true ALLOW_CONNECTIONS false");
  await admin.end();
  return { postgres, dir };
}

// oxlint-disable-next-line import/no-default-export -- Jest asks for a default export here.
export default async function globalSetup(): Promise<void> {
  process.env["TZ"] = "UTC";
  const cluster = await startTestCluster();
  process.env["TEST_CLUSTER_URL"] = cluster.postgres.url;
  process.env["TEST_CLUSTER_DIR"] = cluster.dir;
  (globalThis as { testCluster?: TestCluster }).testCluster = cluster;
}
