/** What all recorders of a send have in common. */
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import type { PaypalPayouts } from "../../../providers/paypal";
import * as store from "./batch-store";

export interface SendOptions {
  unitOfWork: UnitOfWork;
  paypal: PaypalPayouts;
  log: Logger;
  leaseMs: number;
  /** Pauses between tries, the last one for all further tries. */
  retryMs: readonly number[];
  firstPollMs: number;
}

export const sendActor = "system:send-payout-batch";
export const heldRetryMs = 15 * 60_000;

/** Writes down what an answer proves, in the transaction that ends the call. */
export type Recorder = (tx: Tx, claim: store.Claim, options: SendOptions) => Promise<void>;

/** Pause before the next try, in milliseconds; longer with each call. */
export async function retryDelay(
  tx: Tx,
  batchId: string,
  retryMs: readonly number[],
): Promise<number> {
  const batch = await store.findBatch(tx, batchId);
  const index = Math.min((batch?.callsCount ?? 1) - 1, retryMs.length - 1);
  return retryMs[Math.max(index, 0)] ?? heldRetryMs;
}

export function breakOf(
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
