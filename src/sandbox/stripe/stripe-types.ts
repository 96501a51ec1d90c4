/** Stripe's objects as the simulator keeps them. Amounts are in the currency's ISO minor units, as Stripe's integers are. */
import type { Currency } from "../../kernel/currency";

type Metadata = Readonly<Record<string, string>>;

export interface Session {
  readonly id: string;
  readonly status: "open" | "complete" | "expired";
  readonly paymentStatus: "unpaid" | "paid";
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly title: string;
  readonly metadata: Metadata;
  readonly intentMetadata: Metadata;
  readonly intentDescription: string | null;
  readonly clientReferenceId: string | null;
  readonly customerEmail: string | null;
  readonly locale: string | null;
  readonly successUrl: string | null;
  readonly cancelUrl: string | null;
  readonly intentId: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export interface Intent {
  readonly id: string;
  readonly sessionId: string;
  readonly status: "requires_payment_method" | "processing" | "succeeded";
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly metadata: Metadata;
  readonly description: string | null;
  readonly chargeId: string | null;
  readonly declineCode: string | null;
  /** When a delayed payment method is decided, and how. */
  readonly settlesAtMs: number | null;
  readonly willFail: boolean;
  readonly createdAtMs: number;
}

export interface Charge {
  readonly id: string;
  readonly intentId: string;
  readonly status: "succeeded" | "failed";
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly refundedMinor: bigint;
  readonly disputedMinor: bigint;
  readonly txnId: string | null;
  readonly disputeId: string | null;
  readonly metadata: Metadata;
  readonly description: string | null;
  readonly email: string | null;
  readonly createdAtMs: number;
}

type TxnType = "charge" | "refund" | "refund_failure" | "payout" | "adjustment";

/** A balance transaction: the only thing that moves money at Stripe. Net = amount − fee. */
export interface Txn {
  readonly id: string;
  readonly type: TxnType;
  readonly reportingCategory: string;
  readonly sourceId: string;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly description: string | null;
  readonly payoutId: string | null;
  readonly createdAtMs: number;
  readonly availableAtMs: number;
  /** With asynchronous capture Stripe shows it on the charge only after a while. */
  readonly visibleAtMs: number;
  /** Which of its stages webhooks have told about, so that a restart does not tell it twice. */
  readonly announced: "created" | "visible" | "available";
}

export interface Refund {
  readonly id: string;
  readonly chargeId: string;
  readonly intentId: string;
  readonly status: "succeeded" | "failed";
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly reason: string | null;
  readonly metadata: Metadata;
  readonly txnId: string;
  readonly failureTxnId: string | null;
  readonly createdAtMs: number;
}

export interface Payout {
  readonly id: string;
  readonly status: "in_transit" | "paid";
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly txnId: string;
  /** Account of the simulated bank. */
  readonly accountId: string;
  readonly createdAtMs: number;
  readonly arrivalAtMs: number;
}

export type DisputeStatus =
  | "needs_response"
  | "under_review"
  | "won"
  | "lost"
  | "warning_needs_response"
  | "warning_under_review"
  | "warning_closed";

export interface Dispute {
  readonly id: string;
  readonly chargeId: string;
  readonly intentId: string;
  readonly status: DisputeStatus;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly txnIds: readonly string[];
  readonly createdAtMs: number;
  /** Worlds from before evidence had an end know none. */
  readonly evidenceDueAtMs?: number;
  readonly submissionsCount?: number;
}

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  /** The event's JSON text. */
  readonly text: string;
}

/** A first answer that is given again to the same Idempotency-Key. */
export interface SavedAnswer {
  readonly key: string;
  readonly atMs: number;
  readonly paramsHash: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
}

/** Whole records, so applying a fact is replacing. One line of the journal per request. */
export interface PutFact {
  readonly t: "put";
  readonly sessions?: readonly Session[];
  readonly intents?: readonly Intent[];
  readonly charges?: readonly Charge[];
  readonly txns?: readonly Txn[];
  readonly refunds?: readonly Refund[];
  readonly payouts?: readonly Payout[];
  readonly disputes?: readonly Dispute[];
  readonly events?: readonly StripeEvent[];
  readonly saved?: SavedAnswer;
}
