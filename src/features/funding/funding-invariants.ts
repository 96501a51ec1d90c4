import type { Invariant } from "../ledger";
import { chargebackInvariants } from "./chargebacks/chargeback-invariants";

/** Net credit of one account in the ledger, as a scalar subquery. */
const credited = (name: string, currency: string) =>
  `coalesce((SELECT -sum(e.amount_minor) FROM ledger_accounts a
     JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.name = ${name} AND a.currency = ${currency}), 0)`;

/** What must always be true between the tables of this feature and the books. */
export const fundingInvariants: readonly Invariant[] = [
  ...chargebackInvariants,
  {
    name: "captured deposits are exactly what L1, L4 and L5 credited to brands",
    sql: `SELECT coalesce(d.id::text, b.reference) || ': deposit ' || coalesce(d.amount_minor::text, 'none')
                 || ', books ' || coalesce(b.amount::text, 'none') AS found
          FROM (SELECT *, CASE method
                  WHEN 'stripe' THEN 'stripe:charge:' || provider_capture_id || ':captured'
                  WHEN 'paypal' THEN 'paypal:capture:' || provider_capture_id
                  ELSE 'bankline:' || provider_capture_id END AS reference
                FROM deposits WHERE status = 'captured') d
          FULL JOIN (SELECT t.reference, t.currency, a.name, -sum(e.amount_minor) AS amount
                     FROM ledger_transactions t
                     JOIN ledger_entries e ON e.transaction_id = t.id
                     JOIN ledger_accounts a ON a.id = e.account_id
                     WHERE t.rule IN ('L1', 'L4', 'L5') AND a.name LIKE 'liabilities:brand:%'
                       AND t.reverses_id IS NULL
                       AND NOT EXISTS (SELECT FROM ledger_transactions r WHERE r.reverses_id = t.id)
                     GROUP BY t.id, a.name) b ON b.reference = d.reference
          WHERE d.amount_minor IS DISTINCT FROM b.amount OR d.currency <> b.currency
             OR b.name <> 'liabilities:brand:' || d.brand_id || ':deposit'`,
  },
  {
    name: "Stripe's fees are booked once for each deposit",
    sql: `SELECT d.id || ': deposit ' || coalesce(d.fee_minor, 0) || ', books ' || b.fee AS found
          FROM deposits d
          CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount_minor), 0) AS fee
                FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                JOIN ledger_accounts a ON a.id = e.account_id
                WHERE t.rule = 'L2' AND t.tags ->> 'deposit' = d.id::text
                  AND a.name = 'expenses:fee:stripe') b
          WHERE d.method = 'stripe' AND coalesce(d.fee_minor, 0) <> b.fee`,
  },
  {
    name: "refunds in flight are the parts that are on their way",
    sql: `SELECT c.currency || ': books ' || ${credited("'liabilities:refund:in-flight'", "c.currency")}
                 || ', parts ' || c.open AS found
          FROM (SELECT r.currency, sum(p.amount_minor) FILTER (WHERE p.status IN ('sending', 'pending')) AS open
                FROM refund_parts p JOIN refunds r ON r.id = p.refund_id GROUP BY r.currency) c
          WHERE coalesce(c.open, 0) <> ${credited("'liabilities:refund:in-flight'", "c.currency")}`,
  },
  {
    name: "no deposit is given back more than it brought",
    sql: `SELECT d.id AS found FROM deposits d JOIN refund_parts p ON p.deposit_id = d.id
          WHERE p.status <> 'failed' GROUP BY d.id
          HAVING sum(p.amount_minor) > d.amount_minor OR d.status <> 'captured'`,
  },
  {
    name: "the parts of a refund add up to it",
    sql: `SELECT r.id AS found FROM refunds r LEFT JOIN refund_parts p ON p.refund_id = r.id
          GROUP BY r.id
          HAVING coalesce(sum(p.amount_minor), 0) <>
            CASE WHEN r.status IN ('requested', 'declined') THEN 0 ELSE r.amount_minor END`,
  },
  {
    name: "campaign fundings are exactly the flows of L6",
    sql: `SELECT coalesce(f.campaign_id::text, b.reference) || ': row '
                 || coalesce(f.amount_minor::text, 'none') || ', books ' || coalesce(b.amount::text, 'none') AS found
          FROM campaign_fundings f
          FULL JOIN (SELECT t.reference, t.currency, a.name, -e.amount_minor AS amount
                     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                     JOIN ledger_accounts a ON a.id = e.account_id
                     WHERE t.rule = 'L6' AND a.name LIKE 'liabilities:campaign:%') b
            ON b.reference = 'funding:' || f.id
          WHERE f.amount_minor IS DISTINCT FROM b.amount OR f.currency <> b.currency
             OR b.name <> 'liabilities:campaign:' || f.campaign_id || ':escrow'`,
  },
  {
    // What was earned, undone and is free again counts as escrow; undone after the end it went to the deposit.
    name: "a campaign's money is free, reserved, earned or given back",
    sql: `SELECT m.id || ': funded ' || m.funded || ', found ' || m.escrow + m.reserved + m.earned + m.returned AS found
          FROM (SELECT c.id,
                  coalesce((SELECT sum(f.amount_minor) FROM campaign_fundings f
                            WHERE f.campaign_id = c.id), 0) AS funded,
                  ${credited("'liabilities:campaign:' || c.id || ':escrow'", "c.currency")} AS escrow,
                  coalesce((SELECT -sum(e.amount_minor) FROM applications p
                            JOIN ledger_accounts a ON a.name = 'liabilities:application:' || p.id || ':reserved'
                            JOIN ledger_entries e ON e.account_id = a.id
                            WHERE p.campaign_id = c.id), 0) AS reserved,
                  coalesce((SELECT sum(n.fee_minor + n.platform_fee_minor) FROM endorsements n
                            WHERE n.campaign_id = c.id AND n.clawed_back_at IS NULL), 0) AS earned,
                  coalesce((SELECT sum(e.amount_minor) FROM ledger_transactions t
                            JOIN ledger_entries e ON e.transaction_id = t.id
                            JOIN ledger_accounts a ON a.id = e.account_id
                            WHERE t.reference = 'campaign:' || c.id || ':settled'
                              AND a.name = 'liabilities:campaign:' || c.id || ':escrow'), 0)
                  + coalesce((SELECT -sum(e.amount_minor) FROM ledger_transactions t
                            JOIN ledger_entries e ON e.transaction_id = t.id
                            JOIN ledger_accounts a ON a.id = e.account_id
                            WHERE t.rule IN ('L10', 'L12', 'L13') AND t.tags ->> 'campaign' = c.id::text
                              AND a.name = 'liabilities:brand:' || c.brand_id || ':deposit'), 0) AS returned
                FROM campaigns c) m
          WHERE m.funded <> m.escrow + m.reserved + m.earned + m.returned`,
  },
  {
    name: "a campaign that is over holds nothing",
    sql: `SELECT c.id AS found FROM campaigns c
          WHERE c.status IN ('draft', 'funding_pending', 'settled', 'cancelled')
            AND ${credited("'liabilities:campaign:' || c.id || ':escrow'", "c.currency")} <> 0`,
  },
];
