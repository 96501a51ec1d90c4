/**
 * What became of a deposit, read from the payment service itself. Webhooks, the poller and people only give reasons to
 * look; every look may run any number of times, at once and in any order.
 */

import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { openBreak, resolveBreaks } from "../breaks";
import type { Posting } from "../ledger";
import { paypalCaptured, postAll, stripeCaptured, stripeFeeCharged } from "../ledger";
import { amountOf, openPage, railDeposit } from "./deposit-service";
import * as store from "./deposit-store";
import type { FundingDeps } from "./funding-deps";
import { fundingEvents } from "./funding-events";
import type { DepositRow } from "./funding-row";
import { type DepositFinding, isSameMoney, type ProviderFee } from "./rail";

/**
 * - `captured`: the money is in the books; - `waiting`: nothing new; - `failed`, `expired`: given up;
 * - `stopped`: a person has to look, there is a break; - `unavailable`: no answer, ask again.
 */
export type DepositOutcome =
  | "captured"
  | "waiting"
  | "failed"
  | "expired"
  | "stopped"
  | "unavailable";

type Paid = Extract<DepositFinding, { kind: "paid" }>;

const systemActor = "system:deposits";

/** Looks at one deposit and books what is new. @throws InvariantError when the books contradict the provider. */
export async function settleDeposit(
  deps: FundingDeps,
  depositId: string,
): Promise<DepositOutcome | undefined> {
  const deposit = await store.findDeposit(deps.unitOfWork.reader, depositId);
  if (!deposit) return undefined;
  const age = await store.depositAge(deps.unitOfWork.reader, depositId);
  if (deposit.status === "captured" && deposit.feeMinor !== null) return "captured";
  if (deposit.method === "bank_transfer" || deposit.providerId === null) {
    return await settleUnopened(deps, deposit, age.isOver);
  }
  const rail = deps.rails[deposit.method];
  if (!rail) return "unavailable";
  const mayTake = deposit.status === "pending";
  const finding = await rail.advance(deposit.providerId, railDeposit(deposit), {
    isOver: age.isOver,
    mayTake,
  });
  return await record(deps, deposit, finding, age.isOld);
}

/** Nobody can pay what was never opened; a bank transfer is found on the statement or not at all. */
async function settleUnopened(
  deps: FundingDeps,
  deposit: DepositRow,
  isOver: boolean,
): Promise<DepositOutcome> {
  if (deposit.status !== "created" && deposit.status !== "pending") {
    return deposit.status;
  }
  if (isOver) return await deps.unitOfWork.run((tx) => giveUp(tx, deposit, "expired", null));
  return deposit.status === "created" ? await openPage(deps, deposit) : "waiting";
}

async function record(
  deps: FundingDeps,
  deposit: DepositRow,
  finding: DepositFinding,
  isOld: boolean,
): Promise<DepositOutcome> {
  switch (finding.kind) {
    case "unavailable":
      deps.log.warn({ deposit: deposit.id, reason: finding.reason }, "deposit was not read");
      return "unavailable";
    case "paid":
      return await deps.unitOfWork.run((tx) => recordPaid(tx, deposit, finding));
    case "stopped":
      return await deps.unitOfWork.run((tx) => stop(tx, deposit, finding.problem));
    case "failed":
    case "expired": {
      const problem = finding.kind === "failed" ? finding.problem : null;
      return await deps.unitOfWork.run((tx) => giveUp(tx, deposit, finding.kind, problem));
    }
    case "waiting":
      return await deps.unitOfWork.run((tx) => keepWaiting(tx, deposit, isOld));
  }
}

async function keepWaiting(tx: Tx, deposit: DepositRow, isOld: boolean): Promise<DepositOutcome> {
  const { status } = deposit;
  if (status === "failed" || status === "expired") {
    await store.stopChecking(tx, deposit.id);
    return status;
  }
  if (isOld) await openDepositBreak(tx, deposit, "deposit_stuck", "ask_provider", {});
  return status === "captured" ? "captured" : "waiting";
}

async function giveUp(
  tx: Tx,
  deposit: DepositRow,
  to: "failed" | "expired",
  problem: string | null,
): Promise<DepositOutcome> {
  if (deposit.status === "failed" || deposit.status === "expired") {
    await store.stopChecking(tx, deposit.id);
    return deposit.status;
  }
  if (!(await store.recordGivenUp(tx, deposit.id, to, problem)))
    return await currentOutcome(tx, deposit);
  await recordAudit(tx, {
    actor: systemActor,
    action: `deposit.${to}`,
    objectType: "deposit",
    objectId: deposit.id,
    details: { problem },
  });
  await resolveStuck(tx, deposit, to);
  return to;
}

