/**
 * Looking at PayPal and booking what is there. Webhooks and timers only say that it is worth looking; what moves money in
 * the books is the state PayPal gives for the item itself.
 */
import { AppError, InvariantError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { sqlState, type UnitOfWork } from "../../../platform/db/unit-of-work";
import { appendEvents, type OutboxEvent } from "../../../platform/outbox/outbox";
import type { ObservedItem, PaypalPayouts } from "../../../providers/paypal";
import { type AuditEvent, recordAudits } from "../../audit";
import { type Posting, postAll } from "../../ledger";
import { type AttemptState, type PayoutStatus, provenUnpaid } from "../payout";
import { payoutEvents } from "../payout-events";
import { undoWithholding } from "../withholding/withholding";
import { reportErrors } from "./item-breaks";
import { type ItemPlan, planItem } from "./item-plan";
import {
  type Decided,
  isAttemptId,
  reportProblems,
  reportStrangers,
  reportUnbookable,
  resolveBlocked,
} from "./observe-breaks";
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
      : // This look counts as well.
        nextPollMs(
          state,
          {
            ageMs: attempt.ageMs,
            stateAgeMs: state === attempt.state ? attempt.stateAgeMs : 0,
          },
          attempt.pollsCount + 1,
          earlyMs,
        ),
  };
}

const hasFee = (postings: readonly Posting[]) => postings.some((posting) => posting.rule === "L18");

async function moveHeaders(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const header of ["paid", "failed", "returned"] as const) {
    const payoutIds = decided
      .filter(({ plan }) => plan.kind === "move" && plan.header === header)
      .map(({ attempt }) => attempt.payoutId);
    await store.movePayouts(tx, payoutIds, headerSources[header] ?? [], header);
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

/** One item for each attempt: if PayPal shows a second one for the same attempt, only a person can say which is ours. */
function decideItems(
  items: readonly ObservedItem[],
  attempts: ReadonlyMap<string, LockedAttempt>,
): Decided[] {
  const itemIds = new Map<string, Set<string>>();
  for (const { senderItemId = "", itemId } of items) {
    itemIds.set(senderItemId, (itemIds.get(senderItemId) ?? new Set()).add(itemId));
  }
  const seen = new Set<string>();
  return items.flatMap((item): Decided[] => {
    const senderItemId = item.senderItemId ?? "";
    const attempt = attempts.get(senderItemId);
    if (!attempt || seen.has(senderItemId)) return [];
    seen.add(senderItemId);
    const isTwice = (itemIds.get(senderItemId)?.size ?? 0) > 1;
    const plan: ItemPlan = isTwice
      ? { kind: "problem", problem: "another_item_id" }
      : planItem(attempt, item, attempt.lockedAt);
    return [{ attempt, item, plan }];
  });
}

/**
 * Books what was seen of some items of one batch, all in one transaction. Repeating it changes nothing.
 * @returns true when an attempt moved.
 */
export async function applyItems(
  tx: Tx,
  batchId: string | null,
  items: readonly ObservedItem[],
  earlyMs: readonly number[],
): Promise<boolean> {
  const ours = items.filter((item) => isAttemptId(item.senderItemId));
  const attempts = await store.lockAttempts(
    tx,
    batchId,
    ours.map((item) => item.senderItemId ?? ""),
  );
  const decided = decideItems(ours, attempts);
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
  await undoWithholding(
    tx,
    decided.flatMap(({ attempt, plan }) =>
      plan.kind === "move" && provenUnpaid.includes(plan.to) ? [attempt.attemptId] : [],
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
  await reportErrors(tx, decided);
  await store.postponeLooks(
    tx,
    decided.filter(({ plan }) => plan.kind === "problem").map(({ attempt }) => attempt.attemptId),
  );
  await reportStrangers(
    tx,
    batchId ?? "none",
    items.filter((item) => !attempts.has(item.senderItemId ?? "")),
  );
  return decided.some(({ plan }) => plan.kind === "move");
}

/** Trouble that lies in what was seen, and not in the database or the network. */
function isAboutContent(error: unknown): boolean {
  return (
    error instanceof InvariantError ||
    error instanceof AppError ||
    sqlState(error)?.startsWith("23") === true
  );
}

/**
 * Books some items, all or none. When something about one of them cannot be booked, the others must not wait for it:
 * the items are halved until the odd one stands alone, and a person is told.
 * @returns true when an attempt moved.
 */
async function applyOrSplit(
  options: ObserveOptions,
  batchId: string | null,
  items: readonly ObservedItem[],
): Promise<boolean> {
  try {
    return await options.unitOfWork.run((tx) =>
      applyItems(tx, batchId, items, options.earlyPollMs),
    );
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    const [item] = items;
    if (items.length === 1 && item) {
      await options.unitOfWork.run((tx) => reportUnbookable(tx, batchId, item, error));
      return false;
    }
    const middle = items.length >> 1;
    const isFirstMoved = await applyOrSplit(options, batchId, items.slice(0, middle));
    const isSecondMoved = await applyOrSplit(options, batchId, items.slice(middle));
    return isFirstMoved || isSecondMoved;
  }
}

/** Books what was seen, many items a transaction. @returns true when an attempt moved. */
export async function applyInChunks(
  options: ObserveOptions,
  batchId: string | null,
  items: readonly ObservedItem[],
): Promise<boolean> {
  let isMoved = false;
  for (let from = 0; from < items.length; from += applyChunkMax) {
    const chunk = items.slice(from, from + applyChunkMax);
    isMoved = (await applyOrSplit(options, batchId, chunk)) || isMoved;
  }
  return isMoved;
}

/** The same, and closes the batch when that was the last of it. */
export async function applyAndClose(
  options: ObserveOptions,
  batchId: string | null,
  items: readonly ObservedItem[],
): Promise<void> {
  // After the commit: of two who book the last two items at once, each would still see the other's as open.
  if ((await applyInChunks(options, batchId, items)) && batchId !== null) {
    await options.unitOfWork.run((tx) => store.closeBatchIfDone(tx, batchId));
  }
}
