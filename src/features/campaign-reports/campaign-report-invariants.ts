import type { Invariant } from "../ledger";

/** What reports say that campaigns cost is what the books say. */
export const campaignReportInvariants: readonly Invariant[] = [
  {
    // Left: what went out of the campaign's own accounts, but for money put in, given back and moved between them. What
    // was undone after the campaign's end went to the brand's deposit instead.
    name: "what a campaign's endorsements cost is what left its accounts in the books",
    sql: `
      WITH cost AS (
        SELECT e.campaign_id, l.currency,
               sum(CASE WHEN w.is_earned AND (a.name = 'income:platform-fee'
                                              OR a.name = 'liabilities:creator:' || e.creator_id || ':held')
                        THEN -l.amount_minor
                        WHEN NOT w.is_earned AND l.amount_minor > 0 THEN -l.amount_minor ELSE 0 END) AS minor,
               sum(CASE WHEN NOT w.is_earned AND a.name LIKE 'liabilities:brand:%:deposit'
                        THEN -l.amount_minor ELSE 0 END) AS to_deposit
        FROM endorsements e
        CROSS JOIN LATERAL (VALUES ('endorsement:' || e.id, true),
                                   ('endorsement:' || e.id || ':clawed-back', false)) AS w (reference, is_earned)
        JOIN ledger_transactions t ON t.reference = w.reference
        JOIN ledger_entries l ON l.transaction_id = t.id JOIN ledger_accounts a ON a.id = l.account_id
        GROUP BY 1, 2
      ), own AS (
        SELECT id AS account_id, split_part(name, ':', 3)::uuid AS campaign_id FROM ledger_accounts
        WHERE name LIKE 'liabilities:campaign:%:escrow'
        UNION ALL
        SELECT a.id, p.campaign_id FROM ledger_accounts a
        JOIN applications p ON a.name = 'liabilities:application:' || p.id || ':reserved'
      ), spent AS (
        SELECT o.campaign_id, l.currency, sum(l.amount_minor) AS minor
        FROM own o JOIN ledger_entries l ON l.account_id = o.account_id
        JOIN ledger_transactions t ON t.id = l.transaction_id
        WHERE t.rule NOT IN ('L6', 'L7', 'L8', 'L32')
        GROUP BY 1, 2
      )
      SELECT coalesce(c.campaign_id, s.campaign_id) || ': cost ' || coalesce(c.minor, 0) || ', left '
             || coalesce(s.minor, 0) AS found
      FROM cost c FULL JOIN spent s ON s.campaign_id = c.campaign_id AND s.currency = c.currency
      WHERE coalesce(c.minor, 0) + coalesce(c.to_deposit, 0) <> coalesce(s.minor, 0)`,
  },
];
