/**
 * Payout batches: facts in, batches, balances, report lines and webhooks out. Applying a fact gives the same result at the
 * moment it happens and when the journal is read again, so nothing here looks at the clock or draws a random number.
 */
import type { Currency } from "../../kernel/currency";
import { invariant, present } from "../../kernel/invariant";
import { fromPaypalValue } from "../../kernel/money";
import { derivedCode } from "../ids";
import { dig, text } from "../json";
import type { OutboxEvent } from "../outbox";
import type { Account } from "./account";
import { bookClosing, bookMove, bookProcessing } from "./payouts-booking";
import { batchEvent, itemEvent } from "./payouts-events";
import type {
  BatchFact,
  ClosedFact,
  MovesFact,
  PayoutBatch,
  PayoutFact,
  PayoutItem,
  ProcessingFact,
} from "./payouts-types";
import { payoutFeeMinor } from "./paypal-amounts";

export interface PayoutsState {
  apply(fact: PayoutFact): void;
  batch(id: string): PayoutBatch | undefined;
  item(id: string): PayoutItem | undefined;
  batches(): IterableIterator<PayoutBatch>;
  /** The newest batch with this sender_batch_id. */
  bySenderBatchId(senderBatchId: string): PayoutBatch | undefined;
  /** Amounts and estimated fees of batches that were taken but for which nothing is held yet. */
  waitingMinor(currency: Currency): bigint;
}

export interface PayoutsStateOptions {
  readonly account: Account;
  addEvent(event: OutboxEvent): void;
  /** Told after every fact, so that what happens next can be put on the timetable. */
  applied(fact: PayoutFact, batch: PayoutBatch): void;
}

/** Empty; filled by facts. */
export function createPayoutsState(options: PayoutsStateOptions): PayoutsState {
  const batches = new Map<string, PayoutBatch>();
  const items = new Map<string, PayoutItem>();
  const bySenderId = new Map<string, PayoutBatch>();
  const waiting = new Set<PayoutBatch>();

  function applyBatch(fact: BatchFact): PayoutBatch {
    const batch = buildBatch(fact);
    batches.set(batch.id, batch);
    waiting.add(batch);
    if (batch.senderBatchId !== undefined) bySenderId.set(batch.senderBatchId, batch);
    for (const item of batch.items) items.set(item.id, item);
    return batch;
  }

  function known(id: string): PayoutBatch {
    return present(batches.get(id), `batch ${id}`);
  }

  return {
    apply: (fact) => {
      const batch = fact.t === "batch" ? applyBatch(fact) : known(fact.batchId);
      switch (fact.t) {
        case "batch":
          break;
        case "processing":
          waiting.delete(batch);
          applyProcessing(options, fact, batch);
          break;
        case "moves":
          applyMoves(options, fact, batch);
          break;
        case "closed":
          applyClosed(options, fact, batch);
          break;
      }
      options.applied(fact, batch);
    },
    batch: (id) => batches.get(id),
    item: (id) => items.get(id),
    batches: () => batches.values(),
    bySenderBatchId: (senderBatchId) => bySenderId.get(senderBatchId),
    waitingMinor: (currency) =>
      [...waiting]
        .filter((batch) => batch.currency === currency)
        .reduce((sum, batch) => sum + batch.totalMinor + batch.estimatedFeesMinor, 0n),
  };
}

function applyProcessing(
  { account, addEvent }: PayoutsStateOptions,
  fact: ProcessingFact,
  batch: PayoutBatch,
): void {
  batch.status = "PROCESSING";
  bookProcessing(account, batch, fact.atMs);
  addEvent(batchEvent(batch, "PROCESSING", fact.atMs));
}

function applyMoves(
  { account, addEvent }: PayoutsStateOptions,
  fact: MovesFact,
  batch: PayoutBatch,
): void {
  for (const move of fact.moves) {
    for (const index of move.indexes) {
      const item = present(batch.items[index], `item ${index} of ${batch.id}`);
      const from = item.status;
      const wasSettled = item.isSettled;
      item.isSettled = true;
      item.status = move.to;
      item.changedAtMs = fact.atMs;
      item.errorName = move.errorName;
      item.isCancelled = move.isCancelled === true;
      bookMove(account, item, fact.atMs);
      const isNews = !wasSettled || from !== move.to;
      const event = isNews ? itemEvent(item, fact.atMs) : undefined;
      if (event) addEvent(event);
    }
  }
}

function applyClosed(
  { account, addEvent }: PayoutsStateOptions,
  fact: ClosedFact,
  batch: PayoutBatch,
): void {
  batch.status = fact.status;
  batch.completedAtMs = fact.atMs;
  bookClosing(account, batch, fact.atMs);
  addEvent(batchEvent(batch, fact.status, fact.atMs));
}

function buildBatch(fact: BatchFact): PayoutBatch {
  const items: PayoutItem[] = [];
  let totalMinor = 0n;
  let estimatedFeesMinor = 0n;
  const amounts = fact.items.map((input) => {
    const value = present(text(dig(input, "amount", "value")), "amount of a payout item");
    const { amountMinor } = fromPaypalValue(value, fact.currency);
    const feeMinor = payoutFeeMinor(amountMinor, fact.currency);
    totalMinor += amountMinor;
    estimatedFeesMinor += feeMinor;
    return { amountMinor, feeMinor };
  });
  const batch: PayoutBatch = {
    id: fact.id,
    senderBatchId: text(fact.header["sender_batch_id"]),
    header: fact.header,
    currency: fact.currency,
    items,
    createdAtMs: fact.atMs,
    settleMs: fact.settleMs,
    totalMinor,
    estimatedFeesMinor,
    chargedFeesMinor: 0n,
    status: "PENDING",
    completedAtMs: undefined,
    heldMinor: 0n,
  };
  for (const [index, input] of fact.items.entries()) {
    const amount = amounts[index];
    invariant(amount, "every item has an amount");
    const id = derivedCode(13, "item", fact.id, index);
    items.push({
      index,
      id,
      transactionId: derivedCode(17, "transaction", id),
      batch,
      input,
      receiver: text(input["receiver"]) ?? "",
      senderItemId: text(input["sender_item_id"]),
      ...amount,
      status: "PENDING",
      isSettled: false,
      isDebited: false,
      isFeeCharged: false,
      isCancelled: false,
      errorName: undefined,
      changedAtMs: fact.atMs,
    });
  }
  return batch;
}
