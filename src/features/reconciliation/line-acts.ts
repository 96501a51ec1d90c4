/** What a line is the first news of: a cheque was paid, a deposit came, a transfer arrived. Booked by whose business it is. */
import type { Currency } from "../../kernel/currency";
import type { UnitLimits } from "../../kernel/unit-limits";
import type { Tx } from "../../platform/db/sql";
import { presentCheque } from "../cheques";
import { matchTopUpArrival } from "../treasury";
import { bookingKey } from "./booking-key";
import type { Decision } from "./decision";
import type { DepositLimit } from "./deposit-limit";
import { arriveProviderPayout, returnProviderPayout, sendProviderPayout } from "./provider-payouts";
import type { OpenLine } from "./statement";

interface BankDepositLine {
  /** Everything the bank wrote about the line. */
  text: string;
  amountMinor: bigint;
  currency: Currency;
  bankCode: string;
  lineKey: string;
  lineId: string;
  bookedAt: Date;
  /** A person says so, who has seen the day. */
  isByHand: boolean;
  /** Asked at last, when nothing else stands against booking it. */
  mayBook(): Promise<boolean>;
}

/**
 * Books a brand's bank transfer (L5) when the line names one of its deposits. Handed in by the composition root, because
 * deposits belong to funding.
 */
export type MatchBankDeposit = (
  tx: Tx,
  line: BankDepositLine,
) => Promise<
  { kind: "matched"; reference: string } | { kind: "mismatch"; reason: string } | undefined
>;

/** Takes a deposit back from its line. @returns why it cannot be, or undefined when it is done. */
export type UndoBankDeposit = (
  tx: Tx,
  actor: string,
  transactionId: string,
) => Promise<string | undefined>;

export interface MatchOptions {
  matchBankDeposit: MatchBankDeposit;
  /** Time where statements come from, if it may be ahead of ours: that of the simulators. */
  outsideNow?: () => Promise<Date | undefined>;
  /** Above this a file's deposits wait for a second person. */
  depositsAloneUnitsMax: UnitLimits;
}

export type ActOptions = MatchOptions & { depositLimit: DepositLimit };
export interface DecisionOptions extends MatchOptions {
  undoBankDeposit: UndoBankDeposit;
  /** What one person may book alone in 24 hours by saying what lines are. */
  explainAloneUnitsMax: UnitLimits;
}

export type ActResult =
  | { reference: string; rule: string }
  | { problem: string; details?: Record<string, string> };

/** @param number As the line has it, or as a person says. */
export async function clearCheque(
  tx: Tx,
  line: OpenLine,
  number = line.details.chequeNumber ?? "",
): Promise<ActResult> {
  const { amountMinor, currency, bookedAt } = line;
  const lineKey = await bookingKey(tx, line);
  const clearance = await presentCheque(tx, {
    bankCode: line.account,
    number,
    amountMinor: -amountMinor,
    currency,
    lineKey,
    bookedAt,
  });
  switch (clearance.kind) {
    case "cleared":
    case "decided":
      return { reference: clearance.reference, rule: "cheque" };
    case "late":
      return { reference: clearance.reference, rule: "cheque_late" };
    case "in_our_hands":
      return { problem: "cheque_in_our_hands", details: { cheque: clearance.chequeId } };
    case "unknown_number":
      return { problem: "cheque_unknown_number" };
    case "not_issued":
      return { problem: "cheque_not_issued", details: { cheque: clearance.chequeId } };
    case "already_cleared":
      return { problem: "cheque_cleared_twice", details: { cheque: clearance.chequeId } };
    case "amount_differs":
      return {
        problem: "cheque_amount_differs",
        details: {
          cheque: clearance.chequeId,
          expectedMinor: clearance.expectedMinor.toString(),
        },
      };
  }
}

/** @param chosen The deposit's code and who chose it, null for two people; otherwise the words of the line name it. */
export async function matchDeposit(
  tx: Tx,
  line: OpenLine,
  { depositLimit, matchBankDeposit }: ActOptions,
  chosen?: { code: string; person: string | null },
): Promise<ActResult> {
  const { amountMinor, currency, bookedAt, account: bankCode, id: lineId } = line;
  const result = await matchBankDeposit(tx, {
    text: chosen?.code ?? [line.details.reference, line.details.name].join(" "),
    amountMinor,
    currency,
    bankCode,
    lineKey: await bookingKey(tx, line),
    lineId,
    bookedAt,
    isByHand: chosen !== undefined,
    mayBook: () => depositLimit.mayBook(tx, line, chosen?.person),
  });
  if (result?.kind === "matched") return { reference: result.reference, rule: "deposit" };
  const details = result?.reason === "waits_confirmation" ? { import: line.importId } : undefined;
  return { problem: `deposit_${result?.reason ?? "unknown"}`, ...(details && { details }) };
}

async function arriveTopUp(tx: Tx, line: OpenLine): Promise<ActResult> {
  const { effectMinor: amountMinor, currency, details, bookedAt: at } = line;
  const reference = await matchTopUpArrival(tx, {
    at,
    amountMinor,
    currency,
    reference: details.customField,
  });
  return reference === undefined
    ? { problem: "transfer_unknown" }
    : { reference, rule: "top_up_arrived" };
}

/** Does what a decision asks for. */
export async function act(
  tx: Tx,
  line: OpenLine,
  decision: Extract<Decision, { kind: "act" }>,
  options: ActOptions,
): Promise<ActResult> {
  switch (decision.act) {
    case "clear_cheque":
      return await clearCheque(tx, line);
    case "match_deposit":
      return await matchDeposit(tx, line, options);
    case "arrive_top_up":
      return await arriveTopUp(tx, line);
    case "send_provider_payout":
      return await sendProviderPayout(tx, line);
    case "return_provider_payout":
      return await returnProviderPayout(tx, line);
    case "arrive_provider_payout":
      return await arriveProviderPayout(tx, line, decision.payout);
  }
}
