/** Our own money between our own accounts: opening balances, and top-ups of PayPal from the bank. */
import { startOfDay, utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { insertBankAccount, requireBankAccount } from "../cheques";
import type { Actor } from "../identity";
import { openingBalance, paypalOpeningBalance, post, topUpArrived, topUpSent } from "../ledger";
import { assertPeriodOpen } from "../periods";
import * as store from "./treasury-store";

export interface NewBankAccount {
  code: string;
  name: string;
  currency: Currency;
  firstChequeNumber: bigint;
}

/** Makes one of our bank accounts known. @throws ConflictError `bank_account_exists`. */
export async function openBankAccount(
  tx: Tx,
  actor: string,
  account: NewBankAccount,
): Promise<string> {
  const id = newId();
  if (!(await insertBankAccount(tx, { id, ...account, receivedBy: actor }))) {
    throw new ConflictError("bank_account_exists", { code: account.code });
  }
  await recordAudit(tx, {
    actor,
    action: "bank_account.opened",
    objectType: "bank_account",
    objectId: id,
    details: { code: account.code, currency: account.currency },
  });
  return id;
}

export interface OpeningBalance {
  account: { kind: "bank"; code: string } | { kind: "paypal" };
  amount: Money;
  /** The day at whose beginning it held that, UTC; today when absent. */
  on?: string | undefined;
}

/** @throws InvalidError `opening_on_future`; ConflictError `period_closed`. */
async function openingInstant(tx: Tx, on: string | undefined): Promise<Date> {
  const now = await databaseNow(tx);
  if (on === undefined) return now;
  if (on > utcDate(now)) throw new InvalidError("opening_on_future", { today: utcDate(now) });
  const at = startOfDay(on);
  await assertPeriodOpen(tx, at);
  return at;
}

/**
 * Books what an account held when the books were opened (L0), once for each account.
 * @returns false when exactly this had been booked before.
 * @throws InvalidError `bank_account_unknown`, `opening_not_positive`, `opening_on_future`; ConflictError
 * `currency_mismatch`, `opening_balance_exists`, `period_closed`.
 */
export async function recordOpeningBalance(
  tx: Tx,
  actor: string,
  { account, amount, on }: OpeningBalance,
): Promise<boolean> {
  const { amountMinor, currency } = amount;
  if (amountMinor <= 0n) throw new InvalidError("opening_not_positive");
  if (account.kind === "bank") {
    const row = await requireBankAccount(tx, account.code, "/body/account");
    if (row.currency !== currency) throw new ConflictError("currency_mismatch");
  }
  const fact = { amountMinor, currency, at: await openingInstant(tx, on) };
  const posting =
    account.kind === "bank"
      ? openingBalance({ ...fact, bankCode: account.code })
      : paypalOpeningBalance(fact);
  const known = await store.openingAmount(tx, posting.reference);
  if (known !== undefined && known !== amountMinor) {
    throw new ConflictError("opening_balance_exists");
  }
  if (!(await post(tx, posting))) return false;
  await recordAudit(tx, {
    actor,
    action: "ledger.opened",
    objectType: "ledger_account",
    objectId: posting.reference,
    details: { amountMinor: amountMinor.toString(), currency },
  });
  return true;
}

/**
 * We told the bank to move money to PayPal: L34, the money is in transit until both statements show it.
 * @throws InvalidError `bank_account_unknown`; ConflictError `currency_mismatch`, `top_up_reference_taken`.
 */
export async function recordTopUp(
  tx: Tx,
  actor: Actor,
  input: { bankAccountCode: string; amount: Money; reference: string },
): Promise<string> {
  const account = await requireBankAccount(tx, input.bankAccountCode, "/body/bankAccountCode");
  const { amountMinor, currency } = input.amount;
  if (account.currency !== currency) throw new ConflictError("currency_mismatch");
  const id = newId();
  const topUp = { id, bankAccountId: account.id, amountMinor, currency };
  const recordedBy = actor.principal;
  if (!(await store.insertTopUp(tx, { ...topUp, reference: input.reference, recordedBy }))) {
    throw new ConflictError("top_up_reference_taken");
  }
  const at = await databaseNow(tx);
  await post(tx, topUpSent({ topUpId: id, bankCode: account.code, amountMinor, currency, at }));
  await recordAudit(tx, {
    actor: actor.principal,
    action: "top_up.sent",
    objectType: "top_up",
    objectId: id,
    details: { amountMinor: amountMinor.toString(), currency, bankAccount: account.code },
  });
  return id;
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
  const isMoved = await store.markArrived(tx, topUp.id);
  invariant(isMoved, `Top-up ${topUp.id} arrived while it was locked`);
  const { bankCode, amountMinor, currency } = topUp;
  const { at } = arrival;
  const posting = topUpArrived({ topUpId: topUp.id, bankCode, amountMinor, currency, at });
  await post(tx, posting);
  await recordAudit(tx, {
    actor: "system:reconciliation",
    action: "top_up.arrived",
    objectType: "top_up",
    objectId: topUp.id,
  });
  return posting.reference;
}

/** The words each of these top-ups was sent with, by id; a bank line repeats them. */
export async function topUpReferences(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await store.findTopUps(tx, ids);
  return new Map(rows.map((row) => [row.id, row.reference]));
}
