/** The bank's line meets the register: cleared, an exception, or paid although it should not have been. */
import { utcDate } from "../../../kernel/clock";
import type { Currency } from "../../../kernel/currency";
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { openBreak } from "../../breaks";
import { chequeCleared, chequePaidLate, escheatedPaidLate, type Posting, post } from "../../ledger";
import { payAttemptLate, settleAttempt } from "../../payouts";
import { parseChequeNumber } from "../cheque";
import { chequeEvents } from "../cheque-events";
import { auditCheque } from "../cheque-people";
import type { ChequeRow } from "../cheque-row";
import { factOf } from "../cheque-service";
import * as store from "../cheque-store";
import { findPresentment, notePresentment, setBooked } from "./presentment-store";
import { shareOfState } from "./unclaimed-property";

/** One line of a bank statement that shows a cheque. */
export interface PresentedCheque {
  bankCode: string;
  /** The number as the bank prints it, perhaps with leading zeros. */
  number: string;
  /** What the bank paid, positive. */
  amountMinor: bigint;
  currency: Currency;
  /** The line's own key within the account. */
  lineKey: string;
  bookedAt: Date;
}

export type Presentment =
  /** `late`: the bank should not have paid it; `decided`: two people had said what to book. */
  | { kind: "cleared" | "late" | "decided"; reference: string; chequeId: string; payoutId: string }
  | { kind: "amount_differs"; chequeId: string; expectedMinor: bigint }
  /** It lies in our hands, so the bank paid another piece of paper. */
  | { kind: "in_our_hands"; chequeId: string }
  | { kind: "not_issued"; chequeId: string }
  | { kind: "already_cleared"; chequeId: string }
  | { kind: "unknown_number" };

const clearing = "system:reconciliation";

