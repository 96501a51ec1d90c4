/** Rules of a dispute: its states, who may open one from where, and what a decision gives to whom. Pure. */
import type { Transitions } from "../../kernel/transitions";
import type { Side } from "../applications";
import type { DisputableStatus } from "../submissions";

export const disputeStatuses = ["open", "answered", "withdrawn", "decided"] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/** A decision is final, and so is a withdrawal: whoever thinks again opens a new one, while that is possible. */
export const disputeTransitions: Transitions<DisputeStatus> = {
  open: ["answered", "withdrawn", "decided"],
  answered: ["withdrawn", "decided"],
  withdrawn: [],
  decided: [],
};

export const disputeReasons = [
  "unfair_rejection",
  "unreasonable_changes",
  "no_answer",
  "not_endorsed",
  "post_not_as_agreed",
  "removed_early",
  "other",
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

export const disputeOutcomes = ["creator", "brand", "split"] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** Of one side about one submission; each stops the clock, so they must not go on for ever. */
export const disputesPerSideMax = 3;

/**
 * True when this side may dispute a submission in this state. A rejection can be appealed while its clock runs; a review
 * is nothing to argue about before its clock is over.
 */
export function mayDispute(side: Side, status: DisputableStatus, isClockOver: boolean): boolean {
  switch (status) {
    case "posted":
    case "verifying":
    case "verified":
      return true;
    case "endorsed":
      // Earned, and held: the brand may still say that it was not.
      return side === "brand" && !isClockOver;
    case "changes_requested":
      return side === "creator";
    case "rejected":
      return side === "creator" && !isClockOver;
    case "in_review":
      return side === "creator" && isClockOver;
  }
}
