/**
 * A database whose now() can be moved ahead, for the sandbox. Ages, leases and dates are all compared with the database's
 * clock, so this one place is enough for days to pass. Only the embedded database is ever treated like this.
 */
import { Client } from "pg";

const clockSql = `
  CREATE SCHEMA IF NOT EXISTS clock;
  CREATE TABLE IF NOT EXISTS clock.shift (by interval NOT NULL);
  INSERT INTO clock.shift SELECT '0' WHERE NOT EXISTS (SELECT FROM clock.shift);
  CREATE OR REPLACE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT pg_catalog.now() + (SELECT by FROM clock.shift)';
  GRANT USAGE ON SCHEMA clock TO PUBLIC;
  GRANT SELECT ON clock.shift TO PUBLIC;`;

/** Defaults and functions found now() when they were made, so each is told of the other one. */
const rebindSql = `
  SELECT format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', d.adrelid::regclass, a.attname,
                replace(pg_get_expr(d.adbin, d.adrelid), 'now()', 'clock.now()')) AS command
  FROM pg_attrdef d
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  JOIN pg_class c ON c.oid = d.adrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  WHERE pg_get_expr(d.adbin, d.adrelid) ~ '(^|[^.])now\\(\\)'
  UNION ALL
  SELECT format('ALTER FUNCTION %s SET search_path = clock, pg_catalog, public, pg_temp', p.oid::regprocedure)
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'
  WHERE EXISTS (SELECT FROM unnest(p.proconfig) AS setting
                WHERE setting LIKE 'search_path=%' AND setting NOT LIKE 'search_path=clock,%')`;

/** Connections that are made from now on find this now() before that of the system; what they create goes to public. */
const useSql = `
  SELECT format('ALTER DATABASE %I SET search_path = public, clock, pg_catalog', current_database()) AS command`;

const moveSql = `
  WITH move AS (SELECT $1::bigint * interval '1 millisecond' - by AS on FROM clock.shift),
       moved AS (UPDATE clock.shift SET by = by + move.on FROM move WHERE move.on <> '0' RETURNING move.on)
  UPDATE public.heartbeats SET beat_at = beat_at + moved.on FROM moved`;

async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Gives a migrated database a now() that can be moved; again after every migration. Needs its owner. */
export async function giveMovableTime(url: string): Promise<void> {
  await asOwner(url, async (client) => {
    // With nothing on the path, an expression names this now() in full and that of the system in short.
    await client.query("SET search_path = ''");
    await client.query(clockSql);
    for (const sql of [rebindSql, useSql]) {
      const { rows } = await client.query<{ command: string }>(sql);
      for (const { command } of rows) await client.query(command);
    }
  });
}

/** Moves the database's time to so many milliseconds after that of the machine. Whoever was alive still is. */
export async function moveTime(url: string, shiftMs: number): Promise<void> {
  await asOwner(url, (client) => client.query(moveSql, [shiftMs]));
}

/** Takes the moved time back, for a database that is not the sandbox's any more. */
export async function giveTrueTime(url: string): Promise<void> {
  await asOwner(url, async (client) => {
    const { rows } = await client.query("SELECT FROM pg_namespace WHERE nspname = 'clock'");
    if (rows.length > 0) await client.query("UPDATE clock.shift SET by = '0'");
  });
}
