/** What the books say we hold for authorities, and how much of it may be handed over. */
import type { Currency } from "../../kernel/currency";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { accounts, creditBalance } from "../ledger";
import type { Holding } from "./remittance-row";

/** Tax of attempts that may still end unpaid is the creator's again then (L16): it is held, and not to be handed over. */
const unsettledTax = `SELECT tax_jurisdiction AS jurisdiction, currency, sum(tax_minor) AS total FROM payout_attempts
  WHERE tax_minor > 0 AND state NOT IN ('success', 'escheated', 'paid_late', 'failed', 'returned', 'refunded', 'reversed')
  GROUP BY tax_jurisdiction, currency`;

export interface HoldingKey {
  holding: Holding;
  jurisdiction: string;
  currency: Currency;
}

/**
 * What may be handed over, in minor units. Takes a lock until the end of the transaction: two remittances at once would each
 * find the same money.
 */
export async function heldMinor(
  tx: Tx,
  { holding, jurisdiction, currency }: HoldingKey,
): Promise<bigint> {
  const account =
    holding === "withheld_tax" ? accounts.tax(jurisdiction) : accounts.unclaimedProperty;
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 5))", [
    `${account} ${currency}`,
  ]);
  const balance = await creditBalance(tx, account, currency);
  if (holding !== "withheld_tax") return balance;
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(u.total), 0)::text AS total FROM (${unsettledTax}) u
     WHERE u.jurisdiction = $1 AND u.currency = $2`,
    [jurisdiction, currency],
  );
  return balance - BigInt(total);
}

interface HeldRow {
  holding: Holding;
  jurisdiction: string | null;
  currency: Currency;
  total: string;
  unsettled: string;
}

/** All that is held. Unclaimed money is one sum for each currency: who it belongs to stands at its payouts and cheques. */
export async function listHoldings(tx: Tx) {
  const rows = await many<HeldRow>(
    tx,
    `SELECT h.holding, h.jurisdiction, h.currency, h.total::text, coalesce(u.total, 0)::text AS unsettled
     FROM (SELECT CASE WHEN a.name = $1 THEN 'unclaimed_property' ELSE 'withheld_tax' END AS holding,
                  CASE WHEN a.name <> $1 THEN split_part(a.name, ':', 3) END AS jurisdiction,
                  a.currency, -sum(e.amount_minor) AS total
           FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
           WHERE a.name = $1 OR a.name LIKE 'liabilities:tax:%' GROUP BY a.name, a.currency) h
     LEFT JOIN (${unsettledTax}) u USING (jurisdiction, currency)
     WHERE h.total <> 0 ORDER BY h.holding, h.jurisdiction, h.currency`,
    [accounts.unclaimedProperty],
  );
  return rows.map(({ holding, jurisdiction, currency, total, unsettled }) => ({
    holding,
    jurisdiction,
    held: moneyJson(BigInt(total), currency),
    unsettled: moneyJson(BigInt(unsettled), currency),
  }));
}
