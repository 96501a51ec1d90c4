/** Unspent money goes back the way it came: asked for by one person, approved by another. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { type Money, money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { requireRailOpen } from "../breaks";
import { requireNotFrozen } from "../campaigns";
import { type Actor, brandNames, isFinance, isMemberOf, requireBrand, userIdOf } from "../identity";
import {
  accounts,
  creditBalance,
  lockBalances,
  postAll,
  refundSent,
  requireBalance,
} from "../ledger";
import type { OnlineMethod } from "./deposit";
import type { FundingDeps } from "./funding-deps";
import { fundingEvents } from "./funding-events";
import type { RefundRow } from "./funding-row";
import { requireExpressible } from "./rail";
import { splitRefund } from "./refund";
import * as store from "./refund-store";

/** Finance asks for any brand that exists, a manager for the own one. @throws NotFoundError, AppError 403. */
async function requireRefundRight(tx: Tx, actor: Actor, brandId: string): Promise<void> {
  const isMaker = actor.roles.has("finance_maker");
  if (!isMaker) return requireBrand(actor, brandId, ["brand_manager"]);
  if (!(await brandNames(tx, [brandId])).has(brandId)) throw new NotFoundError();
}

interface Part {
  depositId: string;
  method: OnlineMethod;
  amount: Money;
}

/**
 * Over which payments the amount goes back, oldest first.
 * @throws ConflictError `refund_exceeds_deposits`; `refund_needs_bank` when only a bank transfer of ours could do it;
 * AmountError for a part the payment service cannot express.
 */
function planRefund(
  deps: FundingDeps,
  refundable: readonly store.Refundable[],
  { amountMinor, currency }: Money,
): Part[] {
  const online = refundable.filter(
    ({ method, isTooOld, isDisputed }) => method !== "bank_transfer" && !isTooOld && !isDisputed,
  );
  const split = splitRefund(online, amountMinor);
  if (!split) {
    const isCovered = splitRefund(refundable, amountMinor) !== undefined;
    throw new ConflictError(isCovered ? "refund_needs_bank" : "refund_exceeds_deposits");
  }
  const methods = new Map(online.map(({ depositId, method }) => [depositId, method]));
  return split.map(({ depositId, amountMinor: partMinor }) => {
    const method = present(methods.get(depositId), "Method of the deposit") as OnlineMethod;
    const amount = money(partMinor, currency);
    const rail = deps.rails[method];
    if (rail) requireExpressible(rail, amount);
    return { depositId, method, amount };
  });
}

/**
 * Asks for money back from a brand's deposit. Nothing moves before somebody else approves.
 * @throws NotFoundError for a foreign brand; ConflictError `balance_insufficient`, `refund_exceeds_deposits`,
 * `refund_needs_bank`, `brand_frozen`.
 */
export async function requestRefund(
  deps: FundingDeps,
  tx: Tx,
  actor: Actor,
  input: { brandId: string; amount: Money },
): Promise<string> {
  const { brandId, amount } = input;
  const { amountMinor, currency } = amount;
  await requireRefundRight(tx, actor, brandId);
  await requireNotFrozen(tx, brandId);
  // Asked again under lock at the approval; here it saves finance a hopeless request.
  const held = await creditBalance(tx, accounts.brandDeposit(brandId), currency);
  requireBalance(held, amountMinor, "balance_insufficient");
  planRefund(deps, await store.readRefundable(tx, brandId, currency), amount);
  const id = newId();
  const requestedBy = userIdOf(actor);
  await store.insertRefund(tx, { id, brandId, amountMinor, currency, requestedBy });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "refund.requested",
    objectType: "refund",
    objectId: id,
    details: { brand: brandId, amountMinor: amountMinor.toString(), currency },
  });
  await appendEvent(tx, fundingEvents.refundRequested(id));
  return id;
}

/** The refund, locked, when this person may decide it. @throws NotFoundError, ConflictError. */
async function lockForDecision(tx: Tx, actor: Actor, refundId: string): Promise<RefundRow> {
  const refund = await store.lockRefund(tx, refundId);
  if (!refund) throw new NotFoundError();
  if (refund.status !== "requested")
    throw new ConflictError("refund_state", { status: refund.status });
  if (refund.requestedBy === userIdOf(actor)) throw new ConflictError("same_person");
  return refund;
}

/**
 * Approves a refund: the money leaves the brand's deposit (L31) and the parts wait to be sent, all in one transaction.
 * @throws NotFoundError; ConflictError `payouts_paused`, `books_violated`, `refund_state`, `same_person`, `balance_insufficient`,
 * `refund_exceeds_deposits`, `refund_needs_bank`, `method_unavailable`, `brand_frozen`.
 */
export async function approveRefund(
  deps: FundingDeps,
  tx: Tx,
  actor: Actor,
  refundId: string,
): Promise<void> {
  if (await deps.isPaused(tx)) throw new ConflictError("payouts_paused");
  const refund = await lockForDecision(tx, actor, refundId);
  const { brandId, currency, amountMinor } = refund;
  await requireRailOpen(tx, currency);
  await requireNotFrozen(tx, brandId);
  const refundable = await store.lockRefundable(tx, brandId, currency);
  const plan = planRefund(deps, refundable, money(amountMinor, currency));
  for (const { method } of plan) {
    if (!deps.rails[method]) throw new ConflictError("method_unavailable", { method });
  }
  const deposit = accounts.brandDeposit(brandId);
  const held = (await lockBalances(tx, [deposit], currency)).get(deposit) ?? 0n;
  requireBalance(held, amountMinor, "balance_insufficient");
  const at = await databaseNow(tx);
  const decision = { decidedBy: userIdOf(actor), decidedAt: at };
  present(
    (await store.moveRefund(tx, refundId, "approved", decision)) || undefined,
    "The locked refund",
  );
  const parts = plan.map(({ depositId, amount }) => ({
    id: newId(),
    refundId,
    depositId,
    amountMinor: amount.amountMinor,
  }));
  await store.insertParts(tx, parts);
  await postAll(
    tx,
    parts.map((part) =>
      refundSent({ brandId, partId: part.id, amountMinor: part.amountMinor, currency, at }),
    ),
  );
  await recordAudit(tx, {
    actor: actor.principal,
    action: "refund.approved",
    objectType: "refund",
    objectId: refundId,
    details: { parts: parts.length },
  });
  await appendEvent(tx, fundingEvents.refundApproved(refundId));
}

/** Refuses a refund; nothing had moved. @throws NotFoundError; ConflictError `refund_state`, `same_person`. */
export async function declineRefund(
  tx: Tx,
  actor: Actor,
  refundId: string,
  reason: string,
): Promise<void> {
  await lockForDecision(tx, actor, refundId);
  await store.moveRefund(tx, refundId, "declined", {
    decidedBy: userIdOf(actor),
    decidedAt: await databaseNow(tx),
    declineReason: reason,
  });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "refund.declined",
    objectType: "refund",
    objectId: refundId,
  });
}

/** A refund the caller may see. @throws NotFoundError otherwise. */
export async function visibleRefund(tx: Tx, actor: Actor, refundId: string): Promise<RefundRow> {
  const refund = await store.findRefund(tx, refundId);
  if (!refund || !(isFinance(actor) || isMemberOf(actor, refund.brandId))) {
    throw new NotFoundError();
  }
  return refund;
}
