/**
 * Breaks whose cause can be looked up. While it is there, nobody's word closes them: what it is about has to be settled, and
 * then they close by themselves or may be closed. The limits of the watch are such causes; here is what others open.
 */
import { many, type Tx } from "../../platform/db/sql";
import { type ListedBreak, violatedKind } from "../breaks";
import { findViolations, type Invariant } from "../ledger";
import { violationRows } from "./books";
import { machineRules } from "./machine-rules";
import type { WatchLimits, WatchRule } from "./watch-rule";
import { watchRules } from "./watch-rules";

/** Finds the objects whose cause is still there, as `object_id`. */
interface Cause {
  /** Undefined for every kind of break about such an object. */
  kinds?: readonly string[];
  objectType: string;
  sql: string;
}

const causes: readonly Cause[] = [
  {
    kinds: ["payout_batch_unlinked", "payout_batch_differs"],
    objectType: "payout_batch",
    sql: `SELECT id AS object_id FROM payout_batches
          WHERE payout_batch_id IS NULL AND state IN ('frozen', 'ambiguous', 'stopped')`,
  },
  {
    kinds: ["payout_batch_held"],
    objectType: "payout_batch",
    sql: `SELECT b.id AS object_id FROM payout_batches b
          WHERE b.state = 'frozen' AND b.problem IS NOT NULL AND 'refused' = (
            SELECT c.outcome FROM provider_calls c WHERE c.batch_id = b.id AND c.finished_at IS NOT NULL
            ORDER BY c.n DESC LIMIT 1)`,
  },
  {
    kinds: ["payout_batch_denied", "payout_batch_incomplete", "payout_batch_silent"],
    objectType: "payout_batch",
    sql: `SELECT batch_id AS object_id FROM payout_attempts
          WHERE state = 'submitted' AND provider_item_id IS NULL AND batch_id IS NOT NULL`,
  },
  {
    kinds: ["payouts_paused"],
    objectType: "recovery_period",
    sql: "SELECT id AS object_id FROM recovery_periods WHERE ended_at IS NULL",
  },
  {
    kinds: ["payout_item_unknown"],
    objectType: "paypal_item",
    sql: "SELECT item_id AS object_id FROM unknown_payout_items WHERE booked_as IS NULL",
  },
  {
    // Written down by the next reading of PayPal's report.
    kinds: ["payout_batch_unknown"],
    objectType: "sender_batch",
    sql: `SELECT b.object_id FROM breaks b
          WHERE b.kind = 'payout_batch_unknown'
            AND NOT EXISTS (SELECT FROM unknown_payout_items u WHERE u.sender_batch_id = b.object_id)
            AND NOT EXISTS (SELECT FROM payout_batches p WHERE p.sender_batch_id = b.object_id)`,
  },
  {
    kinds: ["refund_stuck", "refund_waiting"],
    objectType: "refund_part",
    sql: "SELECT id AS object_id FROM refund_parts WHERE status IN ('sending', 'pending')",
  },
  {
    // Matched or explained: anything else leaves a line on nobody's list.
    objectType: "statement_line",
    sql: "SELECT id AS object_id FROM statement_lines WHERE status = 'open'",
  },
  {
    // Owed by the creator, or to be claimed from the state that had the money already.
    kinds: ["cheque_late_presented"],
    objectType: "cheque",
    sql: `SELECT c.id AS object_id FROM cheques c
          JOIN ledger_transactions t ON t.rule = 'L30' AND t.tags ->> 'cheque' = c.id::text
          JOIN ledger_entries e ON e.transaction_id = t.id AND e.amount_minor > 0
          JOIN ledger_accounts a ON a.id = e.account_id
            AND a.name = 'assets:receivable:creator:' || c.creator_id
          WHERE c.status = 'late_presented'
            AND (SELECT sum(x.amount_minor) FROM ledger_entries x WHERE x.account_id = a.id) > 0
          UNION ALL
          SELECT k.cheque_id FROM (
            SELECT (t.tags ->> 'cheque')::uuid AS cheque_id, sum(e.amount_minor) AS owed
            FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
            JOIN ledger_transactions t ON t.id = e.transaction_id
            WHERE a.name LIKE 'assets:receivable:authority:%' AND t.tags ? 'cheque' GROUP BY 1) k
          WHERE k.owed > coalesce((
            SELECT sum(x.amount_minor) FROM remittance_returns x
            JOIN remittances r ON r.id = x.remittance_id AND r.status = 'remitted'
            WHERE x.cheque_id = k.cheque_id), 0)`,
  },
  {
    kinds: ["deposit_stuck"],
    objectType: "deposit",
    sql: "SELECT id AS object_id FROM deposits WHERE status = 'pending'",
  },
];

