/**
 * The least that settling can be: one statement a batch that writes the same rows as the product and looks at nothing. No
 * content hash, no trigger, no allowed move but the one, no comparison of amounts.
 */
import { feeMinor, type SeededBatch } from "./seed";
import type { BenchWorld } from "./world";

const statement = `
  WITH seen AS (
    SELECT * FROM unnest($1::uuid[], $2::text[]) AS s (id, item_id)
  ), moved AS (
    UPDATE anchor.payout_attempts a SET state = 'success', state_at = now(), provider_item_id = seen.item_id,
      provider_status = 'SUCCESS', provider_fee_minor = ${feeMinor}, polls_count = polls_count + 1,
      next_poll_at = now() + interval '1 day'
    FROM seen WHERE a.id = seen.id AND a.state = 'submitted'
    RETURNING a.id, a.payout_id, a.amount_minor, a.provider_item_id AS item_id
  ), paid AS (
    UPDATE anchor.payouts p SET status = 'paid', status_at = now(), paid_at = now()
    FROM moved WHERE p.id = moved.payout_id AND p.status = 'in_progress' RETURNING p.id
  ), planned AS MATERIALIZED (
    SELECT uuidv7() AS id, 'L17' AS rule, 'paypal:item:' || item_id || ':SUCCESS' AS reference,
      jsonb_build_object('payout', payout_id, 'attempt', id, 'provider_item', item_id) AS tags,
      amount_minor AS amount FROM moved
    UNION ALL
    SELECT uuidv7(), 'L18', 'paypal:item:' || item_id || ':fee',
      jsonb_build_object('payout', payout_id, 'attempt', id, 'provider_item', item_id), ${feeMinor} FROM moved
  ), transactions AS (
    INSERT INTO anchor.ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
    SELECT id, reference, rule, 'USD', '', tags, now() FROM planned ON CONFLICT (reference) DO NOTHING
  ), entries AS (
    INSERT INTO anchor.ledger_entries (transaction_id, account_id, currency, amount_minor)
    SELECT planned.id, a.id, 'USD', planned.amount * side.sign
    FROM planned CROSS JOIN (VALUES (1), (-1)) AS side (sign)
    JOIN anchor.ledger_accounts a ON a.name = CASE WHEN side.sign < 0 THEN 'assets:paypal'
      WHEN planned.rule = 'L17' THEN 'liabilities:payout:in-flight' ELSE 'expenses:fee:paypal' END
  ), audit AS (
    INSERT INTO anchor.audit_events (id, actor, action, object_type, object_id, details)
    SELECT uuidv7(), 'system:observe-payout-items', 'payout_attempt.success', 'payout_attempt', id::text,
      jsonb_build_object('from', 'submitted', 'item', item_id, 'payout', payout_id) FROM moved
  )
  INSERT INTO anchor.outbox (id, topic, payload)
  SELECT uuidv7(), 'payout.paid', jsonb_build_object('payoutId', payout_id) FROM moved`;

export async function settleBySet(
  world: BenchWorld,
  batches: readonly SeededBatch[],
): Promise<void> {
  for (const { items } of batches) {
    await world.pool.query(statement, [
      items.map((item) => item.attemptId),
      items.map((item) => item.itemId),
    ]);
  }
}
