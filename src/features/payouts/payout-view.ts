/** Read models of payouts for finance. */
import { type Currency, isCurrency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import type { AttemptState, PayoutStatus, Rail } from "./payout";
import { payoutsWithOpenBreak, type StuckLimits, stuckPayout, stuckSeconds } from "./payout-filter";
import type { ReceiverSnapshot } from "./payout-row";
import { financeProblem } from "./paypal/item-errors";

export interface HoldView {
  kind: string;
  reason: string;
  owner: string;
  nextAction: string;
  openedAt: string;
  expiresAt: string | null;
}

interface PayoutListRow {
  id: string;
  creator_id: string;
  creator_name: string;
  amount_minor: string;
  recovered_minor: string;
  withheld_minor: string;
  currency: Currency;
  rail: Rail | null;
  receiver: ReceiverSnapshot | null;
  status: PayoutStatus;
  release: "auto" | "two_people" | null;
  content_hash: string | null;
  signed_until: Date | null;
  early_release_reason: string | null;
  created_at: Date;
  status_at: Date;
  paid_at: Date | null;
  attempt_state: AttemptState | null;
  holds: HoldView[];
}

/** Timestamps inside JSON aggregates, in the form every other time of the API has. */
const isoTime = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const latestState =
  "(SELECT a.state FROM payout_attempts a WHERE a.payout_id = p.id ORDER BY a.seq DESC LIMIT 1)";

/** Taken by PayPal from us, and not with the receiver yet. */
const parkedStates = "('unclaimed', 'on_hold', 'blocked')";

/**
 * The latest attempt of `p` is parked at PayPal. Few attempts are, so they are found by `payout_attempts_state_idx` before
 * anybody asks which attempt is the latest.
 */
const isParked = `(p.id IN (SELECT a.payout_id FROM payout_attempts a WHERE a.state IN ${parkedStates})
  AND ${latestState} IN ${parkedStates})`;

const payoutColumns = `
  p.id, p.creator_id, c.display_name AS creator_name, p.amount_minor, p.recovered_minor, p.withheld_minor, p.currency,
  p.rail, p.status, p.release,
  CASE m.rail WHEN 'paypal' THEN jsonb_build_object('rail', m.rail, 'receiver', m.receiver)
    WHEN 'cheque' THEN jsonb_build_object('rail', m.rail, 'payeeName', m.payee_name, 'postalAddress', m.postal_address)
  END AS receiver, p.content_hash, p.signed_until, p.early_release_reason, p.created_at, p.status_at, p.paid_at,
  ${latestState} AS attempt_state,
  coalesce((SELECT json_agg(json_build_object('kind', h.kind, 'reason', h.reason, 'owner', h.owner,
              'nextAction', h.next_action, 'openedAt', ${isoTime("h.opened_at")},
              'expiresAt', ${isoTime("h.expires_at")}) ORDER BY h.opened_at)
            FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL), '[]') AS holds`;

/** What is signed names its method for good; before that it is the one in force. */
const payoutTables = `payouts p JOIN creators c ON c.id = p.creator_id
  LEFT JOIN payout_methods m ON m.id = coalesce(p.payout_method_id,
    (SELECT x.id FROM payout_methods x WHERE x.creator_id = p.creator_id AND x.replaced_at IS NULL))`;

function payoutView(row: PayoutListRow) {
  return {
    id: row.id,
    creatorId: row.creator_id,
    creatorName: row.creator_name,
    amount: moneyJson(BigInt(row.amount_minor), row.currency),
    recovered: moneyJson(BigInt(row.recovered_minor), row.currency),
    withheld: moneyJson(BigInt(row.withheld_minor), row.currency),
    rail: row.rail,
    receiver: row.receiver,
    status: row.status,
    release: row.release,
    contentHash: row.content_hash,
    signedUntil: row.signed_until?.toISOString() ?? null,
    earlyReleaseReason: row.early_release_reason,
    createdAt: row.created_at.toISOString(),
    statusAt: row.status_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
    attemptState: row.attempt_state,
    holds: row.holds,
  };
}

export interface PayoutFilter {
  status?: PayoutStatus | undefined;
  rail?: Rail | undefined;
  currency?: Currency | undefined;
  creatorId?: string | undefined;
  /** From this instant, and before that one. */
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  hasOpenHold?: boolean | undefined;
  hasOpenBreak?: boolean | undefined;
  isStuck?: boolean | undefined;
  isParked?: boolean | undefined;
  afterId: string | null;
  limit: number;
}

/** One row more than `limit` when there is a next page. */
export async function listPayouts(tx: Tx, filter: PayoutFilter, limits: StuckLimits) {
  const rows = await many<PayoutListRow>(
    tx,
    `SELECT ${payoutColumns} FROM ${payoutTables}
     WHERE ($1::text IS NULL OR p.status = $1) AND ($2::text IS NULL OR p.rail = $2)
       AND ($3::text IS NULL OR p.currency = $3) AND ($4::uuid IS NULL OR p.creator_id = $4)
       AND ($5::uuid IS NULL OR p.id < $5)
       AND ($7::timestamptz IS NULL OR p.created_at >= $7)
       AND ($8::timestamptz IS NULL OR p.created_at < $8)
       AND ($9::boolean IS NULL OR $9 = EXISTS (
         SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL))
       AND ($10::boolean IS NULL OR $10 = (p.id IN (${payoutsWithOpenBreak})))
       AND ($11::boolean IS NULL OR $11 = (${stuckPayout("$12")}))
       AND ($13::boolean IS NULL OR $13 = ${isParked})
     ORDER BY p.id DESC LIMIT $6`,
    [
      filter.status ?? null,
      filter.rail ?? null,
      filter.currency ?? null,
      filter.creatorId ?? null,
      filter.afterId,
      filter.limit + 1,
      filter.createdFrom ?? null,
      filter.createdTo ?? null,
      filter.hasOpenHold ?? null,
      filter.hasOpenBreak ?? null,
      filter.isStuck ?? null,
      stuckSeconds(limits),
      filter.isParked ?? null,
    ],
  );
  return rows.map(payoutView);
}

export async function getPayouts(tx: Tx, ids: readonly string[]) {
  const rows = await many<PayoutListRow>(
    tx,
    `SELECT ${payoutColumns} FROM ${payoutTables} WHERE p.id = ANY($1::uuid[]) ORDER BY p.id`,
    [ids],
  );
  return rows.map(payoutView);
}

export interface AttemptJsonRow {
  id: string;
  payout_id: string;
  seq: number;
  rail: Rail;
  receiver: ReceiverSnapshot;
  state: AttemptState;
  batch_id: string | null;
  provider_item_id: string | null;
  provider_status: string | null;
  provider_error: string | null;
  provider_fee_minor: string | null;
  amount_minor: string;
  currency: string;
  created_at: Date;
  state_at: Date;
}

export function attemptView(row: AttemptJsonRow, locale: Locale) {
  const currency = isCurrency(row.currency) ? row.currency : "USD";
  return {
    id: row.id,
    seq: row.seq,
    rail: row.rail,
    receiver: row.receiver,
    state: row.state,
    batchId: row.batch_id,
    providerItemId: row.provider_item_id,
    providerStatus: row.provider_status,
    providerError: row.provider_error,
    problem: row.provider_error === null ? null : financeProblem(row.provider_error, locale),
    providerFee:
      row.provider_fee_minor === null ? null : moneyJson(BigInt(row.provider_fee_minor), currency),
    createdAt: row.created_at.toISOString(),
    stateAt: row.state_at.toISOString(),
  };
}

export const attemptColumns = `id, payout_id, seq, rail, receiver, state, batch_id, provider_item_id, provider_status,
  provider_error, provider_fee_minor, amount_minor, currency, created_at, state_at`;

async function attemptsOf(tx: Tx, payoutId: string): Promise<AttemptJsonRow[]> {
  return await many<AttemptJsonRow>(
    tx,
    `SELECT ${attemptColumns} FROM payout_attempts WHERE payout_id = $1 ORDER BY seq`,
    [payoutId],
  );
}

interface StepRow {
  payout_id: string;
  at: Date;
  what: string;
}

/** Everything the audit trail knows about these payouts and their attempts, oldest first. */
async function timelines(
  tx: Tx,
  payoutIds: readonly string[],
): Promise<Map<string, { at: string; what: string }[]>> {
  const rows = await many<StepRow>(
    tx,
    `SELECT o.payout_id, e.at, e.action AS what
     FROM (SELECT id AS payout_id, 'payout' AS type, id::text AS object_id FROM payouts
           WHERE id = ANY($1::uuid[])
           UNION ALL
           SELECT payout_id, 'payout_attempt', id::text FROM payout_attempts
           WHERE payout_id = ANY($1::uuid[])
           UNION ALL
           SELECT payout_id, 'payout_batch', batch_id::text FROM payout_attempts
           WHERE payout_id = ANY($1::uuid[]) AND batch_id IS NOT NULL
           UNION ALL
           SELECT payout_id, 'cheque', id::text FROM cheques WHERE payout_id = ANY($1::uuid[])) o
     JOIN audit_events e ON e.object_type = o.type AND e.object_id = o.object_id AND e.outcome = 'done'
     ORDER BY e.id`,
    [payoutIds],
  );
  const steps = new Map<string, { at: string; what: string }[]>();
  for (const row of rows) {
    const list = steps.get(row.payout_id) ?? [];
    list.push({ at: row.at.toISOString(), what: row.what });
    steps.set(row.payout_id, list);
  }
  return steps;
}

async function endorsementsOf(
  tx: Tx,
  payoutIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await many<{ payout_id: string; ids: string[] }>(
    tx,
    `SELECT payout_id, array_agg(endorsement_id ORDER BY endorsement_id) AS ids FROM payout_lines
     WHERE payout_id = ANY($1::uuid[]) GROUP BY payout_id`,
    [payoutIds],
  );
  return new Map(rows.map((row) => [row.payout_id, row.ids]));
}

/** @throws NotFoundError */
export async function getPayout(tx: Tx, id: string, locale: Locale) {
  const [payout] = await getPayouts(tx, [id]);
  if (!payout) throw new NotFoundError();
  const attempts = await attemptsOf(tx, id);
  const steps = await timelines(tx, [id]);
  const endorsements = await endorsementsOf(tx, [id]);
  return {
    ...payout,
    endorsementIds: endorsements.get(id) ?? [],
    attempts: attempts.map((attempt) => attemptView(attempt, locale)),
    timeline: steps.get(id) ?? [],
  };
}
