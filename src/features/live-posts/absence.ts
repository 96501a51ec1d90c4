/** What is known about a post that cannot be found any more, as evidence for people. */
import { many, maybeOne, type Tx } from "../../platform/db/sql";

export interface PostAbsence {
  since: Date;
  evidence: string;
}

interface Gone {
  url: string;
  since: Date;
  liveUntil: Date;
  lastSeenAt: Date | null;
}

const evidenceMissesMax = 3;

/** @returns null for a post that is not gone. */
export async function absenceOf(tx: Tx, submissionId: string): Promise<PostAbsence | null> {
  const gone = await maybeOne<Gone>(
    tx,
    `SELECT p.url, c.opened_at AS since, w.live_until AS "liveUntil",
            (SELECT max(k.checked_at) FROM live_post_checks k
             WHERE k.submission_id = w.id AND k.outcome = 'seen') AS "lastSeenAt"
     FROM live_post_watches w JOIN live_posts p ON p.submission_id = w.id
     JOIN live_post_concerns c ON c.submission_id = w.id AND c.resolved_at IS NULL AND c.kind = 'gone'
     WHERE w.id = $1 AND w.status = 'gone'`,
    [submissionId],
  );
  if (!gone) return null;
  const misses = await many<{ at: Date; by: string }>(
    tx,
    `SELECT checked_at AS at, coalesce(source, checked_by) AS by FROM live_post_checks
     WHERE submission_id = $1 AND (outcome = 'not_available' OR (outcome = 'by_hand' AND status = 'gone'))
       AND ($2::timestamptz IS NULL OR checked_at > $2)
     ORDER BY id DESC LIMIT ${evidenceMissesMax}`,
    [submissionId, gone.lastSeenAt],
  );
  const missed = misses.reverse().map(({ at, by }) => `${at.toISOString()} (${by})`);
  return {
    since: gone.since,
    evidence: [
      `${gone.url} was last seen ${gone.lastSeenAt?.toISOString() ?? "never"}`,
      `not found ${missed.join(", ")}`,
      `has to stay until ${gone.liveUntil.toISOString()}`,
    ].join("; "),
  };
}
