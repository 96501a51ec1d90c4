/**
 * Two people decide what a forgotten payment was, and that a recovery is over: one proposes with evidence, another confirms
 * exactly that. PayPal's item is read again before both signatures.
 */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { type Actor, signerOf, userIdOf } from "../../identity";
import { agreementHash } from "../afterlife/afterlife";
import * as store from "./decision-store";
import { bookFound, type FoundClaim, type ReadItem, requireBookable } from "./found-payment";
import type { Booking } from "./recovery";
import type { RecoveryDecisionRow } from "./recovery-row";
import { endObstacle, endPeriod, openPeriod } from "./recovery-store";

/** Items as PayPal showed them before the transaction began, by PayPal's ids. */
export type ReadItems = ReadonlyMap<string, ReadItem>;

function itemOf(items: ReadItems, itemId: string): ReadItem {
  const item = items.get(itemId);
  invariant(item, `Item ${itemId} was not read`);
  return item;
}

/** @throws ConflictError `own_payout`: nobody decides about money that goes to themselves. */
async function requireNotPayee(tx: Tx, actor: Actor, claim: FoundClaim): Promise<void> {
  if (await store.isPayee(tx, userIdOf(actor), claim)) throw new ConflictError("own_payout");
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  decision: Pick<RecoveryDecisionRow, "id" | "kind" | "itemId" | "recoveryId">,
  details: Record<string, string> = {},
): Promise<void> {
  const { id, kind, itemId, recoveryId } = decision;
  await recordAudit(tx, {
    actor: actor.principal,
    action: `recovery.${action}`,
    objectType: itemId === null ? "recovery_period" : "paypal_item",
    objectId: itemId ?? recoveryId,
    details: { decision: id, kind, ...details },
  });
}

async function insert(
  tx: Tx,
  actor: Actor,
  entry: Omit<Parameters<typeof store.insertDecision>[1], "id" | "contentHash" | "proposedBy">,
  seen: Readonly<Record<string, unknown>>,
): Promise<string> {
  const id = newId();
  const contentHash = agreementHash({ id, ...entry, ...seen });
  const decision = { id, ...entry, contentHash, proposedBy: signerOf(actor) };
  if (!(await store.insertDecision(tx, decision))) throw new ConflictError("resolution_exists");
  await audit(tx, actor, "proposed", decision, { contentHash });
  return id;
}

const byItem = (one: { itemId: string }, other: { itemId: string }) =>
  one.itemId < other.itemId ? -1 : 1;

/**
 * First signature about some forgotten payments, all or none. @returns ids of the proposals.
 * @throws NotFoundError; ConflictError `own_payout`, `resolution_exists` and those of {@link requireBookable}.
 */
export async function proposeBookings(
  tx: Tx,
  actor: Actor,
  claims: readonly FoundClaim[],
  evidence: string,
  items: ReadItems,
): Promise<string[]> {
  const ids: string[] = [];
  for (const claim of [...claims].sort(byItem)) {
    const { itemId, as: kind, payoutId, creatorId } = claim;
    const row = await store.lockItem(tx, itemId);
    if (!row) throw new NotFoundError();
    await requireNotPayee(tx, actor, claim);
    const item = itemOf(items, itemId);
    await requireBookable(tx, row, claim, item);
    const { recoveryId, amountMinor, currency, receiver } = row;
    const entry = { recoveryId, kind, itemId, payoutId, creatorId, evidence };
    const seen = { amountMinor, currency, receiver, status: item.status };
    ids.push(await insert(tx, actor, entry, seen));
  }
  return ids;
}

/** @throws ConflictError `recovery_not_paused`, `recovery_unfinished`. */
async function requireEnd(tx: Tx): Promise<string> {
  const period = await openPeriod(tx);
  if (!period) throw new ConflictError("recovery_not_paused");
  const reason = await endObstacle(tx, period.id);
  if (reason) throw new ConflictError("recovery_unfinished", { reason }, { reason });
  return period.id;
}

