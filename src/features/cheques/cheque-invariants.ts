import type { Invariant } from "../ledger";

/** Checks that join the ledger and the attempts with the cheque register. */
export const chequeInvariants: readonly Invariant[] = [
  {
    name: "cheque:outstanding equals the cheques that are out",
    sql: `SELECT coalesce(l.currency, c.currency) || ': ledger ' || coalesce(l.total, 0)
                 || ', cheques ' || coalesce(c.total, 0) AS found
          FROM (SELECT a.currency, -sum(e.amount_minor) AS total FROM ledger_entries e
                JOIN ledger_accounts a ON a.id = e.account_id
                WHERE a.name = 'liabilities:cheque:outstanding' GROUP BY a.currency) l
          FULL JOIN (SELECT currency, sum(amount_minor) AS total FROM cheques
                     WHERE status IN ('issued', 'exception') GROUP BY currency) c
            ON c.currency = l.currency
          WHERE coalesce(l.total, 0) <> coalesce(c.total, 0)`,
  },
  {
    name: "every cheque and its attempt say the same",
    sql: `SELECT c.number || ' is ' || c.status || ', its attempt ' || a.state AS found
          FROM cheques c JOIN payout_attempts a ON a.id = c.attempt_id
          WHERE a.state <> CASE c.status WHEN 'allocated' THEN 'intent' WHEN 'spoiled' THEN 'failed'
                                         WHEN 'cleared' THEN 'success' ELSE 'issued' END
             OR a.payout_id <> c.payout_id OR a.amount_minor <> c.amount_minor
             OR a.currency <> c.currency OR a.rail <> 'cheque'`,
  },
  {
    name: "every attempt by cheque has its cheque",
    sql: `SELECT a.id::text AS found FROM payout_attempts a
          WHERE a.rail = 'cheque' AND NOT EXISTS (SELECT FROM cheques c WHERE c.attempt_id = a.id)`,
  },
  {
    name: "cheque numbers have no gaps",
    sql: `SELECT b.code || ': ' || count(c.id) || ' cheques between ' || b.first_cheque_number || ' and '
                 || b.next_cheque_number - 1 AS found
          FROM bank_accounts b LEFT JOIN cheques c ON c.bank_account_id = b.id
          GROUP BY b.id
          HAVING count(c.id) <> b.next_cheque_number - b.first_cheque_number
              OR min(c.number) <> b.first_cheque_number
              OR max(c.number) <> b.next_cheque_number - 1`,
  },
];
