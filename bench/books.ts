/** What a settled batch must have left behind, whoever settled it. */
import { feeMinor, type Schema, type SeededBatch } from "./seed";
import type { BenchWorld } from "./world";

/** Rows after this point are those of the round. */
export interface Mark {
  entryId: string;
  audits: number;
  events: number;
}

export interface Settled {
  attempts: number;
  payouts: number;
  transactions: number;
  audits: number;
  events: number;
  accounts: { name: string; lines: number; total: string }[];
}

export async function markOf(world: BenchWorld, schema: Schema): Promise<Mark> {
  const [row] = await world.rows<Mark>(`SELECT
    (SELECT coalesce(max(id), 0)::text FROM ${schema}.ledger_entries) AS "entryId",
    (SELECT count(*)::int FROM ${schema}.audit_events) AS audits,
    (SELECT count(*)::int FROM ${schema}.outbox) AS events`);
  if (!row) throw new Error("No mark");
  return row;
}

export async function settledSince(
  world: BenchWorld,
  schema: Schema,
  mark: Mark,
  batches: readonly SeededBatch[],
): Promise<Settled> {
  const ids = batches.map((batch) => batch.id);
  const [counts] = await world.rows<Omit<Settled, "accounts">>(
    `SELECT
       (SELECT count(*)::int FROM ${schema}.payout_attempts
        WHERE batch_id = ANY($1) AND state = 'success' AND provider_fee_minor = ${feeMinor}) AS attempts,
       (SELECT count(*)::int FROM ${schema}.payout_attempts a JOIN ${schema}.payouts p ON p.id = a.payout_id
        WHERE a.batch_id = ANY($1) AND p.status = 'paid') AS payouts,
       (SELECT count(DISTINCT transaction_id)::int FROM ${schema}.ledger_entries WHERE id > $2) AS transactions,
       (SELECT count(*)::int FROM ${schema}.audit_events) - $3::int AS audits,
       (SELECT count(*)::int FROM ${schema}.outbox WHERE topic = 'payout.paid') - $4::int AS events`,
    [ids, mark.entryId, mark.audits, mark.events],
  );
  const accounts = await world.rows<Settled["accounts"][number]>(
    `SELECT a.name, count(*)::int AS lines, sum(e.amount_minor)::text AS total
     FROM ${schema}.ledger_entries e JOIN ${schema}.ledger_accounts a ON a.id = e.account_id
     WHERE e.id > $1 GROUP BY a.name ORDER BY a.name`,
    [mark.entryId],
  );
  return { ...(counts as Omit<Settled, "accounts">), accounts };
}

/** Each item: sent money is confirmed (L17) and its fee is booked (L18). */
export function expectedOf(batches: readonly SeededBatch[]): Settled {
  const items = batches.flatMap((batch) => batch.items);
  const n = items.length;
  const total = items.reduce((sum, item) => sum + item.amountMinor, 0n);
  const fees = feeMinor * BigInt(n);
  return {
    attempts: n,
    payouts: n,
    transactions: 2 * n,
    audits: n,
    events: n,
    accounts: [
      { name: "assets:paypal", lines: 2 * n, total: (-total - fees).toString() },
      { name: "expenses:fee:paypal", lines: n, total: fees.toString() },
      { name: "liabilities:payout:in-flight", lines: n, total: total.toString() },
    ],
  };
}
