/** Limits on the way of a payout, from the fee that became payable to the creator who was paid. */
import { findFeesToPay } from "../payouts";
import { isOlder, type WatchRule } from "./watch-rule";

const feesMax = 1_000;

const openHold = (payout: string) =>
  `SELECT FROM payout_holds h WHERE h.payout_id = ${payout}.id AND h.released_at IS NULL`;

/** Since when a payout could have gone on: its last move, or the end of its last hold. */
const freeSince = (payout: string) =>
  `greatest(${payout}.status_at, (SELECT max(released_at) FROM payout_holds WHERE payout_id = ${payout}.id))`;

/** Before anything was sent. */
const beforeSending: readonly WatchRule[] = [
  {
    kind: "endorsement_without_payout",
    objectType: "endorsement",
    limit: "WATCH_ENDORSEMENT_SECONDS",
    owner: "operator",
    nextAction: "check_worker",
    // What is collected for a day, a week or a minimum is not late before its time; the payouts know which is.
    find: async (tx) => await findFeesToPay(tx, feesMax),
    sql: `SELECT e.id AS object_id, e.fee_minor AS amount_minor, e.currency, e.payable_at
          FROM endorsements e WHERE e.id = ANY($2::uuid[]) AND ${isOlder("e.payable_at")}`,
  },
  {
    kind: "payout_held_long",
    objectType: "payout",
    limit: "WATCH_HOLD_SECONDS",
    owner: "finance",
    nextAction: "review_hold",
    sql: `SELECT p.id AS object_id, p.amount_minor, p.currency, min(h.opened_at) AS held_since,
                 string_agg(DISTINCT h.kind, ', ') AS holds, string_agg(DISTINCT h.owner, ', ') AS waits_for
          FROM payouts p JOIN payout_holds h ON h.payout_id = p.id AND h.released_at IS NULL
          WHERE p.status IN ('draft', 'pending_approval')
            AND ${isOlder("coalesce(h.expires_at, h.opened_at)")}
          GROUP BY p.id`,
  },
  {
    kind: "payout_not_released",
    objectType: "payout",
    limit: "WATCH_RELEASE_SECONDS",
    owner: "finance",
    nextAction: "prepare_and_approve",
    sql: `SELECT p.id AS object_id, p.amount_minor, p.currency, p.status, p.status_at AS since
          FROM payouts p
          WHERE p.status IN ('draft', 'pending_approval') AND ${isOlder("p.status_at")}
            AND ${isOlder(freeSince("p"))} AND NOT EXISTS (${openHold("p")})`,
  },
  {
    kind: "payout_not_frozen",
    objectType: "payout",
    limit: "WATCH_FREEZE_SECONDS",
    owner: "finance",
    nextAction: "check_worker",
    sql: `SELECT q.*, CASE q.reason WHEN 'held' THEN 'review_hold' WHEN 'paused' THEN 'read_paypal_report'
                   WHEN 'not_covered' THEN 'top_up_paypal' WHEN 'books_violated' THEN 'find_the_error'
                   ELSE 'check_worker' END AS next_action
          FROM (SELECT p.id AS object_id, p.amount_minor, p.currency, p.status, p.status_at AS since,
                  CASE WHEN EXISTS (SELECT FROM recovery_periods WHERE ended_at IS NULL) THEN 'paused'
                    WHEN EXISTS (${openHold("p")}) THEN 'held'
                    WHEN m.replaced_at IS NOT NULL THEN 'method_replaced'
                    WHEN p.signed_until < now() THEN 'signatures_expired'
                    WHEN EXISTS (SELECT FROM breaks b WHERE b.kind = 'books_violated' AND b.resolved_at IS NULL
                                 AND (b.currency IS NULL OR b.currency = p.currency)) THEN 'books_violated'
                    WHEN EXISTS (SELECT FROM breaks b WHERE b.kind = 'paypal_balance_short'
                                 AND b.resolved_at IS NULL AND b.object_id = p.currency) THEN 'not_covered'
                    ELSE 'not_taken' END AS reason
                FROM payouts p LEFT JOIN payout_methods m ON m.id = p.payout_method_id
                WHERE p.status IN ('approved', 'queued') AND p.rail = 'paypal'
                  AND ${isOlder("p.status_at")} AND ${isOlder(freeSince("p"))}) q`,
  },
  {
    // Opened by the freeze that put it aside.
    kind: "payout_unbookable",
    objectType: "payout",
    owner: "finance",
    nextAction: "find_the_error",
    sql: `SELECT p.id AS object_id, p.amount_minor, p.currency
          FROM payouts p JOIN payout_holds h ON h.payout_id = p.id AND h.released_at IS NULL
          WHERE h.kind = 'unbookable' AND p.status = 'queued'`,
  },
  {
    kind: "payout_cheque_not_written",
    objectType: "payout",
    limit: "WATCH_CHEQUE_SECONDS",
    owner: "finance",
    nextAction: "write_cheque",
    sql: `SELECT p.id AS object_id, p.amount_minor, p.currency, p.status_at AS since FROM payouts p
          WHERE p.status IN ('approved', 'queued') AND p.rail = 'cheque' AND ${isOlder("p.status_at")}`,
  },
];

