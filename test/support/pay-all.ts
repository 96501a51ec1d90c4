/** Many payouts from the freeze to the closed batch, and PayPal's own record asked about each. */
import { createPayouts } from "../../src/features/payouts";
import { asOwner } from "./database";
import { manyReleased } from "./many-payouts";
import { eventually, openPayoutWorld, type PayoutWorld } from "./payout-world";

/** A world in which a request with thousands of items has the time it needs. */
export async function openBigWorld(): Promise<PayoutWorld> {
  const w = await openPayoutWorld({ PROVIDER_TIMEOUT_SECONDS: "60", PAYOUT_LEASE_SECONDS: "90" });
  await w.fillPaypal("USD", 100_000_000n);
  return w;
}

/** The product's own payouts, but with another size of batches. */
function payoutsOf(w: PayoutWorld, batchItemsMax: number) {
  const { log, paypal, config } = w.app.composition.services;
  const { env } = config;
  return createPayouts({
    unitOfWork: w.app.database.unitOfWork,
    log,
    paypal: paypal?.payouts,
    leaseMs: env.PAYOUT_LEASE_SECONDS,
    retryMs: env.PAYOUT_RETRY_SECONDS,
    pollMs: env.PAYOUT_POLL_SECONDS,
    batchItemsMax,
  });
}

async function paidCount(w: PayoutWorld, creatorId: string): Promise<number> {
  const [row] = await w.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM payouts WHERE creator_id = $1 AND status = 'paid'",
    [creatorId],
  );
  return row!.n;
}

async function sizesOf(w: PayoutWorld, batchIds: readonly string[]): Promise<number[]> {
  const rows = await w.sql<{ items_count: number }>(
    "SELECT items_count FROM payout_batches WHERE id = ANY($1::uuid[]) ORDER BY items_count",
    [batchIds],
  );
  return rows.map((row) => row.items_count);
}

export interface Paid {
  /** Items of each batch, smallest batch first. */
  sizes: number[];
  paidCount: number;
  /** Debits in PayPal's own record. */
  debitsCount: number;
}

/** Pays `count` payouts in batches of at most `batchItemsMax`; fails when an invariant is broken afterwards. */
export async function payAll(w: PayoutWorld, count: number, batchItemsMax: number): Promise<Paid> {
  const payouts = payoutsOf(w, batchItemsMax);
  const creator = await manyReleased(w, count, `big-${count}@example.com`);
  const batchIds = await payouts.freeze();
  for (const batchId of batchIds) await payouts.send(batchId);
  await eventually("every batch to be closed", async () => {
    for (const batchId of batchIds) {
      if ((await w.batch(batchId)).state !== "closed") await payouts.observeBatch(batchId);
    }
    const states = await Promise.all(batchIds.map(async (id) => (await w.batch(id)).state));
    return states.every((state) => state === "closed");
  });
  const { rows } = (await w.world.control("paypal", "GET", "/money")).body;
  const ours = await w.sql<{ id: string }>(
    "SELECT a.id FROM payout_attempts a JOIN payouts p ON p.id = a.payout_id WHERE p.creator_id = $1",
    [creator.id],
  );
  const ids = new Set(ours.map(({ id }) => id));
  const debits = (rows as Record<string, string>[]).filter(
    (row) => row["kind"] === "payout_debit" && ids.has(row["sender_item_id"] ?? ""),
  );
  // Whole tables are joined, which goes badly before PostgreSQL knows how large they have become.
  await asOwner(w.app.database.url, "ANALYZE");
  expect(await w.violations()).toEqual([]);
  return {
    sizes: await sizesOf(w, batchIds),
    paidCount: await paidCount(w, creator.id),
    debitsCount: debits.length,
  };
}
