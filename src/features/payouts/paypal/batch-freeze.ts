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
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import { appendEvent } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { isRailStopped, openBreak, resolveBreaks } from "../../breaks";
import { attemptFrozen, postAll } from "../../ledger";
import { payoutEvents } from "../payout-events";
import { PayoutBatchRow, type ReceiverSnapshot } from "../payout-row";
import { holdPaidBefore } from "../recovery/paid-before";
import { isPaused } from "../recovery/recovery-store";
import { countBatches, type Funds, readFunds, shortfallOf, withBatch } from "./coverage";

interface Candidate {
  payoutId: string;
  creatorId: string;
  currency: Currency;
  amountMinor: bigint;
  taxMinor: bigint;
  taxJurisdiction: string | undefined;
  receiver: string;
  seq: number;
}

interface CandidateRow {
  payout_id: string;
  creator_id: string;
  currency: Currency;
  amount_minor: string;
  withheld_minor: string;
  jurisdiction: string | null;
  receiver: string;
  seq: number;
}

/**
 * Released PayPal payouts of one currency whose signatures still hold, oldest first. Rows that another worker is freezing
 * right now are passed over. Holds and methods are read by a second statement, once the rows are locked: whoever holds a
 * payout or replaces a method either came before and is seen, or waits for us. The first statement looks at them too, so
 * that payouts which cannot go do not stand in the way of those which can.
 */
