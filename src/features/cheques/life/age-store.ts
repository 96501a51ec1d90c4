import { many, one, type Tx } from "../../../platform/db/sql";
import type { WatchedKind } from "../../breaks";
import { staleDate } from "../positive-pay/export-store";
import { defaultTerms } from "../settings/cheque-terms";
import { termsInForce } from "../settings/settings-service";
import { dormancyMonths, escheatPlace } from "./escheat-rules";

const out = "c.status IN ('issued', 'pp_filed', 'returned_mail')";
const filed = (event: "issue" | "void") => `EXISTS (
  SELECT FROM positive_pay_lines l WHERE l.cheque_id = c.id AND l.event = '${event}')`;
/** The bank knows the cheque from a file and was not told that it is void. */
const isVoidUntold = `${filed("issue")} AND NOT ${filed("void")}`;
const joined = "cheques c JOIN bank_accounts b ON b.id = c.bank_account_id";

export interface Due {
  cheque_id: string;
  day: number;
}

/**
 * Cheques whose payee has to be reminded, each with the latest day that is due: after a long pause one letter is enough.
 */
export async function dueReminders(tx: Tx, limit: number): Promise<Due[]> {
  return await many<Due>(
    tx,
    `SELECT c.id AS cheque_id, max(d.day)::int AS day
     FROM ${joined} CROSS JOIN LATERAL jsonb_array_elements_text(
       coalesce(${termsInForce("b.id")} -> 'reminderDays', $2::jsonb)) AS e (text)
     CROSS JOIN LATERAL (SELECT e.text::int AS day) d
     WHERE c.status IN ('issued', 'pp_filed') AND c.issued_on + d.day <= now()::date
       AND ${staleDate} > now()::date
       AND NOT EXISTS (SELECT FROM cheque_reminders r WHERE r.cheque_id = c.id AND r.day >= d.day)
     GROUP BY c.id ORDER BY c.id LIMIT $1`,
    [limit, JSON.stringify(defaultTerms.reminderDays)],
  );
}

/** Notes reminders. @returns those that nobody had noted before, with the payout of each. */
export async function noteReminders(
  tx: Tx,
  due: readonly (Due & { id: string })[],
): Promise<(Due & { payout_id: string; number: string })[]> {
  return await many(
    tx,
    `WITH noted AS (
       INSERT INTO cheque_reminders (id, cheque_id, day)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[])
       ON CONFLICT (cheque_id, day) DO NOTHING RETURNING cheque_id, day)
     SELECT n.cheque_id, n.day, c.payout_id, c.number::text FROM noted n JOIN cheques c ON c.id = n.cheque_id`,
    [due.map(({ id }) => id), due.map((one) => one.cheque_id), due.map(({ day }) => day)],
  );
}

/** Cheques that are too old now. One that the bank knows waits until its void line was filed. */
export async function dueStale(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT c.id FROM ${joined}
     WHERE ${out} AND ${staleDate} <= now()::date AND NOT (${isVoidUntold})
     ORDER BY c.id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** The rule for where the payee last lived: the state's if there is one, else the country's; the one in force today. */
const places = [
  "c.postal_address ->> 'country'",
  "(c.postal_address ->> 'country') || '-' || upper(c.postal_address ->> 'region')",
];
const ruleOf = dormancyMonths(...places);

/** Day from which a cheque belongs to the state; null without a rule for its payee's home. */
export const escheatDate = `(c.issued_on + make_interval(months => ${ruleOf}))::date`;

export async function escheatDateOf(tx: Tx, chequeId: string) {
  return await one<{ day: string | null; isDue: boolean; jurisdiction: string | null }>(
    tx,
    `SELECT ${escheatDate}::text AS day, ${escheatPlace(...places)} AS jurisdiction, coalesce(${escheatDate} <= now()::date, false) AS "isDue"
     FROM cheques c WHERE c.id = $1`,
    [chequeId],
  );
}

const about = { objectType: "cheque", owner: "finance" } as const;
const facts = `c.id AS object_id, c.amount_minor, c.currency, c.number::text AS number, b.code AS account`;

/** What finance has to do about cheques; each opens a break by itself and closes it when it is done. */
export const watchedCheques: readonly WatchedKind[] = [
  {
    ...about,
    kind: "cheque_void_untold",
    nextAction: "export_positive_pay",
    sql: `SELECT ${facts}, c.status FROM ${joined}
          WHERE ${isVoidUntold} AND c.status <> 'cleared' AND (
            c.status IN ('stopped', 'voided', 'stale', 'reissued', 'rerouted', 'escheated')
            OR (${out} AND ${staleDate} <= now()::date))`,
  },
  {
    ...about,
    kind: "cheque_escheat_due",
    nextAction: "escheat_cheque",
    sql: `SELECT ${facts}, ${escheatDate}::text AS due FROM ${joined}
          WHERE c.status = 'stale' AND ${escheatDate} <= now()::date`,
  },
  {
    ...about,
    kind: "cheque_escheat_rule_missing",
    nextAction: "add_escheat_rule",
    sql: `SELECT ${facts}, c.postal_address ->> 'country' AS country FROM ${joined}
          WHERE c.status = 'stale' AND ${ruleOf} IS NULL`,
  },
  {
    ...about,
    kind: "cheque_stop_ending",
    nextAction: "renew_stop",
    sql: `SELECT ${facts}, c.stop_ends_on::text AS until FROM ${joined}
          WHERE c.stop_ends_on <= now()::date + 14
            AND c.status IN ('stopped', 'reissued', 'rerouted')`,
  },
  {
    kind: "cheque_stock_low",
    objectType: "bank_account",
    owner: "finance",
    nextAction: "order_cheques",
    // Paper that nobody counts never runs low.
    sql: `SELECT b.id AS object_id, b.code AS account FROM bank_accounts b
          WHERE NOT EXISTS (SELECT FROM cheque_books k WHERE k.bank_account_id = b.id AND k.last_number IS NULL)
            AND (SELECT coalesce(sum(k.last_number - k.next_number + 1), 0) FROM cheque_books k
                 WHERE k.bank_account_id = b.id)
                - (SELECT count(*) FROM cheque_skips s JOIN cheque_books k ON k.bank_account_id = s.bank_account_id
                   WHERE s.bank_account_id = b.id AND s.number BETWEEN k.next_number AND k.last_number)
                < coalesce((${termsInForce("b.id")} ->> 'stockMinimum')::int, ${defaultTerms.stockMinimum})`,
  },
];