/** Operations that settle a cause; where none is named, the break's own next action says what to do. */
const operations: Readonly<Record<string, string>> = {
  payout_batch_stopped: "POST /v1/payout-batches/{batchId}/outcome",
  payout_batch_ambiguous: "POST /v1/payout-batches/{batchId}/outcome",
  payout_batch_unlinked: "POST /v1/payout-batches/{batchId}/outcome",
  payout_batch_differs: "POST /v1/payout-batches/{batchId}/outcome",
  payout_item_blocked: "POST /v1/payouts/{payoutId}/blocked-resolution",
  payout_unclaimed_long: "POST /v1/payouts/{payoutId}/take-back",
  payout_held_long: "POST /v1/payouts/{payoutId}/release",
  payout_unbookable: "POST /v1/payouts/{payoutId}/release",
  payout_not_released: "POST /v1/payouts/prepare",
  payout_came_back: "POST /v1/payouts/{payoutId}/reroute",
  payout_item_unknown: "POST /v1/recovery/proposals",
  payouts_paused: "POST /v1/recovery/ending",
  cheque_late_presented: "POST /v1/suspense-items/postings, POST /v1/authorities/remittances",
  suspense_not_empty: "POST /v1/suspense-items/postings",
  clearing_not_zero: "GET /v1/ledger/accounts/{name}/statement",
  payout_batch_unknown: "POST /v1/recovery/report",
};

/** The same for every break about such an object. */
const operationsAbout: Readonly<Record<string, string>> = {
  statement_line:
    "POST /v1/reconciliation/lines/{lineId}/match, POST /v1/reconciliation/lines/{lineId}/explanation",
};

async function isFound(
  tx: Tx,
  sql: string,
  parameters: readonly unknown[],
  objectId: string,
): Promise<boolean> {
  const found = await many(
    tx,
    `SELECT 1 FROM (${sql}) AS f WHERE f.object_id::text = $${parameters.length + 1} LIMIT 1`,
    [...parameters, objectId],
  );
  return found.length > 0;
}

async function isOverLimit(
  tx: Tx,
  rule: WatchRule,
  limits: WatchLimits,
  objectId: string,
): Promise<boolean> {
  const seconds = [rule.limit, rule.lateLimit].flatMap((limit) =>
    limit === undefined ? [] : [limits[limit] / 1000],
  );
  const found = rule.find ? [await rule.find(tx)] : [];
  return await isFound(tx, rule.sql, [...seconds, ...found], objectId);
}

export interface CauseOptions {
  limits: WatchLimits;
  invariants: readonly Invariant[];
}

async function areBooksWrong(
  tx: Tx,
  invariants: readonly Invariant[],
  objectId: string,
): Promise<boolean> {
  const suspects = invariants.filter(({ name }) => objectId.startsWith(name));
  const rows = violationRows(await findViolations(tx, suspects));
  return rows.some((row) => row.object_id === objectId);
}

type Subject = Pick<ListedBreak, "kind" | "objectType" | "objectId" | "nextAction">;

/**
 * Is what this break is about still so?
 * @returns the operation or the next action that settles it; undefined when it is over, or only a person can know.
 */
export async function remainingCause(
  tx: Tx,
  { kind, objectType, objectId, nextAction }: Subject,
  { limits, invariants }: CauseOptions,
): Promise<string | undefined> {
  const settlement = operations[kind] ?? operationsAbout[objectType] ?? nextAction;
  const isOfKind = (rule: WatchRule) => rule.kind === kind && rule.objectType === objectType;
  const rule = [...watchRules, ...machineRules].find((one) => isOfKind(one) && !one.isFinal);
  if (rule && (await isOverLimit(tx, rule, limits, objectId))) return settlement;
  const cause = causes.find(
    (one) => one.objectType === objectType && (one.kinds?.includes(kind) ?? true),
  );
  if (cause && (await isFound(tx, cause.sql, [], objectId))) return settlement;
  const isAboutBooks = kind === violatedKind && objectType === "invariant";
  return isAboutBooks && (await areBooksWrong(tx, invariants, objectId)) ? settlement : undefined;
}
