/**
 * Rows to work on, made set-wise as the owner of the tables. The same function fills the product's tables and the
 * baselines' copies of them.
 */
import type { BenchWorld } from "./world";

export type Schema = "public" | "anchor";

/** PayPal takes no more items in one batch. */
export const batchItemsMax = 15_000;
export const feeMinor = 20n;

/** Creators with a PayPal address, numbered from 1; later calls add what is missing. */
export async function seedCreators(world: BenchWorld, count: number): Promise<void> {
  await world.rows(`CREATE TABLE IF NOT EXISTS bench_people
    (n integer PRIMARY KEY, creator_id uuid NOT NULL, user_id uuid NOT NULL, method_id uuid NOT NULL)`);
  await world.rows(
    `WITH people AS (
       INSERT INTO bench_people
       SELECT n, uuidv7(), uuidv7(), uuidv7()
       FROM generate_series((SELECT coalesce(max(n), 0) + 1 FROM bench_people), $1::int) n RETURNING *
     ), u AS (
       INSERT INTO users (id, email, password_hash, display_name, locale, roles)
       SELECT user_id, 'c' || n || '@bench.invalid', '', 'Creator ' || n, 'en', '{creator}' FROM people
     ), c AS (
       INSERT INTO creators (id, user_id, display_name) SELECT creator_id, user_id, 'Creator ' || n FROM people
     )
     INSERT INTO payout_methods (id, creator_id, rail, receiver)
     SELECT method_id, creator_id, 'paypal', 'c' || n || '@bench.invalid' FROM people`,
    [count],
  );
}

/** Copies of the product's tables, with their indexes and foreign keys and without their triggers. */
export async function createAnchorTables(world: BenchWorld): Promise<void> {
  const tables = [
    "payouts",
    "payout_batches",
    "payout_attempts",
    "ledger_accounts",
    "ledger_transactions",
    "ledger_entries",
    "audit_events",
    "outbox",
  ];
  await world.rows("CREATE SCHEMA anchor");
  for (const table of tables)
    await world.rows(`CREATE TABLE anchor.${table} (LIKE public.${table} INCLUDING ALL)`);
  await world.rows(`
    ALTER TABLE anchor.payouts ADD FOREIGN KEY (creator_id) REFERENCES creators (id),
      ADD FOREIGN KEY (payout_method_id) REFERENCES payout_methods (id);
    ALTER TABLE anchor.payout_attempts ADD FOREIGN KEY (payout_id) REFERENCES anchor.payouts (id),
      ADD FOREIGN KEY (batch_id) REFERENCES anchor.payout_batches (id);
    ALTER TABLE anchor.ledger_transactions
      ADD FOREIGN KEY (reverses_id) REFERENCES anchor.ledger_transactions (id);
    ALTER TABLE anchor.ledger_entries
      ADD FOREIGN KEY (transaction_id) REFERENCES anchor.ledger_transactions (id),
      ADD FOREIGN KEY (account_id, currency) REFERENCES anchor.ledger_accounts (id, currency);
    INSERT INTO anchor.ledger_accounts (name, currency, kind, is_guarded)
    SELECT name, 'USD', split_part(name, ':', 1), false
    FROM unnest(ARRAY['assets:paypal', 'liabilities:payout:in-flight', 'expenses:fee:paypal']) AS name`);
}

export interface SeededItem {
  attemptId: string;
  payoutId: string;
  itemId: string;
  amountMinor: bigint;
}

export interface SeededBatch {
  id: string;
  payoutBatchId: string;
  items: SeededItem[];
}