/** Batches: what was frozen and what PayPal has not confirmed. */
const batches: readonly WatchRule[] = [
  {
    kind: "payout_batch_not_sent",
    objectType: "payout_batch",
    limit: "WATCH_SEND_SECONDS",
    owner: "finance",
    nextAction: "check_worker",
    sql: `SELECT b.id AS object_id, b.total_minor AS amount_minor, b.currency, b.problem, b.created_at AS since
          FROM payout_batches b WHERE b.state = 'frozen' AND ${isOlder("b.created_at")}`,
  },
  {
    // Told early, and louder with time: after a day somebody should read PayPal's report, and after 25 days the same id
    // may not be used any more, so that only two people can decide.
    kind: "payout_batch_ambiguous",
    objectType: "payout_batch",
    limit: "WATCH_AMBIGUOUS_SECONDS",
    lateLimit: "WATCH_AMBIGUOUS_LATE_SECONDS",
    owner: "finance",
    nextAction: "wait_for_retry",
    sql: `SELECT b.id AS object_id, b.total_minor AS amount_minor, b.currency, b.problem,
                 b.first_post_at AS since,
                 CASE WHEN b.first_post_at < now() - interval '25 days' THEN '25 days'
                   WHEN b.first_post_at < now() - make_interval(secs => $2::float8) THEN 'late'
                   ELSE 'early' END AS level,
                 CASE WHEN b.first_post_at < now() - make_interval(secs => $2::float8) THEN 'check_paypal_report'
                   ELSE 'wait_for_retry' END AS next_action
          FROM payout_batches b
          WHERE (b.state = 'ambiguous' AND ${isOlder("b.first_post_at")})
             OR (b.state IN ('frozen', 'ambiguous') AND b.first_post_at < now() - interval '25 days')`,
  },
  {
    // Opened by whoever stopped the batch; here so that it is never stopped without one.
    kind: "payout_batch_stopped",
    objectType: "payout_batch",
    owner: "finance",
    nextAction: "check_paypal_report",
    sql: `SELECT b.id AS object_id, b.total_minor AS amount_minor, b.currency, b.problem
          FROM payout_batches b
          WHERE b.state = 'stopped'
            AND EXISTS (SELECT FROM payout_attempts a WHERE a.batch_id = b.id
                        AND a.state IN ('intent', 'sending', 'unknown'))
            AND NOT EXISTS (SELECT FROM breaks o WHERE o.kind = 'payout_batch_differs'
                            AND o.object_id = b.id::text AND o.resolved_at IS NULL)`,
  },
  {
    // PayPal took the batch and then answers 404, or shows pages on which our items are missing.
    kind: "payout_batch_unseen",
    objectType: "payout_batch",
    limit: "WATCH_UNSEEN_SECONDS",
    owner: "finance",
    nextAction: "ask_paypal",
    sql: `SELECT b.id AS object_id, sum(a.amount_minor)::bigint AS amount_minor, b.currency,
                 b.payout_batch_id, count(*) AS items
          FROM payout_attempts a JOIN payout_batches b ON b.id = a.batch_id
          WHERE a.state = 'submitted' AND a.provider_item_id IS NULL AND ${isOlder("a.state_at")}
            AND NOT EXISTS (SELECT FROM breaks o WHERE o.object_id = b.id::text AND o.resolved_at IS NULL
              AND o.kind IN ('payout_batch_silent', 'payout_batch_incomplete', 'payout_batch_denied'))
          GROUP BY b.id`,
  },
];

