/**
 * From an endorsement to a released payout. Everything here is decided inside one transaction, and a payout that cannot
 * go on gets a hold that says why, who has to act, and how.
 */
import type { Currency } from "../../../kernel/currency";
import { invariant, present } from "../../../kernel/invariant";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvent, appendEvents } from "../../../platform/outbox/outbox";
import { recordAudit, recordAudits } from "../../audit";
import { activePayoutMethod, type PayoutMethod } from "../../creators";
import { findEndorsement } from "../../submissions";
import { payoutEvents } from "../payout-events";
import type { PayoutRow, ReceiverSnapshot } from "../payout-row";
import * as store from "../payout-store";
import { withholdTax } from "../withholding/withholding";
import { findHoldCause, type HoldCause } from "./automatic-holds";
import { repayFrom } from "./debt-repayment";
import { automaticHolds, type HoldKind, holdRule } from "./hold-kinds";
import { contentHashOf } from "./payout-content";
import { currentPolicy, type ReleasePolicy, releasedToday } from "./release-policy";
import { isCollecting, mayReleaseAlone, planPayouts, type WaitingFee } from "./release-terms";
import { queueAll } from "./signature-store";
import { lockWaitingFees, waitingFees } from "./waiting-fees";

const system = "system:schedule-payout";

export function snapshotOf(method: PayoutMethod): ReceiverSnapshot {
  return method.rail === "paypal"
    ? { rail: "paypal", receiver: method.receiver }
    : { rail: "cheque", payeeName: method.payeeName, postalAddress: method.postalAddress };
}

async function hold(tx: Tx, payout: PayoutRow, cause: HoldCause): Promise<void> {
  const { owner, nextAction } = holdRule(cause.kind);
  const entry = { ...cause, owner, nextAction, openedBy: system };
  const isNew = await store.openHold(tx, payout.id, entry);
  if (!isNew) return;
  await recordAudit(tx, {
    actor: system,
    action: "payout.held",
    objectType: "payout",
    objectId: payout.id,
    details: { kind: cause.kind, until: cause.expiresAt?.toISOString() ?? null },
  });
  await appendEvent(tx, payoutEvents.held(payout.id));
  if (cause.kind === "method_cooling_off") {
    await appendEvent(tx, payoutEvents.coolingOff(payout.id));
  }
}

/** Releases a draft without people when the policy allows it; otherwise finance finds it on its list. */
async function releaseOrAsk(
  tx: Tx,
  payout: PayoutRow,
  method: PayoutMethod,
  policy: ReleasePolicy,
): Promise<void> {
  const today = await releasedToday(tx, payout.creatorId, payout.currency);
  const isAlone =
    mayReleaseAlone(policy, payout.currency, payout.amountMinor, today) &&
    !(await store.needsPeople(tx, payout.id)) &&
    // The rail it was released for before is not the creator's rail now: two people look at that.
    (payout.rail === null || payout.rail === method.rail);
  if (!isAlone) {
    await appendEvent(tx, payoutEvents.awaitingApproval(payout.id));
    return;
  }
  const contentHash = contentHashOf({
    payoutId: payout.id,
    creatorId: payout.creatorId,
    amountMinor: payout.amountMinor,
    currency: payout.currency,
    methodId: method.id,
    receiver: snapshotOf(method),
    earlyReleaseReason: undefined,
  });
  const signed = { rail: method.rail, payoutMethodId: method.id, contentHash, preparedBy: system };
  const approvedBy = `policy:${policy.id}`;
  const isPrepared = await store.movePayout(tx, payout.id, "pending_approval", signed);
  const isApproved = await store.movePayout(tx, payout.id, "approved", {
    release: "auto",
    approvedBy,
  });
  invariant(isPrepared && isApproved, `Payout ${payout.id} moved while it was locked`);
  const details = { release: "auto", policyVersion: policy.version };
  await queuePayouts(tx, system, [{ payoutId: payout.id, details }]);
}

export interface Release {
  payoutId: string;
  /** What the audit line says of it. */
  details: Record<string, string | number>;
}

/** approved → queued, with audit lines and events. */
export async function queuePayouts(
  tx: Tx,
  actor: string,
  releases: readonly Release[],
): Promise<void> {
  await queueAll(
    tx,
    releases.map(({ payoutId }) => payoutId),
  );
  await recordAudits(
    tx,
    releases.map(({ payoutId, details }) => ({
      actor,
      action: "payout.released",
      objectType: "payout",
      objectId: payoutId,
      details,
    })),
  );
  await appendEvents(
    tx,
    releases.map(({ payoutId }) => payoutEvents.queued(payoutId)),
  );
}