async function lockCandidates(tx: Tx, currency: Currency, itemsMax: number): Promise<Candidate[]> {
  const locked = await many<{ id: string }>(
    tx,
    `SELECT p.id FROM payouts p JOIN payout_methods m ON m.id = p.payout_method_id
     WHERE p.status = 'queued' AND p.rail = 'paypal' AND p.currency = $1 AND m.replaced_at IS NULL
       AND (p.signed_until IS NULL OR p.signed_until > now())
       AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
     ORDER BY p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED`,
    [currency, itemsMax],
  );
  const rows = await many<CandidateRow>(
    tx,
    `SELECT p.id AS payout_id, p.creator_id, p.currency, p.amount_minor, p.withheld_minor, m.receiver,
            (SELECT r.jurisdiction FROM tax_rules r WHERE r.id = p.tax_rule_id) AS jurisdiction,
            (SELECT coalesce(max(a.seq), 0)::int + 1 FROM payout_attempts a WHERE a.payout_id = p.id) AS seq
     FROM payouts p JOIN payout_methods m ON m.id = p.payout_method_id
     WHERE p.id = ANY($1::uuid[]) AND m.replaced_at IS NULL
       AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
     ORDER BY p.id FOR SHARE OF m`,
    [locked.map((row) => row.id)],
  );
  const candidates = rows.map((row) => ({
    payoutId: row.payout_id,
    creatorId: row.creator_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    taxMinor: BigInt(row.withheld_minor),
    taxJurisdiction: row.withheld_minor === "0" ? undefined : (row.jurisdiction ?? undefined),
    receiver: row.receiver,
    seq: row.seq,
  }));
  const paidBefore = await holdPaidBefore(
    tx,
    candidates.map(({ payoutId }) => payoutId),
  );
  return candidates.filter(({ payoutId }) => !paidBefore.has(payoutId));
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
  // One statement for any number of items; a row each would run into the limit of parameters.
  await exec(
    tx,
    `INSERT INTO payout_attempts (id, payout_id, seq, rail, amount_minor, currency, receiver, state, batch_id,
       tax_minor, tax_jurisdiction)
     SELECT i.id, i.payout_id, i.seq, 'paypal', i.amount_minor, i.currency, i.receiver, 'intent', $7,
            i.tax_minor, i.tax_jurisdiction
     FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::jsonb[], $8::bigint[], $9::text[])
       AS i (id, payout_id, seq, amount_minor, currency, receiver, tax_minor, tax_jurisdiction)`,
    [
      items.map((item) => item.attemptId),
      items.map((item) => item.payoutId),
      items.map((item) => item.seq),
      items.map((item) => item.amountMinor.toString()),
      items.map((item) => item.currency),
      items.map((item) =>
        JSON.stringify({ rail: "paypal", receiver: item.receiver } satisfies ReceiverSnapshot),
      ),
      batchId,
      items.map((item) => item.taxMinor.toString()),
      items.map((item) => item.taxJurisdiction ?? null),
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

/** What a run knows of PayPal's balance in one currency. */
interface Reading {
  funds: Funds;
  /** Payouts frozen since it was made; after so many of them it is made anew, because the world goes on. */
  frozenCount: number;
}

const frozenByReadingMax = 15_000;

/** An earlier reading of this run holds while nobody else has frozen anything since. */
async function isStillTrue(tx: Tx, currency: Currency, { funds, frozenCount }: Reading) {
  return (
    frozenCount < frozenByReadingMax && funds.batchesCount === (await countBatches(tx, currency))
  );
}

/** @returns the funds with these items under way as well, or undefined when the balance does not cover them. */
async function coveredFunds(
  tx: Tx,
  currency: Currency,
  items: readonly Candidate[],
  before: Reading | undefined,
): Promise<Reading | undefined> {
  if (await isRailStopped(tx, currency)) return undefined;
  // Two freezes at once would each find the same balance free; the second waits until the first has committed.
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", [`coverage ${currency}`]);
  const amounts = items.map((item) => item.amountMinor);
  const known = before && (await isStillTrue(tx, currency, before)) ? before : undefined;
  let frozenCount = known?.frozenCount ?? 0;
  let funds = withBatch(known?.funds ?? (await readFunds(tx, currency)), currency, amounts);
  if (known && shortfallOf(funds) > 0n) {
    // Money may have come since; nothing is refused on old news.
    frozenCount = 0;
    funds = withBatch(await readFunds(tx, currency), currency, amounts);
  }
  const shortfall = shortfallOf(funds);
  await reportCoverage(tx, currency, shortfall);
  return shortfall === 0n ? { funds, frozenCount: frozenCount + items.length } : undefined;
}

/** Currencies in which something waits to be frozen. */
async function findCurrenciesToFreeze(tx: Tx): Promise<Currency[]> {
  const rows = await many<{ currency: Currency }>(
    tx,
    `SELECT DISTINCT currency FROM payouts WHERE status = 'queued' AND rail = 'paypal' ORDER BY currency`,
  );
  return rows.map((row) => row.currency);
}

interface Frozen {
  batchId: string;
  reading: Reading;
}

/**
 * Freezes the next batch of one currency, of at most `itemsMax` items. A currency whose PayPal balance does not cover it
 * waits, and finance is told how much is missing; while a restored database is being compared with PayPal, all wait.
 * @param before What this run knows of the balance.
 * @returns the new batch, or undefined when nothing can go now.
 */
async function freezeNextBatch(
  tx: Tx,
  currency: Currency,
  itemsMax: number,
  before: Reading | undefined,
): Promise<Frozen | undefined> {
  if (await isPaused(tx)) return undefined;
  const candidates = await lockCandidates(tx, currency, itemsMax);
  if (candidates.length === 0) return undefined;
  const reading = await coveredFunds(tx, currency, candidates, before);
  return reading && { batchId: await freezeOne(tx, currency, candidates), reading };
}

/** Freezes until nothing is left that may go, one batch a transaction. @returns ids of the new batches. */
export async function freezeAll(unitOfWork: UnitOfWork, itemsMax: number): Promise<string[]> {
  const batchIds: string[] = [];
  for (const currency of await findCurrenciesToFreeze(unitOfWork.reader)) {
    let reading: Reading | undefined;
    for (;;) {
      const before = reading;
      const frozen = await unitOfWork.run((tx) => freezeNextBatch(tx, currency, itemsMax, before));
      if (!frozen) break;
      batchIds.push(frozen.batchId);
      reading = frozen.reading;
    }
  }
  return batchIds;
}
