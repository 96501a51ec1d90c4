/**
 * Many at once: items settled one by one, as webhooks ask for it, by 1, 8 and 32 at a time on a database whose commits take
 * 2 ms. A balance row that every item updates lets only one commit at a time; the product has none for its own accounts.
 * Sizes are items of the batch that the settled ones belong to.
 */
import type { Pool } from "pg";
import { createMemoryGauge, round } from "./measure";
import { atLeast, type BenchOptions, type BySize, type Figures, requireEqual } from "./report";
import { mainSize, valueAt } from "./rounds";
import {
  createAnchorTables,
  feeMinor,
  type Schema,
  type SeededBatch,
  type SeededItem,
  seedCreators,
  seedSubmitted,
} from "./seed";
import { payoutsOf, paypalInMemory } from "./settle";
import { type BenchWorld, openWorld } from "./world";

const commitDelayUs = 2_000;
const clients = [1, 8, 32] as const;
const hotRow = "one statement an item, with a balance row of the platform";
const noHotRow = "one statement an item, no shared row";

/** One item, as quick as SQL can be: state, one posting with two lines, and the creator's or the platform's balance. */
const settleOne = (withHotRow: boolean) => `
  WITH moved AS (
    UPDATE anchor.payout_attempts SET state = 'success', state_at = now(), provider_item_id = $2
    WHERE id = $1 AND state = 'submitted' RETURNING id, amount_minor
  ), t AS (
    INSERT INTO anchor.ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
    SELECT uuidv7(), 'paypal:item:' || $2 || ':SUCCESS', 'L17', 'USD', '', '{}', now() FROM moved RETURNING id
  ), lines AS (
    INSERT INTO anchor.ledger_entries (transaction_id, account_id, currency, amount_minor)
    SELECT t.id, a.id, 'USD', CASE a.name WHEN 'assets:paypal' THEN -amount_minor ELSE amount_minor END
    FROM t, moved, anchor.ledger_accounts a WHERE a.name IN ('assets:paypal', 'liabilities:payout:in-flight')
  )
  ${
    withHotRow
      ? "UPDATE anchor.hot_balance SET balance_minor = balance_minor - (SELECT amount_minor FROM moved)"
      : "SELECT id FROM moved"
  }`;

type SettleItem = (item: SeededItem) => Promise<unknown>;

function bySql(pool: Pool, withHotRow: boolean): SettleItem {
  const statement = { name: `hot-${withHotRow}`, text: settleOne(withHotRow) };
  return (item) => pool.query({ ...statement, values: [item.attemptId, item.itemId] });
}

function byProduct(world: BenchWorld, batch: SeededBatch): SettleItem {
  const payouts = payoutsOf(world, paypalInMemory([batch]));
  return ({ itemId }) =>
    payouts.observeItem({
      itemId,
      payoutBatchId: batch.payoutBatchId,
      senderBatchId: undefined,
    });
}

async function paypalBalance(world: BenchWorld, schema: Schema): Promise<bigint> {
  const [row] = await world.rows<{ total: string }>(
    `SELECT coalesce(sum(e.amount_minor), 0)::text AS total FROM ${schema}.ledger_entries e
     JOIN ${schema}.ledger_accounts a ON a.id = e.account_id WHERE a.name = 'assets:paypal'`,
  );
  return BigInt(row?.total ?? "0");
}

/** Items a second with so many at a time. */
async function rate(
  settle: SettleItem,
  items: readonly SeededItem[],
  atOnce: number,
): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await settle(items[next++] as SeededItem);
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return items.length / ((performance.now() - from) / 1_000);
}

interface Rates {
  [atOnce: number]: number;
}

