/**
 * Chargebacks (L33): a payer's bank takes a payment back. What happened is read from the dispute and its balance
 * transactions, never from a message; reading again does nothing twice.
 */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import {
  type StripeDispute,
  type StripeMovement,
  StripeRefusedError,
  StripeUnavailableError,
} from "../../../providers/stripe";
import { recordAudit } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { endBrandFreeze, freezeBrand } from "../../campaigns";
import { type Actor, isFinance, isMemberOf } from "../../identity";
import {
  accounts,
  type ChargebackParts,
  chargebackLost,
  chargebackMoved,
  disputeFeeCharged,
  lockBalances,
  type Posting,
  post,
  postAll,
} from "../../ledger";
import type { FundingDeps } from "../funding-deps";
import { fundingEvents } from "../funding-events";
import { settlementOf } from "../stripe-balance/settlement";
import {
  keepMovements,
  lockUnbooked,
  markBooked,
} from "../stripe-balance/stripe-transaction-store";
import { type ChargebackStatus, giveBackParts, statusOf, takeParts } from "./chargeback";
import { ChargebackRow } from "./chargeback-row";
import * as store from "./chargeback-store";

const system = "system:chargebacks";

/** - `recorded`: our books have what Stripe says; - `unmatched`: about no deposit of ours; - `unavailable`: ask again. */
export type DisputeOutcome = "recorded" | "unmatched" | "unavailable";

/** Reads one dispute from Stripe and books what is new about it. Safe to call any number of times. */
export async function settleDispute(deps: FundingDeps, disputeId: string): Promise<DisputeOutcome> {
  if (!deps.stripe) return "unavailable";
  let dispute: StripeDispute;
  try {
    dispute = await deps.stripe.getDispute(disputeId);
  } catch (error) {
    if (error instanceof StripeRefusedError && error.status === 404) return "unmatched";
    const isSilent = error instanceof StripeUnavailableError || error instanceof StripeRefusedError;
    if (!isSilent) throw error;
    deps.log.warn({ dispute: disputeId, reason: error.message }, "dispute was not read");
    return "unavailable";
  }
  return await deps.unitOfWork.run((tx) => recordDispute(tx, dispute));
}

async function recordDispute(tx: Tx, dispute: StripeDispute): Promise<DisputeOutcome> {
  const deposit = await store.findChargedDeposit(tx, dispute.chargeId);
  if (!deposit) return "unmatched";
  const { row, isNew } = await store.lockChargeback(tx, dispute, deposit);
  if (isNew) await audit(tx, row, "received");
  await store.noteEvidence(tx, row.id, dispute);
  await keepMovements(tx, dispute.movements);
  const inOrder = [...dispute.movements].sort(
    (one, other) =>
      one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1),
  );
  for (const movement of inOrder) {
    if (!(await lockUnbooked(tx, movement.id))) continue;
    await bookMovement(tx, await reread(tx, row.id), dispute, movement);
  }
  await follow(tx, await reread(tx, row.id), statusOf(dispute.status), isNew);
  return "recorded";
}

async function reread(tx: Tx, id: string): Promise<ChargebackRow> {
  return await tx.findOneByOrFail(ChargebackRow, { id });
}

/** What of the disputed money this movement took, in the deposit's currency; below zero it gave back. */
function movedMinor(dispute: StripeDispute, movement: StripeMovement): bigint {
  const { amountMinor, currency } = movement;
  if (currency === dispute.amount.currency || amountMinor === 0n) return -amountMinor;
  // Stripe keeps the account in another currency: what the payer got is the disputed amount, whatever it cost us.
  return amountMinor < 0n ? dispute.amount.amountMinor : -dispute.amount.amountMinor;
}

async function partsOf(
  tx: Tx,
  row: ChargebackRow,
  minor: bigint,
): Promise<ChargebackParts | undefined> {
  if (minor < 0n) return giveBackParts(-minor, row);
  // More than was ever disputed cannot be the same dispute.
  if (row.takenMinor + minor > row.amountMinor) return undefined;
  const deposit = accounts.brandDeposit(row.brandId);
  const held = (await lockBalances(tx, [deposit], row.currency)).get(deposit) ?? 0n;
  return takeParts(minor, held);
}

async function bookMovement(
  tx: Tx,
  row: ChargebackRow,
  dispute: StripeDispute,
  movement: StripeMovement,
): Promise<void> {
  const minor = movedMinor(dispute, movement);
  const parts = await partsOf(tx, row, minor);
  if (!parts) {
    await openChargebackBreak(tx, row, "chargeback_mismatch", "compare_with_provider", {
      transaction: movement.id,
    });
    return;
  }
  const { id: chargebackId, brandId, depositId } = row;
  const about = { chargebackId, brandId, depositId, balanceTransactionId: movement.id };
  const at = movement.createdAt;
  const postings: Posting[] = [];
  if (minor !== 0n) {
    postings.push(chargebackMoved({ ...about, ...parts, currency: row.currency, at }));
    const source = { amountMinor: -minor, currency: row.currency };
    postings.push(...settlementOf(movement, source));
  }
  if (movement.feeMinor !== 0n) {
    const { currency, feeMinor } = movement;
    postings.push(disputeFeeCharged({ ...about, feeMinor, currency, at }));
  }
  await postAll(tx, postings);
  await store.addParts(tx, row.id, parts);
  await markBooked(tx, [movement.id]);
  const action = minor < 0n ? "given_back" : "taken";
  await audit(tx, row, action, { transaction: movement.id, minor: minor.toString() });
}

