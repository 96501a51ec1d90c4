/** What the books say we hold for authorities, and how much of it may be handed over. */
import type { Currency } from "../../kernel/currency";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { lockProperty, propertyHeldMinor, propertyMoves } from "../cheques";
import { accounts, creditBalance } from "../ledger";
import type { Direction, Holding } from "./remittance-row";

/** Tax of attempts that may still end unpaid is the creator's again then (L16): it is held, and not to be handed over. */
const unsettledTax = `SELECT tax_jurisdiction AS jurisdiction, currency, sum(tax_minor) AS total FROM payout_attempts
  WHERE tax_minor > 0 AND state NOT IN ('success', 'escheated', 'paid_late', 'failed', 'returned', 'refunded', 'reversed')
  GROUP BY tax_jurisdiction, currency`;

export interface HoldingKey {
  holding: Holding;
  jurisdiction: string;
  currency: Currency;
  direction: Direction;
}

/**
 * What may be handed over, or for a transfer back what the state owes us, in minor units. Takes a lock until the end of the transaction: two remittances at once would each
 * find the same money.
 */
export async function heldMinor(
  tx: Tx,
  { holding, jurisdiction, currency, direction }: HoldingKey,
): Promise<bigint> {
  if (holding === "unclaimed_property") {
    await lockProperty(tx, currency);
    if (direction === "to_authority") return await propertyHeldMinor(tx, jurisdiction, currency);
    return -(await creditBalance(tx, accounts.authorityReceivable(jurisdiction), currency));
  }
  const account = accounts.tax(jurisdiction);
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 5))", [
    `${account} ${currency}`,
  ]);
  const balance = await creditBalance(tx, account, currency);
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
  owed: string;
}

/** What each state holds of ours, because the bank paid a cheque whose money it had been given. */
const receivables = `
  SELECT split_part(a.name, ':', 4) AS jurisdiction, a.currency, sum(e.amount_minor) AS owed
  FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
  WHERE a.name LIKE 'assets:receivable:authority:%' GROUP BY a.name, a.currency`;

/** All that is held, by holding, place and currency, and what states owe us. */
export async function listHoldings(tx: Tx) {
  const rows = await many<HeldRow>(
    tx,
    `SELECT h.holding, h.jurisdiction, h.currency, sum(h.total)::text AS total,
            coalesce(max(u.total) FILTER (WHERE h.holding = 'withheld_tax'), 0)::text AS unsettled,
            sum(h.owed)::text AS owed
     FROM (SELECT 'withheld_tax' AS holding, split_part(a.name, ':', 3) AS jurisdiction, a.currency,
                  -e.amount_minor AS total, 0 AS owed
           FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
           WHERE a.name LIKE 'liabilities:tax:%'
           UNION ALL SELECT 'unclaimed_property', jurisdiction, currency, minor, 0 FROM (${propertyMoves}) m
           UNION ALL SELECT 'unclaimed_property', jurisdiction, currency, 0, owed FROM (${receivables}) r) h
     LEFT JOIN (${unsettledTax}) u USING (jurisdiction, currency)
     GROUP BY 1, 2, 3 HAVING sum(h.total) <> 0 OR sum(h.owed) <> 0 ORDER BY 1, 2, 3`,
  );
  return rows.map(({ holding, jurisdiction, currency, total, unsettled, owed }) => ({
    holding,
    jurisdiction,
    held: moneyJson(BigInt(total), currency),
    unsettled: moneyJson(BigInt(unsettled), currency),
    owedToUs: moneyJson(BigInt(owed), currency),
  }));
}
