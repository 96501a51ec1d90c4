/** Our own accounts, and what they held when the books were opened. */
import { startOfDay, utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { insertBankAccount, requireBankAccount } from "../cheques";
import { openingBalance, paypalOpeningBalance, post } from "../ledger";
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
