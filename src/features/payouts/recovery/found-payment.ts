/**
 * Booking a payment that a restored backup has forgotten. What PayPal says of the item decides which way its money went; the
 * two people have only said what it was for.
 */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { invariant } from "../../../kernel/invariant";
import type { Money } from "../../../kernel/money";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import type { ItemStatus, ObservedItem } from "../../../providers/paypal";
import { openBreak, resolveBreaks } from "../../breaks";
import {
  accounts,
  attemptFrozen,
  creditBalance,
  type FoundFact,
  foundAsDebt,
  foundCameBack,
  foundDebtUndone,
  foundFee,
  foundPaid,
  type Posting,
  post,
  postAll,
} from "../../ledger";
import { repayFromUnsent } from "../afterlife/clawback-service";
import { lockUnsent } from "../afterlife/clawback-store";
import { PayoutAttemptRow, type PayoutRow } from "../payout-row";
import * as payouts from "../payout-store";
import { isAttemptId } from "../paypal/observe-breaks";
import { applyItems } from "../paypal/observe-service";

import { advanceDraft } from "../release/schedule-service";
import * as store from "./decision-store";
import { paidBeforeHold } from "./paid-before";
import { type Booking, mayBeBooked, whereabouts } from "./recovery";
import type { UnknownPayoutItemRow } from "./recovery-row";

/** What one person says that a forgotten payment was. */
export interface FoundClaim {
  itemId: string;
  as: Booking;
  /** The payout it paid. */
  payoutId: string | null;
  /** Who has its money. */
  creatorId: string | null;
}

/** An item as PayPal shows it now, when all that counts can be read. */
export interface ReadItem extends ObservedItem {
  status: ItemStatus;
  amount: Money;
}

const unfit = (reason: string) => new ConflictError("payment_does_not_fit", { reason }, { reason });

/** The payout as it may be taken for paid, and the method with the item's address. */
async function requirePayout(
  tx: Tx,
  row: UnknownPayoutItemRow,
  payoutId: string,
): Promise<{ payout: PayoutRow; methodId: string; attemptId: string }> {
  const payout = await payouts.lockPayout(tx, payoutId);
  if (!payout) throw new NotFoundError();
  const { status } = payout;
  const isSent = status === "in_progress" || status === "paid";
  if (isSent || status === "canceled" || status === "recovered") {
    throw new ConflictError("payout_state", { status }, { current: status });
  }
  if (payout.currency !== row.currency) throw unfit("currency");
  if (payout.amountMinor !== row.amountMinor) throw unfit("amount");
  const methodId = await store.methodBehind(tx, payout.creatorId, row.receiver);
  if (methodId === undefined) throw unfit("receiver");
  const attemptId = row.senderItemId ?? undefined;
  if (!isAttemptId(attemptId) || (await store.isAttempt(tx, attemptId))) throw unfit("item");
  return { payout, methodId, attemptId };
}

/**
 * May it be booked like this? Asked for both signatures, with what PayPal said a moment ago.
 * @throws ConflictError `payment_booked`, `payment_differs`, `payment_not_final`, `payment_does_not_fit`, `payout_state`.
 */
export async function requireBookable(
  tx: Tx,
  row: UnknownPayoutItemRow,
  claim: FoundClaim,
  item: ReadItem,
): Promise<void> {
  const isExplainedNow = row.bookedAs === "suspense" && claim.as === "creator_debt";
  if (row.bookedAs !== null && !isExplainedNow) {
    throw new ConflictError("payment_booked", { as: row.bookedAs }, { current: row.bookedAs });
  }
  if (item.amount.amountMinor !== row.amountMinor || item.amount.currency !== row.currency) {
    throw new ConflictError("payment_differs");
  }
  if (!mayBeBooked(claim.as, item.status)) {
    throw new ConflictError("payment_not_final", { status: item.status }, { current: item.status });
  }
  if (claim.payoutId !== null) await requirePayout(tx, row, claim.payoutId);
  if (claim.creatorId !== null) {
    const methodId = await store.methodBehind(tx, claim.creatorId, row.receiver);
    if (methodId === undefined) throw unfit("receiver");
  }
}

const factOf = (row: UnknownPayoutItemRow, at: Date): FoundFact => ({
  itemId: row.itemId,
  attemptId: row.senderItemId ?? row.itemId,
  amountMinor: row.amountMinor,
  currency: row.currency,
  at,
});

/** Where PayPal says the money went; posting it again does nothing. */
function moneyPostings(fact: FoundFact, item: ReadItem): Posting[] {
  const way = whereabouts(item.status);
  if (way !== "gone" && way !== "back") return [];
  const feeMinor = item.fee?.currency === fact.currency ? item.fee.amountMinor : 0n;
  return [
    foundPaid(fact),
    ...(way === "back" ? [foundCameBack(fact)] : []),
    ...(feeMinor > 0n ? [foundFee({ ...fact, feeMinor })] : []),
  ];
}

