/** How long each side of a collaboration has, and what a brand pays when it cancels. */
import { killFees, seconds, secondsList } from "./setting-types";

const day = 24 * 3600;

export const clockSettings = {
  REVIEW_SECONDS: seconds(5 * day),
  REVIEW_REMINDER_SECONDS: secondsList("172800,43200"),
  POST_REMINDER_SECONDS: secondsList("172800,43200"),
  POST_GRACE_SECONDS: seconds(3 * day),
  APPEAL_SECONDS: seconds(7 * day),
  LIVE_SECONDS_MIN: seconds(30 * day),
  KILL_FEE_BASIS_POINTS: killFees("2500,9000,10000"),
};
