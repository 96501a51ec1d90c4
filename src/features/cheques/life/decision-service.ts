/**
 * What two people decide about one cheque: the first proposes with evidence, the second confirms exactly that, and only
 * then it happens.
 */
import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import { startOfDay } from "../../../kernel/clock";
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import { canMove } from "../../../kernel/transitions";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { openBreak } from "../../breaks";
import { type Actor, signerOf } from "../../identity";
import {
  attemptFailed,
  chequeClearedFor,
  chequeContested,
  post,
  staleChequeReplaced,
} from "../../ledger";
import { releaseAgain, returnAttempt, settleAttempt } from "../../payouts";
import { type ChequeStatus, chequeTransitions, type DecisionKind } from "../cheque";
import { chequeEvents } from "../cheque-events";
import { auditCheque, stateConflict } from "../cheque-people";
import type { ChequeRow } from "../cheque-row";
import { factOf, lockOneFor, writeCheques } from "../cheque-service";
import * as store from "../cheque-store";
import { escheatCheque, requireEscheatDue } from "./age-service";
import * as decisions from "./decision-store";
import { giveBack } from "./life-service";
import { lockUnbooked, setBooked } from "./presentment-store";

/** The state each decision leads to. */
const targets: Readonly<Record<DecisionKind, ChequeStatus>> = {
  void: "voided",
  clear: "cleared",
  contest: "stop_requested",
  reissue: "reissued",
  reroute: "rerouted",
  escheat: "escheated",
};

/** Only these two are about a line of the bank, so the cheque must be one the bank paid otherwise. */
const isAboutLine = (kind: DecisionKind) => kind === "clear" || kind === "contest";

function requirePossible(cheque: ChequeRow, kind: DecisionKind): void {
  const isWrongState = isAboutLine(kind) && cheque.status !== "exception";
  const { status } = cheque;
  if (isWrongState || !canMove<ChequeStatus>(chequeTransitions, status, targets[kind])) {
    throw stateConflict(cheque);
  }
}

/** What the second person signs: the cheque as it is now and what the bank paid for it. */
async function contentOf(tx: Tx, id: string, cheque: ChequeRow, kind: DecisionKind, said: string) {
  const line = isAboutLine(kind) ? await lockUnbooked(tx, cheque.id) : undefined;
  return sha256(
    canonicalJson({
      id,
      kind,
      said,
      chequeId: cheque.id,
      amountMinor: cheque.amountMinor,
      currency: cheque.currency,
      payeeName: cheque.payeeName,
      line: line?.lineKey,
      paidMinor: line?.amountMinor,
    }),
  );
}

/**
 * First signature.
 * @returns id of the proposal.
 * @throws NotFoundError; ConflictError `own_payout`, `cheque_state`, `cheque_decision_exists`, and for the state `escheat_rule_missing`,
 * `escheat_early`.
 */
export async function proposeDecision(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  { kind, evidence }: { kind: DecisionKind; evidence: string },
): Promise<string> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  requirePossible(cheque, kind);
  if (kind === "escheat") await requireEscheatDue(tx, cheque);
  const id = newId();
  const contentHash = await contentOf(tx, id, cheque, kind, evidence);
  const proposedBy = signerOf(actor);
  const entry = { id, chequeId, kind, evidence, contentHash, proposedBy };
  if (!(await decisions.insertDecision(tx, entry))) {
    throw new ConflictError("cheque_decision_exists");
  }
  await auditCheque(tx, actor.principal, "decision_proposed", cheque, { kind, decision: id });
  return id;
}

async function move(tx: Tx, cheque: ChequeRow, to: ChequeStatus, patch: object = {}) {
  if (!(await store.moveCheque(tx, cheque.id, to, patch))) throw stateConflict(cheque);
}

async function voidInHand(tx: Tx, cheque: ChequeRow): Promise<void> {
  await move(tx, cheque, "voided");
  await giveBack(tx, cheque);
  await appendEvent(tx, chequeEvents.voided(cheque.id, cheque.payoutId));
}

/** What the bank paid for a cheque it should have paid otherwise, as a fact for the books. */
async function lineFact(tx: Tx, cheque: ChequeRow) {
  const line = await lockUnbooked(tx, cheque.id);
  if (!line) throw stateConflict(cheque);
  const { code: bankCode } = await store.bankAccountById(tx, cheque.bankAccountId);
  const { lineKey, amountMinor: paidMinor } = line;
  const at = startOfDay(line.bookedOn);
  return { line, fact: { ...factOf(cheque, at), bankCode, lineKey, paidMinor } };
}

/** The other amount is accepted: L25 with the difference in suspense; the payout is paid. */
async function acceptOtherAmount(tx: Tx, cheque: ChequeRow): Promise<void> {
  const { line, fact } = await lineFact(tx, cheque);
  await move(tx, cheque, "cleared", { clearedOn: line.bookedOn });
  const posting = chequeClearedFor(fact);
  await post(tx, posting);
  await setBooked(tx, line.id, posting.reference);
  await settleAttempt(tx, cheque.attemptId, cheque.payoutId);
  await appendEvent(tx, chequeEvents.cleared(cheque.id, cheque.payoutId));
}

