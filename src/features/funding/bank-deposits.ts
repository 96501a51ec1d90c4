/** Deposits by bank transfer: found on the statement by the code the brand quoted. */
import { addMs, dayMs, startOfDay, utcDate } from "../../kernel/clock";
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
  /** The line itself, for the posting's tags. */
  lineId: string;
  bookedAt: Date;
  /** A person says so, who has seen the day. */
  isByHand: boolean;
  /** Asked at last: may this be booked without another person? */
  mayBook(): Promise<boolean>;
}

export type BankMatch =
  | { kind: "matched"; depositId: string; reference: string }
  /** The code of a deposit stands there, but the line cannot be it; a person has to decide. */
  | {
      kind: "mismatch";
      depositId: string;
      reason:
        | "amount_differs"
        | "currency_differs"
        | "already_captured"
        | "several_codes"
        | "before_asked"
        | "waits_confirmation";
    };

/** Nobody pays for what was not asked for; a bank's day may be early by a weekend. */
const earlyDaysMax = 5;

/** The code is known to whoever asks for the deposit, and to nobody before. */
const isBeforeAsked = (deposit: DepositRow, line: BankLine) =>
  line.bookedAt < addMs(startOfDay(utcDate(deposit.createdAt)), -earlyDaysMax * dayMs);

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
  if (!line.isByHand && isBeforeAsked(deposit, line))
    return { kind: "mismatch", depositId, reason: "before_asked" };
  if (!(await line.mayBook())) return { kind: "mismatch", depositId, reason: "waits_confirmation" };
  await capture(tx, deposit, line, lineId);
  return { kind: "matched", depositId, reference: referenceOf(deposit, line) };
}

function postingOf(deposit: DepositRow, { bankCode, lineKey, lineId, bookedAt }: BankLine) {
  return bankDepositMatched({
    brandId: deposit.brandId,
    depositId: deposit.id,
    grossMinor: deposit.amountMinor,
    currency: deposit.currency,
    bankCode,
    lineKey,
    lineId,
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
