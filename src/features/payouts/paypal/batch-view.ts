/** Read models of PayPal batches. However many items a batch has, an answer about it stays short. */
import type { Currency } from "../../../kernel/currency";
import { NotFoundError } from "../../../kernel/errors";
import type { Locale } from "../../../kernel/locale";
import { many, type Tx } from "../../../platform/db/sql";
import { toPage } from "../../../platform/http/pagination";
import { moneyJson } from "../../../platform/http/schemas";
import { signer } from "../../../platform/http/signer";
import { breaksAbout } from "../../breaks";
import { bookingsOfBatch } from "../../ledger";
import {
  breakView,
  cutAt,
  eventView,
  type ObjectRef,
  partMax,
  selectEvents,
} from "../finance-parts";
import type { AttemptState, BatchState } from "../payout";
import { batchesWithOpenBreak } from "../payout-filter";
import { callView, selectCalls } from "../payout-finance-view";
import { type AttemptJsonRow, attemptColumns, attemptView } from "../payout-view";
import { batchProblem } from "./item-errors";

interface BatchRow {
  id: string;
  sender_batch_id: string;
  payout_batch_id: string | null;
  state: BatchState;
  problem: string | null;
  last_outcome: string | null;
  currency: Currency;
  items_count: number;
  total_minor: string;
  body_sha256: string;
  created_at: Date;
  closed_at: Date | null;
  first_post_at: Date | null;
  next_try_at: Date;
  calls_count: number;
  age_seconds: number;
}

const batchColumns = `
  b.id, b.sender_batch_id, b.payout_batch_id, b.state, b.problem, b.currency, b.items_count, b.total_minor,
  b.body_sha256, b.created_at, b.closed_at, b.first_post_at, b.next_try_at, b.calls_count,
  extract(epoch FROM now() - b.created_at)::int AS age_seconds,
  (SELECT c.outcome FROM provider_calls c WHERE c.batch_id = b.id AND c.finished_at IS NOT NULL
   ORDER BY c.n DESC LIMIT 1) AS last_outcome`;

function batchView(batch: BatchRow, locale: Locale) {
  const isDue = batch.state === "frozen" || batch.state === "ambiguous";
  return {
    id: batch.id,
    senderBatchId: batch.sender_batch_id,
    payoutBatchId: batch.payout_batch_id,
    state: batch.state,
    problem:
      batch.problem === null
        ? null
        : batchProblem(batch.problem, batch.last_outcome === "refused", locale),
    currency: batch.currency,
    itemsCount: batch.items_count,
    total: moneyJson(BigInt(batch.total_minor), batch.currency),
    bodySha256: batch.body_sha256,
    createdAt: batch.created_at.toISOString(),
    ageSeconds: batch.age_seconds,
    firstSentAt: batch.first_post_at?.toISOString() ?? null,
    nextTryAt: isDue ? batch.next_try_at.toISOString() : null,
    callsCount: batch.calls_count,
    closedAt: batch.closed_at?.toISOString() ?? null,
  };
}

export interface BatchFilter {
  state?: BatchState | undefined;
  currency?: Currency | undefined;
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  hasOpenBreak?: boolean | undefined;
  afterId: string | null;
  limit: number;
}

/** One row more than `limit` when there is a next page. */
export async function listBatches(tx: Tx, filter: BatchFilter, locale: Locale) {
  const rows = await many<BatchRow>(
    tx,
    `SELECT ${batchColumns} FROM payout_batches b
     WHERE ($1::text IS NULL OR b.state = $1) AND ($2::uuid IS NULL OR b.id < $2)
       AND ($4::text IS NULL OR b.currency = $4)
       AND ($5::timestamptz IS NULL OR b.created_at >= $5)
       AND ($6::timestamptz IS NULL OR b.created_at < $6)
       AND ($7::boolean IS NULL OR $7 = (b.id IN (${batchesWithOpenBreak})))
     ORDER BY b.id DESC LIMIT $3`,
    [
      filter.state ?? null,
      filter.afterId,
      filter.limit + 1,
      filter.currency ?? null,
      filter.createdFrom ?? null,
      filter.createdTo ?? null,
      filter.hasOpenBreak ?? null,
    ],
  );
  return rows.map((row) => batchView(row, locale));
}

/** Attempts of one batch in the order of its items; one more than `limit` when there is a next page. */
export async function listBatchAttempts(
  tx: Tx,
  page: {
    batchId: string;
    state?: AttemptState | undefined;
    afterId: string | null;
    limit: number;
  },
  locale: Locale,
) {
  const [batch] = await many(tx, "SELECT 1 FROM payout_batches WHERE id = $1", [page.batchId]);
  if (!batch) throw new NotFoundError();
  const rows = await many<AttemptJsonRow & { currency: Currency }>(
    tx,
    `SELECT ${attemptColumns} FROM payout_attempts
     WHERE batch_id = $1 AND ($2::uuid IS NULL OR id > $2) AND ($4::text IS NULL OR state = $4)
     ORDER BY id LIMIT $3`,
    [page.batchId, page.afterId, page.limit + 1, page.state ?? null],
  );
  return rows.map((row) => ({
    ...attemptView(row, locale),
    payoutId: row.payout_id,
    amount: moneyJson(BigInt(row.amount_minor), row.currency),
  }));
}

