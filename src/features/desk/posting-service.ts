/**
 * Postings that settle a break or clear an item of suspense. Up to a day's limit one finance person posts; above it another
 * one confirms exactly what was proposed.
 */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import type { UnitLimits } from "../../kernel/unit-limits";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type ListedBreak, listBreaks } from "../breaks";
import { type Actor, signerOf } from "../identity";
import { accountBalance, breakSettled, post } from "../ledger";
import { spendSoloLimit } from "../solo-limits";
import {
  type BreakSubject,
  creatorDebtOf,
  isSuspense,
  mayPartlySettle,
  rightedAccount,
  type Sides,
  unfitFor,
} from "./desk";
import { deskEvents } from "./desk-events";
import * as store from "./desk-store";
import { requireOpenItem, requireTowardsZero } from "./suspense";
import { lateChequeDebt } from "./suspense-store";

export interface NewBreakPosting extends Sides {
  amount: Money;
  reason: string;
  /** Of the ledger transaction that put into suspense what is cleared. */
  reference?: string | undefined;
}

export interface DeskRules {
  /** What one person may post within 24 hours, in whole units of each currency. */
  limits: UnitLimits;
  /** What settles a break whose cause is still there; undefined when nothing stands against settling it. */
  remainingCause(tx: Tx, entry: ListedBreak): Promise<string | undefined>;
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  posting: Pick<store.BreakPosting, "id" | "breakId">,
  details: Record<string, string | null> = {},
): Promise<void> {
  const { id, breakId } = posting;
  await recordAudit(tx, {
    actor: actor.principal,
    action: `break.${action}`,
    ...(breakId === null
      ? { objectType: "break_posting", objectId: id }
      : { objectType: "break", objectId: breakId }),
    details: { posting: id, ...details },
  });
}

/**
 * What is cleared must be there: the item of suspense that is named, or the balance of a receivable; and a creator's debt is
 * reduced only by what the bank gave back for a cheque.
 * @throws ConflictError `posting_exceeds`; InvalidError `suspense_item_unknown`.
 */
async function requireThere(
  tx: Tx,
  sides: Sides,
  amount: Money,
  reference: string | null,
): Promise<void> {
  const righted = rightedAccount(sides);
  invariant(righted, `A ${sides.kind} joins accounts it may not`);
  if (sides.kind === "fee_correction") return;
  const { amountMinor, currency } = amount;
  const changeMinor = righted === sides.debitAccount ? amountMinor : -amountMinor;
  if (isSuspense(righted)) {
    const key = { reference: reference ?? "", account: righted, currency };
    await requireOpenItem(tx, key, { minor: changeMinor, pointer: "/body/reference" });
  } else {
    // Two postings about one account are made one after the other.
    await store.lockAccount(tx, righted, currency);
    requireTowardsZero(righted, await accountBalance(tx, righted, currency), changeMinor);
  }
  const debt = creatorDebtOf(sides);
  if (debt === undefined) return;
  await store.lockAccount(tx, debt, currency);
  const openMinor = await lateChequeDebt(tx, debt, currency);
  requireTowardsZero(debt, openMinor, debt === sides.debitAccount ? amountMinor : -amountMinor);
}

/**
 * The break is settled when nothing is left of what it is about. Some can be settled in parts; any other posting has to mend
 * all of it.
 * @throws ConflictError `break_cause_remains`.
 */
async function settleBreak(
  tx: Tx,
  actor: Actor,
  { id, breakId }: { id: string; breakId: string },
  rules: DeskRules,
): Promise<void> {
  const [entry] = await listBreaks(tx, { ids: [breakId], limit: 1 });
  invariant(entry, `Break ${breakId} went away while it was locked`);
  const operation = await rules.remainingCause(tx, entry);
  if (operation !== undefined) {
    if (mayPartlySettle(entry.kind)) return;
    throw new ConflictError("break_cause_remains", { operation }, { operation });
  }
  const isResolved = await store.resolveByPosting(tx, breakId, {
    reference: postingReference(id),
    resolvedBy: actor.principal,
  });
  invariant(isResolved, `Break ${breakId} was resolved while it was locked`);
  await appendEvent(tx, deskEvents.settled(breakId));
}

export const postingReference = (id: string) => `break:${id}`;

