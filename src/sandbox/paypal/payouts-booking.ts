/**
 * The money side of payouts, as PayPal's report shows it: T1503 holds amount and fees when a batch starts, T0001 debits
 * each item, T0104 takes the fees of the debited items when the batch ends, T1105 gives the hold back. Items that stay
 * PENDING keep a hold of their own until they are decided.
 */
import { derivedCode } from "../ids";
import type { Account, LineInput, MoneyKind, RowInput } from "./account";
import { debitedStatuses, type PayoutBatch, type PayoutItem } from "./payouts-types";

const openStatuses: ReadonlySet<PayoutBatch["status"]> = new Set(["PENDING", "PROCESSING"]);

/** T1503 over the whole batch. */
export function bookProcessing(account: Account, batch: PayoutBatch, atMs: number): void {
  batch.heldMinor = batch.totalMinor + batch.estimatedFeesMinor;
  account.post(atMs, holdLine(batch, batch.id, batch.heldMinor, "hold"), []);
}

/** The end of a batch: fees of what was debited, hold released, a new hold for every item still undecided. */
export function bookClosing(account: Account, batch: PayoutBatch, atMs: number): void {
  const charged = batch.items.filter((item) => item.isDebited);
  chargeFees(account, batch, charged, atMs, batch.heldMinor > 0n);
  const fullMinor = batch.totalMinor + batch.estimatedFeesMinor;
  account.post(atMs, releaseLine(batch, batch.id, fullMinor, batch.heldMinor), []);
  batch.heldMinor = 0n;
  for (const item of batch.items) {
    if (!isUndecided(item)) continue;
    account.post(atMs, holdLine(batch, item.id, item.amountMinor + item.feeMinor, "hold"), []);
  }
}

/** The effect of an item's new status: debit, or credit of what was debited before, or nothing. */
export function bookMove(account: Account, item: PayoutItem, atMs: number): void {
  const { batch } = item;
  const isBatchOpen = openStatuses.has(batch.status);
  const owes = debitedStatuses.has(item.status);
  if (!isBatchOpen && !item.isDebited && item.status !== "PENDING") {
    const heldMinor = item.amountMinor + item.feeMinor;
    account.post(atMs, releaseLine(batch, item.id, heldMinor, heldMinor), []);
  }
  if (owes && !item.isDebited) {
    item.isDebited = true;
    const fromHoldMinor = isBatchOpen ? item.amountMinor : 0n;
    batch.heldMinor -= fromHoldMinor;
    account.post(
      atMs,
      {
        transactionId: item.transactionId,
        code: "T0001",
        amountMinor: -item.amountMinor,
        fromHoldMinor,
        referenceId: batch.id,
        ...common(item),
      },
      [row(item, item.transactionId, "payout_debit", -item.amountMinor)],
    );
    if (!isBatchOpen) chargeFees(account, batch, [item], atMs, false);
  } else if (!owes && item.isDebited && item.status !== "PENDING") {
    giveBack(account, item, atMs);
  }
}

function giveBack(account: Account, item: PayoutItem, atMs: number): void {
  const { code, kind } = creditKind(item);
  const transactionId = derivedCode(17, "credit", item.id);
  item.isDebited = false;
  account.post(
    atMs,
    {
      transactionId,
      code,
      amountMinor: item.amountMinor,
      referenceId: item.transactionId,
      ...common(item),
    },
    [row(item, transactionId, kind, item.amountMinor)],
  );
}

/** T1115 for a refund by the receiver, T1114 for every other way back. */
function creditKind(item: PayoutItem): { code: string; kind: MoneyKind } {
  if (item.status === "REFUNDED") return { code: "T1115", kind: "payout_refund" };
  if (item.status === "REVERSED") return { code: "T1114", kind: "payout_reversal" };
  return { code: "T1114", kind: "payout_return" };
}

/** One T0104 line for all of them. A fee that was charged once stays charged, also when the money comes back. */
function chargeFees(
  account: Account,
  batch: PayoutBatch,
  items: readonly PayoutItem[],
  atMs: number,
  isFromHold: boolean,
): void {
  const due = items.filter((item) => !item.isFeeCharged);
  const feesMinor = due.reduce((sum, item) => sum + item.feeMinor, 0n);
  for (const item of due) item.isFeeCharged = true;
  batch.chargedFeesMinor += feesMinor;
  if (feesMinor === 0n) return;
  const fromHoldMinor = isFromHold ? feesMinor : 0n;
  batch.heldMinor -= fromHoldMinor;
  const transactionId = derivedCode(17, "fees", batch.id, due.length, due[0]?.id ?? "");
  account.post(
    atMs,
    {
      transactionId,
      code: "T0104",
      currency: batch.currency,
      amountMinor: -feesMinor,
      fromHoldMinor,
      referenceId: batch.id,
      referenceType: "TXN",
      ...custom(batch.senderBatchId),
    },
    due
      .filter((item) => item.feeMinor > 0n)
      .map((item) => row(item, derivedCode(17, "fee", item.id), "payout_fee", -item.feeMinor)),
  );
}

function isUndecided(item: PayoutItem): boolean {
  return item.status === "PENDING" && !item.isDebited;
}

function holdLine(batch: PayoutBatch, about: string, heldMinor: bigint, part: string): LineInput {
  return {
    transactionId: derivedCode(17, part, batch.id, about),
    code: "T1503",
    currency: batch.currency,
    amountMinor: -heldMinor,
    holdMinor: heldMinor,
    referenceId: about,
    referenceType: "TXN",
    ...custom(batch.senderBatchId),
  };
}

/** `amountMinor` pairs with the hold's line; `restMinor` is what of the hold was still unused. */
function releaseLine(
  batch: PayoutBatch,
  about: string,
  amountMinor: bigint,
  restMinor: bigint,
): LineInput {
  return {
    transactionId: derivedCode(17, "release", batch.id, about),
    code: "T1105",
    currency: batch.currency,
    amountMinor,
    holdMinor: -restMinor,
    referenceId: about,
    referenceType: "TXN",
    ...custom(batch.senderBatchId),
  };
}

function common(
  item: PayoutItem,
): Pick<LineInput, "currency" | "payoutItemId" | "customField" | "referenceType"> {
  return {
    currency: item.batch.currency,
    payoutItemId: item.id,
    referenceType: "TXN",
    ...custom(item.senderItemId),
  };
}

function custom(customField: string | undefined): { customField?: string } {
  return customField === undefined ? {} : { customField };
}

function row(item: PayoutItem, id: string, kind: MoneyKind, amountMinor: bigint): RowInput {
  return {
    id,
    kind,
    amountMinor,
    references: {
      payout_item_id: item.id,
      sender_item_id: item.senderItemId,
      sender_batch_id: item.batch.senderBatchId,
      payout_batch_id: item.batch.id,
      transaction_id: item.transactionId,
    },
  };
}
