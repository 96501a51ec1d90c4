/** Limits on work between brands and creators: what waits for a person although its time is over. */
import type { WatchRule } from "./watch-rule";

export const collaborationRules: readonly WatchRule[] = [
  {
    // Content that no machine may approve, or a post that nobody has looked at, after the end of the brand's clock.
    kind: "submission_overdue",
    objectType: "submission",
    owner: "operator",
    nextAction: "remind_brand",
    sql: `SELECT s.id AS object_id, d.fee_minor AS amount_minor, d.currency, s.status, s.overdue_at AS since
          FROM submissions s JOIN deliverables d ON d.id = s.deliverable_id
          WHERE s.overdue_at IS NOT NULL`,
  },
  {
    // A post is gone although it has to stay, and its fee is earned.
    kind: "clawback_suggested",
    objectType: "clawback",
    owner: "operator",
    nextAction: "decide_clawback",
    sql: `SELECT id AS object_id, fee_minor AS amount_minor, currency, reason, decided_at AS since
          FROM clawbacks WHERE status = 'suggested'`,
  },
  {
    kind: "dispute_undecided",
    objectType: "dispute",
    owner: "operator",
    nextAction: "await_answer",
    sql: `SELECT q.id AS object_id, d.fee_minor AS amount_minor, d.currency, q.reason_code, q.opened_at AS since,
                 CASE WHEN q.status = 'answered' OR q.answer_until <= now() THEN 'decide_dispute'
                   ELSE 'await_answer' END AS next_action
          FROM disputes q JOIN submissions s ON s.id = q.submission_id
          JOIN deliverables d ON d.id = s.deliverable_id
          WHERE q.status IN ('open', 'answered')`,
  },
];