async function ratesOf(
  world: BenchWorld,
  schema: Schema,
  batch: SeededBatch,
  perLevel: number,
  make: (batch: SeededBatch) => SettleItem,
  feesMinor: bigint,
): Promise<Rates> {
  const settle = make(batch);
  const rates: Rates = {};
  let from = 0;
  for (const atOnce of clients) {
    const items = batch.items.slice(from, from + perLevel);
    from += items.length;
    await world.settleDown();
    const before = await paypalBalance(world, schema);
    rates[atOnce] = await rate(settle, items, atOnce);
    const expected = items.reduce((sum, item) => sum + item.amountMinor + feesMinor, 0n);
    const moved = before - (await paypalBalance(world, schema));
    requireEqual("PayPal's balance", moved.toString(), expected.toString());
  }
  return rates;
}

async function requireHotRowExact(world: BenchWorld): Promise<void> {
  const [row] = await world.rows<{ balance: string }>(
    "SELECT balance_minor::text AS balance FROM anchor.hot_balance",
  );
  // The other baseline writes the same accounts and no balance row, so the row was set before.
  requireEqual("hot balance row", row?.balance, (await paypalBalance(world, "anchor")).toString());
}

export async function hot(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({
    commitDelayUs,
    poolMax: Math.max(...clients),
    cluster: options.cluster,
  });
  const gauge = createMemoryGauge();
  try {
    await createAnchorTables(world);
    await world.rows("CREATE TABLE anchor.hot_balance (balance_minor bigint NOT NULL)");
    await world.rows("INSERT INTO anchor.hot_balance VALUES (0)");
    await seedCreators(world, Math.max(...options.sizes));
    const scale: Record<string, BySize> = { ours: {}, [hotRow]: {}, [noHotRow]: {} };
    const perSecond: Record<string, Record<number, Rates>> = {};
    for (const size of options.sizes) {
      const perLevel = Math.max(1, Math.floor(Math.min(size, 15_000, options.perItemMax * 3) / 3));
      const all: Record<string, Rates> = {};
      const batchOf = async (schema: Schema) =>
        (await seedSubmitted(world, schema, size))[0] as SeededBatch;
      const ourBatch = await batchOf("public");
      all["ours"] = await gauge.during(() =>
        ratesOf(world, "public", ourBatch, perLevel, (b) => byProduct(world, b), feeMinor),
      );
      await world.rows("UPDATE anchor.hot_balance SET balance_minor = $1", [
        (await paypalBalance(world, "anchor")).toString(),
      ]);
      const make = (withHotRow: boolean) => () => bySql(world.pool, withHotRow);
      all[hotRow] = await ratesOf(
        world,
        "anchor",
        await batchOf("anchor"),
        perLevel,
        make(true),
        0n,
      );
      await requireHotRowExact(world);
      all[noHotRow] = await ratesOf(
        world,
        "anchor",
        await batchOf("anchor"),
        perLevel,
        make(false),
        0n,
      );
      for (const [name, rates] of Object.entries(all)) {
        (scale[name] ??= {})[size] = round((rates[32] ?? 0) / (rates[1] ?? 1));
        (perSecond[name] ??= {})[size] = Object.fromEntries(
          Object.entries(rates).map(([n, value]) => [n, round(value)]),
        );
        options.progress(
          `${size} items in the batch: ${name}: ${JSON.stringify(perSecond[name]?.[size])} a second`,
        );
      }
    }
    return figuresOf(options, scale, perSecond, gauge.peakMb());
  } finally {
    await world.close();
  }
}

function figuresOf(
  options: BenchOptions,
  scale: Record<string, BySize>,
  perSecond: Record<string, Record<number, Rates>>,
  rssMb: number,
): Figures {
  const size = mainSize(options.sizes);
  const { ours = {}, ...anchors } = scale;
  const at = (name: string) => valueAt(scale[name], size);
  const ratio = {
    "ours, 32 at once / 1": at("ours"),
    "with a hot row, 32 at once / 1": at(hotRow),
    "without one, 32 at once / 1": at(noHotRow),
  };
  return {
    unit: "items a second with 32 at once, over items a second with 1",
    ours,
    anchors,
    ratio,
    goal: { "ours, 32 at once / 1": atLeast(ratio["ours, 32 at once / 1"], 9) },
    rssMb,
    details: { commitDelayUs, itemsPerSecond: perSecond },
  };
}
