import type { Invariant } from "../ledger";
import { outstandingStatuses, sqlList } from "./cheque";

const sumOf = (account: string) => `
  SELECT a.currency, -sum(e.amount_minor) AS total FROM ledger_entries e
  JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = '${account}' GROUP BY a.currency`;

const equals = (account: string, statuses: string) => `
  SELECT coalesce(l.currency, c.currency) || ': ledger ' || coalesce(l.total, 0)
         || ', cheques ' || coalesce(c.total, 0) AS found, coalesce(l.currency, c.currency) AS currency
  FROM (${sumOf(account)}) l
  FULL JOIN (SELECT currency, sum(amount_minor) AS total FROM cheques
             WHERE status IN (${statuses}) GROUP BY currency) c ON c.currency = l.currency
  WHERE coalesce(l.total, 0) <> coalesce(c.total, 0)`;

/** Checks that join the ledger and the attempts with the cheque register. */
export const chequeInvariants: readonly Invariant[] = [
  {
    name: "cheque:outstanding equals the cheques that are out",
    sql: equals("liabilities:cheque:outstanding", sqlList(outstandingStatuses)),
  },
  {
    name: "cheque:stale equals the cheques that grew too old",
    sql: equals("liabilities:cheque:stale", "'stale'"),
  },
  {
    name: "every cheque and its attempt say the same",
    sql: `SELECT c.number || ' is ' || c.status || ', its attempt ' || a.state AS found
          FROM cheques c JOIN payout_attempts a ON a.id = c.attempt_id
          WHERE NOT (a.state = ANY (CASE
              WHEN c.status IN ('allocated', 'printed') THEN '{intent}'
              WHEN c.status = 'spoiled' THEN '{failed}'
              WHEN c.status = 'cleared' THEN '{success}'
              WHEN c.status IN ('stopped', 'voided', 'reissued', 'rerouted') THEN '{returned}'
              WHEN c.status = 'late_presented' THEN '{success,paid_late}'
              WHEN c.status IN ('stale', 'escheated') THEN ARRAY[c.status]
              ELSE '{issued}' END::text[]))
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
    sql: `SELECT b.code || ': ' || n.used || ' of ' || k.next_number - k.first_number || ' numbers from '
                 || k.first_number || ' are accounted for' AS found
          FROM cheque_books k JOIN bank_accounts b ON b.id = k.bank_account_id
          CROSS JOIN LATERAL (
            SELECT (SELECT count(*) FROM cheques c WHERE c.bank_account_id = k.bank_account_id
                      AND c.number >= k.first_number AND c.number < k.next_number)
                 + (SELECT count(*) FROM cheque_skips s WHERE s.bank_account_id = k.bank_account_id
                      AND s.number >= k.first_number AND s.number < k.next_number) AS used) n
          WHERE n.used <> k.next_number - k.first_number`,
  },
  {
    name: "every cheque and every skipped number is paper of its account",
    sql: `SELECT x.what || ' ' || x.number AS found
          FROM (SELECT bank_account_id, number, 'cheque' AS what FROM cheques
                UNION ALL SELECT bank_account_id, number, 'skipped' FROM cheque_skips) x
          WHERE (SELECT count(*) FROM cheque_books k WHERE k.bank_account_id = x.bank_account_id
                   AND x.number >= k.first_number AND (k.last_number IS NULL OR x.number <= k.last_number)
                   AND (x.what = 'skipped' OR x.number < k.next_number)) <> 1`,
  },
  {
    name: "no number is both a cheque and skipped",
    sql: `SELECT c.number::text AS found FROM cheques c
          JOIN cheque_skips s ON s.bank_account_id = c.bank_account_id AND s.number = c.number`,
  },
  {
    name: "the bank knows the cheques that the register says were filed",
    sql: `SELECT c.number || ' is ' || c.status AS found FROM cheques c
          WHERE c.status = 'pp_filed' AND NOT EXISTS (
            SELECT FROM positive_pay_lines l WHERE l.cheque_id = c.id AND l.event = 'issue')`,
  },
  {
    name: "a replaced cheque was void before the new one was written",
    sql: `SELECT n.number::text AS found FROM cheques n JOIN cheques o ON o.id = n.replaces_id
          WHERE o.status NOT IN ('reissued', 'late_presented') OR o.payout_id <> n.payout_id`,
  },
];
