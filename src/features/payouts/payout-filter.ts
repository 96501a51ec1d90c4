/** Conditions over payouts that more than one list asks for. */

/** Released and not frozen for this long, or frozen and not known to be at PayPal: somebody should look. */
const unsentHours = 1;
/** PayPal lets nearly every payment through within minutes. */
const unsettledHours = 24;

/** For a payout `p`: nothing holds it, nobody is asked, and still it does not move. */
export const stuckPayout = `
  (p.status IN ('approved', 'queued') AND p.status_at < now() - interval '${unsentHours} hours'
   AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL))
  OR (p.status = 'in_progress' AND EXISTS (
    SELECT FROM payout_attempts a WHERE a.payout_id = p.id AND (
      (a.state IN ('intent', 'sending', 'unknown')
       AND a.created_at < now() - interval '${unsentHours} hours')
      OR (a.state IN ('submitted', 'pending')
          AND a.created_at < now() - interval '${unsettledHours} hours')
      OR a.state = 'blocked')))`;

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
