/**
 * Disputes about captures, played by control. PayPal's own (INTERNAL) hold the money with T1110, release it with T1111, and
 * take it with T1106 when the buyer is right; a bank's (EXTERNAL) take it at once with T1201 and give it back with T1202.
 */
import { randomCode, randomHex } from "../ids";
import type { LineInput, RowInput } from "./account";
import type {
  Dispute,
  DisputeChannel,
  DisputeOutcome,
  DisputeStage,
  FundMovement,
} from "./disputes-types";
import { disputeEvent } from "./disputes-view";
import type { Capture, OrdersFact, Posting } from "./orders-types";

export interface NewDispute {
  readonly capture: Capture;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly channel: DisputeChannel;
  readonly stage: DisputeStage;
  /** What PayPal charges for it: at once for a bank's chargeback, with the decision for its own. */
  readonly feeMinor: bigint;
}

export interface Closing {
  readonly outcome: DisputeOutcome;
  readonly feeMinor: bigint;
  /** Of the capture's fee, what PayPal gives back together with a lost payment. */
  readonly feeBackMinor: bigint;
}

type Dated = Pick<Dispute, "id" | "captureId" | "currency">;

function line(dispute: Dated, code: string, amountMinor: bigint, more: Partial<LineInput> = {}) {
  return {
    transactionId: randomCode(17),
    code,
    currency: dispute.currency,
    amountMinor,
    referenceId: dispute.captureId,
    referenceType: "TXN" as const,
    note: dispute.id,
    ...more,
  };
}

function money(
  dispute: Dated,
  code: string,
  kind: RowInput["kind"],
  amountMinor: bigint,
  feeBackMinor = 0n,
): Posting {
  const fee = feeBackMinor === 0n ? {} : { feeMinor: -feeBackMinor };
  const booked = line(dispute, code, amountMinor, fee);
  const references = { dispute_id: dispute.id, capture_id: dispute.captureId };
  return {
    line: booked,
    rows: [{ id: booked.transactionId, kind, amountMinor, ...fee, references }],
  };
}

/** T1110 sets money aside, T1111 sets it free; neither touches the balance. */
const hold = (dispute: Dated, minor: bigint): Posting => ({
  line: line(dispute, minor > 0n ? "T1110" : "T1111", -minor, { holdMinor: minor }),
  rows: [],
});

interface Step {
  postings: Posting[];
  movements: FundMovement[];
}

/** What a dispute does as soon as it is more than a question between buyer and seller. */
function seize(
  dispute: Dated & Pick<Dispute, "amountMinor" | "channel">,
  feeMinor: bigint,
  atMs: number,
) {
  const { amountMinor, channel } = dispute;
  if (channel === "INTERNAL") {
    return { postings: [hold(dispute, amountMinor)], movements: [], heldMinor: amountMinor };
  }
  const step: Step = {
    postings: [money(dispute, "T1201", "dispute_debit", -amountMinor)],
    movements: [{ reason: "DISPUTE_SETTLEMENT", amountMinor: -amountMinor, atMs }],
  };
  if (feeMinor > 0n) {
    step.postings.push(money(dispute, "T0106", "dispute_fee", -feeMinor));
    step.movements.push({ reason: "CHARGEBACK_FEE", amountMinor: -feeMinor, atMs });
  }
  return { ...step, heldMinor: 0n };
}

function factOf(
  dispute: Dispute,
  type: "CREATED" | "UPDATED" | "RESOLVED",
  postings: Posting[],
): OrdersFact {
  const atMs = dispute.updatedAtMs;
  return {
    t: "orders",
    atMs,
    disputes: [dispute],
    postings,
    events: [disputeEvent(dispute, type)],
  };
}

