/**
 * Sending a frozen batch: claim (commit) → send (no transaction open) → record (commit). Whatever happens in between, a
 * later run of the same function finds out what became of it by sending the same bytes again.
 */
import type { Tx } from "../../../platform/db/sql";
import type { SubmitOutcome } from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { suspectRestore } from "../recovery/recovery-store";
import { compareBatch } from "./batch-compare";
import { recordAccepted } from "./batch-end";
import { recorderOfRefusal } from "./batch-refused";
import * as store from "./batch-store";
import { breakOf, type Recorder, retryDelay, type SendOptions, sendActor } from "./send-record";

async function recordAmbiguous(tx: Tx, claim: store.Claim, reason: string, options: SendOptions) {
  const delayMs = await retryDelay(tx, claim.batchId, options.retryMs);
  if (!(await store.postponeBatch(tx, claim, "ambiguous", delayMs, reason))) return;
  await store.setAttemptStates(tx, claim.batchId, ["sending"], "unknown", null);
}

async function recordNotSent(tx: Tx, claim: store.Claim, reason: string, options: SendOptions) {
  const delayMs = await retryDelay(tx, claim.batchId, options.retryMs);
  await store.postponeBatch(tx, claim, "frozen", delayMs, reason);
}

/** A duplicate refusal says that this id was used before. It is ours only if every item of it is ours. */
async function recorderOfDuplicate(
  outcome: Extract<SubmitOutcome, { kind: "duplicate" }>,
  claim: store.Claim,
  { paypal, unitOfWork, leaseMs }: SendOptions,
): Promise<Recorder> {
  const { payoutBatchId } = outcome;
  if (payoutBatchId === undefined) {
    return async (tx, held, options) => {
      await recordAmbiguous(tx, held, "duplicate_without_link", options);
      await openBreak(tx, breakOf(held, "payout_batch_unlinked", "wait_for_item_events", {}));
    };
  }
  // Fifteen pages may take longer than the lease that was taken for one request.
  const verdict = await compareBatch(paypal, payoutBatchId, claim.body, () =>
    unitOfWork.run((tx) => store.renewLease(tx, claim, leaseMs)),
  );
  if (verdict.kind === "unknown") {
    return (tx, held, options) => recordAmbiguous(tx, held, verdict.reason, options);
  }
  if (verdict.kind === "equal") {
    return (tx, held, options) =>
      recordAccepted(tx, held.batchId, payoutBatchId, { actor: sendActor, ...options });
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
        recordAccepted(tx, held.batchId, outcome.payoutBatchId, { actor: sendActor, ...options });
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
    await store.lockBatch(tx, batchId);
    await store.finishCall(tx, claim.callId, {
      outcome: outcome.kind,
      httpStatus: "httpStatus" in outcome ? outcome.httpStatus : undefined,
      debugId: "debugId" in outcome ? outcome.debugId : undefined,
      detail: detailOf(outcome),
    });
    await record(tx, claim, options);
    if (outcome.kind === "duplicate" && claim.callN === 1) {
      // An id that was never used cannot be known to PayPal, unless these tables have forgotten that it was.
      await suspectRestore(tx, { reason: "fresh_id_known_to_paypal", actor: sendActor });
    }
  });
}
