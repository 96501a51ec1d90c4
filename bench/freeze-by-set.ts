/** The least that freezing can be: one statement a batch that writes the product's rows and looks at nothing. */
import { batchItemsMax, type ReleasedPayout, type SeededBatch } from "./seed";
import type { BenchWorld } from "./world";

const statement = `
  WITH batch AS (
    INSERT INTO anchor.payout_batches
      (id, sender_batch_id, currency, items_count, total_minor, body, body_sha256, state, payout_batch_id)
    SELECT id, 'pb_' || id, 'USD', cardinality($1::uuid[]), 1, '', '', 'submitted', 'P' || id
    FROM (SELECT uuidv7() AS id) b RETURNING id
  ), moved AS (
    UPDATE anchor.payouts SET status = 'in_progress', status_at = now()
    WHERE id = ANY($1::uuid[]) AND status = 'queued' RETURNING id, creator_id, amount_minor
  ), attempts AS (
    INSERT INTO anchor.payout_attempts
      (id, payout_id, seq, rail, amount_minor, currency, receiver, state, batch_id)
    SELECT uuidv7(), moved.id, 1, 'paypal', amount_minor, 'USD',
      '{"rail": "paypal", "receiver": "c@bench.invalid"}', 'submitted', batch.id FROM moved, batch
    RETURNING id, payout_id, amount_minor, batch_id
  ), accounts AS (
    INSERT INTO anchor.ledger_accounts (name, currency, kind, is_guarded)
    SELECT 'liabilities:creator:' || creator_id || ':payable', 'USD', 'liabilities', false FROM moved
    ON CONFLICT (name, currency) DO UPDATE SET is_guarded = false RETURNING id, name
  ), planned AS MATERIALIZED (
    SELECT uuidv7() AS id, attempts.id AS attempt_id, payout_id, attempts.amount_minor, creator_id
    FROM attempts JOIN moved ON moved.id = attempts.payout_id
  ), transactions AS (
    INSERT INTO anchor.ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
    SELECT id, 'attempt:' || attempt_id || ':sent', 'L15', 'USD', '',
      jsonb_build_object('payout', payout_id, 'attempt', attempt_id), now() FROM planned
  ), entries AS (
    INSERT INTO anchor.ledger_entries (transaction_id, account_id, currency, amount_minor)
    SELECT planned.id, a.id, 'USD', planned.amount_minor
    FROM planned JOIN accounts a ON a.name = 'liabilities:creator:' || creator_id || ':payable'
    UNION ALL
    SELECT planned.id, a.id, 'USD', -planned.amount_minor
    FROM planned JOIN anchor.ledger_accounts a ON a.name = 'liabilities:payout:in-flight'
  )
  SELECT id, payout_id, amount_minor, batch_id FROM attempts`;

interface Row {
  id: string;
  payout_id: string;
  amount_minor: string;
  batch_id: string;
}

export async function freezeBySet(
  world: BenchWorld,
  payouts: readonly ReleasedPayout[],
): Promise<SeededBatch[]> {
  const batches: SeededBatch[] = [];
  for (let from = 0; from < payouts.length; from += batchItemsMax) {
    const ids = payouts.slice(from, from + batchItemsMax).map((payout) => payout.id);
    const rows = await world.rows<Row>(statement, [ids]);
    batches.push({
      id: rows[0]?.batch_id ?? "",
      payoutBatchId: "",
      items: rows.map((row) => ({
        attemptId: row.id,
        payoutId: row.payout_id,
        itemId: `I${row.id}`,
        amountMinor: BigInt(row.amount_minor),
      })),
    });
  }
  return batches;
}
