/** Breaks for errors that PayPal names for an item and that people have to hear of at once. */
import type { Tx } from "../../../platform/db/sql";
import type { ObservedItem } from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { breakOfError } from "./item-errors";
import type { ItemPlan } from "./item-plan";
import type { LockedAttempt } from "./observe-store";

interface Observed {
  attempt: LockedAttempt;
  item: ObservedItem;
  plan: ItemPlan;
}

/** The error is news: it was not there at the last look, or the item has moved because of it. */
function isNews({ attempt, item, plan }: Observed): boolean {
  if (plan.kind === "problem") return false;
  if (plan.kind === "move") {
    // A blocked item has a break of its own, and money that arrived needs none.
    return plan.to !== "success" && plan.to !== "blocked";
  }
  return item.errorName !== attempt.errorName;
}

/** Opens a break for law, risk, faults of ours and errors nobody knows; others are the receiver's or ours to mend. */
export async function reportErrors(tx: Tx, observed: readonly Observed[]): Promise<void> {
  for (const one of observed) {
    const { attempt, item } = one;
    if (item.errorName === undefined || !isNews(one)) continue;
    const found = breakOfError(item.errorName);
    if (!found) continue;
    await openBreak(tx, {
      ...found,
      objectType: "payout_attempt",
      objectId: attempt.attemptId,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      details: { item: item.itemId, status: item.rawStatus, error: item.errorName },
    });
  }
}
