/**
 * Everything finance wants to see about one payout, in one read: what was tried, what the provider was asked and said, what
 * was booked, what is wrong, and who signed. Each part is cut at a number of rows, newest first, and says so.
 */
import type { Locale } from "../../kernel/locale";
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import { breaksAbout } from "../breaks";
import { transactionsOfPayout } from "../ledger";
import {
  breakView,
  cutAt,
  eventView,
  type ObjectRef,
  partMax,
  selectEvents,
} from "./finance-parts";
import type { BatchState } from "./payout";
import { getPayout } from "./payout-view";

interface HoldRow {
  kind: string;
  reason: string;
  owner: string;
  next_action: string;
  opened_by: string;
  opened_at: Date;
  expires_at: Date | null;
  released_by: string | null;
  released_at: Date | null;
}

async function holdHistory(tx: Tx, payoutId: string) {
  const rows = await many<HoldRow>(
    tx,
    `SELECT kind, reason, owner, next_action, opened_by, opened_at, expires_at, released_by, released_at
     FROM payout_holds WHERE payout_id = $1 ORDER BY opened_at DESC, id LIMIT ${partMax + 1}`,
    [payoutId],
  );
  return rows.map((row) => ({
    kind: row.kind,
    reason: row.reason,
    owner: row.owner,
    nextAction: row.next_action,
    openedBy: signer(row.opened_by),
    openedAt: row.opened_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    releasedBy: signer(row.released_by),
    releasedAt: row.released_at?.toISOString() ?? null,
  }));
}

interface SignatureRow {
  at: Date;
  action: string;
  actor: string;
  content_hash: string | null;
}

/** Who signed for the payout, when and over which content; a signature that was voided later stays in the list. */
async function signatures(tx: Tx, payoutId: string) {
  const rows = await many<SignatureRow>(
    tx,
    `SELECT at, action, actor, details ->> 'contentHash' AS content_hash FROM audit_events
     WHERE object_type = 'payout' AND object_id = $1 AND outcome = 'done'
       AND action IN ('payout.prepared', 'payout.released', 'payout.signatures_voided')
     ORDER BY id DESC LIMIT ${partMax + 1}`,
    [payoutId],
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    what: row.action,
    by: signer(row.actor),
    contentHash: row.content_hash,
  }));
}

interface BatchRow {
  id: string;
  sender_batch_id: string;
  payout_batch_id: string | null;
  state: BatchState;
}

interface CallRow {
  batch_id: string;
  n: number;
  started_at: Date;
  finished_at: Date | null;
  outcome: string | null;
  http_status: number | null;
  debug_id: string | null;
  detail: string | null;
}

export function callView(row: CallRow) {
  return {
    batchId: row.batch_id,
    n: row.n,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    outcome: row.outcome,
    httpStatus: row.http_status,
    debugId: row.debug_id,
    detail: row.detail,
  };
}

/** Calls about these batches, newest first; one more than a part shows when there are more. */
export async function selectCalls(tx: Tx, batchIds: readonly string[]): Promise<CallRow[]> {
  return await many<CallRow>(
    tx,
    `SELECT batch_id, n, started_at, finished_at, outcome, http_status, debug_id, detail
     FROM provider_calls WHERE batch_id = ANY($1::uuid[])
     ORDER BY started_at DESC, n DESC LIMIT ${partMax + 1}`,
    [batchIds],
  );
}

async function ages(tx: Tx, payoutId: string) {
  const [row] = await many<{ age: number; waiting: number; next_look_at: Date | null }>(
    tx,
    `SELECT extract(epoch FROM now() - created_at)::int AS age,
            extract(epoch FROM now() - status_at)::int AS waiting,
            (SELECT min(next_poll_at) FROM payout_attempts WHERE payout_id = $1) AS next_look_at
     FROM payouts WHERE id = $1`,
    [payoutId],
  );
  return {
    ageSeconds: row?.age ?? 0,
    inStatusSeconds: row?.waiting ?? 0,
    nextLookAt: row?.next_look_at?.toISOString() ?? null,
  };
}

async function ledgerLines(tx: Tx, payoutId: string) {
  const booked = await transactionsOfPayout(tx, payoutId, partMax + 1);
  return booked.map((transaction) => ({
    id: transaction.id,
    reference: transaction.reference,
    rule: transaction.rule,
    endorsementId: transaction.endorsementId,
    recordedAt: transaction.recordedAt.toISOString(),
    entries: transaction.entries.map(({ account, amountMinor }) => ({
      account,
      amount: moneyJson(amountMinor, transaction.currency),
    })),
  }));
}

/** @throws NotFoundError */
export async function getPayoutScreen(tx: Tx, payoutId: string, locale: Locale) {
  const payout = await getPayout(tx, payoutId, locale);
  const { attempts } = payout;
  const batchIds = attempts.flatMap(({ batchId }) => batchId ?? []);
  const batches = await many<BatchRow>(
    tx,
    `SELECT id, sender_batch_id, payout_batch_id, state FROM payout_batches
     WHERE id = ANY($1::uuid[]) ORDER BY id`,
    [batchIds],
  );
  const events = await selectEvents(tx, {
    itemIds: attempts.flatMap(({ providerItemId }) => providerItemId ?? []),
    // A message about a whole batch concerns each payout in it.
    batchIds: batches.flatMap((batch) => batch.payout_batch_id ?? []),
    onlyBatchMessages: true,
  });
  const objects: ObjectRef[] = [
    { type: "payout", id: payoutId },
    ...attempts.map(({ id }) => ({ type: "payout_attempt", id })),
    ...batchIds.map((id) => ({ type: "payout_batch", id })),
    ...events.map(({ id }) => ({ type: "provider_event", id })),
  ];
  const calls = cutAt(partMax, (await selectCalls(tx, batchIds)).map(callView));
  const shownEvents = cutAt(partMax, events.map(eventView));
  const ledger = cutAt(partMax, await ledgerLines(tx, payoutId));
  const breaks = cutAt(partMax, (await breaksAbout(tx, objects, partMax + 1)).map(breakView));
  const holds = cutAt(partMax, await holdHistory(tx, payoutId));
  const signed = cutAt(partMax, await signatures(tx, payoutId));
  const parts = {
    calls,
    events: shownEvents,
    ledger,
    breaks,
    holdHistory: holds,
    signatures: signed,
  };
  return {
    ...payout,
    ...(await ages(tx, payoutId)),
    batches: batches.map((batch) => ({
      id: batch.id,
      senderBatchId: batch.sender_batch_id,
      payoutBatchId: batch.payout_batch_id,
      state: batch.state,
    })),
    calls: calls.rows,
    events: shownEvents.rows,
    ledger: ledger.rows,
    breaks: breaks.rows,
    holdHistory: holds.rows,
    signatures: signed.rows,
    incomplete: Object.entries(parts).flatMap(([name, part]) => (part.isCut ? [name] : [])),
  };
}
