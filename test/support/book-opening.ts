import { accounts, postAll } from "../../src/features/ledger";
import { credit, debit } from "../../src/features/ledger/posting";
import type { Currency } from "../../src/kernel/currency";
import type { UnitOfWork } from "../../src/platform/db/unit-of-work";

/** More on PayPal's account, or less, without any story; an opening balance can be recorded only once. */
export async function bookOnPaypal(
  unitOfWork: UnitOfWork,
  reference: string,
  amountMinor: bigint,
  currency: Currency,
): Promise<void> {
  const entries = [debit(accounts.paypal, amountMinor), credit(accounts.opening, amountMinor)];
  const effectiveAt = new Date("2026-11-23T00:00:00Z");
  const posting = { rule: "L0", reference, currency, effectiveAt, entries, tags: {} };
  await unitOfWork.run((tx) => postAll(tx, [posting]));
}
