/** What finance people do with payouts before money moves: prepare, approve, hold, cancel, pay by another rail. */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { canMove } from "../../../kernel/transitions";
import type { Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import {
  activePayoutMethod,
  findPayoutMethod,
  getCreator,
  type PayoutMethod,
} from "../../creators";
import { type Actor, userIdOf } from "../../identity";
import { type PayoutStatus, payoutTransitions } from "../payout";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";
import { contentHashOf } from "./payout-content";
import { recoverFrom, undoRecovery } from "./recovery";
import { advanceDraft, queuePayout, snapshotOf } from "./schedule-service";

/** Signatures are made by people: two API keys of one user are still one person. */
const signerOf = (actor: Actor) => `user:${userIdOf(actor)}`;

async function locked(tx: Tx, payoutId: string): Promise<PayoutRow> {
  const payout = await store.lockPayout(tx, payoutId);
  if (!payout) throw new NotFoundError();
  return payout;
}

function hashOf(payout: PayoutRow, method: PayoutMethod): string {
  return contentHashOf({
    payoutId: payout.id,
    creatorId: payout.creatorId,
    amountMinor: payout.amountMinor,
    currency: payout.currency,
    methodId: method.id,
    receiver: snapshotOf(method),
  });
}

async function requireNoHold(tx: Tx, payoutId: string): Promise<void> {
  const holds = await store.openHolds(tx, payoutId);
  if (holds[0]) throw new ConflictError("payout_held", { kind: holds[0].kind });
}

function stateConflict(payout: PayoutRow): ConflictError {
  return new ConflictError("payout_state", { status: payout.status }, { current: payout.status });
}

/** Nobody signs for money that goes to themselves, whatever roles they hold. */
async function requireNotPayee(tx: Tx, actor: Actor, payout: PayoutRow): Promise<void> {
  const creator = await getCreator(tx, payout.creatorId);
  if (creator.userId === userIdOf(actor)) throw new ConflictError("own_payout");
}

/** First signature (F1). @throws ConflictError when a payout is held, has no method, or is past this step. */
export async function preparePayouts(
  tx: Tx,
  actor: Actor,
  payoutIds: readonly string[],
): Promise<void> {
  for (const payoutId of [...payoutIds].sort()) {
    const payout = await locked(tx, payoutId);
    if (payout.status !== "draft") throw stateConflict(payout);
    await requireNotPayee(tx, actor, payout);
    await requireNoHold(tx, payoutId);
    const method = await activePayoutMethod(tx, payout.creatorId);
    if (!method) throw new ConflictError("payout_method_missing");
    await signFirst(tx, actor, payout, method);
  }
}

async function signFirst(
  tx: Tx,
  actor: Actor,
  payout: PayoutRow,
  method: PayoutMethod,
): Promise<void> {
  const contentHash = hashOf(payout, method);
  const isMoved = await store.movePayout(tx, payout.id, "pending_approval", {
    rail: method.rail,
    payoutMethodId: method.id,
    contentHash,
    preparedBy: signerOf(actor),
    approvedBy: null,
    release: null,
  });
  if (!isMoved) throw stateConflict(payout);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.prepared",
    objectType: "payout",
    objectId: payout.id,
    details: { contentHash },
  });
}

/**
 * Second signature (F2): by another person, over exactly the content that was prepared.
 * @throws ConflictError `same_person`, `content_changed`, `payout_held`, `payout_state`.
 */
export async function approvePayouts(
  tx: Tx,
  actor: Actor,
  signed: readonly { payoutId: string; contentHash: string }[],
): Promise<void> {
  for (const { payoutId, contentHash } of [...signed].sort((a, b) =>
    a.payoutId < b.payoutId ? -1 : 1,
  )) {
    const payout = await locked(tx, payoutId);
    if (payout.status !== "pending_approval") throw stateConflict(payout);
    if (payout.preparedBy === signerOf(actor)) throw new ConflictError("same_person");
    await requireNotPayee(tx, actor, payout);
    await requireNoHold(tx, payoutId);
    const method = await findPayoutMethod(tx, payout.payoutMethodId ?? "");
    const now = method && method.replacedAt === null ? hashOf(payout, method) : undefined;
    if (contentHash !== payout.contentHash || now !== payout.contentHash) {
      throw new ConflictError("content_changed");
    }
    const approvedBy = signerOf(actor);
    await store.movePayout(tx, payoutId, "approved", { release: "two_people", approvedBy });
    await queuePayout(tx, payoutId, actor.principal, { release: "two_people", contentHash });
  }
}

/** A person stops a payout that has not been sent. @throws ConflictError when an attempt is under way. */
export async function holdPayout(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  reason: string,
): Promise<void> {
  const payout = await locked(tx, payoutId);
  const canHold = ["draft", "pending_approval", "approved", "queued"].includes(payout.status);
  if (!canHold) throw stateConflict(payout);
  const isNew = await store.openHold(tx, payoutId, {
    kind: "person",
    reason,
    owner: "finance",
    nextAction: "review_and_release",
    openedBy: actor.principal,
  });
  if (!isNew) throw new ConflictError("payout_held", { kind: "person" });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.held",
    objectType: "payout",
    objectId: payoutId,
    details: { kind: "person" },
  });
}

/** Ends the holds that people made. Holds that have a cause of their own end when the cause does. */
export async function releasePayout(tx: Tx, actor: Actor, payoutId: string): Promise<void> {
  const payout = await locked(tx, payoutId);
  const kinds = ["person", "earlier_canceled", "unbookable"];
  const ended = await store.releaseHolds(tx, payoutId, kinds, actor.principal);
  if (ended === 0) throw new ConflictError("payout_not_held");
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.hold_released",
    objectType: "payout",
    objectId: payoutId,
  });
  if (payout.status === "draft") await advanceDraft(tx, payoutId);
  if (payout.status === "queued") await store.nudgeQueued(tx, payoutId);
}

/** Gives a payout up before sending. Its fee stays payable, and the next payout for it needs two people. */
export async function cancelPayout(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  reason: string,
): Promise<void> {
  const payout = await locked(tx, payoutId);
  if (await store.hasLiveAttempt(tx, payoutId)) throw stateConflict(payout);
  if (!canMove<PayoutStatus>(payoutTransitions, payout.status, "canceled")) {
    throw stateConflict(payout);
  }
  await undoRecovery(tx, payout);
  if (!(await store.movePayout(tx, payoutId, "canceled"))) throw stateConflict(payout);
  await store.releaseLines(tx, payoutId);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.canceled",
    objectType: "payout",
    objectId: payoutId,
    details: { reason },
  });
}

/**
 * Pays a returned or failed payout again, by the creator's present method. It is prepared by the caller and needs a
 * second person like any other.
 * @throws ConflictError while an earlier attempt could still move money.
 */
export async function reroutePayout(tx: Tx, actor: Actor, payoutId: string): Promise<PayoutRow> {
  const payout = await locked(tx, payoutId);
  if (payout.status !== "returned" && payout.status !== "failed") throw stateConflict(payout);
  if (await store.hasLiveAttempt(tx, payoutId)) throw new ConflictError("payout_attempt_live");
  await requireNotPayee(tx, actor, payout);
  await requireNoHold(tx, payoutId);
  // What the creator owes us is repaid first; perhaps nothing is left to pay.
  if (await recoverFrom(tx, payoutId)) return await locked(tx, payoutId);
  const method = await activePayoutMethod(tx, payout.creatorId);
  if (!method) throw new ConflictError("payout_method_missing");
  await signFirst(tx, actor, await locked(tx, payoutId), method);
  return await locked(tx, payoutId);
}
