/** Our money from the bank to PayPal: ordered by one person up to a day's limit, above it by two. */
import type { Currency } from "../../kernel/currency";
import { ConflictError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import type { UnitLimits } from "../../kernel/unit-limits";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { requireBankAccount } from "../cheques";
import { type Actor, signerOf } from "../identity";
import {
  accountBalance,
  accounts,
  post,
  postAnew,
  type Reversal,
  reverseTransaction,
  topUpArrived,
  topUpSent,
} from "../ledger";
import { spendSoloLimit } from "../solo-limits";
import * as store from "./treasury-store";

export interface TopUpRules {
  /** What one person may send within 24 hours, in whole units of each currency. */
  topUpAloneMax: UnitLimits;
}

async function audit(
  tx: Tx,
  actor: string,
  action: string,
  id: string,
  details: Record<string, string> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `top_up.${action}`,
    objectType: "top_up",
    objectId: id,
    details,
  });
}

/** L34, first half. @throws ConflictError `balance_insufficient`. */
async function send(tx: Tx, actor: Actor, topUp: store.TopUp): Promise<void> {
  const { id: topUpId, bankCode, amountMinor, currency } = topUp;
  // Two transfers at once would each see what the account holds.
  await store.lockBankBalance(tx, bankCode);
  const heldMinor = await accountBalance(tx, accounts.bank(bankCode), currency);
  if (heldMinor < amountMinor) throw new ConflictError("balance_insufficient");
  await post(
    tx,
    topUpSent({ topUpId, bankCode, amountMinor, currency, at: await databaseNow(tx) }),
  );
  const details = { amountMinor: amountMinor.toString(), currency, bankAccount: bankCode };
  await audit(tx, actor.principal, "sent", topUpId, details);
}

/**
 * We told the bank to move money to PayPal: L34, the money is in transit until both statements show it. Above the limit
 * nothing is booked before a second person agrees, and nothing should be ordered at the bank.
 * @throws InvalidError `bank_account_unknown`; ConflictError `currency_mismatch`, `top_up_reference_taken`,
 * `balance_insufficient`.
 */
export async function recordTopUp(
  tx: Tx,
  actor: Actor,
  input: { bankAccountCode: string; amount: Money; reference: string },
  { topUpAloneMax }: TopUpRules,
): Promise<string> {
  const account = await requireBankAccount(tx, input.bankAccountCode, "/body/bankAccountCode");
  const { amount, reference } = input;
  if (account.currency !== amount.currency) throw new ConflictError("currency_mismatch");
  const id = newId();
  const act = { kind: "top_up", objectId: id, ...amount } as const;
  const needsTwo = !(await spendSoloLimit(tx, signerOf(actor), act, topUpAloneMax));
  const row = { id, bankAccountId: account.id, ...amount, reference, needsTwo };
  if (!(await store.insertTopUp(tx, { ...row, recordedBy: signerOf(actor) }))) {
    throw new ConflictError("top_up_reference_taken");
  }
  if (needsTwo) await audit(tx, actor.principal, "proposed", id);
  else await send(tx, actor, await store.lockTopUp(tx, id));
  return id;
}

const stateConflict = (status: string) =>
  new ConflictError("top_up_state", { status }, { current: status });

async function lock(tx: Tx, id: string, from: readonly string[]): Promise<store.TopUp> {
  const topUp = await store.lockTopUp(tx, id);
  if (!from.includes(topUp.status)) throw stateConflict(topUp.status);
  return topUp;
}

/**
 * A second person agrees to a transfer above the limit.
 * @throws NotFoundError; ConflictError `top_up_state`, `same_person`, `balance_insufficient`.
 */
export async function approveTopUp(tx: Tx, actor: Actor, id: string): Promise<void> {
  const topUp = await lock(tx, id, ["proposed"]);
  const decidedBy = signerOf(actor);
  if (topUp.recordedBy === decidedBy) throw new ConflictError("same_person");
  const isMoved = await store.moveTopUp(tx, id, "sent", { decidedBy });
  invariant(isMoved, `Top-up ${id} moved while it was locked`);
  await send(tx, actor, topUp);
}

/**
 * The transfer was never made: what was booked is reversed. A proposal may be taken back by anybody; what is above the
 * limit of the person who recorded it, another one cancels.
 * @throws NotFoundError; ConflictError `top_up_state`, `same_person`.
 */
export async function cancelTopUp(
  tx: Tx,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  { topUpAloneMax }: TopUpRules,
): Promise<void> {
  const topUp = await lock(tx, id, ["proposed", "sent"]);
  if (topUp.status === "sent") {
    const { transactionId, isShown } = await store.sentPosting(tx, id);
    if (isShown) throw stateConflict("left_the_bank");
    const { amountMinor, currency } = topUp;
    const act = { kind: "top_up", objectId: id, amountMinor, currency } as const;
    const isOwn = topUp.recordedBy === signerOf(actor);
    if (
      isOwn &&
      (topUp.needsTwo || !(await spendSoloLimit(tx, signerOf(actor), act, topUpAloneMax)))
    ) {
      throw new ConflictError("same_person");
    }
    await reverseTransaction(tx, transactionId);
  }
  const patch = { cancelReason: reason, canceledAt: () => "now()" };
  const isMoved = await store.moveTopUp(tx, id, "canceled", patch);
  invariant(isMoved, `Top-up ${id} moved while it was locked`);
  await audit(tx, actor.principal, "canceled", id, { reason: reason.slice(0, 200) });
}

/**
 * PayPal shows money that came from our bank: the second half of L34, once for each top-up, at the time of PayPal's line.
 * @returns the ledger reference of the arrival, or undefined when no top-up of this amount is on its way.
 */
export async function matchTopUpArrival(
  tx: Tx,
  arrival: { amountMinor: bigint; currency: Currency; reference?: string | undefined; at: Date },
): Promise<string | undefined> {
  const topUp = await store.lockSentTopUp(tx, arrival);
  if (!topUp) return undefined;
  const isMoved = await store.moveTopUp(tx, topUp.id, "arrived", { arrivedAt: () => "now()" });
  invariant(isMoved, `Top-up ${topUp.id} arrived while it was locked`);
  const { bankCode, amountMinor, currency } = topUp;
  const { at } = arrival;
  const posting = topUpArrived({ topUpId: topUp.id, bankCode, amountMinor, currency, at });
  const stands = await postAnew(tx, posting);
  await audit(tx, "system:reconciliation", "arrived", topUp.id);
  return stands;
}

/** PayPal did not show it after all: the money is in transit as before, and waits for the true line. */
export async function undoTopUpArrival(
  tx: Tx,
  topUpId: string,
  transactionId: string,
  reversal: Reversal = {},
): Promise<void> {
  const isMoved = await store.moveTopUp(tx, topUpId, "sent", { arrivedAt: null });
  invariant(isMoved, `Top-up ${topUpId} has not arrived`);
  await reverseTransaction(tx, transactionId, reversal);
  await audit(tx, "system:reconciliation", "arrival_undone", topUpId);
}

/** The words each of these top-ups was sent with, by id; a bank line repeats them. */
export async function topUpReferences(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await store.findTopUps(tx, ids);
  return new Map(rows.map((row) => [row.id, row.reference]));
}