/** The payout was paid: the forgotten attempt is there again under its own id, and the item is booked like any other. */
async function bookPayout(
  tx: Tx,
  row: UnknownPayoutItemRow,
  payoutId: string,
  item: ReadItem,
  by: { preparedBy: string; approvedBy: string; earlyMs: readonly number[] },
): Promise<void> {
  const { payout, methodId, attemptId } = await requirePayout(tx, row, payoutId);
  const holds = (await payouts.openHolds(tx, payoutId)).map(({ kind }) => kind);
  await payouts.releaseHolds(tx, payoutId, holds, by.approvedBy);
  const isMoved = await store.takeUpPaid(tx, payoutId, { ...by, methodId });
  invariant(isMoved, `Payout ${payoutId} moved while it was locked`);
  const { creatorId, amountMinor, currency } = payout;
  await tx.insert(PayoutAttemptRow, {
    id: attemptId,
    payoutId,
    seq: await payouts.nextAttemptSeq(tx, payoutId),
    rail: "paypal",
    amountMinor,
    currency,
    receiver: { rail: "paypal", receiver: row.receiver ?? item.receiver ?? "" },
    state: "submitted",
  });
  const at = await databaseNow(tx);
  await post(tx, attemptFrozen({ attemptId, payoutId, creatorId, amountMinor, currency, at }));
  await applyItems(tx, null, [{ ...item, senderItemId: attemptId }], by.earlyMs);
}

/** A payout that was held because this payment might have been it, and was not. */
async function releaseCandidate(tx: Tx, row: UnknownPayoutItemRow, by: string): Promise<void> {
  if (row.payoutId === null) return;
  const ended = await payouts.releaseHolds(tx, row.payoutId, [paidBeforeHold], by);
  if (ended === 0) return;
  await advanceDraft(tx, row.payoutId);
  await payouts.nudgeQueued(tx, row.payoutId);
}

/** Both have signed: the money is booked, and what was open about it is closed. */
export async function bookFound(
  tx: Tx,
  row: UnknownPayoutItemRow,
  claim: FoundClaim,
  item: ReadItem,
  by: { preparedBy: string; approvedBy: string; principal: string; earlyMs: readonly number[] },
): Promise<void> {
  await requireBookable(tx, row, claim, item);
  const { as, creatorId } = claim;
  const fact = factOf(row, await databaseNow(tx));
  if (claim.payoutId !== row.payoutId && as !== "suspense") {
    await releaseCandidate(tx, row, by.principal);
  }
  await store.bookItem(tx, {
    itemId: row.itemId,
    bookedAs: as,
    payoutId: claim.payoutId ?? row.payoutId,
    creatorId,
    status: item.rawStatus,
    isLookedAt: as === "suspense" || as === "creator_debt",
  });
  if (claim.payoutId !== null) await bookPayout(tx, row, claim.payoutId, item, by);
  else await postAll(tx, moneyPostings(fact, item));
  if (creatorId !== null) {
    await post(tx, foundAsDebt({ ...fact, creatorId }));
    for (const payoutId of await lockUnsent(tx, creatorId, row.currency)) {
      await repayFromUnsent(tx, payoutId);
    }
  }
  await resolveBreaks(tx, {
    kind: "payout_item_unknown",
    objectType: "paypal_item",
    objectId: row.itemId,
    resolution: as,
    resolvedBy: by.principal,
  });
}

/** What became of a payment that was booked without a payout: it may be decided late, and money may come back. */
export async function followFound(tx: Tx, itemId: string, item: ReadItem): Promise<void> {
  const row = await store.lockItem(tx, itemId);
  const isFollowed = row?.bookedAs === "suspense" || row?.bookedAs === "creator_debt";
  if (!row || !isFollowed || item.amount.amountMinor !== row.amountMinor) return;
  const fact = factOf(row, await databaseNow(tx));
  await postAll(tx, moneyPostings(fact, item));
  const { creatorId, currency } = row;
  const way = whereabouts(item.status);
  if (way === "gone" || way === "undecided") {
    await store.noteLook(tx, itemId, item.rawStatus, true);
    return;
  }
  if (creatorId !== null) {
    const debtMinor = -(await creditBalance(tx, accounts.creatorReceivable(creatorId), currency));
    if (debtMinor < row.amountMinor) return await reportCameBack(tx, row, item);
    await post(tx, foundDebtUndone({ ...fact, creatorId }));
  }
  await store.bookItem(tx, {
    itemId,
    bookedAs: "no_payment",
    payoutId: row.payoutId,
    creatorId: null,
    status: item.rawStatus,
    isLookedAt: false,
  });
}

/** The creator has repaid a payment that came back after all, so somebody has to find out whose it is. */
async function reportCameBack(tx: Tx, row: UnknownPayoutItemRow, item: ReadItem): Promise<void> {
  await store.noteLook(tx, row.itemId, item.rawStatus, false);
  await openBreak(tx, {
    kind: "found_payment_came_back",
    objectType: "paypal_item",
    objectId: row.itemId,
    amountMinor: row.amountMinor,
    currency: row.currency,
    owner: "finance",
    nextAction: "explain_balance",
    details: { status: item.rawStatus, creator: row.creatorId },
  });
}
