/** What people do with a cheque that is out: post it, stop it, take it back. */
import { utcDate } from "../../../kernel/clock";
import { ConflictError, InvalidError } from "../../../kernel/errors";
import { invariant } from "../../../kernel/invariant";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { type Actor, signerOf } from "../../identity";
import { chequeVoided, post } from "../../ledger";
import { returnAttempt } from "../../payouts";
import { chequeEvents } from "../cheque-events";
import { auditCheque, stateConflict } from "../cheque-people";
import type { ChequeRow } from "../cheque-row";
import { factOf, lockOneFor } from "../cheque-service";
import * as store from "../cheque-store";
import { outStatus } from "./out-again";

export interface Mailing {
  mailedOn: string;
  carrier?: string | undefined;
  tracking?: string | undefined;
}

/**
 * Notes how and when a cheque was posted.
 * @throws NotFoundError; ConflictError `cheque_state`; InvalidError `mailed_on_wrong`.
 */
export async function recordMailing(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  mailing: Mailing,
): Promise<void> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  if (cheque.status !== "issued" && cheque.status !== "pp_filed") throw stateConflict(cheque);
  const { mailedOn } = mailing;
  if (mailedOn < (cheque.issuedOn ?? "") || mailedOn > utcDate(await databaseNow(tx))) {
    throw new InvalidError("mailed_on_wrong", {}, { pointer: "/body/mailedOn" });
  }
  await store.patchCheque(tx, chequeId, {
    mailedOn,
    carrier: mailing.carrier ?? null,
    tracking: mailing.tracking ?? null,
  });
  await auditCheque(tx, actor.principal, "mailed", cheque, { mailedOn });
}

/** First of two: asks the bank to stop it. Until the bank confirms, it may still be paid. */
export async function requestStop(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  reason: string,
): Promise<void> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  // An exception is no plain stop: what the bank paid has to be contested with it.
  if (cheque.status === "exception") throw stateConflict(cheque);
  const patch = { reason, stopRequestedBy: signerOf(actor) };
  if (!(await store.moveCheque(tx, chequeId, "stop_requested", patch))) throw stateConflict(cheque);
  await auditCheque(tx, actor.principal, "stop_requested", cheque);
}

/** L26: whatever the payee does with the paper now, we owe the money anew. */
export async function giveBack(tx: Tx, cheque: ChequeRow): Promise<void> {
  await post(tx, chequeVoided(factOf(cheque, await databaseNow(tx))));
  await returnAttempt(tx, cheque.attemptId, cheque.payoutId);
}

/**
 * Second of two: the bank confirmed the stop. Stops end; `stopEndsOn` is the last day on which it holds.
 * @throws NotFoundError; ConflictError `cheque_state`, `same_person`; InvalidError `stop_ends_early`.
 */
export async function confirmStop(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  { bankReference, stopEndsOn }: { bankReference: string; stopEndsOn?: string | undefined },
): Promise<void> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  const stopConfirmedBy = signerOf(actor);
  if (stopEndsOn !== undefined && stopEndsOn < utcDate(await databaseNow(tx))) {
    throw new InvalidError("stop_ends_early", {}, { pointer: "/body/stopEndsOn" });
  }
  if (cheque.status === "stop_requested" && cheque.stopRequestedBy === stopConfirmedBy) {
    throw new ConflictError("same_person");
  }
  const patch = { stopConfirmedBy, stopReference: bankReference, stopEndsOn: stopEndsOn ?? null };
  if (!(await store.moveCheque(tx, chequeId, "stopped", patch))) throw stateConflict(cheque);
  await giveBack(tx, cheque);
  await auditCheque(tx, actor.principal, "stopped", cheque, { bankReference });
  await appendEvent(tx, chequeEvents.stopped(chequeId, cheque.payoutId));
}

/** The post brought it back. It is still valid paper: it is posted again, stopped or voided. */
export async function recordReturnedMail(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  reason: string,
): Promise<void> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  if (!(await store.moveCheque(tx, chequeId, "returned_mail", { reason }))) {
    throw stateConflict(cheque);
  }
  await auditCheque(tx, actor.principal, "returned_mail", cheque);
  await appendEvent(tx, chequeEvents.returned(chequeId, cheque.payoutId));
}

/** The same paper goes out again; its date and the payee stay what they are. */
export async function remail(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  mailing: Mailing,
): Promise<void> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  if (cheque.status !== "returned_mail") throw stateConflict(cheque);
  const to = await outStatus(tx, chequeId);
  const isMoved = await store.moveCheque(tx, chequeId, to);
  invariant(isMoved, `Cheque ${chequeId} moved while it was locked`);
  await recordMailing(tx, actor, chequeId, mailing);
}
