/** The break of a line that stays open. */
import type { Tx } from "../../platform/db/sql";
import { type NewBreak, resolveBreaks } from "../breaks";
import type { OpenLine } from "./statement";

const actor = "system:reconciliation";

/** What a person should do about each kind of break; anything else is a deposit nobody announced. */
const nextActions: Readonly<Record<string, string>> = {
  not_booked: "look_for_posting",
  amount_differs: "compare_amounts",
  unknown_kind: "book_by_hand",
  hold_open: "wait_for_release",
  opening_differs: "check_opening_balance",
  bank_fee_unbooked: "book_by_hand",
  cheque_number_missing: "ask_bank",
  cheque_unknown_number: "ask_bank",
  cheque_not_issued: "ask_bank",
  cheque_cleared_twice: "ask_bank",
  cheque_amount_differs: "clear_or_contest_cheque",
  cheque_in_our_hands: "clear_or_contest_cheque",
  transfer_unknown: "record_top_up",
  fee_not_booked: "look_for_posting",
  provider_payout_unknown: "import_provider_statement",
  payout_content_differs: "compare_amounts",
  unmatched_by_person: "match_by_hand",
  deposit_waits_confirmation: "confirm_import",
  deposit_before_asked: "match_by_hand",
};

const breakKind = (problem: string) => `statement_line_${problem}`;

export async function endBreak(
  tx: Tx,
  line: Pick<OpenLine, "id" | "problem">,
  resolution: string,
): Promise<void> {
  await resolveBreaks(tx, {
    kind: breakKind(line.problem),
    objectType: "statement_line",
    objectId: line.id,
    resolution,
    resolvedBy: actor,
  });
}

/** The break that says why a line is open. */
export function breakOf(
  line: OpenLine,
  problem: string,
  details: Record<string, string> = {},
): NewBreak {
  return {
    kind: breakKind(problem),
    objectType: "statement_line",
    objectId: line.id,
    amountMinor: line.amountMinor,
    currency: line.currency,
    owner: "finance",
    nextAction: nextActions[problem] ?? "find_sender",
    details: {
      source: line.source,
      account: line.account,
      line: line.lineKey,
      kind: line.kind,
      ...details,
    },
  };
}