async function note(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<void> {
  await notePresentment(tx, {
    id: newId(),
    chequeId: cheque.id,
    bankAccountId: cheque.bankAccountId,
    lineKey: line.lineKey,
    amountMinor: line.amountMinor,
    currency: line.currency,
    bookedOn: utcDate(line.bookedAt),
    reference: null,
  });
}

async function noteBooked(
  tx: Tx,
  cheque: ChequeRow,
  line: PresentedCheque,
  reference: string,
): Promise<void> {
  await note(tx, cheque, line);
  const noted = await findPresentment(tx, cheque.bankAccountId, line.lineKey);
  invariant(noted?.chequeId === cheque.id, `Line ${line.lineKey} shows another cheque`);
  await setBooked(tx, noted.id, reference);
}

/** Nothing is booked, and the register says that two people have to look. */
async function markException(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<void> {
  await note(tx, cheque, line);
  // A line may be looked at again and again; only the first time changes the register.
  if (!(await store.moveCheque(tx, cheque.id, "exception"))) return;
  await auditCheque(tx, clearing, "exception", cheque, {
    paidMinor: line.amountMinor.toString(),
    line: line.lineKey,
  });
  await appendEvent(tx, chequeEvents.exception(cheque.id, cheque.payoutId));
}

/** L25: the attempt succeeded, the payout is paid. */
async function clear(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<Presentment> {
  const { id: chequeId, payoutId } = cheque;
  const isMoved = await store.moveCheque(tx, chequeId, "cleared", {
    clearedOn: utcDate(line.bookedAt),
  });
  invariant(isMoved, `Cheque ${chequeId} moved while it was locked`);
  const { bankCode, lineKey } = line;
  // The bank's day and not ours: a statement may come after the period it belongs to.
  const posting = chequeCleared({ ...factOf(cheque, line.bookedAt), bankCode, lineKey });
  await post(tx, posting);
  await settleAttempt(tx, cheque.attemptId, payoutId);
  await noteBooked(tx, cheque, line, posting.reference);
  await auditCheque(tx, clearing, "cleared", cheque, { line: lineKey });
  await appendEvent(tx, chequeEvents.cleared(chequeId, payoutId));
  return { kind: "cleared", reference: posting.reference, chequeId, payoutId };
}

interface LateBooking {
  posting: Posting;
  nextAction: string;
  details: Readonly<Record<string, string>>;
}

/** What a cheque that must not be paid any more has paid: a debt of ours, the state's money, or nothing that we owed. */
async function lateBooking(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<LateBooking> {
  const { bankCode, lineKey } = line;
  const fact = { ...factOf(cheque, line.bookedAt), bankCode, lineKey };
  if (cheque.status !== "escheated") {
    const isStale = cheque.status === "stale";
    return {
      posting: chequePaidLate({ ...fact, debt: isStale ? "stale" : "creator" }),
      nextAction: isStale ? "look_at_late_cheque" : "claim_from_bank_or_creator",
      details: {},
    };
  }
  const share = await shareOfState(tx, cheque);
  return {
    posting: escheatedPaidLate({ ...fact, ...share }),
    nextAction: share.remittedMinor > 0n ? "claim_back_from_state" : "look_at_late_cheque",
    details: {
      jurisdiction: share.jurisdiction,
      owedByStateMinor: share.remittedMinor.toString(),
    },
  };
}

/** L30: the bank paid it anyway. What debt it pays depends on whether the money is still owed. */
async function bookLate(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<Presentment> {
  const { id: chequeId, payoutId, amountMinor, currency } = cheque;
  const isOwed = cheque.status === "stale" || cheque.status === "escheated";
  const { posting, nextAction, details } = await lateBooking(tx, cheque, line);
  const isMoved = await store.moveCheque(tx, chequeId, "late_presented", {
    clearedOn: utcDate(line.bookedAt),
  });
  invariant(isMoved, `Cheque ${chequeId} moved while it was locked`);
  const { bankCode, lineKey } = line;
  await post(tx, posting);
  if (isOwed) await settleAttempt(tx, cheque.attemptId, payoutId);
  else await payAttemptLate(tx, cheque.attemptId);
  await noteBooked(tx, cheque, line, posting.reference);
  const was = cheque.status;
  await openBreak(tx, {
    kind: "cheque_late_presented",
    objectType: "cheque",
    objectId: chequeId,
    amountMinor,
    currency,
    owner: "finance",
    nextAction,
    details: {
      number: cheque.number.toString(),
      was,
      line: lineKey,
      account: bankCode,
      ...details,
    },
  });
  await auditCheque(tx, clearing, "late_presented", cheque, { line: lineKey, was });
  await appendEvent(tx, chequeEvents.latePresented(chequeId, payoutId));
  return { kind: "late", reference: posting.reference, chequeId, payoutId };
}

async function decide(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<Presentment> {
  const { id: chequeId, amountMinor: expectedMinor } = cheque;
  const isEqual = expectedMinor === line.amountMinor && cheque.currency === line.currency;
  switch (cheque.status) {
    case "allocated":
    case "printed":
    case "spoiled":
      return { kind: "not_issued", chequeId };
    case "cleared":
    case "late_presented":
      return { kind: "already_cleared", chequeId };
    case "returned_mail":
      await markException(tx, cheque, line);
      return { kind: "in_our_hands", chequeId };
    case "issued":
    case "pp_filed":
    case "exception":
    case "stop_requested":
      if (isEqual) return await clear(tx, cheque, line);
      await markException(tx, cheque, line);
      return { kind: "amount_differs", chequeId, expectedMinor };
    case "stopped":
    case "voided":
    case "stale":
    case "reissued":
    case "rerouted":
    case "escheated":
      if (isEqual) return await bookLate(tx, cheque, line);
      await note(tx, cheque, line);
      return { kind: "amount_differs", chequeId, expectedMinor };
  }
}

/**
 * The bank's line is the only thing that clears a cheque. A line that does not fit exactly books nothing, but for a
 * cheque that must not have been paid: there the money is gone, so the books say so and a break is opened.
 */
export async function presentCheque(tx: Tx, line: PresentedCheque): Promise<Presentment> {
  const number = parseChequeNumber(line.number);
  const cheque =
    number === undefined ? undefined : await store.lockChequeByNumber(tx, line.bankCode, number);
  if (!cheque) return { kind: "unknown_number" };
  const known = await findPresentment(tx, cheque.bankAccountId, line.lineKey);
  if (known?.chequeId === cheque.id && known.reference !== null) {
    const { id: chequeId, payoutId } = cheque;
    return { kind: "decided", reference: known.reference, chequeId, payoutId };
  }
  return await decide(tx, cheque, line);
}
