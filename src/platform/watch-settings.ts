/** How old or how long anything may get before a person is told: the limits of the watch, all in seconds. */
import { seconds, wholeNumber } from "./setting-types";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const watchSettings = {
  WATCH_ENDORSEMENT_SECONDS: seconds(5 * minute),
  WATCH_HOLD_SECONDS: seconds(3 * day),
  WATCH_RELEASE_SECONDS: seconds(day),
  WATCH_FREEZE_SECONDS: seconds(10 * minute),
  WATCH_CHEQUE_SECONDS: seconds(3 * day),
  WATCH_SEND_SECONDS: seconds(10 * minute),
  WATCH_AMBIGUOUS_SECONDS: seconds(hour),
  WATCH_AMBIGUOUS_LATE_SECONDS: seconds(day),
  WATCH_UNSEEN_SECONDS: seconds(hour),
  WATCH_ATTEMPT_SECONDS: seconds(6 * hour),
  WATCH_ON_HOLD_SECONDS: seconds(3 * day),
  WATCH_UNCLAIMED_SECONDS: seconds(25 * day),
  WATCH_RETURNED_SECONDS: seconds(3 * day),
  WATCH_PAYOUT_SECONDS: seconds(35 * day),
  WATCH_EVENT_SECONDS: seconds(10 * minute),
  WATCH_SUSPENSE_SECONDS: seconds(day),
  WATCH_CLEARING_SECONDS: seconds(hour),
  WATCH_PROVIDER_SECONDS: seconds(2 * hour),
  WATCH_OUTBOX_SECONDS: seconds(2 * minute),
  WATCH_MAIL_SECONDS: seconds(hour),
  WATCH_CONSULTATION_SECONDS: seconds(day),
  WATCH_OPINION_SECONDS: seconds(3 * day),
  WATCH_QUEUE_SECONDS: seconds(5 * minute),
  WATCH_SCHEDULER_SECONDS: seconds(5 * minute),
  WATCH_BOOKS_SECONDS: seconds(2 * day),
  BOOKS_CHECK_HOUR: wholeNumber(2, 0, 23),
};

export type WatchLimit = {
  [Name in keyof typeof watchSettings]: Name extends `WATCH_${string}` ? Name : never;
}[keyof typeof watchSettings];