/** An inquiry moves nothing; a claim holds or takes the money. */
export function openDispute(
  wished: NewDispute,
  atMs: number,
): { dispute: Dispute; fact: OrdersFact } {
  const { capture, amountMinor, channel, stage, reason, feeMinor } = wished;
  const base = {
    id: `PP-D-${randomHex(10).toUpperCase()}`,
    captureId: capture.id,
    channel,
    reason,
    currency: capture.currency,
    amountMinor,
  };
  const nothing = { postings: [], movements: [], heldMinor: 0n };
  const step = stage === "INQUIRY" ? nothing : seize(base, feeMinor, atMs);
  const dispute: Dispute = {
    ...base,
    stage,
    status: "WAITING_FOR_SELLER_RESPONSE",
    heldMinor: step.heldMinor,
    movements: step.movements,
    createdAtMs: atMs,
    updatedAtMs: atMs,
  };
  return { dispute, fact: factOf(dispute, "CREATED", step.postings) };
}

/** An inquiry becomes a claim. Undefined when it is one already, or over. */
export function escalateDispute(dispute: Dispute, atMs: number): OrdersFact | undefined {
  if (dispute.stage !== "INQUIRY" || dispute.status === "RESOLVED") return undefined;
  const step = seize(dispute, 0n, atMs);
  const { heldMinor } = step;
  const movements = [...dispute.movements, ...step.movements];
  const after: Dispute = {
    ...dispute,
    stage: "CHARGEBACK",
    heldMinor,
    movements,
    updatedAtMs: atMs,
  };
  return factOf(after, "UPDATED", step.postings);
}

const isForBuyer = (outcome: DisputeOutcome) =>
  outcome === "RESOLVED_BUYER_FAVOUR" || outcome === "ACCEPTED";

/** What the buyer's victory takes, and what the seller's gives back. */
function settle(dispute: Dispute, closing: Closing, atMs: number): Step {
  const { amountMinor } = dispute;
  const takenMinor = -dispute.movements
    .filter(({ reason }) => reason === "DISPUTE_SETTLEMENT")
    .reduce((sum, movement) => sum + movement.amountMinor, 0n);
  const isLost = isForBuyer(closing.outcome);
  if (isLost && takenMinor === 0n) {
    const { feeBackMinor, feeMinor } = closing;
    const step: Step = {
      postings: [money(dispute, "T1106", "dispute_debit", -amountMinor, feeBackMinor)],
      movements: [{ reason: "DISPUTE_SETTLEMENT", amountMinor: -amountMinor, atMs }],
    };
    if (feeBackMinor > 0n) {
      step.movements.push({ reason: "REVERSED_TRANSACTION_FEE", amountMinor: feeBackMinor, atMs });
    }
    if (feeMinor > 0n) {
      step.postings.push(money(dispute, "T0114", "dispute_fee", -feeMinor));
      step.movements.push({ reason: "DISPUTE_FEE", amountMinor: -feeMinor, atMs });
    }
    return step;
  }
  if (!isLost && takenMinor > 0n) {
    return {
      postings: [money(dispute, "T1202", "dispute_credit", takenMinor)],
      movements: [{ reason: "DISPUTE_SETTLEMENT", amountMinor: takenMinor, atMs }],
    };
  }
  return { postings: [], movements: [] };
}

/** Ends a dispute; undefined when it is over already. One that was lost may still be won, which gives the money back. */
export function closeDispute(
  dispute: Dispute,
  closing: Closing,
  atMs: number,
): OrdersFact | undefined {
  const isAppeal = dispute.status === "RESOLVED";
  const wasLost = dispute.outcome !== undefined && isForBuyer(dispute.outcome);
  if (isAppeal && !(wasLost && closing.outcome === "RESOLVED_SELLER_FAVOUR")) return undefined;
  const release = dispute.heldMinor > 0n ? [hold(dispute, -dispute.heldMinor)] : [];
  const step = settle(dispute, closing, atMs);
  const after: Dispute = {
    ...dispute,
    status: "RESOLVED",
    outcome: closing.outcome,
    heldMinor: 0n,
    movements: [...dispute.movements, ...step.movements],
    updatedAtMs: atMs,
  };
  return factOf(after, isAppeal ? "UPDATED" : "RESOLVED", [...release, ...step.postings]);
}
