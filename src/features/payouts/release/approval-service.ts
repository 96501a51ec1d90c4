/** The two signatures that release a payout when the policy does not, and those that pay it again. */
import { addMs } from "../../../kernel/clock";
import { ConflictError } from "../../../kernel/errors";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import {
  activePayoutMethod,
  findPayoutMethod,
  getCreator,
  type PayoutMethod,
} from "../../creators";
import { type Actor, userIdOf } from "../../identity";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";
import { withholdTax } from "../withholding/withholding";
import { findHoldCause } from "./automatic-holds";
import { repayFrom } from "./debt-repayment";
import { endsByTwoPeople } from "./hold-kinds";
import { heldConflict, lockedPayout, signerOf, stateConflict } from "./payout-access";
import {
  contentHashOf,
  type SignedBatch,
  type SignedPayout,
  signedBatchOf,
} from "./payout-content";
import { currentPolicy } from "./release-policy";
import { queuePayout, snapshotOf } from "./schedule-service";

/** Noted for a re-route to a method that is still cooling off. */
const rerouteReason = "reroute";

function hashOf(
  payout: PayoutRow,
  method: PayoutMethod,
  earlyReleaseReason: string | undefined,
): string {
  return contentHashOf({
    payoutId: payout.id,
    creatorId: payout.creatorId,
    amountMinor: payout.amountMinor,
    currency: payout.currency,
    methodId: method.id,
    receiver: snapshotOf(method),
    earlyReleaseReason,
  });
}

/**
 * Nothing may stand against paying by this method. A reason goes past what two people may end early.
 * @returns the reason when it was needed.
 * @throws ConflictError `payout_held`.
 */
async function requireNoHold(
  tx: Tx,
  payout: PayoutRow,
  method: PayoutMethod,
  earlyReleaseReason: string | undefined,
): Promise<string | undefined> {
  const kinds = (await store.openHolds(tx, payout.id)).map(({ kind }) => kind);
  // The hold may not have been written yet, so the cause itself is asked for.
  const policy = await currentPolicy(tx, payout.currency);
  const cause = await findHoldCause(tx, payout, method, policy);
  if (cause) kinds.push(cause.kind);
  const stopping = kinds.find((kind) => !earlyReleaseReason || !endsByTwoPeople(kind));
  if (stopping) throw heldConflict(payout, stopping);
  return kinds.length > 0 ? earlyReleaseReason : undefined;
}

/** Nobody signs for money that goes to themselves, whatever roles they hold. */
async function requireNotPayee(tx: Tx, actor: Actor, payout: PayoutRow): Promise<void> {
  const creator = await getCreator(tx, payout.creatorId);
  if (creator.userId === userIdOf(actor)) throw new ConflictError("own_payout");
}

export interface Preparation {
  /** Set to let a payout go although its receiver is new. */
  earlyReleaseReason?: string | undefined;
  /** How long a signature holds. */
  approvalExpiryMs: number;
}

/**
 * First signature (F1).
 * @returns the hash over all of them with count and totals, for the second one to sign.
 * @throws ConflictError when a payout is held, has no method, or is past this step.
 */
export async function preparePayouts(
  tx: Tx,
  actor: Actor,
  payoutIds: readonly string[],
  preparation: Preparation,
): Promise<SignedBatch> {
  const signed: SignedPayout[] = [];
  for (const payoutId of [...new Set(payoutIds)].sort()) {
    const payout = await lockedPayout(tx, payoutId);
    if (payout.status !== "draft") throw stateConflict(payout);
    await requireNotPayee(tx, actor, payout);
    const method = await activePayoutMethod(tx, payout.creatorId);
    if (!method) throw new ConflictError("payout_method_missing");
    const reason = await requireNoHold(tx, payout, method, preparation.earlyReleaseReason);
    const signature = { ...preparation, earlyReleaseReason: reason };
    signed.push(await signFirst(tx, firstSigner(actor), payout, method, signature));
  }
  return signedBatchOf(signed);
}

/** The first signature as the row and the audit trail name it. */
interface Signer {
  signer: string;
  principal: string;
}

const firstSigner = (actor: Actor): Signer => ({
  signer: signerOf(actor),
  principal: actor.principal,
});

async function signFirst(
  tx: Tx,
  { signer, principal }: Signer,
  payout: PayoutRow,
  method: PayoutMethod,
  { earlyReleaseReason, approvalExpiryMs }: Preparation,
): Promise<SignedPayout> {
  const contentHash = hashOf(payout, method, earlyReleaseReason);
  const isMoved = await store.movePayout(tx, payout.id, "pending_approval", {
    rail: method.rail,
    payoutMethodId: method.id,
    contentHash,
    preparedBy: signer,
    approvedBy: null,
    release: null,
    signedUntil: addMs(await databaseNow(tx), approvalExpiryMs),
    earlyReleaseReason: earlyReleaseReason ?? null,
  });
  if (!isMoved) throw stateConflict(payout);
  await recordAudit(tx, {
    actor: principal,
    action: "payout.prepared",
    objectType: "payout",
    objectId: payout.id,
    details: { contentHash, isEarly: earlyReleaseReason !== undefined },
  });
  const { id: payoutId, amountMinor, currency } = payout;
  return { payoutId, amountMinor, currency, contentHash };
}

