import { AppError, ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { type Money, money } from "../../kernel/money";
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { type Actor, isFinance, isMemberOf, requireBrand, userIdOf } from "../identity";
import { bankTransferExpiryMs, type DepositMethod, newReferenceCode } from "./deposit";
import * as store from "./deposit-store";
import type { FundingDeps } from "./funding-deps";
import type { DepositRow } from "./funding-row";
import { isSameMoney, type Rail, type RailDeposit, requireExpressible } from "./rail";

export interface NewDepositInput {
  brandId: string;
  method: DepositMethod;
  amount: Money;
  /** The caller's Idempotency-Key; with it a repeated request finds what the first began. */
  requestKey: string;
}

export function amountOf(deposit: DepositRow): Money {
  return money(deposit.amountMinor, deposit.currency);
}

export function railDeposit(deposit: DepositRow): RailDeposit {
  return {
    id: deposit.id,
    amount: amountOf(deposit),
    description: `Kampanye ${deposit.referenceCode}`,
  };
}

/** The service that carries this deposit. @throws ConflictError `method_unavailable` when it is not configured. */
function railFor(deps: FundingDeps, method: DepositMethod): Rail | undefined {
  if (method === "bank_transfer") return undefined;
  const rail = deps.rails[method];
  if (!rail) throw new ConflictError("method_unavailable", { method });
  return rail;
}

/**
 * Starts a deposit and opens the page where it is paid. Repeating the same request gives the same deposit; after a crash
 * it finishes what was begun, with the key the payment service knows already.
 * @throws ConflictError `method_unavailable`, `deposit_refused`; InvalidError for an amount or currency the method cannot
 * take; AppError 503 when the service gave no answer: ask again.
 */
export async function createDeposit(
  deps: FundingDeps,
  actor: Actor,
  input: NewDepositInput,
): Promise<DepositRow> {
  requireBrand(actor, input.brandId, ["brand_manager"]);
  const { method, amount } = input;
  const rail = railFor(deps, method);
  if (rail && !rail.takes(amount.currency)) {
    const pointer = "/body/amount/currency";
    throw new InvalidError("deposit_currency_unsupported", { method }, { pointer });
  }
  if (rail) requireExpressible(rail, amount);
  const deposit = await deps.unitOfWork.run((tx) => insertOrFind(deps, tx, actor, input));
  if (deposit.method !== method || !isSameMoney(amountOf(deposit), amount)) {
    throw new InvalidError("idempotency_key_reused");
  }
  if (deposit.status === "created") await openPage(deps, deposit);
  const current = present(await store.findDeposit(deps.unitOfWork.reader, deposit.id), "Deposit");
  if (current.status === "created") throw new AppError(503, "service_unavailable");
  if (current.status === "failed" && current.providerId === null) {
    throw new ConflictError("deposit_refused", { reason: current.problem ?? "" });
  }
  return current;
}

async function insertOrFind(
  deps: FundingDeps,
  tx: Tx,
  actor: Actor,
  input: NewDepositInput,
): Promise<DepositRow> {
  const isBank = input.method === "bank_transfer";
  const { amountMinor, currency } = input.amount;
  // Two people of one brand may pick the same key for different things.
  const requestKey = `${actor.principal} ${input.requestKey}`;
  const id = newId();
  const isNew = await store.insertDeposit(tx, {
    id,
    brandId: input.brandId,
    method: input.method,
    amountMinor,
    currency,
    status: isBank ? "pending" : "created",
    requestKey,
    referenceCode: newReferenceCode(),
    createdBy: userIdOf(actor),
    expiryMs: isBank ? bankTransferExpiryMs : deps.expiryMs,
  });
  if (isNew) {
    await recordAudit(tx, {
      actor: actor.principal,
      action: "deposit.created",
      objectType: "deposit",
      objectId: id,
      details: { method: input.method, amountMinor: amountMinor.toString(), currency },
    });
  }
  return await store.findByRequest(tx, input.brandId, requestKey);
}

/** Opens the payment page, or finds the one that an earlier try opened, and notes where it is. */
export async function openPage(
  deps: FundingDeps,
  deposit: DepositRow,
): Promise<"waiting" | "failed" | "unavailable"> {
  const rail = deposit.method === "bank_transfer" ? undefined : deps.rails[deposit.method];
  if (!rail) return "unavailable";
  const opened = await rail.open(railDeposit(deposit));
  switch (opened.kind) {
    case "unavailable":
      deps.log.warn({ deposit: deposit.id, reason: opened.reason }, "deposit was not opened");
      return "unavailable";
    case "refused":
      await deps.unitOfWork.run(async (tx) => {
        if (!(await store.recordGivenUp(tx, deposit.id, "failed", opened.problem))) return;
        await recordAudit(tx, {
          actor: "system:deposits",
          action: "deposit.failed",
          objectType: "deposit",
          objectId: deposit.id,
          outcome: "refused",
          details: { problem: opened.problem },
        });
      });
      return "failed";
    case "opened":
      await deps.unitOfWork.run((tx) =>
        store.recordOpened(tx, deposit.id, opened.providerId, opened.checkoutUrl),
      );
      return "waiting";
  }
}

/** A deposit the caller may see. @throws NotFoundError otherwise. */
export async function visibleDeposit(tx: Tx, actor: Actor, depositId: string): Promise<DepositRow> {
  const deposit = await store.findDeposit(tx, depositId);
  if (!deposit || !(isFinance(actor) || isMemberOf(actor, deposit.brandId))) {
    throw new NotFoundError();
  }
  return deposit;
}

/** Brands whose money the caller may see; undefined means all of them. */
export function visibleBrands(actor: Actor): readonly string[] | undefined {
  return isFinance(actor) ? undefined : actor.memberships.map(({ brandId }) => brandId);
}
