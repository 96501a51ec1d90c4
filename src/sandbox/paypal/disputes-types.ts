/** Disputes as the simulator keeps them; like captures they are replaced as whole records. */
import type { Currency } from "../../kernel/currency";

/** INTERNAL: the buyer complains at PayPal, which holds the money meanwhile. EXTERNAL: the buyer's bank takes it at once. */
export type DisputeChannel = "INTERNAL" | "EXTERNAL";
export type DisputeStage = "INQUIRY" | "CHARGEBACK";
type DisputeStatus = "OPEN" | "WAITING_FOR_SELLER_RESPONSE" | "RESOLVED";
export type DisputeOutcome =
  | "RESOLVED_BUYER_FAVOUR"
  | "RESOLVED_SELLER_FAVOUR"
  | "CANCELED_BY_BUYER"
  | "ACCEPTED";

type MovementReason =
  | "DISPUTE_SETTLEMENT"
  | "REVERSED_TRANSACTION_FEE"
  | "DISPUTE_FEE"
  | "CHARGEBACK_FEE";

/** What the dispute did to the seller's money; below zero it was taken. PayPal gives it no id. */
export interface FundMovement {
  readonly reason: MovementReason;
  readonly amountMinor: bigint;
  readonly atMs: number;
}

export interface Dispute {
  readonly id: string;
  readonly captureId: string;
  readonly channel: DisputeChannel;
  readonly stage: DisputeStage;
  readonly status: DisputeStatus;
  readonly outcome?: DisputeOutcome;
  readonly reason: string;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  /** What PayPal holds back of the balance; the balance itself is unchanged by it. */
  readonly heldMinor: bigint;
  readonly movements: readonly FundMovement[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