/** When the answer is due, for those who have to give it. */
const dueOf = ({ evidenceDueAt }: ChargebackRow): Record<string, string> =>
  evidenceDueAt ? { evidenceDue: evidenceDueAt.toISOString() } : {};

/** Lets our row follow Stripe's word, with all that hangs on it. */
async function follow(
  tx: Tx,
  row: ChargebackRow,
  to: ChargebackStatus,
  isNew: boolean,
): Promise<void> {
  const isMoved = row.status !== to && (await store.moveChargeback(tx, row.id, to));
  if (isMoved) await audit(tx, row, to);
  const causeId = row.id;
  const { brandId } = row;
  const isHot = to === "open" || to === "lost";
  if (isHot && isMoved) await freezeBrand(tx, { brandId, causeId, actor: system });
  if (to === "inquiry" && isNew) {
    await openChargebackBreak(tx, row, "chargeback_inquiry", "answer_inquiry", dueOf(row));
  }
  if (to === "open" && isMoved) {
    await resolve(tx, row, "chargeback_inquiry", to);
    await openChargebackBreak(tx, row, "chargeback_open", "answer_chargeback", dueOf(row));
    await appendEvent(tx, fundingEvents.chargebackOpened(row.id));
  }
  if (to === "won" || to === "lost" || to === "inquiry_closed") await close(tx, row, to, isMoved);
}

async function close(
  tx: Tx,
  row: ChargebackRow,
  to: "won" | "lost" | "inquiry_closed",
  isMoved: boolean,
): Promise<void> {
  for (const kind of ["chargeback_inquiry", "chargeback_open"]) await resolve(tx, row, kind, to);
  const isLoss = to === "lost" && (await bookLoss(tx, row)) > 0n;
  if (isMoved) await appendEvent(tx, fundingEvents.chargebackClosed(row.id, to));
  if (isLoss) {
    // Whether this brand's work may go on is for a person to say: somebody else paid for its last payment, and it was us.
    await openChargebackBreak(tx, row, "chargeback_lost", "decide_about_brand");
  } else if (to === "lost" ? row.lostMinor === 0n : row.takenMinor === 0n) {
    if (to === "won") await resolve(tx, row, "chargeback_lost", to);
    await thaw(tx, row, system, to === "lost" ? "the deposit covered it" : to);
  }
}

/** L33, lost. @returns what of it is our loss now. */
async function bookLoss(tx: Tx, row: ChargebackRow): Promise<bigint> {
  const { id: chargebackId, brandId, depositId, currency, receivableMinor: lostMinor } = row;
  if (lostMinor === 0n) return 0n;
  const at = await databaseNow(tx);
  await post(tx, chargebackLost({ chargebackId, brandId, depositId, currency, lostMinor, at }));
  await store.addParts(tx, row.id, { depositMinor: 0n, receivableMinor: -lostMinor, lostMinor });
  return lostMinor;
}

async function thaw(tx: Tx, row: ChargebackRow, actor: string, reason: string): Promise<boolean> {
  const end = { brandId: row.brandId, causeId: row.id, actor, reason };
  if (!(await endBrandFreeze(tx, end))) return false;
  await appendEvent(tx, fundingEvents.brandFreezeEnded(row.brandId));
  return true;
}

/**
 * A finance checker lets a brand's work go on although its chargeback was not won.
 * @throws NotFoundError; ConflictError `chargeback_state` while it is undecided, `brand_not_frozen`.
 */
export async function endChargebackFreeze(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<ChargebackRow> {
  const row = await store.lockChargebackById(tx, id);
  if (!row) throw new NotFoundError();
  if (row.status === "inquiry" || row.status === "open") {
    throw new ConflictError("chargeback_state", { status: row.status }, { current: row.status });
  }
  if (!(await thaw(tx, row, actor.principal, reason))) throw new ConflictError("brand_not_frozen");
  for (const kind of ["chargeback_lost", "chargeback_mismatch"]) {
    await resolve(tx, row, kind, "freeze_ended", actor.principal);
  }
  return row;
}

/** A chargeback the caller may see. @throws NotFoundError otherwise. */
export async function visibleChargeback(tx: Tx, actor: Actor, id: string): Promise<ChargebackRow> {
  const row = await tx.findOneBy(ChargebackRow, { id });
  if (!row || !(isFinance(actor) || isMemberOf(actor, row.brandId))) throw new NotFoundError();
  return row;
}

async function audit(
  tx: Tx,
  row: ChargebackRow,
  action: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: system,
    action: `chargeback.${action}`,
    objectType: "chargeback",
    objectId: row.id,
    details: { dispute: row.disputeId, deposit: row.depositId, ...details },
  });
}

async function openChargebackBreak(
  tx: Tx,
  row: ChargebackRow,
  kind: string,
  nextAction: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { id: objectId, amountMinor, currency } = row;
  await openBreak(tx, {
    kind,
    objectType: "chargeback",
    objectId,
    amountMinor,
    currency,
    owner: "finance",
    nextAction,
    details: { dispute: row.disputeId, deposit: row.depositId, ...details },
  });
}

async function resolve(
  tx: Tx,
  row: ChargebackRow,
  kind: string,
  resolution: string,
  resolvedBy: string = system,
): Promise<void> {
  await resolveBreaks(tx, {
    kind,
    objectType: "chargeback",
    objectId: row.id,
    resolution,
    resolvedBy,
  });
}
