/** Chargebacks, opened and closed by control. Money moves by balance transactions, never by the dispute itself. */
import type { Money } from "../../kernel/money";
import { randomMixed } from "../ids";
import type { Change, StripeCore } from "./stripe-core";
import { noCause, stripeEvent } from "./stripe-events";
import { settledPart } from "./stripe-settlement";
import type { Charge, Dispute, DisputeStatus, Txn } from "./stripe-types";
import { disputeView } from "./stripe-views";

/** USD 15.00 and the same number of minor units in every other currency. */
const disputeFeeMinor = 1_500n;

function adjustment(
  dispute: Pick<Dispute, "id">,
  nowMs: number,
  category: string,
  { amountMinor, currency }: Money,
  feeMinor: bigint,
): Txn {
  return {
    id: `txn_1${randomMixed(23)}`,
    type: "adjustment",
    reportingCategory: category,
    sourceId: dispute.id,
    currency,
    amountMinor,
    feeMinor,
    description: category === "dispute" ? "Chargeback withdrawal" : "Chargeback reversal",
    payoutId: null,
    createdAtMs: nowMs,
    availableAtMs: nowMs,
    visibleAtMs: nowMs,
    announced: "available",
  };
}

function keptOf(core: StripeCore, charge: Charge, amountMinor: bigint): Money {
  const source = charge.txnId ? core.store.txns.get(charge.txnId) : undefined;
  return settledPart(charge, source, amountMinor);
}

/** An inquiry takes no money; everything else takes the amount and the fee at once. */
export function openDispute(
  core: StripeCore,
  charge: Charge,
  amountMinor: bigint,
  reason: string,
  { isInquiry, evidenceMs }: { isInquiry: boolean; evidenceMs: number },
): { dispute: Dispute; change: Change } {
  const nowMs = core.clock.nowMs();
  const draft: Dispute = {
    id: `du_1${randomMixed(23)}`,
    chargeId: charge.id,
    intentId: charge.intentId,
    status: isInquiry ? "warning_needs_response" : "needs_response",
    currency: charge.currency,
    amountMinor,
    reason,
    txnIds: [],
    createdAtMs: nowMs,
    evidenceDueAtMs: nowMs + evidenceMs,
  };
  const kept = keptOf(core, charge, -amountMinor);
  const txn = adjustment(draft, nowMs, "dispute", kept, disputeFeeMinor);
  const txns = isInquiry ? [] : [txn];
  const dispute: Dispute = { ...draft, txnIds: txns.map((one) => one.id) };
  const after: Charge = {
    ...charge,
    disputeId: dispute.id,
    disputedMinor: isInquiry ? 0n : amountMinor,
  };
  const tell = (type: string) =>
    stripeEvent(nowMs, type, disputeView(dispute, core.context), noCause);
  return {
    dispute,
    change: {
      put: { disputes: [dispute], charges: [after], txns },
      events: () => [
        tell("charge.dispute.created"),
        ...(isInquiry ? [] : [tell("charge.dispute.funds_withdrawn")]),
      ],
    },
  };
}

/** Evidence is sent, and the bank looks at it. Undefined when none is taken any more. */
export function submitEvidence(core: StripeCore, dispute: Dispute): Change | undefined {
  const nowMs = core.clock.nowMs();
  const isAsked = dispute.status.endsWith("needs_response");
  if (!isAsked || (dispute.evidenceDueAtMs ?? 0) < nowMs) return undefined;
  const status = dispute.status === "needs_response" ? "under_review" : "warning_under_review";
  const { submissionsCount = 0 } = dispute;
  const answered: Dispute = { ...dispute, status, submissionsCount: submissionsCount + 1 };
  const view = () => disputeView(answered, core.context);
  return {
    put: { disputes: [answered] },
    events: () => [stripeEvent(nowMs, "charge.dispute.updated", view(), noCause)],
  };
}

/** `won` gives amount and fee back, `lost` nothing; `warning_closed` ends an inquiry. Undefined when it is closed already. */
export function closeDispute(
  core: StripeCore,
  dispute: Dispute,
  status: DisputeStatus,
): Change | undefined {
  const isInquiry = dispute.status.startsWith("warning_") && dispute.status !== "warning_closed";
  const isOpen =
    isInquiry || dispute.status === "needs_response" || dispute.status === "under_review";
  if (!isOpen || isInquiry !== (status === "warning_closed")) return undefined;
  const nowMs = core.clock.nowMs();
  const charge = core.store.charges.get(dispute.chargeId);
  const isWon = status === "won";
  const { amountMinor, currency } = dispute;
  const kept = charge ? keptOf(core, charge, amountMinor) : { amountMinor, currency };
  const back = adjustment(dispute, nowMs, "dispute_reversal", kept, -disputeFeeMinor);
  const txns = isWon ? [back] : [];
  const closed: Dispute = {
    ...dispute,
    status,
    txnIds: [...dispute.txnIds, ...txns.map((t) => t.id)],
  };
  const tell = (type: string) =>
    stripeEvent(nowMs, type, disputeView(closed, core.context), noCause);
  return {
    put: {
      disputes: [closed],
      txns,
      charges: charge && isWon ? [{ ...charge, disputedMinor: 0n }] : [],
    },
    events: () => [
      tell("charge.dispute.closed"),
      ...(isWon ? [tell("charge.dispute.funds_reinstated")] : []),
    ],
  };
}
