import type { Tx } from "../../platform/db/sql";
import { campaignTitles } from "../campaigns";
import { creatorNames } from "../creators";
import { brandNames } from "../identity";
import type { balanceOwners } from "../ledger";

type BalanceOwner = (typeof balanceOwners)[number];

const readers: Readonly<
  Record<BalanceOwner, (tx: Tx, ids: readonly string[]) => Promise<Map<string, string>>>
> = { brand: brandNames, campaign: campaignTitles, creator: creatorNames };

/** What people call the owners of balances, by id, read at once for a whole page. */
export async function ownerNames(tx: Tx, owner: BalanceOwner, ids: readonly string[]) {
  return await readers[owner](tx, ids);
}
