/** Bank deposits whose statement was withdrawn: nobody paid them, so they wait for the true line again. */
import type { Currency } from "../../kernel/currency";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { accounts, lockBalances, reverseTransaction } from "../ledger";
import { findDeposit, recordUndone, refundedOf } from "./deposit-store";
import { fundingEvents } from "./funding-events";
import type { DepositRow } from "./funding-row";

/** A posting (L5) of a bank deposit. */
export interface BookedBankDeposit {
  transactionId: string;
  depositId: string;
  /** Of the line. */
  bookedAt: Date;
}

export interface DepositInUse {
  depositId: string;
  /** The brand has less left than these deposits brought, or some of it is on its way back. */
  why: "deposit_money_used" | "deposit_refunded";
}

async function byPurse(tx: Tx, depositIds: readonly string[]): Promise<DepositRow[][]> {
  const groups = new Map<string, DepositRow[]>();
  for (const id of depositIds) {
    const deposit = present(await findDeposit(tx, id), `Deposit ${id}`);
    const key = `${deposit.brandId} ${deposit.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), deposit]);
  }
  return [...groups.values()];
}

/** Deposits that cannot be taken back because their money is used; the brands' balances are locked. */
export async function bankDepositsInUse(
  tx: Tx,
  depositIds: readonly string[],
): Promise<DepositInUse[]> {
  const found: DepositInUse[] = (await refundedOf(tx, depositIds)).map((depositId) => ({
    depositId,
    why: "deposit_refunded",
  }));
  for (const deposits of await byPurse(tx, depositIds)) {
    const [{ brandId, currency }] = deposits as [DepositRow];
    const name = accounts.brandDeposit(brandId);
    const left = (await lockBalances(tx, [name], currency as Currency)).get(name) ?? 0n;
    const total = deposits.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    if (left >= total) continue;
    found.push(
      ...deposits.map(({ id }) => ({ depositId: id, why: "deposit_money_used" as const })),
    );
  }
  return found;
}

/** L5 reversed on the day it was booked; the deposit waits for its money again. */
export async function withdrawBankDeposit(
  tx: Tx,
  { transactionId, depositId, bookedAt }: BookedBankDeposit,
): Promise<void> {
  const deposit = present(await findDeposit(tx, depositId), `Deposit ${depositId}`);
  const { providerCaptureId, brandId } = deposit;
  const isMoved = await recordUndone(tx, depositId);
  invariant(isMoved, `Deposit ${depositId} was not captured`);
  await reverseTransaction(tx, transactionId, { as: "withdrawn", at: bookedAt });
  await appendEvent(tx, fundingEvents.depositUndone(depositId, brandId));
  await recordAudit(tx, {
    actor: "system:bank-statement",
    action: "deposit.capture_undone",
    objectType: "deposit",
    objectId: depositId,
    details: { bankLine: providerCaptureId },
  });
}
