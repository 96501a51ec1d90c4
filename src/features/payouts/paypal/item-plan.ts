/**
 * What one observation of a PayPal item means for our books. Pure: facts in, a plan out. The item's own status is the
 * only thing that moves money; anything that does not fit the table of moves becomes a problem for a person.
 */
import type { Currency } from "../../../kernel/currency";
import { canMove } from "../../../kernel/transitions";
import type { ItemStatus, ObservedItem } from "../../../providers/paypal";
import {
  attemptFailed,
  type ItemFact,
  itemClaimed,
  itemDebitedUnclaimed,
  itemFeeCharged,
  itemReturned,
  itemReversed,
  itemSucceeded,
  type Posting,
} from "../../ledger";
import { type AttemptState, attemptTransitions, type PayoutStatus } from "../payout";

export interface KnownAttempt {
  attemptId: string;
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
  currency: Currency;
  state: AttemptState;
  providerItemId: string | undefined;
  isFeeKnown: boolean;
  /** PayPal has taken the money from us although the receiver does not have it yet. */
  isParked: boolean;
}

export type ItemPlan =
  | { kind: "unchanged" }
  | { kind: "problem"; problem: string }
  /** The fee came to light after the item had already moved. */
  | { kind: "fee"; postings: Posting[] }
  | {
      kind: "move";
      to: AttemptState;
      isParked: boolean;
      header: PayoutStatus | undefined;
      postings: Posting[];
    };

/** PayPal's words in ours. Exhaustive, so that a tenth status would not compile. */
function stateOf(status: ItemStatus): AttemptState {
  switch (status) {
    case "SUCCESS":
      return "success";
    case "FAILED":
      return "failed";
    case "PENDING":
      return "pending";
    case "UNCLAIMED":
      return "unclaimed";
    case "RETURNED":
      return "returned";
    case "ONHOLD":
      return "on_hold";
    case "BLOCKED":
      return "blocked";
    case "REFUNDED":
      return "refunded";
    case "REVERSED":
      return "reversed";
  }
}

const headerOf: Partial<Record<AttemptState, PayoutStatus>> = {
  success: "paid",
  failed: "failed",
  returned: "returned",
  refunded: "returned",
  reversed: "returned",
};

/** In these states PayPal keeps the money; blocked keeps what was taken before, if anything. */
function willBeParked(attempt: KnownAttempt, to: AttemptState): boolean {
  return to === "unclaimed" || to === "on_hold" || (to === "blocked" && attempt.isParked);
}

/** Postings for a move. A state that was skipped is booked as well, because the provider's report shows both lines. */
function postingsOf(attempt: KnownAttempt, to: AttemptState, fact: ItemFact): Posting[] {
  const { isParked } = attempt;
  const wasPaid = attempt.state === "success";
  switch (to) {
    case "success":
      return [isParked ? itemClaimed(fact) : itemSucceeded(fact)];
    case "unclaimed":
    case "on_hold":
      return isParked ? [] : [itemDebitedUnclaimed(fact)];
    case "failed":
      return [isParked ? itemReturned(fact) : attemptFailed(fact)];
    case "returned":
      if (wasPaid) return [itemReversed({ ...fact, status: "RETURNED" })];
      return isParked ? [itemReturned(fact)] : [itemDebitedUnclaimed(fact), itemReturned(fact)];
    case "refunded":
    case "reversed": {
      const undone = itemReversed({ ...fact, status: to === "refunded" ? "REFUNDED" : "REVERSED" });
      if (wasPaid) return [undone];
      return [isParked ? itemClaimed(fact) : itemSucceeded(fact), undone];
    }
    default:
      return [];
  }
}

/** States that PayPal reaches only by taking the money, and with it the fee, from our balance. */
const feeIsDue: ReadonlySet<AttemptState> = new Set<AttemptState>([
  "success",
  "unclaimed",
  "on_hold",
  "returned",
  "refunded",
  "reversed",
]);

/** Decides what an observed item changes about the attempt it belongs to. */
export function planItem(attempt: KnownAttempt, item: ObservedItem, at: Date): ItemPlan {
  if (attempt.providerItemId !== undefined && attempt.providerItemId !== item.itemId) {
    return { kind: "problem", problem: "another_item_id" };
  }
  if (!item.amount) return { kind: "problem", problem: "amount_unreadable" };
  if (item.isFeeUnreadable) return { kind: "problem", problem: "fee_unreadable" };
  if (
    item.amount.amountMinor !== attempt.amountMinor ||
    item.amount.currency !== attempt.currency
  ) {
    return { kind: "problem", problem: "amount_differs" };
  }
  if (item.fee && item.fee.currency !== attempt.currency) {
    return { kind: "problem", problem: "fee_currency_differs" };
  }
  if (!item.status) return { kind: "problem", problem: "unknown_status" };
  const to = stateOf(item.status);
  // An item PayPal knows was accepted, whatever our own record of the call says.
  const isUnsent =
    attempt.state === "intent" || attempt.state === "sending" || attempt.state === "unknown";
  const from = isUnsent ? "submitted" : attempt.state;
  const fact: ItemFact = { ...attempt, itemId: item.itemId, at };
  const feeMinor = item.fee?.amountMinor ?? 0n;
  const isFeeNew = feeMinor > 0n && !attempt.isFeeKnown && feeIsDue.has(to);
  const fee = isFeeNew ? [itemFeeCharged({ ...fact, feeMinor })] : [];
  if (from === to) return isFeeNew ? { kind: "fee", postings: fee } : { kind: "unchanged" };
  // Two people gave a blocked item up; that PayPal still blocks it is no news.
  if (from === "failed" && to === "blocked") return { kind: "unchanged" };
  if (!canMove<AttemptState>(attemptTransitions, from, to)) {
    return { kind: "problem", problem: `${from}_to_${to}` };
  }
  return {
    kind: "move",
    to,
    isParked: willBeParked(attempt, to),
    header: headerOf[to],
    postings: [...postingsOf(attempt, to, fact), ...fee],
  };
}
