/**
 * Taking an earning back: an operator decides with evidence, a finance person confirms. What was not sent is not sent any
 * more; what was sent the creator owes, and everything else that is not sent yet repays it first.
 */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { getCreator } from "../../creators";
import { type Actor, signerOf, userIdOf } from "../../identity";
import { findEndorsementOf, lockEndorsement, undoEarning } from "../../submissions";
import * as payoutStore from "../payout-store";
import { repayFrom } from "../release/debt-repayment";
import { cancelPayout } from "../release/hold-service";
import { advanceDraft, voidSignatures } from "../release/schedule-service";
import { agreementHash, type ClawbackReason } from "./afterlife";
import type { ClawbackRow } from "./afterlife-row";
import * as store from "./clawback-store";

async function requireNotPayee(tx: Tx, actor: Actor, creatorId: string): Promise<void> {
  const creator = await getCreator(tx, creatorId);
  if (creator.userId === userIdOf(actor)) throw new ConflictError("own_payout");
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  { id, endorsementId }: Pick<ClawbackRow, "id" | "endorsementId">,
  details: Record<string, string> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `clawback.${action}`,
    objectType: "clawback",
    objectId: id,
    details: { endorsement: endorsementId, ...details },
  });
}

/**
 * An operator decides that an endorsed submission did not earn its fee, perhaps because a machine suggested to look at it.
 * Nothing moves before finance confirms.
 * @returns id of the decision.
 * @throws NotFoundError for a submission that was never endorsed; ConflictError `clawback_exists`.
 */
export async function decideClawback(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { reason, evidence }: { reason: ClawbackReason; evidence: string },
): Promise<string> {
  const endorsement = await findEndorsementOf(tx, submissionId);
  if (!endorsement) throw new NotFoundError();
  await requireNotPayee(tx, actor, endorsement.creatorId);
  if (endorsement.clawedBackAt) throw new ConflictError("clawback_exists");
  const { id: endorsementId, feeMinor, platformFeeMinor, currency } = endorsement;
  const suggestedId = await store.findSuggested(tx, endorsementId);
  const id = suggestedId ?? newId();
  const content = { id, endorsementId, reason, evidence, feeMinor, platformFeeMinor, currency };
  const contentHash = agreementHash(content);
  const signed = { reason, evidence, contentHash, decidedBy: signerOf(actor) };
  const isKept = suggestedId
    ? await store.adoptSuggestion(tx, suggestedId, signed)
    : await store.insertClawback(tx, { ...content, ...signed, suggestion: null }, "proposed");
  if (!isKept) throw new ConflictError("clawback_exists");
  await audit(tx, actor, "decided", content, { reason, contentHash });
  return id;
}

async function lockProposed(tx: Tx, actor: Actor, id: string): Promise<ClawbackRow> {
  const clawback = await store.lockClawback(tx, id);
  if (!clawback) throw new NotFoundError();
  const { status } = clawback;
  if (status !== "proposed") {
    throw new ConflictError("clawback_state", { status }, { current: status });
  }
  if (clawback.decidedBy === signerOf(actor)) throw new ConflictError("same_person");
  return clawback;
}

/**
 * Gives up the payout of a fee unless it was paid.
 * @returns what of the fee is in the creator's payable now, in minor units.
 * @throws ConflictError `payout_attempt_live` while an attempt could still move the money.
 */
async function releaseUnsent(
  tx: Tx,
  actor: Actor,
  endorsementId: string,
  feeMinor: bigint,
): Promise<bigint> {
  const payoutId = await store.livePayoutOf(tx, endorsementId);
  const payout = payoutId === undefined ? null : await payoutStore.lockPayout(tx, payoutId);
  if (!payout) return feeMinor;
  if (payout.status === "in_progress") throw new ConflictError("payout_attempt_live");
  if (payout.status === "paid" || payout.status === "recovered") return 0n;
  await cancelPayout(tx, actor, payout.id, "clawed_back");
  return feeMinor;
}

/**
 * Second signature: endorsed → clawed_back, with L12 or L13; then the creator's other unsent payouts repay the debt (L14).
 * @throws ConflictError `clawback_state`, `same_person`, `content_changed`, `own_payout`, `payout_attempt_live`.
 */
export async function confirmClawback(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<void> {
  const clawback = await lockProposed(tx, actor, id);
  if (clawback.contentHash !== contentHash) throw new ConflictError("content_changed");
  const endorsement = await lockEndorsement(tx, clawback.endorsementId);
  invariant(endorsement, `Endorsement ${clawback.endorsementId} of a claw-back is missing`);
  await requireNotPayee(tx, actor, endorsement.creatorId);
  const { id: endorsementId, creatorId, currency, feeMinor, payableAt } = endorsement;
  const unsentMinor = payableAt ? await releaseUnsent(tx, actor, endorsementId, feeMinor) : 0n;
  await undoEarning(tx, actor.principal, endorsement, unsentMinor);
  for (const payoutId of await store.lockUnsent(tx, creatorId, currency)) {
    await repayFromUnsent(tx, payoutId);
  }
  const isMoved = await store.moveClawback(tx, id, "confirmed", signerOf(actor));
  invariant(isMoved, `Claw-back ${id} moved while it was locked`);
  await audit(tx, actor, "confirmed", clawback);
}

/** The second person says no; the earning stays, and a new decision needs new words. */
export async function declineClawback(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const clawback = await lockProposed(tx, actor, id);
  const isMoved = await store.moveClawback(tx, id, "declined", signerOf(actor));
  invariant(isMoved, `Claw-back ${id} moved while it was locked`);
  await audit(tx, actor, "declined", clawback, { reason });
}

/**
 * An operator lets an earning stand that a machine suggested to take back.
 * @throws NotFoundError; ConflictError `clawback_state` when it is no suggestion any more, `own_payout`.
 */
export async function dismissClawback(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const clawback = await store.lockClawback(tx, id);
  if (!clawback) throw new NotFoundError();
  const { status, endorsementId } = clawback;
  if (status !== "suggested") {
    throw new ConflictError("clawback_state", { status }, { current: status });
  }
  const endorsement = await lockEndorsement(tx, endorsementId);
  invariant(endorsement, `Endorsement ${endorsementId} of a claw-back is missing`);
  await requireNotPayee(tx, actor, endorsement.creatorId);
  const isMoved = await store.moveClawback(tx, id, "declined", signerOf(actor));
  invariant(isMoved, `Claw-back ${id} moved while it was locked`);
  await audit(tx, actor, "dismissed", clawback, { reason });
}

/**
 * Lets one unsent payout repay its creator's debt. What was signed was signed for another amount, so it is decided anew.
 * Does nothing for a creator who owes nothing.
 */
export async function repayFromUnsent(tx: Tx, payoutId: string): Promise<void> {
  if (!(await store.owes(tx, payoutId))) return;
  await voidSignatures(tx, payoutId, "creator_owes");
  await repayFrom(tx, payoutId);
  await advanceDraft(tx, payoutId);
}
