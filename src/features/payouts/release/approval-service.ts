/** The two signatures that release a payout when the policy does not, and those that pay it again. */
import { addMs } from "../../../kernel/clock";
import { ConflictError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { recordAudits } from "../../audit";
import type { PayoutMethod } from "../../creators";
import { type Actor, signerOf, userIdOf } from "../../identity";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";
import { withholdTax } from "../withholding/withholding";
import { repayFrom } from "./debt-repayment";
import { endsByTwoPeople } from "./hold-kinds";
import { heldConflict, lockedPayout, stateConflict } from "./payout-access";
import {
  contentHashOf,
  type SignedBatch,
  type SignedPayout,
  signedBatchOf,
} from "./payout-content";

import { queuePayouts, snapshotOf } from "./schedule-service";
import { type FirstSignature, signFirst, signSecond } from "./signature-store";
import { readSigningFacts, type SigningFacts } from "./signing-facts";

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
function requireNoHold(
  facts: SigningFacts,
  payout: PayoutRow,
  method: PayoutMethod,
  earlyReleaseReason: string | undefined,
): string | undefined {
  const kinds = facts.holdKinds(payout, method);
  const stopping = kinds.find((kind) => !earlyReleaseReason || !endsByTwoPeople(kind));
  if (stopping) throw heldConflict(payout, stopping);
  return kinds.length > 0 ? earlyReleaseReason : undefined;
}

/** Nobody signs for money that goes to themselves, whatever roles they hold. */
function requireNotPayee(facts: SigningFacts, actor: Actor, payout: PayoutRow): void {
  if (facts.userIdOf(payout) === userIdOf(actor)) throw new ConflictError("own_payout");
}

export interface Preparation {
  /** Set to let a payout go although its receiver is new. */
  earlyReleaseReason?: string | undefined;
  /** How long a signature holds. */
  approvalExpiryMs: number;
}

/** How a payout would be signed, provided that nothing speaks against it. @throws ConflictError for whatever does. */
function payableBy(
  facts: SigningFacts,
  actor: Actor,
  payout: PayoutRow,
  earlyReleaseReason: string | undefined,
): { method: PayoutMethod; reason: string | undefined } {
  requireNotPayee(facts, actor, payout);
  const method = facts.methodOf(payout);
  if (!method) throw new ConflictError("payout_method_missing");
  return { method, reason: requireNoHold(facts, payout, method, earlyReleaseReason) };
}

function firstSignature(
  payout: PayoutRow,
  method: PayoutMethod,
  earlyReleaseReason: string | undefined,
): FirstSignature {
  const { id: payoutId, amountMinor, currency } = payout;
  return {
    payoutId,
    amountMinor,
    currency,
    contentHash: hashOf(payout, method, earlyReleaseReason),
    rail: method.rail,
    payoutMethodId: method.id,
    earlyReleaseReason,
  };
}

/** Whose signature it is, as the row and the audit trail name it. */
interface Signer {
  signer: string;
  principal: string;
}

const signerIs = (actor: Actor): Signer => ({
  signer: signerOf(actor),
  principal: actor.principal,
});

async function storeFirst(
  tx: Tx,
  { signer, principal }: Signer,
  signatures: readonly FirstSignature[],
  signedUntil: Date,
): Promise<void> {
  await signFirst(tx, signatures, { preparedBy: signer, signedUntil });
  await recordAudits(
    tx,
    signatures.map(({ payoutId, contentHash, earlyReleaseReason }) => ({
      actor: principal,
      action: "payout.prepared",
      objectType: "payout",
      objectId: payoutId,
      details: { contentHash, isEarly: earlyReleaseReason !== undefined },
    })),
  );
}

/**
 * First signature (F1), over all of them or none.
 * @returns the hash over all of them with count and totals, for the second one to sign.
 * @throws ConflictError when a payout is held, has no method, or is past this step.
 */
export async function preparePayouts(
  tx: Tx,
  actor: Actor,
  payoutIds: readonly string[],
  { earlyReleaseReason, approvalExpiryMs }: Preparation,
): Promise<SignedBatch> {
  const ids = [...new Set(payoutIds)].sort();
  const facts = await readSigningFacts(tx, ids, "present");
  const signatures = ids.map((payoutId) => {
    const payout = facts.payout(payoutId);
    if (payout.status !== "draft") throw stateConflict(payout);
    const { method, reason } = payableBy(facts, actor, payout, earlyReleaseReason);
    // Whoever names a payout twice finds it signed already.
    payout.status = "pending_approval";
    return firstSignature(payout, method, reason);
  });
  await storeFirst(tx, signerIs(actor), signatures, addMs(facts.now, approvalExpiryMs));
  return signedBatchOf(signatures);
}

/** What the first person prepared, provided that it is still true. @throws ConflictError for each way it is not. */
function prepared(
  facts: SigningFacts,
  actor: Actor,
  payoutId: string,
  contentHash: string,
): SignedPayout {
  const payout = facts.payout(payoutId);
  if (payout.status !== "pending_approval") throw stateConflict(payout);
  if (payout.preparedBy === signerOf(actor)) throw new ConflictError("same_person");
  requireNotPayee(facts, actor, payout);
  if (payout.signedUntil && payout.signedUntil <= facts.now) {
    throw new ConflictError("approval_expired", {}, { payoutId });
  }
  const reason = payout.earlyReleaseReason ?? undefined;
  const method = facts.methodOf(payout);
  const isUsed = method?.replacedAt === null;
  const now = isUsed ? hashOf(payout, method, reason) : undefined;
  if (!isUsed || contentHash !== payout.contentHash || now !== payout.contentHash) {
    throw new ConflictError("content_changed", {}, { payoutId });
  }
  requireNoHold(facts, payout, method, reason);
  // Whoever names a payout twice finds it released already.
  payout.status = "queued";
  const { id, amountMinor, currency } = payout;
  return { payoutId: id, amountMinor, currency, contentHash };
}

async function storeSecond(
  tx: Tx,
  actor: Actor,
  signed: readonly SignedPayout[],
  signedUntil: Date,
): Promise<void> {
  const ids = signed.map(({ payoutId }) => payoutId);
  const approvedBy = signerOf(actor);
  const ended = await store.releaseHoldsOf(tx, ids, ["method_cooling_off"], approvedBy);
  await signSecond(tx, ids, { approvedBy, signedUntil });
  await queuePayouts(
    tx,
    actor.principal,
    signed.map(({ payoutId, contentHash }) => {
      const holdsEnded = ended.get(payoutId) ?? 0;
      return { payoutId, details: { release: "two_people", contentHash, holdsEnded } };
    }),
  );
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
  const sorted = [...payouts].sort((a, b) => (a.payoutId < b.payoutId ? -1 : 1));
  const facts = await readSigningFacts(
    tx,
    sorted.map(({ payoutId }) => payoutId),
    "signed",
  );
  const signed = sorted.map(({ payoutId, contentHash }) =>
    prepared(facts, actor, payoutId, contentHash),
  );
  const batch = signedBatchOf(signed);
  if (batchHash !== undefined && batchHash !== batch.batchHash) {
    throw new ConflictError("content_changed");
  }
  await storeSecond(tx, actor, signed, addMs(facts.now, approvalExpiryMs));
  return batch;
}

/**
 * Draws up what a returned or failed payout pays now, by the creator's present method.
 * @returns what is to be signed; undefined when what the creator owes us took all of it.
 */
async function drawUpAgain(
  tx: Tx,
  actor: Actor,
  payoutId: string,
): Promise<{ signature: FirstSignature; now: Date } | undefined> {
  const facts = await readSigningFacts(tx, [payoutId], "present");
  const payout = facts.payout(payoutId);
  if (payout.status !== "returned" && payout.status !== "failed") throw stateConflict(payout);
  if (await store.hasLiveAttempt(tx, payoutId)) throw new ConflictError("payout_attempt_live");
  const { method, reason } = payableBy(facts, actor, payout, rerouteReason);
  // What the creator owes us is repaid first; perhaps nothing is left to pay.
  if (await repayFrom(tx, payoutId)) return undefined;
  await withholdTax(tx, await lockedPayout(tx, payoutId));
  const left = await lockedPayout(tx, payoutId);
  return { signature: firstSignature(left, method, reason), now: facts.now };
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
  const drawn = await drawUpAgain(tx, actor, payoutId);
  if (!drawn) return;
  await storeFirst(tx, signerIs(actor), [drawn.signature], addMs(drawn.now, approvalExpiryMs));
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
  const drawn = await drawUpAgain(tx, confirmedBy, payoutId);
  if (!drawn) return false;
  const signedUntil = addMs(drawn.now, approvalExpiryMs);
  await storeFirst(tx, { signer: by, principal: by }, [drawn.signature], signedUntil);
  await storeSecond(tx, confirmedBy, [drawn.signature], signedUntil);
  return true;
}
