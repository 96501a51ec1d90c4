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

/** Moves the database's time. */
export async function moveDatabase(owner: Pool, shiftMs: number): Promise<void> {
  await owner.query("UPDATE clock.shift SET by = $1::bigint * interval '1 millisecond'", [shiftMs]);
}
