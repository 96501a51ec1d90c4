/**
 * Attempts on rails that are no PayPal batch, for the features that own those rails (cheques). Opening, ending and
 * settling an attempt always goes with the payout's own move and its posting, in the caller's transaction.
 */
import type { Currency } from "../../kernel/currency";
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import { sourcesOf } from "../../kernel/transitions";
import { databaseNow, exec, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { requireRailOpen } from "../breaks";
import { lockPayoutMethod } from "../creators";
import { type AttemptFact, attemptFailed, attemptFrozen, post } from "../ledger";
import { type AttemptState, attemptTransitions, attemptUndoing, payoutUndoing } from "./payout";
import { payoutEvents } from "./payout-events";
import { PayoutAttemptRow, type ReceiverSnapshot } from "./payout-row";
import * as store from "./payout-store";
import { movePayouts } from "./paypal/observe-store";
import { isPaused } from "./recovery/recovery-store";
import { snapshotOf } from "./release/schedule-service";
import { undoWithholding } from "./withholding/withholding";

export interface OpenedAttempt {
  attemptId: string;
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
  currency: Currency;
  receiver: Extract<ReceiverSnapshot, { rail: "cheque" }>;
}

/**
 * Opens the attempt of a released cheque payout: L15, payout queued → in_progress.
 * @throws NotFoundError; ConflictError `payouts_paused`, `books_violated`, `payout_state`, `payout_held`,
 * `payout_not_by_cheque`.
 */
export async function openChequeAttempt(tx: Tx, payoutId: string): Promise<OpenedAttempt> {
  if (await isPaused(tx)) throw new ConflictError("payouts_paused");
  const payout = await store.lockPayout(tx, payoutId);
  if (!payout) throw new NotFoundError();
  await requireRailOpen(tx, payout.currency);
  if (payout.rail !== "cheque") throw new ConflictError("payout_not_by_cheque");
  const [hold] = await store.openHolds(tx, payoutId);
  if (hold) throw new ConflictError("payout_held", { kind: hold.kind });
  if (payout.signedUntil && payout.signedUntil <= (await databaseNow(tx))) {
    throw new ConflictError("approval_expired", {}, { payoutId });
  }
  const method = await lockPayoutMethod(tx, payout.payoutMethodId ?? "");
  // Signed for a method the creator has replaced since: the signatures are about to be void.
  if (method?.replacedAt) throw new ConflictError("content_changed");
  if (!(await store.movePayout(tx, payoutId, "in_progress"))) {
    throw new ConflictError("payout_state", { status: payout.status }, { current: payout.status });
  }
  const receiver = method && snapshotOf(method);
  invariant(receiver?.rail === "cheque", `Payout ${payoutId} has no cheque method`);
  const attemptId = newId();
  const tax = await taxOf(tx, payout);
  const opened = {
    attemptId,
    payoutId,
    creatorId: payout.creatorId,
    amountMinor: payout.amountMinor,
    currency: payout.currency,
  };
  await tx.insert(PayoutAttemptRow, {
    id: attemptId,
    payoutId,
    seq: await store.nextAttemptSeq(tx, payoutId),
    rail: "cheque",
    amountMinor: payout.amountMinor,
    currency: payout.currency,
    ...tax,
    receiver,
    state: "intent",
  });
  await post(tx, attemptFrozen({ ...opened, ...taxFactOf(tax), at: await databaseNow(tx) }));
  return { ...opened, receiver };
}

/** What of a payout its next attempt moves to an authority. */
async function taxOf(tx: Tx, { withheldMinor, taxRuleId }: store.TaxedPayout) {
  if (withheldMinor === 0n) return { taxMinor: 0n, taxJurisdiction: null };
  return { taxMinor: withheldMinor, taxJurisdiction: await store.jurisdictionOf(tx, taxRuleId) };
}

function taxFactOf({ taxMinor, taxJurisdiction }: Awaited<ReturnType<typeof taxOf>>) {
  return { taxMinor, taxJurisdiction: taxJurisdiction ?? undefined };
}

async function moveAttempt(tx: Tx, attemptId: string, to: AttemptState): Promise<void> {
  const moved = await exec(
    tx,
    `UPDATE payout_attempts SET state = $2, state_at = now()
     WHERE id = $1 AND state = ANY($3::text[])`,
    [attemptId, to, sourcesOf<AttemptState>(attemptTransitions, to)],
  );
  invariant(moved === 1, `Attempt ${attemptId} cannot become ${to}`);
}

/** The cheque left our hands; the posting (L24) is the cheque's. */
export async function issueAttempt(tx: Tx, attemptId: string): Promise<void> {
  await moveAttempt(tx, attemptId, "issued");
}

/** True while what two people signed is still what would be paid: the payout has not changed, nor has its receiver. */
async function isStillSigned(tx: Tx, payoutId: string): Promise<boolean> {
  const payout = await store.lockPayout(tx, payoutId);
  const method = payout && (await lockPayoutMethod(tx, payout.payoutMethodId ?? ""));
  return method !== undefined && method !== null && !method.replacedAt;
}

/**
 * An attempt that never left: L16. The payout waits for another sheet under the signatures it has, and its creator need not
 * know; when the creator wants to be paid another way by now, it has to be released anew.
 */
export async function spoilAttempt(tx: Tx, fact: Omit<AttemptFact, "at">): Promise<void> {
  await moveAttempt(tx, fact.attemptId, "failed");
  const at = await databaseNow(tx);
  await post(tx, attemptFailed({ ...fact, at }));
  await undoWithholding(tx, [fact.attemptId]);
  const isSigned = await isStillSigned(tx, fact.payoutId);
  await movePayouts(tx, [fact.payoutId], ["in_progress"], isSigned ? "queued" : "failed");
  const event = isSigned ? payoutEvents.queued : payoutEvents.failed;
  await appendEvent(tx, event(fact.payoutId));
}

/**
 * A cheque that had left is void: stopped at the bank, back in our hands, or replaced. The posting is the cheque's; the
 * payout can be paid another way.
 */
export async function returnAttempt(tx: Tx, attemptId: string, payoutId: string): Promise<void> {
  await moveAttempt(tx, attemptId, "returned");
  await undoWithholding(tx, [attemptId]);
  const moved = await movePayouts(tx, [payoutId], ["in_progress"], "returned");
  invariant(moved.length === 1, `Payout ${payoutId} was not in progress`);
  await appendEvent(tx, payoutEvents.returned(payoutId));
}

/** Too old to be paid, and still owed; the posting (L27) is the cheque's. */
export async function ageAttempt(tx: Tx, attemptId: string): Promise<void> {
  await moveAttempt(tx, attemptId, "stale");
}

/** The state is the one to have the money; the posting (L29) is the cheque's. */
export async function escheatAttempt(tx: Tx, attemptId: string): Promise<void> {
  await moveAttempt(tx, attemptId, "escheated");
}

/** The bank paid a cheque whose money is owed anew, or was paid anew; the posting (L30) is the cheque's. */
export async function payAttemptLate(tx: Tx, attemptId: string): Promise<void> {
  await moveAttempt(tx, attemptId, "paid_late");
}

/**
 * The line of the bank was not this cheque after all: it is out again and its payout not paid. The reversal is the cheque's.
 * @returns false when the payout has gone on meanwhile.
 */
export async function unsettleAttempt(
  tx: Tx,
  attemptId: string,
  payoutId: string,
): Promise<boolean> {
  const moved = await movePayouts(
    tx,
    [payoutId],
    sourcesOf(payoutUndoing, "in_progress"),
    "in_progress",
  );
  if (moved.length === 0) return false;
  const undone = await exec(
    tx,
    `UPDATE payout_attempts SET state = 'issued', state_at = now()
     WHERE id = $1 AND payout_id = $2 AND rail = 'cheque' AND state = ANY($3::text[])`,
    [attemptId, payoutId, sourcesOf(attemptUndoing, "issued")],
  );
  invariant(undone === 1, `Attempt ${attemptId} of a paid payout had not succeeded`);
  await exec(tx, "UPDATE payouts SET paid_at = NULL WHERE id = $1", [payoutId]);
  return true;
}

/** The rail paid; the posting (L25, L30) is the cheque's. */
export async function settleAttempt(tx: Tx, attemptId: string, payoutId: string): Promise<void> {
  await moveAttempt(tx, attemptId, "success");
  const moved = await movePayouts(tx, [payoutId], ["in_progress"], "paid");
  invariant(moved.length === 1, `Payout ${payoutId} was not in progress`);
  await appendEvent(tx, payoutEvents.paid(payoutId));
}
