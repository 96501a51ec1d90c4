/**
 * Sending a frozen batch: claim (commit) → send (no transaction open) → record (commit). Whatever happens in between, a
 * later run of the same function finds out what became of it by sending the same bytes again.
 */
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import { appendEvents } from "../../../platform/outbox/outbox";
import type { PaypalPayouts, SubmitOutcome } from "../../../providers/paypal";
import { recordAudit } from "../../audit";
import { openBreak } from "../../breaks";
import { payoutEvents } from "../payout-events";
import { compareBatch } from "./batch-compare";
import { failAttempts, recordAccepted } from "./batch-end";
import * as store from "./batch-store";
import { movePayouts } from "./observe-store";
import { readRefusal } from "./refusal";

export interface SendOptions {
  unitOfWork: UnitOfWork;
  paypal: PaypalPayouts;
  log: Logger;
  leaseMs: number;
  /** Pauses between tries, the last one for all further tries. */
  retryMs: readonly number[];
  firstPollMs: number;
}

const actor = "system:send-payout-batch";
const heldRetryMs = 15 * 60_000;

type Recorder = (tx: Tx, claim: store.Claim, options: SendOptions) => Promise<void>;

async function retryDelay(tx: Tx, batchId: string, retryMs: readonly number[]): Promise<number> {
  const batch = await store.findBatch(tx, batchId);
  const index = Math.min((batch?.callsCount ?? 1) - 1, retryMs.length - 1);
  return retryMs[Math.max(index, 0)] ?? heldRetryMs;
}

function breakOf(
  claim: store.Claim,
  kind: string,
  nextAction: string,
  details: Record<string, string | null>,
) {
  return {
    kind,
    objectType: "payout_batch",
    objectId: claim.batchId,
    owner: "finance" as const,
    nextAction,
    details,
  };
}

async function recordAmbiguous(tx: Tx, claim: store.Claim, reason: string, options: SendOptions) {
  const delayMs = await retryDelay(tx, claim.batchId, options.retryMs);
  if (!(await store.postponeBatch(tx, claim, "ambiguous", delayMs, reason))) return;
  await store.setAttemptStates(tx, claim.batchId, ["sending"], "unknown", null);
}

async function recordNotSent(tx: Tx, claim: store.Claim, reason: string, options: SendOptions) {
  const delayMs = await retryDelay(tx, claim.batchId, options.retryMs);
  await store.postponeBatch(tx, claim, "frozen", delayMs, reason);
}

/**
 * Nothing was created, and this id was never unclear: every attempt of the batch is over. Payouts of the named items
 * fail, the others go back into the queue and get a new attempt in a new batch.
 */
async function releaseBatch(
  tx: Tx,
  claim: store.Claim,
  badIndexes: readonly number[],
  name: string,
) {
  if (!(await store.endBatch(tx, claim.batchId, "refused", name))) return;
  const attempts = await failAttempts(tx, claim.batchId, name);
  const bad = new Set(badIndexes.map((index) => attempts[index]?.payoutId));
  const failed = attempts.filter((a) => bad.has(a.payoutId)).map((a) => a.payoutId);
  const again = attempts.filter((a) => !bad.has(a.payoutId)).map((a) => a.payoutId);
  await movePayouts(tx, failed, ["in_progress"], "failed");
  await movePayouts(tx, again, ["in_progress"], "queued");
  await appendEvents(tx, [...failed.map(payoutEvents.failed), ...again.map(payoutEvents.queued)]);
  await recordAudit(tx, {
    actor,
    action: "payout_batch.refused",
    objectType: "payout_batch",
    objectId: claim.batchId,
    details: { name, failed: failed.length, again: again.length },
  });
}

