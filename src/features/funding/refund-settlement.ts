/**
 * Sends the parts of an approved refund and learns what became of them. A part is sent under one key of its own, so that
 * sending it again never pays twice; no answer is never taken for a failure.
 */
import { money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { isRailStopped, openBreak, resolveBreaks } from "../breaks";
import { post, refundBounced, refundFailed, refundSucceeded } from "../ledger";
import type { FundingDeps } from "./funding-deps";
import { fundingEvents } from "./funding-events";
import type { RefundFinding } from "./rail";
import { outcomeOf, type RefundPartStatus } from "./refund";
import * as store from "./refund-store";

export type RefundPartOutcome = RefundPartStatus | "stopped" | "unavailable";

const systemActor = "system:refunds";

/** Takes one part a step further. Safe to run any number of times, at once and in any order. */
export async function settleRefundPart(
  deps: FundingDeps,
  partId: string,
): Promise<RefundPartOutcome | undefined> {
  const open = await store.findPart(deps.unitOfWork.reader, partId);
  if (!open) return undefined;
  const { part, deposit } = open;
  if (part.status === "failed") return "failed";
  const finding = await askProvider(deps, open);
  if (finding.kind === "unavailable") {
    deps.log.warn({ refundPart: partId, reason: finding.reason }, "refund was not answered");
  }
  return await deps.unitOfWork.run(async (tx) => {
    if (open.isOld && (part.status === "sending" || part.status === "pending")) {
      await openPartBreak(tx, open, "refund_stuck", "ask_provider", { method: deposit.method });
    }
    return await record(tx, open, finding);
  });
}

async function askProvider(deps: FundingDeps, open: store.OpenPart): Promise<RefundFinding> {
  const { part, deposit, refund } = open;
  const rail = deposit.method === "bank_transfer" ? undefined : deps.rails[deposit.method];
  if (!rail) return { kind: "unavailable", reason: `${deposit.method} is not configured` };
  const amount = money(part.amountMinor, refund.currency);
  if (part.providerRefundId) return await rail.readRefund(part.providerRefundId, amount);
  if (await deps.isPaused(deps.unitOfWork.reader)) {
    return { kind: "unavailable", reason: "payouts are paused" };
  }
  if (await isRailStopped(deps.unitOfWork.reader, refund.currency)) {
    return { kind: "unavailable", reason: `the books of ${refund.currency} contradict themselves` };
  }
  if (open.isUnsafe) return { kind: "stopped", problem: "too_old_to_send_again" };
  const captureId = deposit.providerCaptureId ?? "";
  return await rail.sendRefund({ partId: part.id, captureId, amount });
}

async function record(
  tx: Tx,
  open: store.OpenPart,
  finding: RefundFinding,
): Promise<RefundPartOutcome> {
  const { part } = open;
  switch (finding.kind) {
    case "unavailable":
      return "unavailable";
    case "later":
      await store.notePartProblem(tx, part.id, finding.problem);
      if (part.status === "sending") {
        await openPartBreak(tx, open, "refund_waiting", "cover_or_check_account", {
          problem: finding.problem,
        });
      }
      return part.status;
    case "stopped":
      await store.stopCheckingPart(tx, part.id);
      await openPartBreak(tx, open, "refund_mismatch", "compare_with_provider", {
        problem: finding.problem,
      });
      return "stopped";
    case "pending":
      if (part.status === "sending")
        await store.movePart(tx, open, "pending", { providerRefundId: finding.providerRefundId });
      return part.status === "succeeded" ? "succeeded" : "pending";
    case "succeeded":
      await recordSuccess(tx, open, finding.providerRefundId);
      return "succeeded";
    case "failed":
      await recordFailure(tx, open, finding.problem, finding.providerRefundId);
      return "failed";
  }
}

/** What every posting about a part says. */
function factOf({ part, refund }: store.OpenPart, at: Date) {
  const { brandId, currency } = refund;
  return { brandId, partId: part.id, amountMinor: part.amountMinor, currency, at };
}

async function recordSuccess(
  tx: Tx,
  open: store.OpenPart,
  providerRefundId: string,
): Promise<void> {
  if (!(await store.movePart(tx, open, "succeeded", { providerRefundId }))) return;
  const rail = open.deposit.method === "paypal" ? "paypal" : "stripe";
  const fact = factOf(open, await databaseNow(tx));
  await post(tx, refundSucceeded({ ...fact, rail, providerRefundId }));
  await finishPart(tx, open, "succeeded");
}

/** The money never left, or it came back after it had arrived; either way it is the brand's deposit again. */
async function recordFailure(
  tx: Tx,
  open: store.OpenPart,
  problem: string,
  providerRefundId: string | undefined,
): Promise<void> {
  // Read under the lock of the move that follows: success may have been booked while we asked.
  const wasBooked = (await store.lockPartStatus(tx, open.part.id)) === "succeeded";
  if (!(await store.movePart(tx, open, "failed", { problem, providerRefundId }))) return;
  const fact = factOf(open, await databaseNow(tx));
  const rail = open.deposit.method === "paypal" ? "paypal" : "stripe";
  await post(tx, wasBooked ? refundBounced({ ...fact, rail }) : refundFailed(fact));
  await openPartBreak(tx, open, "refund_failed", "pay_back_another_way", { problem });
  await finishPart(tx, open, "failed");
}

/** The whole follows its parts; the refund's row is locked, so that the last two parts cannot miss each other. */
async function finishPart(
  tx: Tx,
  open: store.OpenPart,
  status: "succeeded" | "failed",
): Promise<void> {
  const { part, refund } = open;
  await recordAudit(tx, {
    actor: systemActor,
    action: `refund_part.${status}`,
    objectType: "refund_part",
    objectId: part.id,
    details: { refund: refund.id },
  });
  for (const kind of ["refund_stuck", "refund_waiting"]) {
    await resolveBreaks(tx, {
      kind,
      objectType: "refund_part",
      objectId: part.id,
      resolution: status,
      resolvedBy: systemActor,
    });
  }
  await store.lockRefund(tx, refund.id);
  const outcome = outcomeOf(await store.partStatuses(tx, refund.id));
  if (!outcome || !(await store.moveRefund(tx, refund.id, outcome))) return;
  await recordAudit(tx, {
    actor: systemActor,
    action: `refund.${outcome}`,
    objectType: "refund",
    objectId: refund.id,
  });
  await appendEvent(tx, fundingEvents.refundFinished(refund.id, outcome));
}

async function openPartBreak(
  tx: Tx,
  { part, refund }: store.OpenPart,
  kind: string,
  nextAction: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const { id: objectId, amountMinor } = part;
  const about = { objectType: "refund_part", objectId, amountMinor, currency: refund.currency };
  await openBreak(tx, {
    ...about,
    kind,
    owner: "finance",
    nextAction,
    details: { refund: refund.id, ...details },
  });
}
