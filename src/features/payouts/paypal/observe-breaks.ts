/** What has to be told to a person about the items that PayPal showed. */
import type { Tx } from "../../../platform/db/sql";
import type { ObservedItem } from "../../../providers/paypal";
import { openBreak, resolveBreaks } from "../../breaks";
import type { ItemPlan } from "./item-plan";
import type { LockedAttempt } from "./observe-store";
import * as store from "./observe-store";

/** An item, the attempt it belongs to, and what it means for the books. */
export interface Decided {
  attempt: LockedAttempt;
  item: ObservedItem;
  plan: ItemPlan;
}

const actor = "system:observe-payout-items";

const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** True for what may be the id of an attempt of ours. */
export function isAttemptId(id: string | undefined): id is string {
  return id !== undefined && uuidPattern.test(id);
}

/** A look that does not fit, and an item that PayPal has blocked. */
function problemOf(plan: ItemPlan): string | undefined {
  if (plan.kind === "problem") return plan.problem;
  return plan.kind === "move" && plan.to === "blocked" ? "blocked" : undefined;
}

/** Opens a break for each problem. */
export async function reportProblems(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const { attempt, item, plan } of decided) {
    const problem = problemOf(plan);
    if (problem === undefined) continue;
    await openBreak(tx, {
      kind: `payout_item_${problem}`,
      objectType: "payout_attempt",
      objectId: attempt.attemptId,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      owner: "finance",
      nextAction: "compare_with_paypal",
      details: { item: item.itemId, status: item.rawStatus, error: item.errorName ?? null },
    });
  }
}

/** An item that PayPal blocked moved on by itself; nobody has to decide any more. */
export async function resolveBlocked(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const { attempt, plan } of decided) {
    if (plan.kind !== "move" || attempt.state !== "blocked") continue;
    await resolveBreaks(tx, {
      kind: "payout_item_blocked",
      objectType: "payout_attempt",
      objectId: attempt.attemptId,
      resolution: plan.to,
      resolvedBy: actor,
    });
  }
}

/** An item of PayPal's that none of our attempts knows: somebody else uses this account, or our record is wrong. */
export async function reportStrangers(
  tx: Tx,
  batchId: string,
  strangers: readonly ObservedItem[],
): Promise<void> {
  for (const item of strangers) {
    await openBreak(tx, {
      kind: "payout_item_unknown",
      objectType: "paypal_item",
      objectId: item.itemId,
      ...item.amount,
      owner: "finance",
      nextAction: "compare_with_paypal",
      details: { batch: batchId, senderItem: item.senderItemId ?? null },
    });
  }
}

/** An item that the books refuse to take. */
export async function reportUnbookable(
  tx: Tx,
  batchId: string | null,
  item: ObservedItem,
  error: unknown,
): Promise<void> {
  await openBreak(tx, {
    kind: "payout_item_unbookable",
    objectType: "payout_attempt",
    objectId: item.senderItemId ?? item.itemId,
    ...item.amount,
    owner: "finance",
    nextAction: "compare_with_paypal",
    details: {
      item: item.itemId,
      status: item.rawStatus,
      error: error instanceof Error ? error.message.slice(0, 300) : "unknown",
    },
  });
  if (!isAttemptId(item.senderItemId)) return;
  const attempts = await store.lockAttempts(tx, batchId, [item.senderItemId]);
  await store.postponeLooks(tx, [...attempts.keys()]);
}