async function book(
  tx: Tx,
  actor: Actor,
  posting: store.NewPosting,
  rules: DeskRules,
): Promise<void> {
  const { id, breakId, kind, amountMinor, currency, itemReference } = posting;
  await requireThere(tx, posting, { amountMinor, currency }, itemReference);
  const { debitAccount, creditAccount } = posting;
  const isNew = await post(
    tx,
    breakSettled({
      kind,
      debitAccount,
      creditAccount,
      amountMinor,
      currency,
      breakId,
      itemReference,
      postingId: id,
      at: await databaseNow(tx),
    }),
  );
  invariant(isNew, `Posting ${id} was booked before it was signed`);
  const isPosted = await store.markPosted(tx, id, signerOf(actor));
  invariant(isPosted, `Posting ${id} moved while it was locked`);
  await audit(tx, actor, "posted", posting, {
    kind,
    amountMinor: amountMinor.toString(),
    currency,
  });
  if (breakId !== null) await settleBreak(tx, actor, { id, breakId }, rules);
}

async function requireAccounts(tx: Tx, sides: Sides, currency: string): Promise<void> {
  for (const name of [sides.debitAccount, sides.creditAccount]) {
    if (!(await store.isUsable(tx, name, currency))) {
      throw new ConflictError("posting_account_unknown", { account: name });
    }
  }
}

/** What a break is about bounds what is posted for it. @throws ConflictError. */
function requireFit(found: BreakSubject, input: NewBreakPosting): void {
  const { currency, amountMinor } = input.amount;
  if (found.currency !== null && found.currency !== currency) {
    throw new ConflictError("break_currency", { currency: found.currency });
  }
  const unfit = unfitFor(found, input, amountMinor);
  if (unfit !== undefined) throw new ConflictError(unfit);
}

async function propose(
  tx: Tx,
  actor: Actor,
  breakId: string | null,
  input: NewBreakPosting,
  rules: DeskRules,
): Promise<string> {
  const { amount, reference, ...sides } = input;
  await requireAccounts(tx, sides, amount.currency);
  const righted = rightedAccount(input);
  const itemReference = (righted && isSuspense(righted) ? reference : undefined) ?? null;
  await requireThere(tx, input, amount, itemReference);
  const content = { id: newId(), breakId, itemReference, ...sides, ...amount };
  const act = { kind: "break_posting", objectId: content.id, ...amount } as const;
  const needsTwo = !(await spendSoloLimit(tx, signerOf(actor), act, rules.limits));
  const contentHash = sha256(canonicalJson(content));
  const posting = { ...content, needsTwo, contentHash, proposedBy: signerOf(actor) };
  if (!(await store.insertPosting(tx, posting))) throw new ConflictError("posting_proposed");
  if (needsTwo) {
    await audit(tx, actor, "posting_proposed", posting, { kind: posting.kind, contentHash });
  } else await book(tx, actor, posting, rules);
  return posting.id;
}

/**
 * First signature, and the only one up to the limit of the currency.
 * @returns id of the posting, booked or proposed.
 * @throws NotFoundError; InvalidError `posting_accounts`, `suspense_item_unknown`; ConflictError `break_resolved`,
 * `break_currency`, `posting_unfit`, `posting_exceeds_break`, `posting_account_unknown`, `posting_exceeds`,
 * `posting_proposed`, `break_cause_remains`.
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
  requireFit(await store.lockOpenBreak(tx, breakId), input);
  return await propose(tx, actor, breakId, input, rules);
}

/** The same for an item of suspense, whether a break speaks of it or not. @throws as {@link postForBreak}. */
export async function postForItem(
  tx: Tx,
  actor: Actor,
  input: NewBreakPosting & { reference: string },
  rules: DeskRules,
): Promise<string> {
  const righted = rightedAccount(input);
  if (righted === undefined || !isSuspense(righted)) {
    throw new InvalidError("posting_accounts", {}, { pointer: "/body/creditAccount" });
  }
  return await propose(tx, actor, null, input, rules);
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
 * Second signature: it is booked, and its break is settled.
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
  if (posting.breakId !== null) await store.lockOpenBreak(tx, posting.breakId);
  await book(tx, actor, posting, rules);
}

/** Either person takes the proposal back. @throws NotFoundError; ConflictError `posting_state`. */
export async function withdrawPosting(tx: Tx, actor: Actor, postingId: string): Promise<void> {
  const posting = await lockProposed(tx, postingId);
  invariant(await store.markWithdrawn(tx, postingId), `Posting ${postingId} moved while locked`);
  await audit(tx, actor, "posting_withdrawn", posting);
}
