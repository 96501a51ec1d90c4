/** When to look at an item again. Pure: the age of the attempt and its state decide. */
import { dayMs, hourMs } from "../../../kernel/clock";
import type { AttemptState } from "../payout";

const lookDaysMax = 35;
/** Money that arrived can come back later, sometimes without any message; so success is looked at again. */
const successLookDaysMax = 35;

/** An item that two people gave up while PayPal calls it blocked; should it be paid after all, we want to know. */
const blockedLookDaysMax = 30;

/** Milliseconds until the next look at an item that PayPal blocks although its attempt is over here. */
export function blockedPollMs(sinceMs: number): number | null {
  return sinceMs < blockedLookDaysMax * dayMs ? dayMs : null;
}

/**
 * Milliseconds until the next look, or null when the item is over. Fresh items follow `earlyMs` step by step, then
 * hourly for a day, then daily.
 */
export function nextPollMs(
  state: AttemptState,
  ageMs: number,
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
      return ageMs < successLookDaysMax * dayMs ? dayMs : null;
    default: {
      if (ageMs >= lookDaysMax * dayMs) return dayMs;
      const early = earlyMs[pollsCount];
      if (early !== undefined) return early;
      return ageMs < dayMs ? hourMs : dayMs;
    }
  }
}
