import "reflect-metadata";
import { runMigrations as migrateQueue } from "bullmq";
import type { Client } from "pg";
import { DataSource, type DataSourceOptions } from "typeorm";
import { OperatorError } from "../../kernel/errors";
import { withAdvisoryLock } from "./advisory-lock";
import { applicationRole } from "./data-source";
import { sqlState } from "./unit-of-work";

export type Migrations = NonNullable<DataSourceOptions["migrations"]>;

/** Any fixed number: the same for every host, used for nothing else. */
const migrationLock = 7_233_001;
const lockTimeout = "5s";

/** Owner-side connection; no pool is needed and no role is dropped. */
export function createMigrationSource(url: string, migrations: Migrations): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    entities: [],
    migrations,
    migrationsTableName: "schema_migrations",
    migrationsTransactionMode: "each",
    installExtensions: false,
    logging: false,
    extra: { max: 1, options: `-c timezone=UTC -c lock_timeout=${lockTimeout}` },
  });
}

const ensureRole = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${applicationRole}') THEN
    CREATE ROLE ${applicationRole} NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
-- Being a member is not enough since PostgreSQL 16: the right to SET ROLE is granted apart. An administrator who made the
-- role has to grant it; that we then may not grant it again is no trouble.
DO $$ BEGIN
  EXECUTE format('GRANT ${applicationRole} TO %I', current_user);
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
DO $$ BEGIN
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${applicationRole}', current_database());
END $$;`;

/** BullMQ makes a sequence for each queue when it is first used, hence CREATE inside its own schema. */
const grantQueue = `
GRANT USAGE, CREATE ON SCHEMA bullmq TO ${applicationRole};
GRANT ALL ON ALL TABLES IN SCHEMA bullmq TO ${applicationRole};
GRANT ALL ON ALL SEQUENCES IN SCHEMA bullmq TO ${applicationRole};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO ${applicationRole};`;

/** @throws OperatorError with what an administrator has to run, when the owner may not make roles. */
async function makeRole(guard: Client): Promise<void> {
  try {
    await guard.query(ensureRole);
  } catch (error) {
    if (sqlState(error) !== "42501") throw error;
    throw new OperatorError(
      "The database's owner may not make the role that the application works as. Let an administrator run " +
        `"CREATE ROLE ${applicationRole} NOLOGIN; GRANT ${applicationRole} TO <owner> WITH ADMIN OPTION" once, ` +
        "or give the owner CREATEROLE; then run this again.",
    );
  }
}

/**
 * Brings the schema up to date: the application's tables and the queue's. Safe to call from many processes at once; the
 * others wait for an advisory lock and then find nothing to do.
 * @returns names of the migrations that ran.
 */
export async function migrate(url: string, migrations: Migrations): Promise<string[]> {
  return await withAdvisoryLock(url, migrationLock, async (guard) => {
    const source = createMigrationSource(url, migrations);
    try {
      await makeRole(guard);
      await source.initialize();
      const done = await source.runMigrations();
      await migrateQueue(guard);
      await guard.query(grantQueue);
      return done.map((migration) => migration.name);
    } finally {
      if (source.isInitialized) await source.destroy();
    }
  });
}