/** Items at PayPal, and payouts that came back. */
const afterSending: readonly WatchRule[] = [
  {
    kind: "payout_attempt_slow",
    objectType: "payout_attempt",
    limit: "WATCH_ATTEMPT_SECONDS",
    owner: "finance",
    nextAction: "ask_paypal",
    sql: `SELECT a.id AS object_id, a.amount_minor, a.currency, a.state, a.provider_item_id AS item,
                 a.provider_status AS status, a.created_at AS since
          FROM payout_attempts a
          WHERE a.state IN ('submitted', 'pending') AND a.rail = 'paypal'
            AND a.provider_item_id IS NOT NULL AND ${isOlder("a.created_at")}`,
  },
  {
    kind: "payout_attempt_kept_by_paypal",
    objectType: "payout_attempt",
    limit: "WATCH_ON_HOLD_SECONDS",
    owner: "finance",
    nextAction: "ask_paypal",
    sql: `SELECT a.id AS object_id, a.amount_minor, a.currency, a.state, a.provider_item_id AS item
          FROM payout_attempts a
          WHERE a.state IN ('on_hold', 'blocked') AND ${isOlder("a.created_at")}`,
  },
  {
    // Opened by the look that saw it.
    kind: "payout_item_blocked",
    objectType: "payout_attempt",
    owner: "finance",
    nextAction: "compare_with_paypal",
    sql: `SELECT a.id AS object_id, a.amount_minor, a.currency, a.provider_item_id AS item,
                 a.provider_status AS status
          FROM payout_attempts a WHERE a.state = 'blocked'`,
  },
  {
    kind: "payout_unclaimed_long",
    objectType: "payout_attempt",
    limit: "WATCH_UNCLAIMED_SECONDS",
    owner: "finance",
    nextAction: "reach_the_creator",
    sql: `SELECT a.id AS object_id, a.amount_minor, a.currency, a.provider_item_id AS item,
                 a.created_at + interval '30 days' AS comes_back_at
          FROM payout_attempts a WHERE a.state = 'unclaimed' AND ${isOlder("a.created_at")}`,
  },
  {
    kind: "payout_came_back",
    objectType: "payout",
    limit: "WATCH_RETURNED_SECONDS",
    owner: "finance",
    nextAction: "pay_again_or_cancel",
    sql: `SELECT p.id AS object_id, p.amount_minor, p.currency, p.status, p.status_at AS since
          FROM payouts p WHERE p.status IN ('failed', 'returned') AND ${isOlder("p.status_at")}`,
  },
  {
    // Whatever the other rules forgot.
    kind: "payout_unpaid",
    objectType: "payout",
    limit: "WATCH_PAYOUT_SECONDS",
    owner: "finance",
    nextAction: "find_out_why",
    sql: `SELECT p.id AS object_id, p.amount_minor, p.currency, p.status, p.created_at
          FROM payouts p
          WHERE p.status IN ('draft', 'pending_approval', 'approved', 'queued', 'in_progress', 'returned', 'failed')
            AND ${isOlder("p.created_at")}
            AND NOT EXISTS (SELECT FROM payout_attempts a WHERE a.payout_id = p.id AND a.state = 'escheated')`,
  },
];

export const payoutRules: readonly WatchRule[] = [...beforeSending, ...batches, ...afterSending];
