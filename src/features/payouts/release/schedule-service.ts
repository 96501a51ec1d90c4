/**
 * From an endorsement to a released payout. Everything here is decided inside one transaction, and a payout that cannot
 * go on gets a hold that says why, who has to act, and how.
 */
import { isPaypalPayoutCurrency } from "../../../kernel/currency";
import { AmountError } from "../../../kernel/errors";
import { invariant } from "../../../kernel/invariant";
import { money, toPaypalValue } from "../../../kernel/money";
import type { Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { activePayoutMethod, type PayoutMethod } from "../../creators";
import { findEndorsement } from "../../submissions";
import { payoutEvents } from "../payout-events";
import type { PayoutRow, ReceiverSnapshot } from "../payout-row";
import * as store from "../payout-store";
import { contentHashOf } from "./payout-content";
import { recoverFrom } from "./recovery";
import { currentPolicy, mayReleaseAlone, releasedToday } from "./release-policy";

const system = "system:schedule-payout";

export const automaticHolds = ["no_payout_method", "currency_not_payable"] as const;

export function snapshotOf(method: PayoutMethod): ReceiverSnapshot {
  return method.rail === "paypal"
    ? { rail: "paypal", receiver: method.receiver }
    : { rail: "cheque", payeeName: method.payeeName, postalAddress: method.postalAddress };
}

/** PayPal does not pay every currency, nor every fraction of those it pays. */
function canPay(method: PayoutMethod, payout: PayoutRow): boolean {
  if (method.rail === "cheque") return true;
  if (!isPaypalPayoutCurrency(payout.currency)) return false;
  try {
    toPaypalValue(money(payout.amountMinor, payout.currency));
    return true;
  } catch (error) {
    if (error instanceof AmountError) return false;
    throw error;
  }
}

async function hold(tx: Tx, payout: PayoutRow, entry: store.NewHold): Promise<void> {
  const isNew = await store.openHold(tx, payout.id, entry);
  if (!isNew) return;
  await recordAudit(tx, {
    actor: entry.openedBy,
    action: "payout.held",
    objectType: "payout",
    objectId: payout.id,
    details: { kind: entry.kind },
  });
  await appendEvent(tx, payoutEvents.held(payout.id));
}

/** Releases a draft without people when the policy allows it; otherwise finance finds it on its list. */
async function releaseOrAsk(tx: Tx, payout: PayoutRow, method: PayoutMethod): Promise<void> {
  const policy = await currentPolicy(tx, payout.currency);
  const today = await releasedToday(tx, payout.creatorId, payout.currency);
  const isAlone =
    policy &&
    mayReleaseAlone(policy, payout.currency, payout.amountMinor, today) &&
    !(await store.needsPeople(tx, payout.id)) &&
    // The rail it was released for before is not the creator's rail now: two people look at that.
    (payout.rail === null || payout.rail === method.rail);
  if (!policy || !isAlone) {
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
  });
  const signed = { rail: method.rail, payoutMethodId: method.id, contentHash, preparedBy: system };
  const approvedBy = `policy:${policy.id}`;
  const isPrepared = await store.movePayout(tx, payout.id, "pending_approval", signed);
  const isApproved = await store.movePayout(tx, payout.id, "approved", {
    release: "auto",
    approvedBy,
  });
  invariant(isPrepared && isApproved, `Payout ${payout.id} moved while it was locked`);
  await queuePayout(tx, payout.id, system, { release: "auto", policyVersion: policy.version });
}

/** approved → queued, with its audit line and event. */
export async function queuePayout(
  tx: Tx,
  payoutId: string,
  actor: string,
  details: Record<string, string | number>,
): Promise<void> {
  const isQueued = await store.movePayout(tx, payoutId, "queued", { releasedAt: () => "now()" });
  invariant(isQueued, `Payout ${payoutId} could not be queued`);
  await recordAudit(tx, {
    actor,
    action: "payout.released",
    objectType: "payout",
    objectId: payoutId,
    details,
  });
  await appendEvent(tx, payoutEvents.queued(payoutId));
}

/** Looks at a draft again: a missing method may be there by now. Does nothing for a payout that has moved on. */
export async function advanceDraft(tx: Tx, payoutId: string): Promise<void> {
  const payout = await store.lockPayout(tx, payoutId);
  if (payout?.status !== "draft") return;
  const method = await activePayoutMethod(tx, payout.creatorId);
  if (!method) {
    await hold(tx, payout, {
      kind: "no_payout_method",
      owner: "creator",
      nextAction: "add_payout_method",
      openedBy: system,
    });
    return;
  }
  if (!canPay(method, payout)) {
    await hold(tx, payout, {
      kind: "currency_not_payable",
      reason: payout.currency,
      owner: "creator",
      nextAction: "change_payout_method",
      openedBy: system,
    });
    return;
  }
  await store.releaseHolds(tx, payoutId, automaticHolds, system);
  const holds = await store.openHolds(tx, payoutId);
  if (holds.length > 0) return;
  await releaseOrAsk(tx, payout, method);
}

/**
 * Makes sure that an endorsement whose fee is payable has exactly one live payout. Safe to call any number of times, at
 * once or later.
 */
export async function schedulePayout(tx: Tx, endorsementId: string): Promise<void> {
  await store.lockEndorsement(tx, endorsementId);
  const endorsement = await findEndorsement(tx, endorsementId);
  if (!endorsement?.payableAt || endorsement.clawedBackAt || endorsement.feeMinor === 0n) return;
  const earlier = await store.earlierPayouts(tx, endorsementId);
  if (earlier.hasLive) return;
  const payoutId = await store.insertPayout(tx, {
    creatorId: endorsement.creatorId,
    amountMinor: endorsement.feeMinor,
    currency: endorsement.currency,
    endorsementId,
  });
  await recordAudit(tx, {
    actor: system,
    action: "payout.created",
    objectType: "payout",
    objectId: payoutId,
    details: { endorsement: endorsementId },
  });
  if (earlier.hasCanceled) {
    // A person stopped the first payout, so people have to let the second one go.
    await store.openHold(tx, payoutId, {
      kind: "earlier_canceled",
      owner: "finance",
      nextAction: "review_and_release",
      openedBy: system,
    });
  }
  await recoverFrom(tx, payoutId);
  await advanceDraft(tx, payoutId);
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

/** What was signed no longer holds: back to draft, to be decided anew. Does nothing to a payout nobody signed. */
export async function voidSignatures(tx: Tx, payoutId: string, reason: string): Promise<void> {
  const isVoid = await store.movePayout(tx, payoutId, "draft", {
    // The rail stays, so that a change of it is noticed.
    payoutMethodId: null,
    contentHash: null,
    preparedBy: null,
    approvedBy: null,
    release: null,
    releasedAt: null,
  });
  if (!isVoid) return;
  await recordAudit(tx, {
    actor: system,
    action: "payout.signatures_voided",
    objectType: "payout",
    objectId: payoutId,
    details: { reason },
  });
}
