/**
 * Looking at a whole batch, page by page. Pages are booked as they come, two at once at most, so that memory stays small
 * and a reading that breaks off was not in vain: the next one starts at page 1, and what is booked already is booked only
 * once.
 */
import { hourMs } from "../../../kernel/clock";
import type { Tx } from "../../../platform/db/sql";
import { PaypalRefusedError } from "../../../providers/paypal";
import { openBreak, resolveBreaks } from "../../breaks";
import { type BatchIds, findBatchIds } from "./batch-store";
import { isAttemptId } from "./observe-breaks";
import type { ObserveOptions } from "./observe-service";
import * as store from "./observe-store";
import { createBooking } from "./page-booking";
import { nextPollMs } from "./poll-schedule";

/** Items may move between pages while they are read; after so many rounds the rest is left to the next look. */
const passesMax = 3;
/** PayPal may need a moment to show what it accepted; after that, silence is not as it should be. */
const silenceMsMax = hourMs;

const actor = "system:observe-payout-items";

type SubmittedBatch = BatchIds & { payoutBatchId: string };

interface Seen {
  /** Our ids of the items that were listed. */
  senderItemIds: Set<string>;
  /** How many items PayPal says the batch has. */
  totalItems: number | undefined;
  batchStatus: string;
}

/** Reads and books every page, again when some item slipped from one page to another meanwhile. */
async function readPages(options: ObserveOptions, batch: SubmittedBatch): Promise<Seen> {
  const seen: Seen = { senderItemIds: new Set(), totalItems: undefined, batchStatus: "" };
  const booking = createBooking(options, batch.id);
  try {
    for (let pass = 1, pages = 1; pass <= passesMax; pass++) {
      for (let page = 1; page <= pages; page++) {
        const answer = await options.paypal.getBatchPage(batch.payoutBatchId, page);
        pages = answer.totalPages;
        seen.totalItems = answer.totalItems ?? seen.totalItems;
        seen.batchStatus = answer.batchStatus;
        await booking.add(answer.items);
        for (const item of answer.items) seen.senderItemIds.add(item.senderItemId ?? "");
      }
      if (pages === 1 || seen.senderItemIds.size >= batch.itemsCount) break;
    }
  } finally {
    await booking.settled();
  }
  booking.requireSound();
  return seen;
}

/** Attempts that no page showed. They keep their state, because silence proves nothing; but it may not last. */
async function noteMissing(
  tx: Tx,
  batch: SubmittedBatch,
  seen: Seen,
  earlyMs: readonly number[],
): Promise<void> {
  const seenIds = [...seen.senderItemIds].filter(isAttemptId);
  const missing = await store.findOpenLooks(tx, batch.id, seenIds);
  await countMissed(tx, missing, earlyMs);
  const subject = {
    kind: seen.batchStatus === "DENIED" ? "payout_batch_denied" : "payout_batch_incomplete",
    objectType: "payout_batch",
    objectId: batch.id,
  };
  if (missing.length === 0) {
    for (const kind of ["payout_batch_denied", "payout_batch_incomplete", "payout_batch_silent"]) {
      await resolveBreaks(tx, { ...subject, kind, resolution: "all_listed", resolvedBy: actor });
    }
    return;
  }
  // PayPal counts all of them and only shuffled its pages: the next look will find them.
  const isShuffled = seen.totalItems === batch.itemsCount;
  const isLong = missing.some(({ stateAgeMs }) => stateAgeMs >= silenceMsMax);
  if (isShuffled || (seen.batchStatus !== "DENIED" && !isLong)) return;
  await openBreak(tx, {
    ...subject,
    owner: "finance",
    nextAction: "check_paypal_report",
    details: {
      payoutBatchId: batch.payoutBatchId,
      status: seen.batchStatus,
      missing: missing.length,
      first: missing[0]?.attemptId ?? null,
    },
  });
}

async function countMissed(
  tx: Tx,
  looks: readonly store.OpenLook[],
  earlyMs: readonly number[],
): Promise<void> {
  await store.countLooks(
    tx,
    looks.map((look) => ({
      attemptId: look.attemptId,
      nextPollMs: nextPollMs(look.state, look, look.pollsCount + 1, earlyMs),
    })),
  );
}

/** A look that failed: what was due is due again by the schedule, and a batch that stays hidden becomes a break. */
async function noteFailure(
  tx: Tx,
  batch: SubmittedBatch,
  error: unknown,
  earlyMs: readonly number[],
): Promise<void> {
  const looks = await store.findOpenLooks(tx, batch.id);
  await countMissed(
    tx,
    looks.filter(({ isDue }) => isDue),
    earlyMs,
  );
  const isLong = looks.some(({ stateAgeMs }) => stateAgeMs >= silenceMsMax);
  if (!(error instanceof PaypalRefusedError) || !isLong) return;
  await openBreak(tx, {
    kind: "payout_batch_silent",
    objectType: "payout_batch",
    objectId: batch.id,
    owner: "finance",
    nextAction: "ask_paypal",
    details: { payoutBatchId: batch.payoutBatchId, status: error.status },
  });
}

/**
 * Reads every page of a submitted batch and books it. Whoever was missed is seen by the next look, because a batch closes
 * only when each of its items is over.
 * @throws PaypalUnavailableError, PaypalRefusedError; a 404 is none, because PayPal needs a moment after the creation.
 */
export async function observeBatch(options: ObserveOptions, batchId: string): Promise<void> {
  const { unitOfWork, earlyPollMs } = options;
  const found = await findBatchIds(unitOfWork.reader, batchId);
  if (!found?.payoutBatchId) return;
  const batch: SubmittedBatch = { ...found, payoutBatchId: found.payoutBatchId };
  try {
    const seen = await readPages(options, batch);
    await unitOfWork.run(async (tx) => {
      await noteMissing(tx, batch, seen, earlyPollMs);
      await store.closeBatchIfDone(tx, batch.id);
    });
  } catch (error) {
    await unitOfWork.run((tx) => noteFailure(tx, batch, error, earlyPollMs));
    if (error instanceof PaypalRefusedError && error.status === 404) return;
    throw error;
  }
}