async function attemptStates(tx: Tx, batchId: string, currency: Currency) {
  const rows = await many<{ state: AttemptState; count: number; total: string }>(
    tx,
    `SELECT state, count(*)::int AS count, sum(amount_minor)::text AS total
     FROM payout_attempts WHERE batch_id = $1 GROUP BY state ORDER BY state`,
    [batchId],
  );
  return rows.map(({ state, count, total }) => ({
    state,
    count,
    total: moneyJson(BigInt(total), currency),
  }));
}

/** By whom the payouts of a batch were released; people's pairs are few, and the policy is one of them. */
async function releases(tx: Tx, batchId: string) {
  const rows = await many<{
    release: "auto" | "two_people" | null;
    preparedBy: string | null;
    approvedBy: string | null;
    count: number;
  }>(
    tx,
    `SELECT p.release, p.prepared_by AS "preparedBy", p.approved_by AS "approvedBy", count(*)::int AS count
     FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id
     WHERE a.batch_id = $1 GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT ${partMax}`,
    [batchId],
  );
  return rows.map((row) => ({
    ...row,
    preparedBy: signer(row.preparedBy),
    approvedBy: signer(row.approvedBy),
  }));
}

/** What a break may speak of: the batch, its attempts, items PayPal added to it, or a message about any of them. */
async function objectsOf(
  tx: Tx,
  batchId: string,
  eventIds: readonly string[],
): Promise<ObjectRef[]> {
  const broken = await many<{ id: string }>(
    tx,
    `SELECT a.id FROM payout_attempts a WHERE a.batch_id = $1
       AND EXISTS (SELECT FROM breaks k WHERE k.object_type = 'payout_attempt' AND k.object_id = a.id::text)
     ORDER BY a.id DESC LIMIT ${partMax + 1}`,
    [batchId],
  );
  const strangers = await many<{ id: string }>(
    tx,
    `SELECT object_id AS id FROM breaks
     WHERE object_type = 'paypal_item' AND details ->> 'batch' = $1 ORDER BY breaks.id DESC LIMIT ${partMax + 1}`,
    [batchId],
  );
  return [
    { type: "payout_batch", id: batchId },
    ...strangers.map(({ id }) => ({ type: "paypal_item", id })),
    ...broken.map(({ id }) => ({ type: "payout_attempt", id })),
    ...eventIds.map((id) => ({ type: "provider_event", id })),
  ];
}

async function nextLookAt(tx: Tx, batchId: string): Promise<string | null> {
  const [row] = await many<{ at: Date | null }>(
    tx,
    "SELECT min(next_poll_at) AS at FROM payout_attempts WHERE batch_id = $1",
    [batchId],
  );
  return row?.at?.toISOString() ?? null;
}

/** @throws NotFoundError */
export async function getBatch(tx: Tx, id: string, locale: Locale) {
  const [batch] = await many<BatchRow>(
    tx,
    `SELECT ${batchColumns} FROM payout_batches b WHERE b.id = $1`,
    [id],
  );
  if (!batch) throw new NotFoundError();
  const { currency } = batch;
  const batchIds = batch.payout_batch_id === null ? [] : [batch.payout_batch_id];
  const about = { itemIds: [], batchIds, onlyBatchMessages: false };
  const events = await selectEvents(tx, about);
  const objects = await objectsOf(
    tx,
    id,
    events.map((event) => event.id),
  );
  const breaks = cutAt(partMax, (await breaksAbout(tx, objects, partMax + 1)).map(breakView));
  const calls = cutAt(partMax, (await selectCalls(tx, [id])).map(callView));
  const shownEvents = cutAt(partMax, events.map(eventView));
  const page = { batchId: id, afterId: null, limit: partMax };
  const attempts = await listBatchAttempts(tx, page, locale);
  const { items, nextCursor } = toPage(attempts, partMax, (attempt) => attempt);
  const parts = { calls, events: shownEvents, breaks };
  return {
    ...batchView(batch, locale),
    nextLookAt: await nextLookAt(tx, id),
    states: await attemptStates(tx, id, currency),
    calls: calls.rows,
    attempts: items,
    attemptsCursor: nextCursor,
    events: shownEvents.rows,
    ledger: (await bookingsOfBatch(tx, id)).map(({ amountMinor, currency: booked, ...line }) => ({
      ...line,
      amount: moneyJson(amountMinor, booked),
    })),
    breaks: breaks.rows,
    releases: await releases(tx, id),
    incomplete: Object.entries(parts).flatMap(([name, part]) => (part.isCut ? [name] : [])),
  };
}
