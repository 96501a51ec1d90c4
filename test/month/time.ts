/**
 * A month that passes in minutes. The product reads its clock in one place, which compose() is given, and asks the database
 * for everything that has to do with age; so a database whose now() is moved, and one clock for the simulators and the
 * product, are all it takes. Nothing that was written is ever changed.
 */
import { Client, type Pool } from "pg";
import type { Clock } from "../../src/kernel/clock";

export interface MovableClock extends Clock {
  /** Milliseconds between the machine's time and this one. */
  shiftMs(): number;
  moveTo(shiftMs: number): void;
}

/** A clock that goes as the machine's does, so many milliseconds apart. */
export function createMovableClock(startShiftMs: number): MovableClock {
  let shift = startShiftMs;
  return {
    now: () => new Date(Date.now() + shift),
    shiftMs: () => shift,
    moveTo: (shiftMs) => {
      shift = shiftMs;
    },
  };
}

/** Runs statements as the tables' owner. */
export async function asOwnerOf<T>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as T[];
  } finally {
    await client.end();
  }
}

const functionSql = `
  CREATE SCHEMA clock;
  CREATE TABLE clock.shift (by interval NOT NULL);
  INSERT INTO clock.shift VALUES ('0');
  CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
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
  WHERE pg_get_expr(d.adbin, d.adrelid) LIKE '%now()%'
  UNION ALL
  SELECT format('ALTER FUNCTION %s SET search_path = clock, pg_catalog, public, pg_temp', p.oid::regprocedure)
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'
  WHERE EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%')`;

/** Gives a freshly migrated database a now() that can be moved. */
export async function giveClock(url: string): Promise<void> {
  await asOwnerOf(url, functionSql);
  const found = await asOwnerOf<{ command: string }>(url, rebindSql);
  await asOwnerOf(url, found.map(({ command }) => command).join(";\n"));
  await findClock(url);
}

/** Settings of a database are not copied with it. */
export async function findClock(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await asOwnerOf(url, `ALTER DATABASE ${name} SET search_path = clock, pg_catalog, public`);
}

/** Moves the database's time. */
export async function moveDatabase(owner: Pool, shiftMs: number): Promise<void> {
  await owner.query("UPDATE clock.shift SET by = $1::bigint * interval '1 millisecond'", [shiftMs]);
}
