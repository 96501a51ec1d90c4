/** Money that creators have not taken, and the day from which it belongs to a state. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { decodeCursor, type PageRequest } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import { dormancyMonths } from "../cheques";

export interface DormantFilter extends PageRequest {
  olderThanDays: number;
}

interface DormantRow {
  id: string;
  creator_id: string;
  creator_name: string;
  country: string | null;
  amount: string;
  currency: Currency;
  status: string;
  status_at: Date;
  due_on: string | null;
}

/** From the day on which the creator earned it: a payout that came back to be sent again does not start anew. */
const dueOn = `((p.created_at AT TIME ZONE 'UTC')::date + make_interval(months => ${dormancyMonths("c.country")}))::date`;

/** Payouts that came back or never had a way to go, oldest first; one more than `limit` when there is a next page. */
export async function listDormant(tx: Tx, filter: DormantFilter) {
  const rows = await many<DormantRow>(
    tx,
    `SELECT p.id, p.creator_id, c.display_name AS creator_name, c.country,
            (p.amount_minor + p.withheld_minor)::text AS amount, p.currency, p.status, p.status_at,
            ${dueOn}::text AS due_on
     FROM payouts p JOIN creators c ON c.id = p.creator_id
     WHERE (p.status IN ('returned', 'failed')
            OR (p.status = 'draft' AND EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id
                  AND h.kind IN ('no_payout_method', 'missing_tax_form') AND h.released_at IS NULL)))
       AND p.status_at < now() - make_interval(days => $1) AND ($2::uuid IS NULL OR p.id > $2)
     ORDER BY p.id LIMIT $3`,
    [filter.olderThanDays, decodeCursor(filter.cursor), filter.limit + 1],
  );
  return rows.map((row) => ({
    id: row.id,
    creatorId: row.creator_id,
    creatorName: row.creator_name,
    country: row.country,
    amount: moneyJson(BigInt(row.amount), row.currency),
    status: row.status,
    since: row.status_at.toISOString(),
    dueOn: row.due_on,
  }));
}
