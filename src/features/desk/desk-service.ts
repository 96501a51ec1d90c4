/**
 * Working on breaks: whose they are, what was found out, and the posting that settles one. Up to a limit one finance
 * person posts; above it another one confirms exactly what was proposed.
 */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type ListedBreak, listBreaks } from "../breaks";
import { type Actor, signerOf } from "../identity";
import { accountBalance, breakSettled, post } from "../ledger";
import { needsTwo, type PostingLimits, rightedAccount, type Sides } from "./desk";
import { deskEvents } from "./desk-events";
import * as store from "./desk-store";

async function lockOpen(tx: Tx, breakId: string): Promise<store.LockedBreak> {
  const found = await store.lockBreak(tx, breakId);
  if (!found.isOpen) throw new ConflictError("break_resolved");
  return found;
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  breakId: string,
  details: Record<string, string | null>,
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `break.${action}`,
    objectType: "break",
    objectId: breakId,
    details,
  });
}

export interface Assignment {
  owner?: "finance" | "operator" | undefined;
  /** Null takes it from whoever has it. */
  assigneeId?: string | null | undefined;
  nextAction?: string | undefined;
}

/** @throws NotFoundError; ConflictError `break_resolved`; InvalidError `assignee_unknown`. */
export async function assignBreak(
  tx: Tx,
  actor: Actor,
  breakId: string,
  change: Assignment,
): Promise<void> {
  await lockOpen(tx, breakId);
  const { assigneeId, owner, nextAction } = change;
  if (assigneeId && !(await store.isStaff(tx, assigneeId))) {
    throw new InvalidError("assignee_unknown", {}, { pointer: "/body/assigneeId" });
  }
  await store.changeBreak(tx, breakId, change);
  await audit(tx, actor, "assigned", breakId, {
    ...(owner !== undefined && { owner }),
    ...(assigneeId !== undefined && { assignee: assigneeId }),
    ...(nextAction !== undefined && { nextAction }),
  });
}

/** Also about a break that is settled: what is found out later belongs to it. @throws NotFoundError */
export async function addNote(
  tx: Tx,
  actor: Actor,
  breakId: string,
  note: string,
): Promise<store.Note> {
  await store.lockBreak(tx, breakId);
  const id = newId();
  const added = await store.insertNote(tx, breakId, { id, author: signerOf(actor), note });
  await audit(tx, actor, "noted", breakId, { note: id });
  return added;
}

export interface NewBreakPosting extends Sides {
  amount: Money;
  reason: string;
}

/**
 * Suspense and receivables may be brought to zero and no further: what is written off must be there.
 * @throws ConflictError `posting_exceeds`.
 */
async function requireThere(tx: Tx, sides: Sides, amount: Money): Promise<void> {
  if (sides.kind === "fee_correction") return;
  const righted = rightedAccount(sides);
  invariant(righted, `A ${sides.kind} joins accounts it may not`);
  // Two breaks about one account are settled one after the other.
  await store.lockAccount(tx, righted, amount.currency);
  const balanceMinor = await accountBalance(tx, righted, amount.currency);
  const changeMinor = righted === sides.debitAccount ? amount.amountMinor : -amount.amountMinor;
  const afterMinor = balanceMinor + changeMinor;
  // Towards zero and not across it: the balance before and after have no different signs, and less is left.
  const isTowardsZero =
    balanceMinor > 0n ? afterMinor >= 0n && changeMinor < 0n : afterMinor <= 0n && changeMinor > 0n;
  if (balanceMinor === 0n || !isTowardsZero) {
    throw new ConflictError("posting_exceeds", { account: righted });
  }
}

export interface DeskRules {
  /** What one person may post, in whole units of each currency. */
  limits: PostingLimits;
  /** What settles a break whose cause is still there; undefined when nothing stands against settling it. */
  remainingCause(tx: Tx, entry: ListedBreak): Promise<string | undefined>;
}

/** A posting that does not mend what the break is about settles nothing. */
async function requireMended(tx: Tx, breakId: string, rules: DeskRules): Promise<void> {
  const [entry] = await listBreaks(tx, { ids: [breakId], limit: 1 });
  const operation = entry && (await rules.remainingCause(tx, entry));
  if (operation !== undefined) {
    throw new ConflictError("break_cause_remains", { operation }, { operation });
  }
}

export const postingReference = (id: string) => `break:${id}`;

