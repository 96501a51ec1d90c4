/** Stripe's disputes, read from the dispute and its balance transactions. */
import type { Tx } from "../../../platform/db/sql";
import {
  type StripeDispute,
  type StripeMovement,
  StripeRefusedError,
  StripeUnavailableError,
} from "../../../providers/stripe";
import { disputeFeeCharged, type Posting, postAll } from "../../ledger";
import type { FundingDeps } from "../funding-deps";
import { settlementOf } from "../stripe-balance/settlement";
import {
  keepMovements,
  lockUnbooked,
  markBooked,
} from "../stripe-balance/stripe-transaction-store";
import { statusOf } from "./chargeback";
import * as life from "./chargeback-life";
import type { ChargebackRow } from "./chargeback-row";
import * as store from "./chargeback-store";

/** Reads one dispute from Stripe and books what is new about it. Safe to call any number of times. */
export async function settleStripeDispute(
  deps: FundingDeps,
  disputeId: string,
): Promise<life.DisputeOutcome> {
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

async function recordDispute(tx: Tx, dispute: StripeDispute): Promise<life.DisputeOutcome> {
  const deposit = await store.findPaidDeposit(tx, "stripe", dispute.chargeId);
  if (!deposit) return "unmatched";
  const { row, isNew } = await store.lockChargeback(tx, dispute, deposit);
  if (isNew) await life.audit(tx, row, "received");
  await store.noteEvidence(tx, row.id, dispute);
  await keepMovements(tx, dispute.movements);
  const inOrder = [...dispute.movements].sort(
    (one, other) =>
      one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1),
  );
  for (const movement of inOrder) {
    if (!(await lockUnbooked(tx, movement.id))) continue;
    await bookMovement(tx, await life.reread(tx, row.id), dispute, movement);
  }
  await life.follow(tx, await life.reread(tx, row.id), statusOf(dispute.status), isNew);
  return "recorded";
}

/** What of the disputed money this movement took, in the deposit's currency; below zero it gave back. */
function movedMinor(dispute: StripeDispute, movement: StripeMovement): bigint {
  const { amountMinor, currency } = movement;
  if (currency === dispute.amount.currency || amountMinor === 0n) return -amountMinor;
  // Stripe keeps the account in another currency: what the payer got is the disputed amount, whatever it cost us.
  return amountMinor < 0n ? dispute.amount.amountMinor : -dispute.amount.amountMinor;
}

async function bookMovement(
  tx: Tx,
  row: ChargebackRow,
  dispute: StripeDispute,
  movement: StripeMovement,
): Promise<void> {
  const { id, createdAt: at, currency, feeMinor } = movement;
  const minor = movedMinor(dispute, movement);
  const named = { provider: "stripe", balanceTransactionId: id } as const;
  const moved = minor === 0n ? undefined : await life.disputedMoney(tx, row, minor, named, at);
  if (minor !== 0n && !moved) {
    await life.openMismatch(tx, row, { transaction: id });
    return;
  }
  const postings: Posting[] = [];
  if (moved) {
    const source = { amountMinor: -minor, currency: row.currency };
    postings.push(moved.posting, ...settlementOf(movement, source));
  }
  if (feeMinor !== 0n) {
    postings.push(
      disputeFeeCharged({ ...life.aboutOf(row), feeMinor, currency, movement: named, at }),
    );
  }
  await postAll(tx, postings);
  if (moved) await store.addParts(tx, row.id, moved.parts);
  await markBooked(tx, [id]);
  const action = minor < 0n ? "given_back" : "taken";
  await life.audit(tx, row, action, { transaction: id, minor: minor.toString() });
}
