/** PayPal refused a batch as a whole, so nothing was created by this call; whether by another one is for the tables to say. */
import type { Tx } from "../../../platform/db/sql";
import { appendEvents } from "../../../platform/outbox/outbox";
import type { SubmitOutcome } from "../../../providers/paypal";
import { recordAudit } from "../../audit";
import { openBreak } from "../../breaks";
import { payoutEvents } from "../payout-events";
import { failAttempts } from "./batch-end";
import * as store from "./batch-store";
import { movePayouts } from "./observe-store";
import { readRefusal } from "./refusal";
import { breakOf, heldRetryMs, type Recorder, retryDelay, sendActor } from "./send-record";

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
    actor: sendActor,
    action: "payout_batch.refused",
    objectType: "payout_batch",
    objectId: claim.batchId,
    details: { name, failed: failed.length, again: again.length },
  });
}

/** What a definite refusal means for the batch; see {@link readRefusal}. */
export function recorderOfRefusal(outcome: Extract<SubmitOutcome, { kind: "refused" }>): Recorder {
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
