/** Orders, captures and refunds as the simulator keeps them. A fact carries whole records, so applying one is replacing. */
import type { Currency } from "../../kernel/currency";
import type { LineInput, RowInput } from "./account";
import type { Dispute } from "./disputes-types";

type OrderStatus = "CREATED" | "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED";
type CaptureStatus = "COMPLETED" | "DECLINED" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED";

/** What the buyer chose on the hosted page; decides how the capture goes. */
export type Instrument = "paid" | "declined" | "pending";

export interface OrderUnit {
  readonly referenceId: string;
  readonly amountMinor: bigint;
  readonly description?: string;
  readonly customId?: string;
  readonly invoiceId?: string;
  readonly captureId?: string;
}

export interface Order {
  readonly id: string;
  readonly status: OrderStatus;
  readonly currency: Currency;
  readonly units: readonly OrderUnit[];
  readonly hasPaymentSource: boolean;
  readonly returnUrl?: string;
  readonly cancelUrl?: string;
  readonly brandName?: string;
  readonly payerId?: string;
  readonly instrument?: Instrument;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface Capture {
  readonly id: string;
  readonly orderId: string;
  readonly status: CaptureStatus;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  readonly refundedMinor: bigint;
  readonly customId?: string;
  readonly invoiceId?: string;
  readonly refundIds: readonly string[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface Refund {
  readonly id: string;
  readonly captureId: string;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  /** Of this capture, this refund included. */
  readonly totalRefundedMinor: bigint;
  readonly customId?: string;
  readonly invoiceId?: string;
  readonly noteToPayer?: string;
  readonly createdAtMs: number;
}

/** A first answer that is given again to the same PayPal-Request-Id. */
export interface SavedReply {
  readonly key: string;
  readonly untilMs: number;
  readonly body: string;
}

export interface SavedEvent {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  /** The event's JSON text. */
  readonly text: string;
}

export interface Posting {
  readonly line: LineInput;
  readonly rows: readonly RowInput[];
}

export interface OrdersFact {
  readonly t: "orders";
  readonly atMs: number;
  readonly orders?: readonly Order[];
  readonly captures?: readonly Capture[];
  readonly refunds?: readonly Refund[];
  readonly disputes?: readonly Dispute[];
  readonly postings?: readonly Posting[];
  readonly events?: readonly SavedEvent[];
  readonly saved?: SavedReply;
}
