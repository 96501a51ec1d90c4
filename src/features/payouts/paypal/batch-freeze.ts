/**
 * Freezing: released payouts become the items of one PayPal batch. The id, the bytes and their hash are stored before
 * anything is sent, because asking again with the same id and the same bytes is the only way to find out what became of
 * a request whose answer was lost.
 */
import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import type { Currency } from "../../../kernel/currency";
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import { money, toPaypalValue } from "../../../kernel/money";
import { databaseNow, exec, many, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { attemptFrozen, postAll } from "../../ledger";
import { payoutEvents } from "../payout-events";
import { PayoutBatchRow, type ReceiverSnapshot } from "../payout-row";
import { readFunds, shortfallOf } from "./coverage";

/** Payouts of one run; as many as PayPal takes in one batch. */
const freezeScanMax = 15_000;

interface Candidate {
  payoutId: string;
  creatorId: string;
  currency: Currency;
  amountMinor: bigint;
  receiver: string;
  seq: number;
}

interface CandidateRow {
  payout_id: string;
  creator_id: string;
  currency: Currency;
  amount_minor: string;
  receiver: string;
  seq: number;
}

/**
 * Released PayPal payouts. Rows that another worker is freezing right now are passed over. Holds and methods are read by a
 * second statement, once the rows are locked: whoever holds a payout or replaces a method either came before and is seen,
 * or waits for us.
 */
async function lockCandidates(tx: Tx): Promise<Candidate[]> {
  const locked = await many<{ id: string }>(
    tx,
    `SELECT id FROM payouts p WHERE status = 'queued' AND rail = 'paypal'
       AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
     ORDER BY currency, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [freezeScanMax],
  );
  const rows = await many<CandidateRow>(
    tx,
    `SELECT p.id AS payout_id, p.creator_id, p.currency, p.amount_minor, m.receiver,
            (SELECT coalesce(max(a.seq), 0)::int + 1 FROM payout_attempts a WHERE a.payout_id = p.id) AS seq
     FROM payouts p JOIN payout_methods m ON m.id = p.payout_method_id
     WHERE p.id = ANY($1::uuid[]) AND m.replaced_at IS NULL
       AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
     ORDER BY p.currency, p.id`,
    [locked.map((row) => row.id)],
  );
  return rows.map((row) => ({
    payoutId: row.payout_id,
    creatorId: row.creator_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    receiver: row.receiver,
    seq: row.seq,
  }));
}

interface FrozenItem extends Candidate {
  attemptId: string;
}

function bodyOf(senderBatchId: string, items: readonly FrozenItem[]): string {
  return canonicalJson({
    sender_batch_header: {
      sender_batch_id: senderBatchId,
      email_subject: "Your campaign payment",
      recipient_type: "EMAIL",
    },
    items: items.map((item) => ({
      recipient_type: "EMAIL",
      receiver: item.receiver,
      amount: {
        currency: item.currency,
        value: toPaypalValue(money(item.amountMinor, item.currency)),
      },
      sender_item_id: item.attemptId,
    })),
  });
}

async function insertAttempts(
  tx: Tx,
  batchId: string,
  items: readonly FrozenItem[],
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO payout_attempts (id, payout_id, seq, rail, amount_minor, currency, receiver, state, batch_id)
     SELECT i.id, i.payout_id, i.seq, 'paypal', i.amount_minor, i.currency, i.receiver, 'intent', $7
     FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::jsonb[])
       AS i (id, payout_id, seq, amount_minor, currency, receiver)`,
    [
      items.map((item) => item.attemptId),
      items.map((item) => item.payoutId),
      items.map((item) => item.seq),
      items.map((item) => item.amountMinor.toString()),
      items.map((item) => item.currency),
      items.map(({ receiver }) =>
        JSON.stringify({ rail: "paypal", receiver } satisfies ReceiverSnapshot),
      ),
      batchId,
    ],
  );
  const moved = await exec(
    tx,
    `UPDATE payouts SET status = 'in_progress', status_at = now()
     WHERE id = ANY($1::uuid[]) AND status = 'queued'`,
    [items.map((item) => item.payoutId)],
  );
  invariant(moved === items.length, "A payout moved while it was being frozen");
}

async function freezeOne(
  tx: Tx,
  currency: Currency,
  candidates: readonly Candidate[],
): Promise<string> {
  const batchId = newId();
  const senderBatchId = `pb_${newId()}`;
  const items = candidates
    .map((candidate) => ({ ...candidate, attemptId: newId() }))
    .sort((a, b) => (a.attemptId < b.attemptId ? -1 : 1));
  const body = bodyOf(senderBatchId, items);
  const totalMinor = items.reduce((sum, item) => sum + item.amountMinor, 0n);
  await tx.insert(PayoutBatchRow, {
    id: batchId,
    senderBatchId,
    currency,
    itemsCount: items.length,
    totalMinor,
    body,
    bodySha256: sha256(body),
    state: "frozen",
  });
  await insertAttempts(tx, batchId, items);
  const at = await databaseNow(tx);
  await postAll(
    tx,
    items.map((item) => attemptFrozen({ ...item, currency, at })),
  );
  await recordAudit(tx, {
    actor: "system:build-payout-batches",
    action: "payout_batch.frozen",
    objectType: "payout_batch",
    objectId: batchId,
    details: { items: items.length, totalMinor: totalMinor.toString(), currency },
  });
  await appendEvent(tx, payoutEvents.batchFrozen(batchId));
  return batchId;
}

/** Opens or ends the break that tells finance how much is missing. */
async function reportCoverage(tx: Tx, currency: Currency, shortfall: bigint): Promise<void> {
  const subject = { kind: "paypal_balance_short", objectType: "currency", objectId: currency };
  if (shortfall === 0n) {
    await resolveBreaks(tx, {
      ...subject,
      resolution: "covered",
      resolvedBy: "system:build-payout-batches",
    });
    return;
  }
  await openBreak(tx, {
    ...subject,
    amountMinor: shortfall,
    currency,
    owner: "finance",
    nextAction: "top_up_paypal",
  });
}

/** Splits into batches, as many from the front as PayPal's balance covers. */
async function coveredBatches(
  tx: Tx,
  currency: Currency,
  group: readonly Candidate[],
  itemsMax: number,
): Promise<Candidate[][]> {
  // Two freezes at once would each find the same balance free; the second waits until the first has committed.
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", [`coverage ${currency}`]);
  const funds = await readFunds(tx, currency);
  const covered: Candidate[][] = [];
  let total = 0n;
  let shortfall = 0n;
  for (let from = 0; from < group.length && shortfall === 0n; from += itemsMax) {
    const chunk = group.slice(from, from + itemsMax);
    total += chunk.reduce((sum, item) => sum + item.amountMinor, 0n);
    shortfall = shortfallOf(funds, total);
    if (shortfall === 0n) covered.push(chunk);
  }
  await reportCoverage(tx, currency, shortfall);
  return covered;
}

/**
 * Freezes everything that may go out now, one batch for each currency and `itemsMax` items. A currency whose PayPal
 * balance does not cover the next batch waits, and finance is told how much is missing.
 * @returns ids of the new batches.
 */
export async function freezeBatches(tx: Tx, itemsMax: number): Promise<string[]> {
  const candidates = await lockCandidates(tx);
  const byCurrency = new Map<Currency, Candidate[]>();
  for (const candidate of candidates) {
    const group = byCurrency.get(candidate.currency) ?? [];
    group.push(candidate);
    byCurrency.set(candidate.currency, group);
  }
  const batchIds: string[] = [];
  for (const [currency, group] of byCurrency) {
    for (const chunk of await coveredBatches(tx, currency, group, itemsMax)) {
      batchIds.push(await freezeOne(tx, currency, chunk));
    }
  }
  return batchIds;
}
