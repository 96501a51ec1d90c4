/** Conditions over payouts that more than one list asks for. */
import type { WatchLimit } from "../../platform/watch-settings";

/** The limits of the watch that say when a payout stands still, in the order in which {@link stuckPayout} numbers them. */
const stuckLimitNames = [
  "WATCH_FREEZE_SECONDS",
  "WATCH_CHEQUE_SECONDS",
  "WATCH_SEND_SECONDS",
  "WATCH_AMBIGUOUS_SECONDS",
  "WATCH_UNSEEN_SECONDS",
  "WATCH_ATTEMPT_SECONDS",
] as const satisfies readonly WatchLimit[];

type StuckLimitName = (typeof stuckLimitNames)[number];

/** In milliseconds. */
export type StuckLimits = Readonly<Record<StuckLimitName, number>>;

/** The value for the parameter of {@link stuckPayout}. */
export const stuckSeconds = (limits: StuckLimits): number[] =>
  stuckLimitNames.map((name) => limits[name] / 1000);

/**
 * For a payout `p`: nothing holds it, nobody is asked, and still it does not move. The same limits open the breaks of the
 * watch, so that the list never shows fewer than the breaks do. A blocked item waits for two people from the beginning.
 * @param parameter Such as `$1`; its value is made by {@link stuckSeconds}.
 */
export function stuckPayout(parameter: string): string {
  const isOlder = (instant: string, limit: StuckLimitName) =>
    `${instant} < now() - make_interval(secs => (${parameter}::float8[])[${stuckLimitNames.indexOf(limit) + 1}])`;
  const freeSince = `greatest(p.status_at, (SELECT max(h.released_at) FROM payout_holds h WHERE h.payout_id = p.id))`;
  return `
    (p.status IN ('approved', 'queued')
     AND ((p.rail = 'paypal' AND ${isOlder(freeSince, "WATCH_FREEZE_SECONDS")})
          OR (p.rail = 'cheque' AND ${isOlder(freeSince, "WATCH_CHEQUE_SECONDS")}))
     AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL))
    OR (p.status = 'in_progress' AND EXISTS (
      SELECT FROM payout_attempts a WHERE a.payout_id = p.id AND (
        (a.state IN ('intent', 'sending') AND ${isOlder("a.created_at", "WATCH_SEND_SECONDS")})
        OR (a.state = 'unknown' AND ${isOlder("a.created_at", "WATCH_AMBIGUOUS_SECONDS")})
        OR (a.state = 'submitted' AND a.provider_item_id IS NULL
            AND ${isOlder("a.state_at", "WATCH_UNSEEN_SECONDS")})
        OR (a.state IN ('submitted', 'pending') AND ${isOlder("a.created_at", "WATCH_ATTEMPT_SECONDS")})
        OR a.state = 'blocked')))`;
}

const brokenObjects = (type: string) => `
  SELECT CASE WHEN k.object_type = '${type}' THEN k.object_id::uuid END FROM breaks k
  WHERE k.object_type = '${type}' AND k.resolved_at IS NULL`;

/** Ids of the payouts that an open break speaks of: itself, one of its attempts, or a batch it was in. */
export const payoutsWithOpenBreak = `
  ${brokenObjects("payout")}
  UNION SELECT a.payout_id FROM payout_attempts a WHERE a.id IN (${brokenObjects("payout_attempt")})
  UNION SELECT a.payout_id FROM payout_attempts a WHERE a.batch_id IN (${brokenObjects("payout_batch")})`;

/** Ids of the batches that an open break speaks of: itself or one of its attempts. */
export const batchesWithOpenBreak = `
  ${brokenObjects("payout_batch")}
  UNION SELECT a.batch_id FROM payout_attempts a
  WHERE a.batch_id IS NOT NULL AND a.id IN (${brokenObjects("payout_attempt")})`;
