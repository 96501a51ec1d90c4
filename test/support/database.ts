import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { DataSource } from "typeorm";
import { rowClasses } from "../../src/app/rows";
import { createDataSource } from "../../src/platform/db/data-source";
import { createUnitOfWork, type UnitOfWork } from "../../src/platform/db/unit-of-work";

export interface TestDatabase {
  /** Owner's connection string; tests use it to break rules the application role cannot break. */
  url: string;
  dataSource: DataSource;
  unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

function clusterUrl(database: string): string {
  const url = process.env["TEST_CLUSTER_URL"];
  if (!url) throw new Error("The test cluster is not running");
  return url.replace(/\/kampanye$/, `/${database}`);
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: clusterUrl("postgres") });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

/** A fresh clone of the migrated template. Call `close` in afterAll: it fails when a connection was left behind. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString("hex")}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE kampanye STRATEGY FILE_COPY`);
  const url = clusterUrl(name);
  const dataSource = createDataSource({ url, rows: rowClasses, poolMax: 20 });
  await dataSource.initialize();
  return {
    url,
    dataSource,
    unitOfWork: createUnitOfWork(dataSource),
    async close() {
      await dataSource.destroy();
      await asAdmin(`DROP DATABASE ${name}`);
    },
  };
}

/** Runs one statement as the owner of the tables, outside the product. */
export async function asOwner(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows as unknown[];
  } finally {
    await client.end();
  }
}
