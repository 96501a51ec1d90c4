/**
 * Looking at PayPal and booking what is there. Webhooks and timers only say that it is worth looking; what moves money in
 * the books is the state PayPal gives for the item itself.
 */
import { databaseNow, type Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import { appendEvents, type OutboxEvent } from "../../../platform/outbox/outbox";
import {
  type ObservedItem,
  type PaypalPayouts,
  PaypalRefusedError,
} from "../../../providers/paypal";
import { type AuditEvent, recordAudits } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { type Posting, postAll } from "../../ledger";
import type { AttemptState, PayoutStatus } from "../payout";
import { payoutEvents } from "../payout-events";
import { findBatch, setAttemptStates } from "./batch-store";
import { type ItemPlan, planItem } from "./item-plan";
import type { LockedAttempt } from "./observe-store";
import * as store from "./observe-store";
import { blockedPollMs, nextPollMs } from "./poll-schedule";

export interface ObserveOptions {
  unitOfWork: UnitOfWork;
  paypal: PaypalPayouts;
  earlyPollMs: readonly number[];
}

const actor = "system:observe-payout-items";
/** Items booked in one transaction; large enough to be quick, small enough to hold locks for a moment only. */
const applyChunkMax = 2_000;
/** Chunks under way at once: while the database books one, the next is worked out here. */
const applyTogetherMax = 2;

const eventOf: Partial<Record<AttemptState, (payoutId: string) => OutboxEvent>> = {
  success: payoutEvents.paid,
  unclaimed: payoutEvents.unclaimed,
  on_hold: payoutEvents.onHold,
  returned: payoutEvents.returned,
  refunded: payoutEvents.refunded,
  reversed: payoutEvents.reversed,
  failed: payoutEvents.failed,
};

const headerSources: Partial<Record<PayoutStatus, readonly PayoutStatus[]>> = {
  paid: ["in_progress"],
  failed: ["in_progress"],
  returned: ["in_progress", "paid"],
};

interface Decided {
  attempt: LockedAttempt;
  item: ObservedItem;
  plan: ItemPlan;
}

function updateOf(
  { attempt, item, plan }: Decided,
  earlyMs: readonly number[],
): store.AttemptUpdate {
  const state = plan.kind === "move" ? plan.to : attempt.state;
  const isBlockedStill = state === "failed" && item.status === "BLOCKED";
  const isFeeBooked = plan.kind !== "unchanged" && plan.kind !== "problem" && hasFee(plan.postings);
  return {
    attemptId: attempt.attemptId,
    state,
    isParked: plan.kind === "move" ? plan.isParked : attempt.isParked,
    itemId: item.itemId,
    rawStatus: item.rawStatus,
    error: item.errorName ?? null,
    feeMinor: isFeeBooked ? (item.fee?.amountMinor ?? null) : null,
    nextPollMs: isBlockedStill
      ? blockedPollMs(attempt.stateAgeMs)
      : nextPollMs(state, attempt.ageMs, attempt.pollsCount, earlyMs),
  };
}

const hasFee = (postings: readonly Posting[]) => postings.some((posting) => posting.rule === "L18");

/** What has to be told to a person: a look that does not fit, and an item that PayPal has blocked. */
function problemOf(plan: ItemPlan): string | undefined {
  if (plan.kind === "problem") return plan.problem;
  return plan.kind === "move" && plan.to === "blocked" ? "blocked" : undefined;
}

async function reportProblems(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const { attempt, item, plan } of decided) {
    const problem = problemOf(plan);
    if (problem === undefined) continue;
    await openBreak(tx, {
      kind: `payout_item_${problem}`,
      objectType: "payout_attempt",
      objectId: attempt.attemptId,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      owner: "finance",
      nextAction: "compare_with_paypal",
      details: { item: item.itemId, status: item.rawStatus },
    });
  }
}

async function moveHeaders(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const header of ["paid", "failed", "returned"] as const) {
    const payoutIds = decided
      .filter(({ plan }) => plan.kind === "move" && plan.header === header)
      .map(({ attempt }) => attempt.payoutId);
    await store.movePayouts(tx, payoutIds, headerSources[header] ?? [], header);
  }
}

/** An item that PayPal blocked moved on by itself; nobody has to decide any more. */
async function resolveBlocked(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const { attempt, plan } of decided) {
    if (plan.kind !== "move" || attempt.state !== "blocked") continue;
    await resolveBreaks(tx, {
      kind: "payout_item_blocked",
      objectType: "payout_attempt",
      objectId: attempt.attemptId,
      resolution: plan.to,
      resolvedBy: actor,
    });
  }
}

function auditsOf(decided: readonly Decided[]): AuditEvent[] {
  return decided.flatMap(({ attempt, item, plan }) =>
    plan.kind === "move"
      ? [
          {
            actor,
            action: `payout_attempt.${plan.to}`,
            objectType: "payout_attempt",
            objectId: attempt.attemptId,
            details: { from: attempt.state, item: item.itemId, payout: attempt.payoutId },
          },
        ]
      : [],
  );
}

