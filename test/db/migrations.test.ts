/** Migrations: from nothing, twice, by many at once, and back again; and what the product's role may do afterwards. */
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { migrations } from "../../migrations";
import { createMigrationSource, migrate } from "../../src/platform/db/migrate";
import { asOwner } from "../support/database";

const names: string[] = [];

function urlOf(database: string): string {
  const url = process.env["TEST_CLUSTER_URL"];
  if (!url) throw new Error("The test cluster is not running");
  return url.replace(/\/kampanye$/, `/${database}`);
}

/** A database with nothing in it, not even a schema of ours. */
async function emptyDatabase(): Promise<string> {
  const name = `m_${randomBytes(6).toString("hex")}`;
  await asOwner(urlOf("postgres"), `CREATE DATABASE ${name} TEMPLATE template0`);
  names.push(name);
  return urlOf(name);
}

afterEach(async () => {
  for (const name of names.splice(0)) await asOwner(urlOf("postgres"), `DROP DATABASE ${name}`);
});

/** TypeORM prints a failed migration past its logger; here the failure is the point. */
function quieten() {
  const print = Reflect.get(globalThis.console, "log") as unknown;
  Reflect.set(globalThis.console, "log", () => undefined);
  return { end: () => Reflect.set(globalThis.console, "log", print) };
}

const expected = migrations.map((migration) => migration.name);

/** Everything that was made in a schema, whatever it is. */
async function objectsOf(url: string): Promise<string[]> {
  const rows = await asOwner(
    url,
    `SELECT 'relation ' || relname AS name FROM pg_class c WHERE relnamespace = 'public'::regnamespace
       AND relname NOT LIKE 'schema_migrations%' AND NOT EXISTS (
         SELECT FROM pg_index i WHERE i.indexrelid = c.oid AND i.indrelid = to_regclass('schema_migrations'))
     UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT 'type ' || typname FROM pg_type
       WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
     UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
     UNION ALL SELECT 'default privileges ' || defaclacl::text FROM pg_default_acl
       WHERE defaclnamespace = 'public'::regnamespace
     ORDER BY 1`,
  );
  return (rows as { name: string }[]).map(({ name }) => name);
}

/** The schema as SQL words, to compare two databases. */
async function shapeOf(url: string): Promise<unknown[]> {
  return await asOwner(
    url,
    `SELECT c.relname || '.' || a.attname AS what,
            format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END ||
              coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS is
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
     UNION ALL SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT proname, md5(prosrc) || prosecdef FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
     UNION ALL SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'S')
     ORDER BY 1, 2`,
  );
}

test("migrations are listed in the order of their names, which are their times", () => {
  const times = expected.map((name) => Number(/(\d{14})$/.exec(name)?.[1]));
  expect(times.every((time) => time > 20_260_000_000_000)).toBe(true);
  expect([...times].sort((one, other) => one - other)).toEqual(times);
  expect(new Set(times).size).toBe(times.length);
});

test("an empty database gets everything, once; again there is nothing to do", async () => {
  const url = await emptyDatabase();
  expect(await migrate(url, migrations)).toEqual(expected);
  const shape = await shapeOf(url);
  expect(shape.length).toBeGreaterThan(300);
  expect(await migrate(url, migrations)).toEqual([]);
  expect(await shapeOf(url)).toEqual(shape);
  const rows = await asOwner(url, "SELECT count(*)::int AS n FROM schema_migrations");
  expect(rows).toEqual([{ n: expected.length }]);
});

test("five at once: each migration runs once, and all five succeed", async () => {
  const url = await emptyDatabase();
  const done = await Promise.all(Array.from({ length: 5 }, () => migrate(url, migrations)));
  expect(done.flat()).toEqual(expected);
  const single = await emptyDatabase();
  await migrate(single, migrations);
  expect(await shapeOf(url)).toEqual(await shapeOf(single));
});

