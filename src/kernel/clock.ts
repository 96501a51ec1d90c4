/**
 * The only place that reads the system clock. Ages, leases and schedules use the database's clock instead, because many
 * hosts disagree about the time and the database does not disagree with itself.
 */

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds that only grow; for measuring durations, never for dates. */
export function monotonicMs(): number {
  return performance.now();
}

/** The calendar day of an instant in UTC, as `2026-11-23`. */
export function utcDate(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function addMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** Midnight UTC at the beginning of a day. */
export function startOfDay(day: string): Date {
  return parseInstant(`${day}T00:00:00Z`);
}

/** A day that exists: the 30th of February has the right shape only. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = startOfDay(text);
  return !Number.isNaN(at.getTime()) && utcDate(at) === text;
}

export function parseInstant(text: string): Date {
  return new Date(text);
}

/** Whole seconds since 1970, as Stripe writes times. */
export function toUnixSeconds(at: Date): number {
  return Math.floor(at.getTime() / secondMs);
}

export function fromUnixSeconds(seconds: number): Date {
  return new Date(seconds * secondMs);
}

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