/** Somebody else was quicker; what they found counts. */
async function currentOutcome(tx: Tx, deposit: DepositRow): Promise<DepositOutcome> {
  const current = await store.findDeposit(tx, deposit.id);
  return !current || current.status === "created" || current.status === "pending"
    ? "waiting"
    : current.status;
}

async function recordPaid(tx: Tx, deposit: DepositRow, paid: Paid): Promise<DepositOutcome> {
  if (!isSameMoney(paid.amount, amountOf(deposit))) {
    return await stop(tx, deposit, "amount_differs", {
      paidMinor: paid.amount.amountMinor.toString(),
      paidCurrency: paid.amount.currency,
    });
  }
  const { fee } = paid;
  // Stripe may keep the money in another currency than it was paid in; what it exchanged is read from its own list (L35).
  if (fee && fee.currency !== deposit.currency && deposit.method === "paypal") {
    return await stop(tx, deposit, "fee_in_other_currency", { currency: fee.currency });
  }
  const at = await databaseNow(tx);
  const proof = { captureId: paid.captureId, fee: fee ?? null, at };
  if (await store.recordCaptured(tx, deposit.id, proof)) {
    await postAll(tx, postingsOf(deposit, paid.captureId, fee, at));
    await recordAudit(tx, {
      actor: systemActor,
      action: "deposit.captured",
      objectType: "deposit",
      objectId: deposit.id,
      details: { capture: paid.captureId },
    });
    await appendEvent(tx, fundingEvents.depositCaptured(deposit.id, deposit.brandId));
    await resolveStuck(tx, deposit, "captured");
  } else if (fee && (await store.recordFee(tx, deposit.id, fee))) {
    await postAll(tx, feePostings(deposit, fee, at));
    await resolveStuck(tx, deposit, "captured");
  }
  return "captured";
}

function postingsOf(
  deposit: DepositRow,
  captureId: string,
  fee: ProviderFee | undefined,
  at: Date,
): Posting[] {
  const { brandId, currency, id: depositId, amountMinor: grossMinor } = deposit;
  const fact = { brandId, depositId, grossMinor, currency, at };
  if (deposit.method === "paypal") {
    return [paypalCaptured({ ...fact, captureId, feeMinor: fee?.feeMinor ?? 0n })];
  }
  const captured = stripeCaptured({ ...fact, chargeId: captureId });
  return fee ? [captured, ...feePostings(deposit, fee, at)] : [captured];
}

/** L2, which comes later when Stripe books a charge later. */
function feePostings(deposit: DepositRow, fee: ProviderFee, at: Date): Posting[] {
  if (deposit.method !== "stripe" || fee.feeMinor === 0n) return [];
  const { bookingId: balanceTransactionId, currency, feeMinor } = fee;
  return [
    stripeFeeCharged({ balanceTransactionId, depositId: deposit.id, currency, feeMinor, at }),
  ];
}

/** What the provider says does not fit: nothing is booked, nothing is asked any more, finance decides. */
async function stop(
  tx: Tx,
  deposit: DepositRow,
  problem: string,
  details: Readonly<Record<string, string>> = {},
): Promise<DepositOutcome> {
  await store.stopChecking(tx, deposit.id);
  await openDepositBreak(tx, deposit, "deposit_mismatch", "compare_with_provider", {
    problem,
    ...details,
  });
  return "stopped";
}

async function openDepositBreak(
  tx: Tx,
  deposit: DepositRow,
  kind: string,
  nextAction: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const { id: objectId, amountMinor, currency, method } = deposit;
  const about = { objectType: "deposit", objectId, amountMinor, currency };
  await openBreak(tx, {
    ...about,
    kind,
    owner: "finance",
    nextAction,
    details: { method, ...details },
  });
}

async function resolveStuck(tx: Tx, deposit: DepositRow, resolution: string): Promise<void> {
  await resolveBreaks(tx, {
    kind: "deposit_stuck",
    objectType: "deposit",
    objectId: deposit.id,
    resolution,
    resolvedBy: systemActor,
  });
}
