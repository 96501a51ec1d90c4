/**
 * PayPal's disputes, read from the dispute and the money it says it moved. While PayPal only holds the money our books stay
 * as they are, because PayPal's balance does too: the brand's work is frozen, and payouts do without what is held.
 */
import type { Tx } from "../../../platform/db/sql";
import {
  type PaypalDispute,
  PaypalRefusedError,
  PaypalUnavailableError,
} from "../../../providers/paypal";
import { captureFeeReturned, disputeFeeCharged, post } from "../../ledger";
import type { FundingDeps } from "../funding-deps";
import type { DepositRow } from "../funding-row";
import { statusOfPaypal } from "./chargeback";
import * as life from "./chargeback-life";
import type { ChargebackRow } from "./chargeback-row";
import * as store from "./chargeback-store";
import * as paypal from "./paypal-dispute-store";
import { type NamedMovement, namedMovements } from "./paypal-movements";

const settlement = "DISPUTE_SETTLEMENT";
const feeBack = "REVERSED_TRANSACTION_FEE";
const fees: ReadonlySet<string> = new Set([
  "DISPUTE_FEE",
  "CHARGEBACK_FEE",
  "DISPUTE_SETTLEMENT_FEE",
]);

/** PayPal was not to be asked, or not now. */
const isSilence = (error: unknown): error is Error =>
  error instanceof PaypalUnavailableError || error instanceof PaypalRefusedError;

/** Reads one dispute from PayPal and books what is new about it. Safe to call any number of times. */
export async function settlePaypalDispute(
  deps: FundingDeps,
  disputeId: string,
): Promise<life.DisputeOutcome> {
  if (!deps.paypalDisputes) return "unavailable";
  let dispute: PaypalDispute;
  try {
    dispute = await deps.paypalDisputes.getDispute(disputeId);
  } catch (error) {
    if (error instanceof PaypalRefusedError && error.status === 404) return "unmatched";
    if (!isSilence(error)) throw error;
    deps.log.warn({ dispute: disputeId, reason: error.message }, "dispute was not read");
    return "unavailable";
  }
  return await deps.unitOfWork.run((tx) => recordDispute(tx, dispute));
}

async function depositsOf(tx: Tx, dispute: PaypalDispute): Promise<DepositRow[]> {
  const found: DepositRow[] = [];
  for (const captureId of new Set(dispute.captureIds)) {
    const deposit = await store.findPaidDeposit(tx, "paypal", captureId);
    if (deposit) found.push(deposit);
  }
  return found;
}

async function recordDispute(tx: Tx, dispute: PaypalDispute): Promise<life.DisputeOutcome> {
  const [deposit, another] = await depositsOf(tx, dispute);
  if (!deposit) {
    await paypal.noteRead(tx, dispute, undefined);
    return "unmatched";
  }
  const { row, isNew } = await store.lockChargeback(tx, dispute, deposit);
  if (isNew) await life.audit(tx, row, "received");
  await paypal.noteRead(tx, dispute, row.id);
  // PayPal does not say which payment a movement is about, so two of ours in one dispute are for a person to tell apart.
  const isClear = !another && dispute.amount.currency === row.currency;
  if (!isClear) await life.openMismatch(tx, row, { captures: dispute.captureIds.join(" ") });
  for (const movement of isClear ? namedMovements(dispute.movements) : []) {
    const isTaken = await paypal.takeMovement(tx, row, movement);
    if (isTaken) await bookMovement(tx, await life.reread(tx, row.id), deposit, movement);
  }
  const now = await life.reread(tx, row.id);
  await life.follow(tx, now, statusOfPaypal({ ...dispute, takenMinor: now.takenMinor }), isNew);
  return "recorded";
}

async function bookMovement(
  tx: Tx,
  row: ChargebackRow,
  deposit: DepositRow,
  { key, reason, amount, at }: NamedMovement,
): Promise<void> {
  const { disputeId } = row;
  const captureId = deposit.providerCaptureId ?? "";
  const movement = { provider: "paypal", key, disputeId, captureId } as const;
  const about = { ...life.aboutOf(row), currency: amount.currency, movement, at };
  const minor = -amount.amountMinor;
  if (reason === settlement && amount.currency === row.currency) {
    const moved = await life.disputedMoney(tx, row, minor, movement, at);
    if (!moved) return await life.openMismatch(tx, row, { movement: key });
    await post(tx, moved.posting);
    await store.addParts(tx, row.id, moved.parts);
  } else if (reason === feeBack) {
    await post(tx, captureFeeReturned({ ...about, feeMinor: amount.amountMinor }));
  } else if (fees.has(reason)) {
    await post(tx, disputeFeeCharged({ ...about, feeMinor: minor }));
  } else {
    return await life.openMismatch(tx, row, { movement: key });
  }
  await paypal.markBooked(tx, disputeId, key);
  const action = minor < 0n ? "given_back" : "taken";
  await life.audit(tx, row, action, { movement: key });
}

/**
 * Looks for disputes that changed since the last time, and at every one that is undecided: a message may never come.
 * @returns false when PayPal is not configured or gave no answer.
 */
export async function readPaypalDisputes(deps: FundingDeps): Promise<boolean> {
  const { unitOfWork, log, paypalDisputes } = deps;
  if (!paypalDisputes) return false;
  try {
    const news = await paypalDisputes.listDisputes(await paypal.readFrom(unitOfWork.reader));
    const changed = await paypal.unread(unitOfWork.reader, news);
    const undecided = await store.findUndecided(unitOfWork.reader, "paypal");
    for (const disputeId of new Set([...changed, ...undecided])) {
      await settlePaypalDispute(deps, disputeId);
    }
    return true;
  } catch (error) {
    if (!isSilence(error)) throw error;
    log.warn({ reason: error.message }, "PayPal's disputes were not read");
    return false;
  }
}
