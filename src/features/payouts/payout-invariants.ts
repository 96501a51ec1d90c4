import type { Invariant } from "../ledger";

/** Sum of one account over all entries, credit positive. */
const creditOf = (account: string) => `
  SELECT a.currency, -sum(e.amount_minor) AS total FROM ledger_entries e
  JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = '${account}' GROUP BY a.currency`;

const attemptSum = (states: string, also = "") => `
  SELECT currency, sum(amount_minor) AS total FROM payout_attempts
  WHERE state IN (${states}) ${also} GROUP BY currency`;

const equalSums = (left: string, right: string) => `
  SELECT coalesce(l.currency, r.currency) || ': ledger ' || coalesce(l.total, 0) || ', attempts '
         || coalesce(r.total, 0) AS found, coalesce(l.currency, r.currency) AS currency
  FROM (${left}) l FULL JOIN (${right}) r ON r.currency = l.currency
  WHERE coalesce(l.total, 0) <> coalesce(r.total, 0)`;

/** What creators owe us, from the entries. */
const debts = `
  SELECT split_part(a.name, ':', 4) AS creator_id, a.currency, sum(e.amount_minor) AS minor
  FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
  WHERE a.name LIKE 'assets:receivable:creator:%' GROUP BY 1, 2`;

/** Checks that join the ledger with the tables of payouts; see features/ledger/verification.ts. */
export const payoutInvariants: readonly Invariant[] = [
  {
    name: "payout:in-flight equals the open attempts",
    sql: equalSums(
      creditOf("liabilities:payout:in-flight"),
      attemptSum(
        "'intent', 'sending', 'unknown', 'submitted', 'pending', 'blocked'",
        "AND NOT is_parked",
      ),
    ),
  },
  {
    name: "payout:unclaimed equals the parked attempts",
    sql: equalSums(
      creditOf("liabilities:payout:unclaimed"),
      attemptSum("'unclaimed', 'on_hold', 'blocked'", "AND is_parked"),
    ),
  },
  {
    name: "paypal:unclaimed mirrors payout:unclaimed",
    sql: `SELECT u.currency || ' is off by ' || sum(u.total) AS found, u.currency
          FROM (${creditOf("liabilities:payout:unclaimed")}
                UNION ALL ${creditOf("assets:paypal:unclaimed")}) u
          GROUP BY u.currency HAVING sum(u.total) <> 0`,
  },
  {
    name: "cheque:outstanding equals the issued cheques",
    sql: equalSums(creditOf("liabilities:cheque:outstanding"), attemptSum("'issued'")),
  },
  {
    name: "cheque:stale equals the attempts by cheques that grew too old",
    sql: equalSums(creditOf("liabilities:cheque:stale"), attemptSum("'stale'")),
  },
  {
    name: "no endorsement is paid or being paid twice",
    sql: `SELECT l.endorsement_id::text AS found
          FROM payout_lines l JOIN payout_attempts a ON a.payout_id = l.payout_id
          WHERE a.state NOT IN ('failed', 'returned', 'refunded', 'reversed', 'paid_late')
          GROUP BY l.endorsement_id HAVING count(*) > 1`,
  },
  {
    name: "a payout's lines add up to its amount and what of them was recovered or withheld",
    sql: `SELECT p.id::text AS found FROM payouts p
          LEFT JOIN payout_lines l ON l.payout_id = p.id
          GROUP BY p.id HAVING coalesce(sum(l.amount_minor), 0) <> p.amount_minor + p.recovered_minor + p.withheld_minor
            OR (p.status = 'recovered') <> (p.amount_minor = 0)`,
  },
  {
    name: "a batch's attempts are what was frozen",
    sql: `SELECT b.id::text AS found FROM payout_batches b
          LEFT JOIN payout_attempts a ON a.batch_id = b.id
          GROUP BY b.id HAVING count(a.id) <> b.items_count OR coalesce(sum(a.amount_minor), 0) <> b.total_minor`,
  },
  {
    name: "paid payouts have exactly one successful attempt",
    sql: `SELECT p.id::text AS found FROM payouts p
          WHERE (p.status = 'paid') <> (
            (SELECT count(*) FROM payout_attempts a WHERE a.payout_id = p.id AND a.state = 'success') = 1)`,
  },
  {
    name: "creators: earned = paid + in flight + unclaimed + cheques + payable + held - owed to us",
    sql: `SELECT e.creator_id || ' ' || e.currency || ': earned ' || e.earned || ', accounted '
                 || coalesce(o.owed, 0) + coalesce(s.sent, 0) AS found, e.currency
          FROM (SELECT creator_id, currency,
                       sum(CASE WHEN clawed_back_at IS NULL THEN fee_minor ELSE 0 END) AS earned
                FROM endorsements WHERE fee_minor > 0 GROUP BY creator_id, currency) e
          LEFT JOIN (SELECT creator_id, currency, sum(minor) AS owed FROM (
                       SELECT split_part(a.name, ':', 3) AS creator_id, a.currency, b.balance_minor AS minor
                       FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
                       WHERE a.name LIKE 'liabilities:creator:%'
                       UNION ALL SELECT creator_id, currency, -minor FROM (${debts}) d) c
                     GROUP BY 1, 2) o
            ON o.creator_id = e.creator_id::text AND o.currency = e.currency
          LEFT JOIN (SELECT creator_id, currency, sum(minor) AS sent FROM (
                       -- Its tax was given back when it returned, before the bank paid it after all.
                       SELECT p.creator_id, t.currency,
                              t.amount_minor + CASE t.state WHEN 'paid_late' THEN 0 ELSE t.tax_minor END AS minor
                       FROM payout_attempts t JOIN payouts p ON p.id = t.payout_id
                       WHERE t.state NOT IN ('failed', 'returned', 'refunded', 'reversed')
                       UNION ALL SELECT creator_id, currency, amount_minor FROM unknown_payout_items
                       WHERE booked_as = 'creator_debt'
                       UNION ALL SELECT split_part(a.name, ':', 4)::uuid, a.currency, e.amount_minor
                       FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                       JOIN ledger_accounts a ON a.id = e.account_id
                       WHERE t.rule = 'suspense_clearing' AND a.name LIKE 'assets:receivable:creator:%') m
                     GROUP BY 1, 2) s
            ON s.creator_id = e.creator_id AND s.currency = e.currency
          WHERE e.earned <> coalesce(o.owed, 0) + coalesce(s.sent, 0)`,
  },
  {
    name: "tax owed to authorities is what attempts withheld that paid or may pay",
    sql: `SELECT coalesce(b.jurisdiction, a.jurisdiction) || ': ledger ' || coalesce(b.total, 0) || ', attempts '
                 || coalesce(a.total, 0) AS found, coalesce(b.currency, a.currency) AS currency
          FROM (SELECT split_part(l.name, ':', 3) AS jurisdiction, l.currency, -sum(e.amount_minor) AS total
                FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                JOIN ledger_accounts l ON l.id = e.account_id
                WHERE t.rule IN ('L15', 'L16') AND l.name LIKE 'liabilities:tax:%' GROUP BY 1, 2) b
          FULL JOIN (SELECT tax_jurisdiction AS jurisdiction, currency, sum(tax_minor) AS total
                     FROM payout_attempts
                     WHERE tax_minor > 0 AND state NOT IN ('failed', 'returned', 'refunded', 'reversed', 'paid_late')
                     GROUP BY 1, 2) a ON a.jurisdiction = b.jurisdiction AND a.currency = b.currency
          WHERE coalesce(b.total, 0) <> coalesce(a.total, 0)`,
  },
  {
    name: "no creator owes less than nothing",
    sql: `SELECT creator_id || ': ' || minor || ' ' || currency AS found FROM (${debts}) d WHERE minor < 0`,
  },
  {
    name: "what a payout repaid was repaid in the books (L14)",
    sql: `SELECT p.id || ': ' || p.recovered_minor || ', books ' || coalesce(b.minor, 0) AS found
          FROM payouts p FULL JOIN (
            SELECT t.tags ->> 'payout' AS payout_id, t.currency, -sum(e.amount_minor) AS minor
            FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
            JOIN ledger_accounts a ON a.id = e.account_id
            WHERE t.rule = 'L14' AND a.name LIKE 'assets:receivable:creator:%' GROUP BY 1, 2) b
            ON b.payout_id = p.id::text AND b.currency = p.currency
          WHERE coalesce(p.recovered_minor, 0) <> coalesce(b.minor, 0)`,
  },
  {
    name: "creators: payable = unsent payouts + payable fees without a payout",
    sql: `SELECT coalesce(b.creator_id, w.creator_id) || ' ' || coalesce(b.currency, w.currency) || ': payable '
                 || coalesce(b.minor, 0) || ', waiting ' || coalesce(w.minor, 0) AS found
          FROM (SELECT split_part(a.name, ':', 3) AS creator_id, a.currency, b.balance_minor AS minor
                FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
                WHERE a.name LIKE 'liabilities:creator:%:payable') b
          FULL JOIN (
            SELECT creator_id::text, currency, sum(minor) AS minor FROM (
              SELECT creator_id, currency, amount_minor + withheld_minor AS minor FROM payouts
              WHERE status IN ('draft', 'pending_approval', 'approved', 'queued', 'returned', 'failed')
              UNION ALL
              SELECT e.creator_id, e.currency, e.fee_minor FROM endorsements e
              WHERE e.payable_at IS NOT NULL AND e.clawed_back_at IS NULL
                AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id AND l.is_live)) x
            GROUP BY 1, 2) w ON w.creator_id = b.creator_id AND w.currency = b.currency
          WHERE coalesce(b.minor, 0) <> coalesce(w.minor, 0)`,
  },
];