/**
 * First signature: nothing is open any more, and payouts may go on. @returns id of the proposal.
 * @throws ConflictError `recovery_not_paused`, `recovery_unfinished`, `resolution_exists`.
 */
export async function proposeEnd(tx: Tx, actor: Actor, evidence: string): Promise<string> {
  const recoveryId = await requireEnd(tx);
  const subject = { itemId: null, payoutId: null, creatorId: null };
  return await insert(tx, actor, { recoveryId, kind: "end", ...subject, evidence }, {});
}

/**
 * The decision as the second person may sign it.
 * @throws ConflictError `resolution_state`, `same_person`, `content_changed`.
 */
export function requireSignable(
  actor: Actor,
  decision: RecoveryDecisionRow,
  contentHash: string,
): void {
  const { status } = decision;
  if (status !== "proposed") {
    throw new ConflictError("resolution_state", { status }, { current: status });
  }
  if (decision.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  if (decision.contentHash !== contentHash) throw new ConflictError("content_changed");
}

async function confirmEnd(tx: Tx, actor: Actor, decision: RecoveryDecisionRow): Promise<void> {
  const recoveryId = await requireEnd(tx);
  // Another pause than the one that was spoken of needs words of its own.
  if (recoveryId !== decision.recoveryId) throw new ConflictError("content_changed");
  const isEnded = await endPeriod(tx, recoveryId, {
    endedBy: actor.principal,
    note: decision.evidence,
  });
  invariant(isEnded, `Recovery ${recoveryId} ended while it was looked at`);
}

async function confirmBooking(
  tx: Tx,
  actor: Actor,
  decision: RecoveryDecisionRow,
  item: ReadItem,
  earlyMs: readonly number[],
): Promise<void> {
  const { payoutId, creatorId } = decision;
  const row = await store.lockItem(tx, item.itemId);
  if (!row) throw new NotFoundError();
  const claim = { itemId: item.itemId, as: decision.kind as Booking, payoutId, creatorId };
  await requireNotPayee(tx, actor, claim);
  await bookFound(tx, row, claim, item, {
    preparedBy: decision.proposedBy,
    approvedBy: signerOf(actor),
    principal: actor.principal,
    earlyMs,
  });
}

export interface Signature {
  decisionId: string;
  contentHash: string;
}

/**
 * Second signature about some decisions, all or none: what was proposed happens.
 * @throws those of {@link requireSignable} and {@link requireBookable}; NotFoundError; ConflictError `own_payout`,
 * `recovery_not_paused`, `recovery_unfinished`.
 */
export async function confirmDecisions(
  tx: Tx,
  actor: Actor,
  signatures: readonly Signature[],
  items: ReadItems,
  earlyMs: readonly number[],
): Promise<void> {
  const sorted = [...signatures].sort((a, b) => (a.decisionId < b.decisionId ? -1 : 1));
  for (const { decisionId, contentHash } of sorted) {
    const decision = await store.lockDecision(tx, decisionId);
    if (!decision) throw new NotFoundError();
    requireSignable(actor, decision, contentHash);
    if (decision.itemId === null) await confirmEnd(tx, actor, decision);
    else await confirmBooking(tx, actor, decision, itemOf(items, decision.itemId), earlyMs);
    const isMoved = await store.moveDecision(tx, decisionId, "confirmed", signerOf(actor));
    invariant(isMoved, `Decision ${decisionId} moved while it was locked`);
    await audit(tx, actor, "confirmed", decision);
  }
}

/** Either person takes a proposal back. @throws NotFoundError; ConflictError `resolution_state`. */
export async function withdrawDecision(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const decision = await store.lockDecision(tx, id);
  if (!decision) throw new NotFoundError();
  const { status } = decision;
  if (!(await store.moveDecision(tx, id, "withdrawn", signerOf(actor)))) {
    throw new ConflictError("resolution_state", { status }, { current: status });
  }
  await audit(tx, actor, "withdrawn", decision, { reason });
}
