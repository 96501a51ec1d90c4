/**
 * Time inside the sandbox world: the system's time plus an offset that only grows. All simulators share one clock,
 * so that moving it by 30 days is 30 days for PayPal, for Stripe and for the bank.
 */
import { addMs, type Clock, parseInstant } from "../kernel/clock";

const epoch = parseInstant("1970-01-01T00:00:00.000Z");

export interface SandboxClock extends Clock {
  /** Sandbox time in milliseconds since 1970; never goes backwards while the process lives. */
  nowMs(): number;
  offsetMs(): number;
  setOffsetMs(offsetMs: number): void;
  /** Moves the offset so that it is at least `ms` now; does nothing when that moment has passed. */
  moveTo(ms: number): void;
}

/** @param startOffsetMs The offset the world had when it was last open. */
export function createSandboxClock(system: Clock, startOffsetMs: number): SandboxClock {
  let offset = startOffsetMs;
  let last = 0;
  const nowMs = (): number => {
    // The system clock may be set back under us, and a report whose lines run backwards in time cannot be paged.
    last = Math.max(last, system.now().getTime() + offset);
    return last;
  };
  return {
    now: () => instant(nowMs()),
    nowMs,
    offsetMs: () => offset,
    setOffsetMs: (next) => {
      offset = next;
    },
    moveTo: (ms) => {
      offset = Math.max(offset, ms - system.now().getTime());
    },
  };
}

/** The instant `ms` milliseconds after 1970-01-01T00:00:00Z. */
export function instant(ms: number): Date {
  return addMs(epoch, ms);
}

/** RFC 3339 with milliseconds, such as `2026-11-23T10:00:00.000Z`. */
export function isoMillis(ms: number): string {
  return instant(ms).toISOString();
}

/** RFC 3339 with whole seconds, which is how PayPal writes times. */
export function isoSeconds(ms: number): string {
  return `${isoMillis(ms).slice(0, 19)}Z`;
}

/** Whole seconds since 1970, rounded down, which is how Stripe writes times. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** Milliseconds since 1970 of an RFC 3339 text; undefined when it is none. */
export function parseMs(text: string): number | undefined {
  const ms = parseInstant(text).getTime();
  return Number.isNaN(ms) ? undefined : ms;
}
