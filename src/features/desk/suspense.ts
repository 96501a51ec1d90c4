/** What is cleared must be there. */
import { ConflictError, InvalidError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { lockAccount } from "./desk-store";
import { findItem } from "./suspense-store";

/**
 * From one side of zero towards it and not across.
 * @throws ConflictError `posting_exceeds`.
 */
export function requireTowardsZero(
  account: string,
  balanceMinor: bigint,
  changeMinor: bigint,
): void {
  const afterMinor = balanceMinor + changeMinor;
  const isTowardsZero =
    balanceMinor > 0n ? afterMinor >= 0n && changeMinor < 0n : afterMinor <= 0n && changeMinor > 0n;
  if (balanceMinor === 0n || !isTowardsZero)
    throw new ConflictError("posting_exceeds", { account });
}

/**
 * The item that this transaction put into a suspense account holds what is about to be cleared.
 * @param change What is cleared, in debits.
 * @throws InvalidError `suspense_item_unknown`; ConflictError `posting_exceeds`.
 */
export async function requireOpenItem(
  tx: Tx,
  key: { reference: string; account: string; currency: string },
  change: { minor: bigint; pointer: string },
): Promise<void> {
  // Two clearings of one account are made one after the other.
  await lockAccount(tx, key.account, key.currency);
  const item = await findItem(tx, key);
  if (!item) throw new InvalidError("suspense_item_unknown", {}, { pointer: change.pointer });
  requireTowardsZero(item.reference, item.openMinor, change.minor);
}
