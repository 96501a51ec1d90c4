/**
 * What became of a payment when no machine may say: one finance person proposes, with evidence, another confirms exactly
 * that, and PayPal is asked before both. Nothing here ever happens by itself.
 */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvents } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { resolveBreaks } from "../../breaks";
import { type Actor, signerOf, userIdOf } from "../../identity";
import { attemptFailed, type ItemFact, itemReturned, post } from "../../ledger";
import { payoutEvents } from "../payout-events";
import type { PayoutBatchRow } from "../payout-row";
import { announceSubmitted, failAttempts, resolveDoubts } from "../paypal/batch-end";
import { lockAttempts, movePayouts } from "../paypal/observe-store";
import { undoWithholding } from "../withholding/withholding";
import { agreementHash } from "./afterlife";
import type { PayoutResolutionRow } from "./afterlife-row";
import * as store from "./resolution-store";

export type BatchOutcome =
  | { outcome: "was_created"; payoutBatchId: string; evidence: string }
  | { outcome: "was_not_created"; evidence: string };

/** @throws ConflictError `own_payout`: nobody decides about money that goes to themselves. */
async function requireNotPayee(tx: Tx, actor: Actor, subjectId: string): Promise<void> {
  if (await store.isPayee(tx, subjectId, userIdOf(actor))) throw new ConflictError("own_payout");
}

/**
 * May people decide about this batch? Created is a thing to say whenever doubt exists; not created only once the batch is
 * never sent again, because until then the next call may create it.
 * @throws ConflictError `batch_not_in_doubt`, `outcome_contradicted`.
 */
export async function requireDoubt(
  tx: Tx,
  batch: PayoutBatchRow,
  outcome: BatchOutcome["outcome"],
): Promise<void> {
  const doubt = await store.doubtOf(tx, batch.id);
  const isUnclear = batch.state === "frozen" || batch.state === "ambiguous";
  const isOver = batch.state === "stopped" || (isUnclear && doubt?.isOverdue === true);
  const isOpen = isOver || (isUnclear && outcome === "was_created" && batch.firstPostAt !== null);
  if (!isOpen || doubt?.isLeased !== false || batch.payoutBatchId !== null) {
    throw new ConflictError("batch_not_in_doubt", { state: batch.state }, { current: batch.state });
  }
  if (outcome === "was_not_created" && doubt.isDuplicate && batch.state !== "stopped") {
    throw new ConflictError("outcome_contradicted");
  }
}

async function propose(
  tx: Tx,
  actor: Actor,
  entry: Pick<PayoutResolutionRow, "kind" | "subjectId" | "payoutBatchId" | "evidence">,
  seen: Readonly<Record<string, unknown>>,
): Promise<string> {
  await requireNotPayee(tx, actor, entry.subjectId);
  const id = newId();
  const contentHash = agreementHash({ id, ...entry, ...seen });
  const proposedBy = signerOf(actor);
  if (!(await store.insertResolution(tx, { id, ...entry, contentHash, proposedBy }))) {
    throw new ConflictError("resolution_exists");
  }
  await auditDecision(tx, actor, "resolution_proposed", entry, { resolution: id, contentHash });
  return id;
}

async function auditDecision(
  tx: Tx,
  actor: Actor,
  action: string,
  { kind, subjectId }: Pick<PayoutResolutionRow, "kind" | "subjectId">,
  details: Record<string, string>,
): Promise<void> {
  const objectType = kind === "item_not_paid" ? "payout_attempt" : "payout_batch";
  await recordAudit(tx, {
    actor: actor.principal,
    action: `${objectType}.${action}`,
    objectType,
    objectId: subjectId,
    details: { kind, ...details },
  });
}

/** First signature about a batch. What PayPal says was asked before. @returns id of the proposal. */
export async function proposeBatchOutcome(
  tx: Tx,
  actor: Actor,
  batchId: string,
  said: BatchOutcome,
): Promise<string> {
  const batch = await store.lockBatch(tx, batchId);
  if (!batch) throw new NotFoundError();
  await requireDoubt(tx, batch, said.outcome);
  const payoutBatchId = said.outcome === "was_created" ? said.payoutBatchId : null;
  if (payoutBatchId && (await store.isAdoptedElsewhere(tx, batchId, payoutBatchId))) {
    throw new ConflictError("batch_differs", { difference: "known_batch" });
  }
  return await propose(
    tx,
    actor,
    { kind: `batch_${said.outcome}`, subjectId: batchId, payoutBatchId, evidence: said.evidence },
    { bodySha256: batch.bodySha256 },
  );
}

/** First signature about an item that PayPal blocks. @returns id of the proposal. */
export async function proposeItemNotPaid(
  tx: Tx,
  actor: Actor,
  attempt: { id: string; batchId: string | null },
  evidence: string,
): Promise<string> {
  const locked = (await lockAttempts(tx, attempt.batchId, [attempt.id])).get(attempt.id);
  if (locked?.state !== "blocked") throw new ConflictError("payout_not_blocked");
  const { amountMinor, currency, isParked } = locked;
  return await propose(
    tx,
    actor,
    { kind: "item_not_paid", subjectId: attempt.id, payoutBatchId: null, evidence },
    { amountMinor, currency, isParked },
  );
}