/** What the first person prepared, provided that it is still true. @throws ConflictError for each way it is not. */
async function prepared(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  contentHash: string,
): Promise<PayoutRow> {
  const payout = await lockedPayout(tx, payoutId);
  if (payout.status !== "pending_approval") throw stateConflict(payout);
  if (payout.preparedBy === signerOf(actor)) throw new ConflictError("same_person");
  await requireNotPayee(tx, actor, payout);
  if (payout.signedUntil && payout.signedUntil <= (await databaseNow(tx))) {
    throw new ConflictError("approval_expired", {}, { payoutId });
  }
  const reason = payout.earlyReleaseReason ?? undefined;
  const method = await findPayoutMethod(tx, payout.payoutMethodId ?? "");
  const isUsed = method?.replacedAt === null;
  const now = isUsed ? hashOf(payout, method, reason) : undefined;
  if (!isUsed || contentHash !== payout.contentHash || now !== payout.contentHash) {
    throw new ConflictError("content_changed", {}, { payoutId });
  }
  await requireNoHold(tx, payout, method, reason);
  return payout;
}

async function signSecond(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  { contentHash, approvalExpiryMs }: { contentHash: string; approvalExpiryMs: number },
): Promise<void> {
  const approvedBy = signerOf(actor);
  const holdsEnded = await store.releaseHolds(tx, payoutId, ["method_cooling_off"], approvedBy);
  const signedUntil = addMs(await databaseNow(tx), approvalExpiryMs);
  const patch = { release: "two_people", approvedBy, signedUntil } as const;
  await store.movePayout(tx, payoutId, "approved", patch);
  const details = { release: "two_people", contentHash, holdsEnded };
  await queuePayout(tx, payoutId, actor.principal, details);
}

export interface Approval {
  payouts: readonly { payoutId: string; contentHash: string }[];
  /** Hash over all of them and their totals, as the preparation gave it. */
  batchHash?: string | undefined;
  /** How long the signatures hold. */
  approvalExpiryMs: number;
}

/**
 * Second signature (F2): by another person, over exactly the content that was prepared. All or nothing.
 * @throws ConflictError `same_person`, `own_payout`, `content_changed`, `approval_expired`, `payout_held`, `payout_state`.
 */
export async function approvePayouts(
  tx: Tx,
  actor: Actor,
  { payouts, batchHash, approvalExpiryMs }: Approval,
): Promise<SignedBatch> {
  const signed: SignedPayout[] = [];
  for (const { payoutId, contentHash } of [...payouts].sort((a, b) =>
    a.payoutId < b.payoutId ? -1 : 1,
  )) {
    const payout = await prepared(tx, actor, payoutId, contentHash);
    const { amountMinor, currency } = payout;
    signed.push({ payoutId, amountMinor, currency, contentHash });
    await signSecond(tx, actor, payoutId, { contentHash, approvalExpiryMs });
  }
  const batch = signedBatchOf(signed);
  // Thrown at the end, so that nothing above has happened: the transaction is undone.
  if (batchHash !== undefined && batchHash !== batch.batchHash) {
    throw new ConflictError("content_changed");
  }
  return batch;
}

async function payableAgain(tx: Tx, actor: Actor, payoutId: string) {
  const payout = await lockedPayout(tx, payoutId);
  if (payout.status !== "returned" && payout.status !== "failed") throw stateConflict(payout);
  if (await store.hasLiveAttempt(tx, payoutId)) throw new ConflictError("payout_attempt_live");
  await requireNotPayee(tx, actor, payout);
  const method = await activePayoutMethod(tx, payout.creatorId);
  if (!method) throw new ConflictError("payout_method_missing");
  return { method, reason: await requireNoHold(tx, payout, method, rerouteReason) };
}

/**
 * Pays a returned or failed payout again, by the creator's present method. It is prepared by the caller and needs a
 * second person like any other. Asking for it says that the new receiver was looked at, so it goes past the time that a
 * new method has to cool off.
 * @throws ConflictError while an earlier attempt could still move money.
 */
export async function reroutePayout(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  approvalExpiryMs: number,
): Promise<void> {
  const { method, reason } = await payableAgain(tx, actor, payoutId);
  // What the creator owes us is repaid first; perhaps nothing is left to pay.
  if (await repayFrom(tx, payoutId)) return;
  await withholdTax(tx, await lockedPayout(tx, payoutId));
  const left = await lockedPayout(tx, payoutId);
  await signFirst(tx, firstSigner(actor), left, method, {
    approvalExpiryMs,
    earlyReleaseReason: reason,
  });
}

/**
 * Both signatures at once, for a payout whose replacement two people have just agreed to: the one who asked and the
 * `actor` who confirms. It is queued then, by the creator's present method.
 * @returns false when what the creator owes us took all of it, so that nothing is left to pay.
 * @throws ConflictError those of {@link reroutePayout}, `same_person`.
 */
export async function releaseAgain(
  tx: Tx,
  payoutId: string,
  asked: { by: string; confirmedBy: Actor; approvalExpiryMs: number },
): Promise<boolean> {
  const { by, confirmedBy, approvalExpiryMs } = asked;
  if (by === signerOf(confirmedBy)) throw new ConflictError("same_person");
  const { method, reason } = await payableAgain(tx, confirmedBy, payoutId);
  if (await repayFrom(tx, payoutId)) return false;
  await withholdTax(tx, await lockedPayout(tx, payoutId));
  const left = await lockedPayout(tx, payoutId);
  const signature = { approvalExpiryMs, earlyReleaseReason: reason };
  const { contentHash } = await signFirst(
    tx,
    { signer: by, principal: by },
    left,
    method,
    signature,
  );
  await signSecond(tx, confirmedBy, payoutId, { contentHash, approvalExpiryMs });
  return true;
}
