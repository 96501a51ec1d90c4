/** A batch of ours that PayPal turns out to have: compared item by item, and only then noted as sent. */
import { present } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { PaypalPayouts } from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { type BatchVerdict, compareBatch } from "./batch-compare";
import { recordAccepted } from "./batch-end";
import { findBatch } from "./batch-store";

const actor = "system:observe-payout-items";

interface AdoptOptions {
  unitOfWork: UnitOfWork;
  paypal: PaypalPayouts;
}

/** PayPal speaks of our batch id, but what it shows is not ours, or not the batch we know: a person has to ask. */
async function reportDifferent(
  tx: Tx,
  batchId: string,
  payoutBatchId: string,
  difference: string,
): Promise<void> {
  await openBreak(tx, {
    kind: "payout_batch_differs",
    objectType: "payout_batch",
    objectId: batchId,
    owner: "finance",
    nextAction: "ask_paypal",
    details: { payoutBatchId, difference },
  });
}

/** @returns the verdict; only an equal batch is adopted, a different one opens a break, an unknown one changes nothing. */
export async function adoptIfEqual(
  { unitOfWork, paypal }: AdoptOptions,
  batchId: string,
  payoutBatchId: string,
): Promise<BatchVerdict> {
  // The frozen body may have megabytes, so it is read only here.
  const batch = present(await findBatch(unitOfWork.reader, batchId), `Batch ${batchId}`);
  const verdict = await compareBatch(paypal, payoutBatchId, batch.body);
  if (verdict.kind === "different") {
    await unitOfWork.run((tx) => reportDifferent(tx, batch.id, payoutBatchId, verdict.difference));
  }
  if (verdict.kind === "equal") {
    await unitOfWork.run((tx) =>
      recordAccepted(tx, batch.id, payoutBatchId, { actor, firstPollMs: 0 }),
    );
  }
  return verdict;
}
