/** What a careful programmer writes by hand: prepared statements, one transaction an item. */
import { Client } from "pg";
import { feeMinor, type SeededBatch, type SeededItem } from "./seed";
import type { BenchWorld } from "./world";

const transaction = (name: string, rule: string) => ({
  name,
  text: `INSERT INTO anchor.ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
         VALUES (uuidv7(), $1, '${rule}', 'USD', '', $2, now()) RETURNING id`,
});
const entries = {
  name: "entries",
  text: `INSERT INTO anchor.ledger_entries (transaction_id, account_id, currency, amount_minor)
         SELECT $1, id, 'USD', CASE name WHEN 'assets:paypal' THEN -$3::bigint ELSE $3::bigint END
         FROM anchor.ledger_accounts WHERE name IN ('assets:paypal', $2)`,
};

async function settleOne(client: Client, item: SeededItem): Promise<void> {
  const tags = JSON.stringify({
    payout: item.payoutId,
    attempt: item.attemptId,
    provider_item: item.itemId,
  });
  await client.query("BEGIN");
  await client.query({
    name: "lock",
    text: "SELECT state, amount_minor FROM anchor.payout_attempts WHERE id = $1 FOR UPDATE",
    values: [item.attemptId],
  });
  await client.query({
    name: "attempt",
    text: `UPDATE anchor.payout_attempts SET state = 'success', state_at = now(), provider_item_id = $2,
             provider_status = 'SUCCESS', provider_fee_minor = ${feeMinor}, polls_count = polls_count + 1,
             next_poll_at = now() + interval '1 day' WHERE id = $1 AND state = 'submitted'`,
    values: [item.attemptId, item.itemId],
  });
  await client.query({
    name: "payout",
    text: `UPDATE anchor.payouts SET status = 'paid', status_at = now(), paid_at = now()
           WHERE id = $1 AND status = 'in_progress'`,
    values: [item.payoutId],
  });
  for (const [rule, ending, account, amount] of [
    ["L17", "SUCCESS", "liabilities:payout:in-flight", item.amountMinor],
    ["L18", "fee", "expenses:fee:paypal", feeMinor],
  ] as const) {
    const { rows } = await client.query<{ id: string }>({
      ...transaction(rule, rule),
      values: [`paypal:item:${item.itemId}:${ending}`, tags],
    });
    await client.query({ ...entries, values: [rows[0]?.id, account, amount.toString()] });
  }
  await client.query({
    name: "audit",
    text: `INSERT INTO anchor.audit_events (id, actor, action, object_type, object_id, details)
           VALUES (uuidv7(), 'system:observe-payout-items', 'payout_attempt.success', 'payout_attempt', $1, $2)`,
    values: [
      item.attemptId,
      JSON.stringify({ from: "submitted", item: item.itemId, payout: item.payoutId }),
    ],
  });
  await client.query({
    name: "outbox",
    text: "INSERT INTO anchor.outbox (id, topic, payload) VALUES (uuidv7(), 'payout.paid', $1)",
    values: [JSON.stringify({ payoutId: item.payoutId })],
  });
  await client.query("COMMIT");
}

export async function settleByStatements(world: BenchWorld) {
  const client = new Client({ connectionString: world.url });
  await client.connect();
  return {
    async settle(batches: readonly SeededBatch[]): Promise<void> {
      for (const { items } of batches) for (const item of items) await settleOne(client, item);
    },
    close: () => client.end(),
  };
}
