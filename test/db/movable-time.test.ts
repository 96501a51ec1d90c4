/** In the sandbox days can pass for the embedded database: its now() is moved, and everything written meanwhile is of then. */
import { Client } from "pg";
import { applicationRole } from "../../src/platform/db/data-source";
import { giveMovableTime, giveTrueTime, moveTime } from "../../src/platform/db/movable-time";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const dayMs = 24 * 3_600_000;
const owner = async <T>(text: string) => (await asOwner(db.url, text)) as T[];

/** Days between the machine's time and that of the database. */
async function daysAhead(): Promise<number> {
  const client = new Client({ connectionString: db.url, options: `-c role=${applicationRole}` });
  await client.connect();
  const { rows } = await client.query<{ at: Date }>("SELECT now() AS at");
  await client.end();
  return 0 + Math.round(((rows[0]?.at.getTime() ?? 0) - Date.now()) / dayMs);
}

test("days pass at once, for what is asked, for what is written, and for nothing that was", async () => {
  await giveMovableTime(db.url);
  await owner("INSERT INTO heartbeats (name) VALUES ('scheduler')");
  expect(await daysAhead()).toBe(0);

  await moveTime(db.url, 6 * dayMs);
  expect(await daysAhead()).toBe(6);
  await owner("INSERT INTO brands (id, name, country) VALUES (gen_random_uuid(), 'Late', 'ID')");
  const [late] = await owner<{ days: number }>(
    "SELECT round(extract(epoch FROM created_at - pg_catalog.now()) / 86400)::int AS days FROM brands",
  );
  expect(late?.days).toBe(6);

  // Whoever was alive before is alive afterwards.
  const [beat] = await owner<{ age: number }>(
    "SELECT round(extract(epoch FROM now() - beat_at) / 86400)::int AS age FROM heartbeats",
  );
  expect(beat?.age).toBe(0);
});

test("it is the same after another start and another migration, and new tables are made where they belong", async () => {
  await owner(
    "CREATE TABLE later (at timestamptz NOT NULL DEFAULT now(), old timestamptz DEFAULT pg_catalog.now())",
  );
  await giveMovableTime(db.url);
  await giveMovableTime(db.url);
  const [row] = await owner<{ schema: string; real: number; moved: number }>(
    `WITH made AS (INSERT INTO later DEFAULT VALUES RETURNING *)
     SELECT (SELECT schemaname FROM pg_tables WHERE tablename = 'later') AS schema,
            round(extract(epoch FROM old - pg_catalog.now()) / 86400)::int AS real,
            round(extract(epoch FROM at - pg_catalog.now()) / 86400)::int AS moved FROM made`,
  );
  expect(row).toEqual({ schema: "public", real: 6, moved: 6 });
  const unbound = await owner(
    `SELECT FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid AND c.relnamespace = 'public'::regnamespace
     WHERE pg_get_expr(d.adbin, d.adrelid) LIKE '%pg_catalog.now()%'`,
  );
  expect(unbound).toEqual([]);
  await owner("DROP TABLE later");
});

test("a database that leaves the sandbox has the machine's time again", async () => {
  expect(await daysAhead()).toBe(6);
  await giveTrueTime(db.url);
  expect(await daysAhead()).toBe(0);
});

test("a database that never was in the sandbox is left alone", async () => {
  const other = await createTestDatabase();
  await giveTrueTime(other.url);
  const found = await asOwner(other.url, "SELECT FROM pg_namespace WHERE nspname = 'clock'");
  expect(found).toEqual([]);
  await other.close();
});