async function book(
  tx: Tx,
  actor: Actor,
  posting: store.NewPosting,
  rules: DeskRules,
): Promise<void> {
  const { id, breakId, kind, debitAccount, creditAccount, amountMinor, currency } = posting;
  await requireThere(tx, posting, { amountMinor, currency });
  const at = await databaseNow(tx);
  const isNew = await post(
    tx,
    breakSettled({
      kind,
      debitAccount,
      creditAccount,
      amountMinor,
      currency,
      breakId,
      postingId: id,
      at,
    }),
  );
  invariant(isNew, `Posting ${id} was booked before it was signed`);
  const isPosted = await store.markPosted(tx, id, signerOf(actor));
  invariant(isPosted, `Posting ${id} moved while it was locked`);
  const resolvedBy = actor.principal;
  const isResolved = await store.resolveByPosting(tx, breakId, {
    reference: postingReference(id),
    resolvedBy,
  });
  invariant(isResolved, `Break ${breakId} was resolved while it was locked`);
  await requireMended(tx, breakId, rules);
  await audit(tx, actor, "posted", breakId, {
    posting: id,
    kind,
    amountMinor: amountMinor.toString(),
    currency,
  });
  await appendEvent(tx, deskEvents.settled(breakId));
}

/**
 * First signature, and the only one up to the limit of the currency.
 * @returns id of the posting, booked or proposed.
 * @throws NotFoundError; InvalidError `posting_accounts`; ConflictError `break_resolved`, `break_currency`,
 * `posting_account_unknown`, `posting_exceeds`, `posting_proposed`, `break_cause_remains`.
 */
export async function postForBreak(
  tx: Tx,
  actor: Actor,
  breakId: string,
  input: NewBreakPosting,
  rules: DeskRules,
): Promise<string> {
  if (rightedAccount(input) === undefined) {
    throw new InvalidError("posting_accounts", {}, { pointer: "/body/creditAccount" });
  }
  const found = await lockOpen(tx, breakId);
  const { amount, ...sides } = input;
  if (found.currency !== null && found.currency !== amount.currency) {
    throw new ConflictError("break_currency", { currency: found.currency });
  }
  for (const name of [sides.debitAccount, sides.creditAccount]) {
    if (!(await store.isUsable(tx, name, amount.currency))) {
      throw new ConflictError("posting_account_unknown", { account: name });
    }
  }
  await requireThere(tx, input, amount);
  const content = { id: newId(), breakId, ...sides, ...amount };
  const proposedBy = signerOf(actor);
  const isForTwo = needsTwo(rules.limits, amount.amountMinor, amount.currency);
  const posting = {
    ...content,
    needsTwo: isForTwo,
    contentHash: sha256(canonicalJson(content)),
    proposedBy,
  };
  if (!(await store.insertPosting(tx, posting))) throw new ConflictError("posting_proposed");
  if (isForTwo) {
    const { id, kind, contentHash } = posting;
    await audit(tx, actor, "posting_proposed", breakId, { posting: id, kind, contentHash });
  } else {
    await book(tx, actor, posting, rules);
  }
  return posting.id;
}

async function lockProposed(tx: Tx, postingId: string): Promise<store.BreakPosting> {
  const posting = await store.lockPosting(tx, postingId);
  const { status } = posting;
  if (status !== "proposed") {
    throw new ConflictError("posting_state", { status }, { current: status });
  }
  return posting;
}

/**
 * Second signature: it is booked and its break is settled.
 * @throws NotFoundError; ConflictError `posting_state`, `same_person`, `posting_changed`, `break_resolved`,
 * `posting_exceeds`, `break_cause_remains`.
 */
export async function confirmPosting(
  tx: Tx,
  actor: Actor,
  postingId: string,
  contentHash: string,
  rules: DeskRules,
): Promise<void> {
  const posting = await lockProposed(tx, postingId);
  if (posting.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  if (posting.contentHash !== contentHash) throw new ConflictError("posting_changed");
  await lockOpen(tx, posting.breakId);
  await book(tx, actor, posting, rules);
}

/** Either person takes the proposal back. @throws NotFoundError; ConflictError `posting_state`. */
export async function withdrawPosting(tx: Tx, actor: Actor, postingId: string): Promise<void> {
  const posting = await lockProposed(tx, postingId);
  invariant(await store.markWithdrawn(tx, postingId), `Posting ${postingId} moved while locked`);
  await audit(tx, actor, "posting_withdrawn", posting.breakId, { posting: postingId });
}