/**
 * The proposal as the second person may sign it.
 * @throws ConflictError `resolution_state`, `same_person`, `content_changed`.
 */
export function requireSignable(
  actor: Actor,
  resolution: PayoutResolutionRow,
  contentHash: string,
): void {
  const { status } = resolution;
  if (status !== "proposed") {
    throw new ConflictError("resolution_state", { status }, { current: status });
  }
  if (resolution.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  if (resolution.contentHash !== contentHash) throw new ConflictError("content_changed");
}

async function applyCreated(tx: Tx, actor: Actor, batchId: string, payoutBatchId: string) {
  if (await store.isAdoptedElsewhere(tx, batchId, payoutBatchId)) {
    throw new ConflictError("batch_differs", { difference: "known_batch" });
  }
  const isAdopted = await store.adoptByHand(tx, batchId, payoutBatchId);
  invariant(isAdopted, `Batch ${batchId} moved while it was locked`);
  await announceSubmitted(tx, batchId, payoutBatchId, { actor: actor.principal, firstPollMs: 0 });
}

/** L16 for every item; its payouts have failed and can be paid another way. */
async function applyNotCreated(tx: Tx, actor: Actor, batchId: string): Promise<void> {
  const isEnded = await store.refuseByHand(tx, batchId);
  invariant(isEnded, `Batch ${batchId} moved while it was locked`);
  const attempts = await failAttempts(tx, batchId, "was_not_created");
  const payoutIds = attempts.map((attempt) => attempt.payoutId);
  const moved = await movePayouts(tx, payoutIds, ["in_progress"], "failed");
  invariant(moved.length === attempts.length, `A payout of batch ${batchId} moved by itself`);
  await resolveDoubts(tx, batchId, "was_not_created", actor.principal);
  await appendEvents(tx, payoutIds.map(payoutEvents.failed));
}

async function applyBatch(tx: Tx, actor: Actor, resolution: PayoutResolutionRow): Promise<void> {
  const { subjectId, payoutBatchId } = resolution;
  const batch = await store.lockBatch(tx, subjectId);
  if (!batch) throw new NotFoundError();
  await requireDoubt(tx, batch, payoutBatchId === null ? "was_not_created" : "was_created");
  if (payoutBatchId === null) await applyNotCreated(tx, actor, subjectId);
  else await applyCreated(tx, actor, subjectId, payoutBatchId);
}

/** L16, or L21 when PayPal had taken the money; the payout has failed and can be paid another way. */
async function applyItem(
  tx: Tx,
  actor: Actor,
  attempt: { id: string; batchId: string | null },
): Promise<void> {
  const locked = (await lockAttempts(tx, attempt.batchId, [attempt.id])).get(attempt.id);
  // PayPal itself failed or returned it between the two signatures: that look has booked it already.
  if (locked?.state === "failed" || locked?.state === "returned") return;
  if (locked?.state !== "blocked") throw new ConflictError("payout_not_blocked");
  const at = await databaseNow(tx);
  const fact: ItemFact = { ...locked, itemId: locked.providerItemId ?? "", at };
  await post(tx, locked.isParked ? itemReturned(fact) : attemptFailed(fact));
  invariant(await store.failBlocked(tx, attempt.id), `Attempt ${attempt.id} moved while locked`);
  await undoWithholding(tx, [attempt.id]);
  const moved = await movePayouts(tx, [locked.payoutId], ["in_progress"], "failed");
  invariant(moved.length === 1, `Payout ${locked.payoutId} was not in progress`);
  await resolveBreaks(tx, {
    kind: "payout_item_blocked",
    objectType: "payout_attempt",
    objectId: attempt.id,
    resolution: "not_paid",
    resolvedBy: actor.principal,
  });
  await appendEvents(tx, [payoutEvents.failed(locked.payoutId)]);
}

/**
 * Second signature: what was proposed happens. What PayPal says was asked again before.
 * @throws those of {@link requireSignable}; ConflictError `own_payout`, `batch_not_in_doubt`, `payout_not_blocked`.
 */
export async function confirmResolution(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
  attempt: { id: string; batchId: string | null } | undefined,
): Promise<void> {
  const resolution = await store.lockResolution(tx, id);
  if (!resolution) throw new NotFoundError();
  requireSignable(actor, resolution, contentHash);
  await requireNotPayee(tx, actor, resolution.subjectId);
  if (attempt) await applyItem(tx, actor, attempt);
  else await applyBatch(tx, actor, resolution);
  const isMoved = await store.moveResolution(tx, id, "confirmed", signerOf(actor));
  invariant(isMoved, `Resolution ${id} moved while it was locked`);
  await auditDecision(tx, actor, "resolution_confirmed", resolution, { resolution: id });
}

/** Either person takes the proposal back; everything stays as unclear as it was. */
export async function withdrawResolution(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const resolution = await store.lockResolution(tx, id);
  if (!resolution) throw new NotFoundError();
  const { status } = resolution;
  if (!(await store.moveResolution(tx, id, "withdrawn", signerOf(actor)))) {
    throw new ConflictError("resolution_state", { status }, { current: status });
  }
  await auditDecision(tx, actor, "resolution_withdrawn", resolution, { resolution: id, reason });
}
