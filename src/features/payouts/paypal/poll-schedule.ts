/** When to look at an item again. Pure: the age of the attempt and its state decide. */
import { dayMs, hourMs } from "../../../kernel/clock";
import type { AttemptState } from "../payout";

const lookDaysMax = 35;
/**
 * Money that arrived can come back later, sometimes without any message. So success is looked at again: as long as
 * anything else, and at least so many days from the success itself, which may come late.
 */
const successLookDaysMin = 10;

/** Both by the database's clock. */
export interface Ages {
  /** Since the attempt was made. */
  ageMs: number;
  /** Since it came into its present state. */
  stateAgeMs: number;
}

/** An item that two people gave up while PayPal calls it blocked; should it be paid after all, we want to know. */
const blockedLookDaysMax = 30;

/** Milliseconds until the next look at an item that PayPal blocks although its attempt is over here. */
export function blockedPollMs(sinceMs: number): number | null {
  return sinceMs < blockedLookDaysMax * dayMs ? dayMs : null;
}

/**
 * Milliseconds until the next look, or null when the item is over. Fresh items follow `earlyMs` step by step, then
 * hourly for a day, then daily.
 * @param pollsCount Looks that were made.
 */
export function nextPollMs(
  state: AttemptState,
  { ageMs, stateAgeMs }: Ages,
  pollsCount: number,
  earlyMs: readonly number[],
): number | null {
  switch (state) {
    case "failed":
    case "returned":
    case "refunded":
    case "reversed":
      return null;
    case "success":
      return ageMs < lookDaysMax * dayMs || stateAgeMs < successLookDaysMin * dayMs ? dayMs : null;
    default: {
      if (ageMs >= lookDaysMax * dayMs) return dayMs;
      const early = earlyMs[pollsCount];
      if (early !== undefined) return early;
      return ageMs < dayMs ? hourMs : dayMs;
    }
  }
}