/** An item of PayPal's that none of our attempts knows: somebody else uses this account, or our record is wrong. */
async function reportStrangers(
  tx: Tx,
  batchId: string,
  strangers: readonly ObservedItem[],
): Promise<void> {
  for (const item of strangers) {
    await openBreak(tx, {
      kind: "payout_item_unknown",
      objectType: "paypal_item",
      objectId: item.itemId,
      ...item.amount,
      owner: "finance",
      nextAction: "compare_with_paypal",
      details: { batch: batchId, senderItem: item.senderItemId ?? null },
    });
  }
}

const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Books what was seen of some items of one batch, all in one transaction. Repeating it changes nothing. */
export async function applyItems(
  tx: Tx,
  batchId: string,
  items: readonly ObservedItem[],
  earlyMs: readonly number[],
): Promise<void> {
  const ours = items.filter((item) => uuidPattern.test(item.senderItemId ?? ""));
  const attempts = await store.lockAttempts(
    tx,
    batchId,
    ours.map((item) => item.senderItemId ?? ""),
  );
  const at = await databaseNow(tx);
  const seen = new Map<string, string>();
  const decided = ours.flatMap((item) => {
    const known = attempts.get(item.senderItemId ?? "");
    if (!known) return [];
    // Two items that claim one attempt in the same look: the first counts, the other is a matter for a person.
    const attempt = { ...known, providerItemId: known.providerItemId ?? seen.get(known.attemptId) };
    seen.set(known.attemptId, attempt.providerItemId ?? item.itemId);
    return [{ attempt, item, plan: planItem(attempt, item, at) }];
  });
  const sound = decided.filter(({ plan }) => plan.kind !== "problem");
  await store.updateAttempts(
    tx,
    sound.map((entry) => updateOf(entry, earlyMs)),
  );
  await postAll(
    tx,
    decided.flatMap(({ plan }) =>
      plan.kind === "move" || plan.kind === "fee" ? plan.postings : [],
    ),
  );
  await moveHeaders(tx, decided);
  await resolveBlocked(tx, decided);
  await recordAudits(tx, auditsOf(decided));
  await appendEvents(
    tx,
    decided.flatMap(({ attempt, plan }) => {
      const event = plan.kind === "move" ? eventOf[plan.to] : undefined;
      return event ? [event(attempt.payoutId)] : [];
    }),
  );
  await reportProblems(tx, decided);
  await store.postponeLooks(
    tx,
    decided.filter(({ plan }) => plan.kind === "problem").map(({ attempt }) => attempt.attemptId),
  );
  await reportStrangers(
    tx,
    batchId,
    items.filter((item) => !attempts.has(item.senderItemId ?? "")),
  );
}

/** Books what was seen, some hundred items a transaction, and closes the batch when all of them are over. */
export async function applyInChunks(
  options: ObserveOptions,
  batchId: string,
  items: readonly ObservedItem[],
) {
  if (items.length <= applyChunkMax) {
    await options.unitOfWork.run(async (tx) => {
      await applyItems(tx, batchId, items, options.earlyPollMs);
      await store.closeBatchIfDone(tx, batchId);
    });
    return;
  }
  // Chunks share no attempt, and each locks its rows in the order of their ids, so none can wait for another's in a ring.
  let next = 0;
  const applyNext = async (): Promise<void> => {
    while (next < items.length) {
      const chunk = items.slice(next, next + applyChunkMax);
      next += chunk.length;
      await options.unitOfWork.run((tx) => applyItems(tx, batchId, chunk, options.earlyPollMs));
    }
  };
  const lanes = Array.from({ length: applyTogetherMax }, applyNext);
  for (const lane of await Promise.allSettled(lanes)) {
    if (lane.status === "rejected") throw lane.reason;
  }
  await options.unitOfWork.run((tx) => store.closeBatchIfDone(tx, batchId));
}

/**
 * Reads every page of a submitted batch and books it. Items may move between pages meanwhile; whoever was missed is seen
 * by the next look, because a batch closes only when each of its items is over.
 */
export async function observeBatch(options: ObserveOptions, batchId: string): Promise<void> {
  const batch = await findBatch(options.unitOfWork.reader, batchId);
  if (!batch?.payoutBatchId) return;
  try {
    const items = new Map<string, ObservedItem>();
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await options.paypal.getBatchPage(batch.payoutBatchId, page);
      pages = answer.totalPages;
      for (const item of answer.items) items.set(item.itemId, item);
    }
    await applyInChunks(options, batchId, [...items.values()]);
  } catch (error) {
    // Right after the creation PayPal may not know the batch yet; that is not a failure.
    if (error instanceof PaypalRefusedError && error.status === 404) {
      await postponeLook(options, batchId);
      return;
    }
    throw error;
  }
}

async function postponeLook(
  { unitOfWork, earlyPollMs }: ObserveOptions,
  batchId: string,
): Promise<void> {
  const states = ["submitted", "pending", "unclaimed", "on_hold", "blocked", "success"];
  const delayMs = earlyPollMs[0] ?? 30_000;
  for (const state of states) {
    await unitOfWork.run((tx) => setAttemptStates(tx, batchId, [state], state, delayMs));
  }
}
