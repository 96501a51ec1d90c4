/** Deposits by bank transfer: found on the statement by the code the brand quoted. */
import type { Currency } from "../../kernel/currency";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { bankDepositMatched, post } from "../ledger";
import { referenceCodesIn } from "./deposit";
import * as store from "./deposit-store";
import { fundingEvents } from "./funding-events";
import type { DepositRow } from "./funding-row";

export interface BankLine {
  /** Everything the bank printed beside the amount. */
  text: string;
  /** Positive: money that came in. */
  amountMinor: bigint;
  currency: Currency;
  /** Our account at the bank. */
  bankCode: string;
  /** What makes the line unique on this account. */
  lineKey: string;
  bookedAt: Date;
}

export type BankMatch =
  | { kind: "matched"; depositId: string; reference: string }
  /** The code of a deposit stands there, but the line cannot be it; a person has to decide. */
  | {
      kind: "mismatch";
      depositId: string;
      reason: "amount_differs" | "currency_differs" | "already_captured" | "several_codes";
    };

/**
 * Books an incoming bank line (L5) as the deposit whose reference code stands in its text, when amount and currency are
 * equal. Repeating it for the same line gives the same answer.
 * @returns undefined when no code of ours stands there.
 */
export async function matchBankDeposit(tx: Tx, line: BankLine): Promise<BankMatch | undefined> {
  if (line.amountMinor <= 0n) return undefined;
  const deposits = await store.lockBankDeposits(tx, referenceCodesIn(line.text));
  const [deposit, ...others] = deposits;
  if (!deposit) return undefined;
  const depositId = deposit.id;
  if (others.length > 0) return { kind: "mismatch", depositId, reason: "several_codes" };
  const lineId = `${line.bankCode}:${line.lineKey}`;
  if (deposit.status === "captured") {
    const isSameLine = deposit.providerCaptureId === lineId;
    return isSameLine
      ? { kind: "matched", depositId, reference: referenceOf(deposit, line) }
      : { kind: "mismatch", depositId, reason: "already_captured" };
  }
  if (deposit.currency !== line.currency)
    return { kind: "mismatch", depositId, reason: "currency_differs" };
  if (deposit.amountMinor !== line.amountMinor)
    return { kind: "mismatch", depositId, reason: "amount_differs" };
  await capture(tx, deposit, line, lineId);
  return { kind: "matched", depositId, reference: referenceOf(deposit, line) };
}

function postingOf(deposit: DepositRow, { bankCode, lineKey, bookedAt }: BankLine) {
  return bankDepositMatched({
    brandId: deposit.brandId,
    depositId: deposit.id,
    grossMinor: deposit.amountMinor,
    currency: deposit.currency,
    bankCode,
    lineKey,
    at: bookedAt,
  });
}

function referenceOf(deposit: DepositRow, line: BankLine): string {
  return postingOf(deposit, line).reference;
}

async function capture(
  tx: Tx,
  deposit: DepositRow,
  line: BankLine,
  captureId: string,
): Promise<void> {
  // The row is locked and not captured, so the move cannot fail.
  await store.recordCaptured(tx, deposit.id, {
    captureId,
    fee: { feeMinor: 0n, currency: deposit.currency },
    at: line.bookedAt,
  });
  await post(tx, postingOf(deposit, line));
  await recordAudit(tx, {
    actor: "system:bank-statement",
    action: "deposit.captured",
    objectType: "deposit",
    objectId: deposit.id,
    details: { bankLine: captureId },
  });
  await appendEvent(tx, fundingEvents.depositCaptured(deposit.id, deposit.brandId));
}