test("one that fails leaves the ones before it, and the next try goes on from there", async () => {
  const url = await emptyDatabase();
  class Broken20991231000000 {
    async up(db: { query(sql: string): Promise<unknown> }): Promise<void> {
      await db.query("CREATE TABLE half_done (id integer); SELECT 1 / 0");
    }
    async down(): Promise<void> {}
  }
  const quiet = quieten();
  await expect(migrate(url, [...migrations, Broken20991231000000])).rejects.toThrow(
    "division by zero",
  );
  quiet.end();
  const objects = await objectsOf(url);
  expect(objects).toContain("relation campaigns");
  expect(objects).not.toContain("relation half_done");
  expect(await migrate(url, migrations)).toEqual([]);
});

test("backwards, one by one, down to nothing; and up again", async () => {
  const url = await emptyDatabase();
  await migrate(url, migrations);
  const shape = await shapeOf(url);
  const source = createMigrationSource(url, migrations);
  await source.initialize();
  try {
    for (let n = 0; n < migrations.length; n++) await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
  expect(await objectsOf(url)).toEqual([]);
  expect(await migrate(url, migrations)).toEqual(expected);
  expect(await shapeOf(url)).toEqual(shape);
});

describe("the role of the running product", () => {
  const role = "kampanye_app";
  let url: string;
  const asApplication = async (statement: string) => {
    const client = new Client({ connectionString: url, options: `-c role=${role}` });
    await client.connect();
    try {
      return (await client.query(statement)).rows as unknown[];
    } finally {
      await client.end();
    }
  };
  beforeEach(async () => {
    url = await emptyDatabase();
    await migrate(url, migrations);
  });

  test("owns nothing, is nobody special, and belongs to no other role", async () => {
    const owned = await asOwner(
      url,
      `SELECT classid::regclass::text, objid FROM pg_shdepend
       WHERE refobjid = '${role}'::regrole AND deptype = 'o'
         AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    );
    expect(owned).toEqual([]);
    const [attributes] = await asOwner(
      url,
      `SELECT rolsuper, rolcreatedb, rolcreaterole, rolcanlogin, rolreplication, rolbypassrls
       FROM pg_roles WHERE rolname = '${role}'`,
    );
    expect(new Set(Object.values(attributes as object))).toEqual(new Set([false]));
    const memberships = await asOwner(
      url,
      `SELECT roleid::regrole::text FROM pg_auth_members WHERE member = '${role}'::regrole`,
    );
    expect(memberships).toEqual([]);
  });

  test("can change no table, no trigger and no row of what is written once", async () => {
    for (const statement of [
      "CREATE TABLE mine (id integer)",
      "DROP TABLE ledger_entries",
      "ALTER TABLE ledger_entries DISABLE TRIGGER ALL",
      "TRUNCATE audit_events",
      "UPDATE ledger_entries SET amount_minor = 1",
      "DELETE FROM ledger_transactions",
      "UPDATE ledger_balances SET balance_minor = 1",
      "UPDATE audit_events SET actor = 'x'",
      "DELETE FROM audit_events",
      "DELETE FROM payouts",
      "DELETE FROM payout_attempts",
      "DELETE FROM deposits",
      "DELETE FROM cheques",
      "DELETE FROM statement_lines",
      "DELETE FROM provider_events",
      "DELETE FROM breaks",
      "UPDATE schema_migrations SET name = 'x'",
      "DELETE FROM schema_migrations",
      "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
      "CREATE SCHEMA mine",
      "SET session_replication_role = replica",
    ]) {
      await expect(asApplication(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
    expect(await asApplication("SELECT count(*)::int AS n FROM ledger_entries")).toEqual([
      { n: 0 },
    ]);
  });

  test("may truncate nothing, and may use every table the product reads", async () => {
    const rights = (await asOwner(
      url,
      `SELECT relname AS name, has_table_privilege('${role}', oid, 'SELECT') AS reads,
              has_table_privilege('${role}', oid, 'TRUNCATE') AS empties,
              has_table_privilege('${role}', oid, 'TRIGGER') AS triggers
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    )) as { name: string; reads: boolean; empties: boolean; triggers: boolean }[];
    expect(rights.length).toBeGreaterThan(30);
    expect(rights.filter(({ reads }) => !reads)).toEqual([]);
    expect(rights.filter(({ empties, triggers }) => empties || triggers)).toEqual([]);
  });
});