/** Ends the automatic holds whose cause is gone, or that now end at another time than they say. */
async function endOutdated(tx: Tx, payoutId: string, cause: HoldCause | undefined): Promise<void> {
  const outdated = (await store.openHolds(tx, payoutId)).filter(
    ({ kind, expiresAt }) =>
      kind !== cause?.kind || expiresAt?.getTime() !== cause.expiresAt?.getTime(),
  );
  const kinds = outdated
    // A missing form may also be asked for by a person, who then ends it.
    .filter(
      ({ kind, openedBy }) =>
        automaticHolds.some((automatic) => automatic === kind) ||
        (kind === "missing_tax_form" && openedBy === system),
    )
    .map(({ kind }) => kind);
  await store.releaseHolds(tx, payoutId, kinds, system);
}

/**
 * Decides about a draft: what speaks against paying becomes a hold, and holds whose cause is gone end. Does nothing for
 * a payout that has moved on.
 */
export async function advanceDraft(tx: Tx, payoutId: string): Promise<void> {
  const draft = await store.lockPayout(tx, payoutId);
  if (draft?.status !== "draft") return;
  const tax = await withholdTax(tx, draft);
  const payout =
    tax === "not_asked" ? draft : present(await store.lockPayout(tx, payoutId), "The draft");
  const method = await activePayoutMethod(tx, payout.creatorId);
  const policy = await currentPolicy(tx, payout.currency);
  const cause: HoldCause | undefined =
    tax === "form_missing"
      ? { kind: "missing_tax_form" }
      : await findHoldCause(tx, payout, method, policy);
  await endOutdated(tx, payoutId, cause);
  if (cause) return await hold(tx, payout, cause);
  const holds = await store.openHolds(tx, payoutId);
  if (method && holds.length === 0) await releaseOrAsk(tx, payout, method, policy);
}

async function holdAtStart(tx: Tx, payoutId: string, kind: HoldKind): Promise<void> {
  const { owner, nextAction } = holdRule(kind);
  await store.openHold(tx, payoutId, { kind, owner, nextAction, openedBy: system });
}

/** A draft with these fees as its lines, and the decision about it. */
async function createPayout(
  tx: Tx,
  owner: { creatorId: string; currency: Currency },
  fees: readonly WaitingFee[],
): Promise<void> {
  const payoutId = await store.insertPayout(tx, { ...owner, lines: fees });
  const [first] = fees;
  await recordAudit(tx, {
    actor: system,
    action: "payout.created",
    objectType: "payout",
    objectId: payoutId,
    details: { lines: fees.length, endorsement: first?.endorsementId ?? null },
  });
  // A person stopped the first payout, so people have to let the second one go.
  if (fees.some((fee) => fee.isAgain)) await holdAtStart(tx, payoutId, "earlier_canceled");
  if (fees.some((fee) => fee.isInDoubt)) await holdAtStart(tx, payoutId, "chargeback");
  await repayFrom(tx, payoutId);
  await advanceDraft(tx, payoutId);
}

/**
 * Makes sure that an endorsement whose fee is payable has exactly one live payout, alone or together with the creator's
 * other fees, as soon as the policy's schedule and minimum allow it. Safe to call any number of times, at once or later.
 */
export async function schedulePayout(tx: Tx, endorsementId: string): Promise<void> {
  const endorsement = await findEndorsement(tx, endorsementId);
  if (!endorsement || endorsement.feeMinor === 0n) return;
  const { creatorId, currency } = endorsement;
  const policy = await currentPolicy(tx, currency);
  const isTogether = isCollecting(policy);
  if (isTogether) await lockWaitingFees(tx, creatorId, currency);
  else await store.lockEndorsement(tx, endorsementId);
  const scope = { creatorId, currency, endorsementId: isTogether ? null : endorsementId };
  const fees = await waitingFees(tx, scope);
  const plan = planPayouts(policy, currency, fees, await databaseNow(tx));
  for (const lines of plan.payouts) await createPayout(tx, { creatorId, currency }, lines);
}

/**
 * A creator changed the payout method: what was signed for the old one and has not been sent is void and is decided anew,
 * and drafts that waited for a method go on.
 */
export async function advanceDraftsOf(tx: Tx, creatorId: string): Promise<void> {
  for (const payoutId of await store.findSignedForReplaced(tx, creatorId)) {
    await voidSignatures(tx, payoutId, "payout_method_replaced");
  }
  for (const payoutId of await store.findDrafts(tx, creatorId)) await advanceDraft(tx, payoutId);
}

/** Back to a draft: nobody has signed it. @returns false when nobody had, or when it was sent or ended meanwhile. */
export async function voidSignatures(
  tx: Tx,
  payoutId: string,
  reason: "payout_method_replaced" | "signatures_expired" | "creator_owes",
): Promise<boolean> {
  const isVoid = await store.movePayout(tx, payoutId, "draft", {
    // The rail stays, so that a change of it is noticed.
    payoutMethodId: null,
    contentHash: null,
    preparedBy: null,
    approvedBy: null,
    release: null,
    releasedAt: null,
    signedUntil: null,
    earlyReleaseReason: null,
  });
  if (!isVoid) return false;
  await recordAudit(tx, {
    actor: system,
    action: "payout.signatures_voided",
    objectType: "payout",
    objectId: payoutId,
    details: { reason },
  });
  return true;
}