/** What the bank paid is not accepted: L30 into suspense until the bank gives it back, and the cheque is stopped. */
async function contest(tx: Tx, cheque: ChequeRow, proposedBy: string): Promise<void> {
  const { line, fact } = await lineFact(tx, cheque);
  await move(tx, cheque, "stop_requested", { stopRequestedBy: proposedBy });
  const posting = chequeContested(fact);
  await post(tx, posting);
  await setBooked(tx, line.id, posting.reference);
  await openBreak(tx, {
    kind: "cheque_contested",
    objectType: "cheque",
    objectId: cheque.id,
    amountMinor: line.amountMinor,
    currency: cheque.currency,
    owner: "finance",
    nextAction: "claim_from_bank",
    details: { number: cheque.number.toString(), line: line.lineKey, account: fact.bankCode },
  });
}

/** L28 and L16: a stale cheque's money is owed as if it had never been sent, so that it can be paid anew. */
async function freeStale(tx: Tx, cheque: ChequeRow): Promise<void> {
  const fact = factOf(cheque, await databaseNow(tx));
  await post(tx, staleChequeReplaced(fact));
  await post(tx, attemptFailed(fact));
  await returnAttempt(tx, cheque.attemptId, cheque.payoutId);
}

interface Agreed {
  by: string;
  confirmedBy: Actor;
  approvalExpiryMs: number;
}

/** @returns id of the new cheque, when one was written. */
async function replace(
  tx: Tx,
  cheque: ChequeRow,
  kind: "reissue" | "reroute",
  agreed: Agreed,
): Promise<string | undefined> {
  const account = await store.lockBankAccount(tx, cheque.bankAccountId);
  const { status } = cheque;
  await move(tx, cheque, targets[kind]);
  if (status === "stale") await freeStale(tx, cheque);
  const isQueued = await releaseAgain(tx, cheque.payoutId, agreed);
  if (!isQueued || kind === "reroute") return undefined;
  const [newChequeId] = await writeCheques(tx, account, {
    payoutIds: [cheque.payoutId],
    actor: { principal: agreed.by, signer: agreed.by },
    replacesId: cheque.id,
  });
  await appendEvent(tx, chequeEvents.reissued(cheque.id, cheque.payoutId));
  return newChequeId;
}

async function carryOut(
  tx: Tx,
  cheque: ChequeRow,
  kind: DecisionKind,
  agreed: Agreed,
): Promise<string | undefined> {
  switch (kind) {
    case "void":
      await voidInHand(tx, cheque);
      return undefined;
    case "clear":
      await acceptOtherAmount(tx, cheque);
      return undefined;
    case "contest":
      await contest(tx, cheque, agreed.by);
      return undefined;
    case "escheat":
      await escheatCheque(tx, cheque);
      return undefined;
    case "reissue":
    case "reroute":
      return await replace(tx, cheque, kind, agreed);
  }
}

async function openProposal(tx: Tx, id: string): Promise<decisions.Decision> {
  const decision = await decisions.lockDecision(tx, id);
  if (!decision) throw new NotFoundError();
  const { status } = decision;
  if (status !== "proposed") {
    throw new ConflictError("cheque_decision_state", { status }, { current: status });
  }
  return decision;
}

/**
 * Second signature, over what was proposed; then it happens.
 * @throws NotFoundError; ConflictError `cheque_decision_state`, `same_person`, `own_payout`, `content_changed`, `cheque_state`, and
 * those of paying anew.
 */
export async function confirmDecision(
  tx: Tx,
  actor: Actor,
  id: string,
  signed: { contentHash: string; approvalExpiryMs: number },
): Promise<void> {
  const decision = await openProposal(tx, id);
  if (decision.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  if (decision.contentHash !== signed.contentHash) throw new ConflictError("content_changed");
  const cheque = await lockOneFor(tx, actor, decision.chequeId);
  const { kind } = decision;
  requirePossible(cheque, kind);
  const { approvalExpiryMs } = signed;
  const agreed = { by: decision.proposedBy, confirmedBy: actor, approvalExpiryMs };
  const newChequeId = await carryOut(tx, cheque, kind, agreed);
  const closed = { by: signerOf(actor), newChequeId };
  const isClosed = await decisions.closeDecision(tx, id, "confirmed", closed);
  invariant(isClosed, `Decision ${id} moved while it was locked`);
  await auditCheque(tx, actor.principal, targets[kind], cheque, {
    decision: id,
    ...(newChequeId !== undefined && { replacedBy: newChequeId }),
  });
}

/** Either person takes the proposal back; the cheque stays as it is. */
export async function withdrawDecision(tx: Tx, actor: Actor, id: string): Promise<void> {
  const decision = await openProposal(tx, id);
  const cheque = await lockOneFor(tx, actor, decision.chequeId);
  await decisions.closeDecision(tx, id, "withdrawn", { by: signerOf(actor) });
  await auditCheque(tx, actor.principal, "decision_withdrawn", cheque, { decision: id });
}

/**
 * The second person says no, and why; the cheque stays as it is and may be proposed about again.
 * @throws NotFoundError; ConflictError `cheque_decision_state`, `same_person`, `own_payout`.
 */
export async function declineDecision(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const decision = await openProposal(tx, id);
  if (decision.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  const cheque = await lockOneFor(tx, actor, decision.chequeId);
  await decisions.closeDecision(tx, id, "declined", { by: signerOf(actor), reason });
  const { kind } = decision;
  await auditCheque(tx, actor.principal, "decision_declined", cheque, {
    kind,
    decision: id,
    reason,
  });
}
