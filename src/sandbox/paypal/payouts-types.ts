/** Batches and items as the simulator keeps them, and the facts its journal holds about them. */
import type { Currency } from "../../kernel/currency";
import type { Transitions } from "../../kernel/transitions";
import type { JsonObject } from "../json";

export type ItemStatus =
  | "SUCCESS"
  | "FAILED"
  | "PENDING"
  | "UNCLAIMED"
  | "RETURNED"
  | "ONHOLD"
  | "BLOCKED"
  | "REFUNDED"
  | "REVERSED";

export type BatchStatus = "PENDING" | "PROCESSING" | "SUCCESS" | "DENIED";

/** The moves PayPal makes; SUCCESS → RETURNED happens too, without an event of its own. */
export const itemMoves: Transitions<ItemStatus> = {
  PENDING: [
    "SUCCESS",
    "FAILED",
    "UNCLAIMED",
    "RETURNED",
    "ONHOLD",
    "BLOCKED",
    "REFUNDED",
    "REVERSED",
  ],
  ONHOLD: ["SUCCESS", "FAILED", "BLOCKED", "RETURNED", "UNCLAIMED"],
  UNCLAIMED: ["SUCCESS", "RETURNED", "FAILED"],
  SUCCESS: ["REFUNDED", "REVERSED", "RETURNED"],
  FAILED: [],
  RETURNED: [],
  BLOCKED: [],
  REFUNDED: [],
  REVERSED: [],
};

export const itemStatuses = Object.keys(itemMoves) as [ItemStatus, ...ItemStatus[]];

/** In these the sender's money has left the account. */
export const debitedStatuses: ReadonlySet<ItemStatus> = new Set(["SUCCESS", "UNCLAIMED", "ONHOLD"]);

export interface PayoutItem {
  readonly index: number;
  readonly id: string;
  readonly transactionId: string;
  readonly batch: PayoutBatch;
  /** As the sender wrote it, recipient_type filled in from the header. */
  readonly input: JsonObject;
  readonly receiver: string;
  readonly senderItemId: string | undefined;
  readonly amountMinor: bigint;
  readonly feeMinor: bigint;
  status: ItemStatus;
  /** Processing has reached the item; until then it is PENDING by nature, afterwards by fate. */
  isSettled: boolean;
  isDebited: boolean;
  isFeeCharged: boolean;
  isCancelled: boolean;
  errorName: string | undefined;
  changedAtMs: number;
}

export interface PayoutBatch {
  readonly id: string;
  readonly senderBatchId: string | undefined;
  readonly header: JsonObject;
  readonly currency: Currency;
  readonly items: PayoutItem[];
  readonly createdAtMs: number;
  readonly settleMs: number;
  readonly totalMinor: bigint;
  readonly estimatedFeesMinor: bigint;
  chargedFeesMinor: bigint;
  status: BatchStatus;
  completedAtMs: number | undefined;
  /** What T1503 took out of the available balance, while it lasts. */
  heldMinor: bigint;
}

export interface BatchFact {
  readonly t: "batch";
  readonly atMs: number;
  readonly id: string;
  readonly currency: Currency;
  readonly settleMs: number;
  readonly header: JsonObject;
  readonly items: readonly JsonObject[];
}

export interface ProcessingFact {
  readonly t: "processing";
  readonly atMs: number;
  readonly batchId: string;
}

/** Some items of one batch change together; one line for any number of them. */
export interface MovesFact {
  readonly t: "moves";
  readonly atMs: number;
  readonly batchId: string;
  readonly moves: readonly Move[];
}

export interface Move {
  readonly to: ItemStatus;
  readonly indexes: readonly number[];
  readonly errorName?: string;
  readonly isCancelled?: boolean;
}

export interface ClosedFact {
  readonly t: "closed";
  readonly atMs: number;
  readonly batchId: string;
  readonly status: "SUCCESS" | "DENIED";
}

export type PayoutFact = BatchFact | ProcessingFact | MovesFact | ClosedFact;
