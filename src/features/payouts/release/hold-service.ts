/** How people stop a payout before it is sent: hold it, let it go on, give it up. */
import { AppError, ConflictError, InvalidError } from "../../../kernel/errors";
import { canMove } from "../../../kernel/transitions";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import type { Actor } from "../../identity";
import { type PayoutStatus, payoutTransitions } from "../payout";
import * as store from "../payout-store";
import { undoRepayment } from "./debt-repayment";
import { type HoldKind, holdRule, type releasableHolds } from "./hold-kinds";
import { heldConflict, lockedPayout, requireNotPayee, stateConflict } from "./payout-access";
import { advanceDraft } from "./schedule-service";

export interface ManualHold {
  kind: HoldKind;
  reason: string;
  /** When it ends by itself; never when absent. */
  expiresAt?: Date | undefined;
}

/**
 * A person stops a payout that has not been sent.
 * @throws ConflictError when an attempt is under way; InvalidError `hold_expiry_past`.
 */
export async function holdPayout(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  { kind, reason, expiresAt }: ManualHold,
): Promise<void> {
  const payout = await lockedPayout(tx, payoutId);
  const canHold = ["draft", "pending_approval", "approved", "queued"].includes(payout.status);
  if (!canHold) throw stateConflict(payout);
  if (expiresAt && expiresAt <= (await databaseNow(tx))) {
    throw new InvalidError("hold_expiry_past", {}, { pointer: "/body/expiresAt" });
  }
  const { owner, nextAction } = holdRule(kind);
  const entry = { kind, reason, owner, nextAction, expiresAt, openedBy: actor.principal };
  if (!(await store.openHold(tx, payoutId, entry))) throw heldConflict(payout, kind);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.held",
    objectType: "payout",
    objectId: payoutId,
    details: { kind, until: expiresAt?.toISOString() ?? null },
  });
}

/** Ended when nothing else is named. */
const usualHolds = ["person", "earlier_canceled"] as const;

/**
 * Ends holds of these kinds, by default those that people made. Holds that have a cause of their own end when the cause
 * does.
 * @throws AppError 403 when one of them takes a finance checker; ConflictError `payout_not_held`, `own_payout`.
 */
export async function releasePayout(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  kinds: readonly (typeof releasableHolds)[number][] = usualHolds,
): Promise<void> {
  const payout = await lockedPayout(tx, payoutId);
  await requireNotPayee(tx, actor, [payoutId]);
  const takesChecker = kinds.some((kind) => holdRule(kind).endedBy === "finance_checker");
  if (takesChecker && !actor.roles.has("finance_checker")) throw new AppError(403, "not_allowed");
  const ended = await store.releaseHolds(tx, payoutId, kinds, actor.principal);
  if (ended === 0) throw new ConflictError("payout_not_held");
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.hold_released",
    objectType: "payout",
    objectId: payoutId,
    details: { kinds: kinds.join(" ") },
  });
  if (payout.status === "draft") await advanceDraft(tx, payoutId);
  if (payout.status === "queued") await store.nudgeQueued(tx, payoutId);
}

/** Gives a payout up before sending. Its fee stays payable, and the next payout for it needs two people. */
export async function cancelPayout(
  tx: Tx,
  actor: Actor,
  payoutId: string,
  reason: string,
): Promise<void> {
  const payout = await lockedPayout(tx, payoutId);
  if (await store.hasLiveAttempt(tx, payoutId)) throw stateConflict(payout);
  if (!canMove<PayoutStatus>(payoutTransitions, payout.status, "canceled")) {
    throw stateConflict(payout);
  }
  await undoRepayment(tx, payout);
  if (!(await store.movePayout(tx, payoutId, "canceled"))) throw stateConflict(payout);
  await store.releaseLines(tx, payoutId);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "payout.canceled",
    objectType: "payout",
    objectId: payoutId,
    details: { reason },
  });
}