async function seedBatch(
  world: BenchWorld,
  schema: Schema,
  firstPerson: number,
  count: number,
): Promise<SeededBatch> {
  const [batch] = await world.rows<{ id: string; payout_batch_id: string }>(
    `INSERT INTO ${schema}.payout_batches
       (id, sender_batch_id, currency, items_count, total_minor, body, body_sha256, state, payout_batch_id)
     SELECT id, 'pb_' || id, 'USD', $1::int, $1::int, '', '', 'submitted', 'P' || id FROM (SELECT uuidv7() AS id) b
     RETURNING id, payout_batch_id`,
    [count],
  );
  if (!batch) throw new Error("No batch was made");
  const rows = await world.rows<{ id: string; payout_id: string; amount_minor: string }>(
    `WITH p AS (
       INSERT INTO ${schema}.payouts (id, creator_id, amount_minor, currency, rail, payout_method_id, status,
         release, content_hash, prepared_by, approved_by, released_at)
       SELECT uuidv7(), creator_id, 1000 + n % 5000, 'USD', 'paypal', method_id, 'in_progress',
         'auto', '', 'system:bench', 'policy:bench', now()
       FROM bench_people WHERE n > $2::int AND n <= $2::int + $3::int ORDER BY n RETURNING id, amount_minor
     )
     INSERT INTO ${schema}.payout_attempts
       (id, payout_id, seq, rail, amount_minor, currency, receiver, state, batch_id, next_poll_at)
     SELECT uuidv7(), id, 1, 'paypal', amount_minor, 'USD', '{"rail": "paypal", "receiver": "x"}',
       'submitted', $1, now() FROM p
     RETURNING id, payout_id, amount_minor`,
    [batch.id, firstPerson, count],
  );
  return {
    id: batch.id,
    payoutBatchId: batch.payout_batch_id,
    items: rows.map((row) => ({
      attemptId: row.id,
      payoutId: row.payout_id,
      itemId: `I${row.id}`,
      amountMinor: BigInt(row.amount_minor),
    })),
  };
}

/** Payouts that PayPal has and that our books have not heard of again, in batches of PayPal's size. */
export async function seedSubmitted(
  world: BenchWorld,
  schema: Schema,
  count: number,
): Promise<SeededBatch[]> {
  const batches: SeededBatch[] = [];
  for (let from = 0; from < count; from += batchItemsMax)
    batches.push(await seedBatch(world, schema, from, Math.min(batchItemsMax, count - from)));
  return batches;
}

/** Owes the first `count` creators what their next payouts come to, in one posting. */
async function owe(world: BenchWorld, first: number, count: number): Promise<void> {
  await world.rows(
    `INSERT INTO ledger_accounts (name, currency, kind, is_guarded)
     SELECT 'liabilities:creator:' || creator_id || ':payable', 'USD', 'liabilities', true
     FROM bench_people WHERE n > $1::int AND n <= $1::int + $2::int
     UNION ALL SELECT 'equity:opening', 'USD', 'equity', false
     ON CONFLICT DO NOTHING`,
    [first, count],
  );
  await world.rows(
    `WITH t AS (
       INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
       SELECT id, 'bench:' || id, 'L0', 'USD', '', '{}', now() FROM (SELECT uuidv7() AS id) x RETURNING id
     ), owed AS (
       SELECT 'liabilities:creator:' || creator_id || ':payable' AS name, -(1000 + n % 5000)::bigint AS amount
       FROM bench_people WHERE n > $1::int AND n <= $1::int + $2::int
     )
     INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
     SELECT t.id, a.id, 'USD', l.amount
     FROM (SELECT * FROM owed UNION ALL SELECT 'equity:opening', -sum(amount)::bigint FROM owed) l
     JOIN ledger_accounts a ON a.name = l.name AND a.currency = 'USD' CROSS JOIN t`,
    [first, count],
  );
}

export interface ReleasedPayout {
  id: string;
  amountMinor: bigint;
}

async function seedPayouts(
  world: BenchWorld,
  schema: Schema,
  first: number,
  count: number,
  status: "draft" | "queued",
): Promise<ReleasedPayout[]> {
  const rows = await world.rows<{ id: string; amount_minor: string }>(
    `INSERT INTO ${schema}.payouts (id, creator_id, amount_minor, currency, rail, payout_method_id, status,
       release, prepared_by, approved_by, released_at)
     SELECT uuidv7(), creator_id, 1000 + n % 5000, 'USD', 'paypal', method_id, '${status}',
       'auto', 'system:bench', 'policy:bench', now()
     FROM bench_people WHERE n > $1::int AND n <= $1::int + $2::int ORDER BY n RETURNING id, amount_minor`,
    [first, count],
  );
  return rows.map((row) => ({ id: row.id, amountMinor: BigInt(row.amount_minor) }));
}

/** Payouts that wait for two people. @returns their ids. */
export async function seedDrafts(world: BenchWorld, count: number): Promise<string[]> {
  await owe(world, 0, count);
  return (await seedPayouts(world, "public", 0, count, "draft")).map((payout) => payout.id);
}

/** Payouts that may go out, for `count` creators after the first `first`. */
export async function seedReleased(
  world: BenchWorld,
  first: number,
  count: number,
  schema: Schema = "public",
): Promise<ReleasedPayout[]> {
  if (count === 0) return [];
  if (schema === "public") await owe(world, first, count);
  return await seedPayouts(world, schema, first, count, "queued");
}
