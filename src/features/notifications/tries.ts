/** How often and how long something about a letter is tried. */

/** With the pauses below, nearly a day; after that a person has to look. */
export const triesMax = 24;

/** Longer than any mail server may take, so that a letter which is being sent is not sent by somebody else as well. */
const leaseMinutes = 5;
const pauseMinutesMax = 60;

/** SQL: whoever takes a row now has it until then. */
export const leaseEnd = `now() + interval '${leaseMinutes} minutes'`;

/** SQL: when to try again after a try that failed; `attempts_count` has that try already. */
export const nextTry = `now() + make_interval(mins => least(power(2, attempts_count - 1), ${pauseMinutesMax})::int)`;

/** SQL: old enough that the queue must have forgotten it. */
export const isForgotten = "next_try_at < now() - interval '30 seconds'";

const problemLengthMax = 300;

/** What went wrong, short enough to be kept. */
export const problemOf = (error: unknown): string =>
  (error instanceof Error ? error.message : "unknown").slice(0, problemLengthMax);