function recorderOfRefusal(outcome: Extract<SubmitOutcome, { kind: "refused" }>): Recorder {
  return async (tx, claim, options) => {
    const { name } = outcome.error;
    const refusal = readRefusal(outcome.httpStatus, outcome.error, claim.itemsCount);
    if (refusal.kind === "later") {
      const delayMs = await retryDelay(tx, claim.batchId, options.retryMs);
      await store.postponeBatch(tx, claim, "frozen", delayMs, name);
      return;
    }
    const isUnclear = await store.hasOtherUnclearCall(tx, claim.batchId, claim.callId);
    if (refusal.kind === "bad_items" && !isUnclear) {
      await releaseBatch(tx, claim, refusal.indexes, name);
      return;
    }
    if (refusal.kind === "bad_items") {
      // An earlier call may have created the batch after all; only a person with PayPal's report may say.
      await store.endBatch(tx, claim.batchId, "stopped", name);
      await openBreak(tx, breakOf(claim, "payout_batch_stopped", "check_paypal_report", { name }));
      return;
    }
    await store.postponeBatch(tx, claim, "frozen", heldRetryMs, name);
    const debugId = outcome.debugId ?? null;
    await openBreak(
      tx,
      breakOf(claim, "payout_batch_held", "mend_paypal_account", { name, debugId }),
    );
  };
}

/** A duplicate refusal says that this id was used before. It is ours only if every item of it is ours. */
async function recorderOfDuplicate(
  outcome: Extract<SubmitOutcome, { kind: "duplicate" }>,
  claim: store.Claim,
  { paypal }: SendOptions,
): Promise<Recorder> {
  const { payoutBatchId } = outcome;
  if (payoutBatchId === undefined) {
    return async (tx, held, options) => {
      await recordAmbiguous(tx, held, "duplicate_without_link", options);
      await openBreak(tx, breakOf(held, "payout_batch_unlinked", "wait_for_item_events", {}));
    };
  }
  const verdict = await compareBatch(paypal, payoutBatchId, claim.body);
  if (verdict.kind === "unknown") {
    return (tx, held, options) => recordAmbiguous(tx, held, verdict.reason, options);
  }
  if (verdict.kind === "equal") {
    return (tx, held, options) =>
      recordAccepted(tx, held.batchId, payoutBatchId, { actor, ...options });
  }
  return async (tx, held) => {
    await store.endBatch(tx, held.batchId, "stopped", "duplicate_differs");
    await openBreak(
      tx,
      breakOf(held, "payout_batch_differs", "ask_paypal", {
        payoutBatchId,
        difference: verdict.difference,
      }),
    );
  };
}

async function recorderOf(
  outcome: SubmitOutcome,
  claim: store.Claim,
  options: SendOptions,
): Promise<Recorder> {
  switch (outcome.kind) {
    case "accepted":
      return (tx, held) =>
        recordAccepted(tx, held.batchId, outcome.payoutBatchId, { actor, ...options });
    case "duplicate":
      return await recorderOfDuplicate(outcome, claim, options);
    case "refused":
      return recorderOfRefusal(outcome);
    case "not_sent":
      return (tx, held) => recordNotSent(tx, held, outcome.reason, options);
    case "ambiguous":
      return (tx, held) => recordAmbiguous(tx, held, outcome.reason, options);
  }
}

function detailOf(outcome: SubmitOutcome): string | undefined {
  if (outcome.kind === "refused") return outcome.error.name;
  return "reason" in outcome ? outcome.reason : undefined;
}

/** Sends one batch if it is due and free; otherwise does nothing. */
export async function sendBatch(options: SendOptions, batchId: string): Promise<void> {
  const { unitOfWork, paypal, log, leaseMs } = options;
  const claim = await unitOfWork.run((tx) => store.claimBatch(tx, batchId, leaseMs));
  if (!claim) return;
  const outcome = await paypal.submitBatch(claim.body);
  log.info({ batchId, outcome: outcome.kind }, "payout batch sent");
  const record = await recorderOf(outcome, claim, options);
  await unitOfWork.run(async (tx) => {
    await store.finishCall(tx, claim.callId, {
      outcome: outcome.kind,
      httpStatus: "httpStatus" in outcome ? outcome.httpStatus : undefined,
      debugId: "debugId" in outcome ? outcome.debugId : undefined,
      detail: detailOf(outcome),
    });
    await record(tx, claim, options);
  });
}
