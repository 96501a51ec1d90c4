/** How doubt about a batch ends: PayPal has it, or it is proven that nothing of it was created. */
import { databaseNow, exec, many, type Tx } from "../../../platform/db/sql";
import { appendEvent, appendEvents } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { attemptFailed, postAll } from "../../ledger";
import { payoutEvents } from "../payout-events";
import { PayoutAttemptRow } from "../payout-row";
import { undoWithholding } from "../withholding/withholding";
import * as store from "./batch-store";

/** Every break that asks what became of a batch. */
const doubts = [
  "payout_batch_ambiguous",
  "payout_batch_held",
  "payout_batch_unlinked",
  "payout_batch_stopped",
  "payout_batch_differs",
] as const;

/** Closes what was open about a batch whose fate is known now. */
export async function resolveDoubts(
  tx: Tx,
  batchId: string,
  resolution: string,
  resolvedBy: string,
): Promise<void> {
  for (const kind of doubts) {
    const subject = { kind, objectType: "payout_batch", objectId: batchId };
    await resolveBreaks(tx, { ...subject, resolution, resolvedBy });
  }
}

interface Acceptance {
  /** Who found out. */
  actor: string;
  firstPollMs: number;
}

/** PayPal has the batch. From now on only its items move money in the books. */
export async function recordAccepted(
  tx: Tx,
  batchId: string,
  payoutBatchId: string,
  { actor, firstPollMs }: Acceptance,
): Promise<void> {
  const before = await store.findBatchIds(tx, batchId);
  if (before?.payoutBatchId === payoutBatchId) {
    // Two senders at once, or an event was quicker: everything that follows has been asked for already.
    await recordAudit(tx, {
      actor,
      action: "payout_batch.answered_again",
      objectType: "payout_batch",
      objectId: batchId,
      details: { payoutBatchId },
    });
    return;
  }
  if (!(await store.adoptBatch(tx, batchId, payoutBatchId))) {
    await openBreak(tx, {
      kind: "payout_batch_two_ids",
      objectType: "payout_batch",
      objectId: batchId,
      owner: "finance",
      nextAction: "ask_paypal",
      details: { payoutBatchId },
    });
    return;
  }
  await announceSubmitted(tx, batchId, payoutBatchId, { actor, firstPollMs });
}

/** An adopted batch: its attempts are watched, what was open about it is closed, and its creators are told. */
export async function announceSubmitted(
  tx: Tx,
  batchId: string,
  payoutBatchId: string,
  { actor, firstPollMs }: Acceptance,
): Promise<void> {
  const unsure = ["sending", "unknown", "intent"];
  await store.setAttemptStates(tx, batchId, unsure, "submitted", firstPollMs);
  await resolveDoubts(tx, batchId, "accepted", actor);
  await recordAudit(tx, {
    actor,
    action: "payout_batch.submitted",
    objectType: "payout_batch",
    objectId: batchId,
    details: { payoutBatchId },
  });
  const payouts = await many<{ payout_id: string }>(
    tx,
    "SELECT payout_id FROM payout_attempts WHERE batch_id = $1",
    [batchId],
  );
  await appendEvents(
    tx,
    payouts.map((row) => payoutEvents.sent(row.payout_id)),
  );
  await appendEvent(tx, payoutEvents.batchSubmitted(batchId));
}

/**
 * Nothing of the batch was created: each of its attempts is over, and its money is payable again (L16).
 * @returns the attempts in the order of the frozen body.
 */
export async function failAttempts(
  tx: Tx,
  batchId: string,
  providerError: string,
): Promise<PayoutAttemptRow[]> {
  const attempts = await tx.find(PayoutAttemptRow, { where: { batchId }, order: { id: "ASC" } });
  const at = await databaseNow(tx);
  const creators = await lockCreators(
    tx,
    attempts.map((attempt) => attempt.payoutId),
  );
  await postAll(
    tx,
    attempts.map((attempt) =>
      attemptFailed({
        attemptId: attempt.id,
        payoutId: attempt.payoutId,
        creatorId: creators.get(attempt.payoutId) ?? "",
        amountMinor: attempt.amountMinor,
        currency: attempt.currency,
        at,
      }),
    ),
  );
  await exec(
    tx,
    `UPDATE payout_attempts SET state = 'failed', state_at = now(), provider_error = $2
     WHERE batch_id = $1 AND state IN ('intent', 'sending', 'unknown')`,
    [batchId, providerError],
  );
  await undoWithholding(
    tx,
    attempts.map((attempt) => attempt.id),
  );
  return attempts;
}

/** Locks the payouts in the order of their ids; answers whose each is. */
async function lockCreators(tx: Tx, payoutIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await many<{ id: string; creator_id: string }>(
    tx,
    "SELECT id, creator_id FROM payouts WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE",
    [payoutIds],
  );
  return new Map(rows.map((row) => [row.id, row.creator_id]));
}
