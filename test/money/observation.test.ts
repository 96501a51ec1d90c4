/** What PayPal shows of a batch, and what it leaves out: every oddity becomes a break, and none stops the rest. */
import { asOwner } from "../support/database";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";

let w: PayoutWorld;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
});
afterAll(() => w.close());
afterEach(async () => {
  await w.world.control("paypal", "DELETE", "/faults");
  expect(await w.violations()).toEqual([]);
});

async function sent(...receivers: string[]) {
  const made = await w.released(...receivers);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  const { payout_batch_id: payoutBatchId, sender_batch_id: senderBatchId } = await w.batch(batchId);
  const attempts = await Promise.all(
    made.map(async ({ payoutId }) => (await w.attempts(payoutId))[0]!.id),
  );
  return {
    batchId,
    payoutBatchId: payoutBatchId!,
    senderBatchId,
    payoutIds: made.map(({ payoutId }) => payoutId),
    attempts,
  };
}

/** Lets PayPal answer the next look at a batch with this body. */
async function shows(
  payoutBatchId: string,
  header: object,
  items: readonly object[] | undefined,
): Promise<void> {
  await w.fault("paypal", "GET", `^/v1/payments/payouts/${payoutBatchId}$`, {
    type: "status",
    when: "before",
    status: 200,
    body: {
      total_items: items?.length ?? 0,
      total_pages: 1,
      batch_header: { payout_batch_id: payoutBatchId, ...header },
      ...(items ? { items } : {}),
    },
  });
}

const listed = (itemId: string, senderItemId: string) => ({
  payout_item_id: itemId,
  transaction_status: "SUCCESS",
  payout_item_fee: { currency: "USD", value: "0.25" },
  payout_item: {
    sender_item_id: senderItemId,
    receiver: "x@example.com",
    amount: { currency: "USD", value: "100.00" },
  },
});

async function nextLook(batchId: string): Promise<{ is_later: boolean; polls_count: number }> {
  const [row] = await w.sql<{ is_later: boolean; polls_count: number }>(
    "SELECT next_poll_at > now() AS is_later, polls_count FROM payout_attempts WHERE batch_id = $1",
    [batchId],
  );
  return row!;
}

async function anHourAgo(batchId: string): Promise<void> {
  await asOwner(
    w.app.database.url,
    "UPDATE payout_attempts SET state_at = now() - interval '2 hours', next_poll_at = now(), polls_count = 90 WHERE batch_id = $1",
    [batchId],
  );
}

test("a batch that was denied and lists no items keeps its money in flight, and finance is told", async () => {
  const { batchId, payoutBatchId, payoutIds } = await sent("denied@example.com");
  await shows(payoutBatchId, { batch_status: "DENIED" }, undefined);
  await w.payouts.observeBatch(batchId);
  expect(await w.openBreaks()).toContain("payout_batch_denied");
  expect(await w.payoutStatus(payoutIds[0]!)).toBe("in_progress");
  expect((await w.batch(batchId)).state).toBe("submitted");
  // PayPal showed it after all: the break closes by itself.
  await w.observed(batchId, payoutIds[0]!, "success");
  expect(await w.openBreaks()).not.toContain("payout_batch_denied");
});

test("an item that no page lists is looked for by the schedule, and after an hour somebody hears of it", async () => {
  const { batchId, payoutBatchId, payoutIds } = await sent("unlisted@example.com");
  await shows(payoutBatchId, { batch_status: "PROCESSING" }, []);
  await w.payouts.observeBatch(batchId);
  expect((await nextLook(batchId)).polls_count).toBe(1);
  expect(await w.openBreaks()).not.toContain("payout_batch_incomplete");
  await anHourAgo(batchId);
  await w.world.control("paypal", "DELETE", "/faults");
  await shows(payoutBatchId, { batch_status: "SUCCESS" }, []);
  await w.payouts.observeBatch(batchId);
  expect(await w.openBreaks()).toContain("payout_batch_incomplete");
  expect(await nextLook(batchId)).toEqual({ is_later: true, polls_count: 91 });
  await w.observed(batchId, payoutIds[0]!, "success");
  expect(await w.openBreaks()).not.toContain("payout_batch_incomplete");
});

test("a batch that PayPal does not know for an hour becomes a break, and is asked about by the schedule only", async () => {
  const { batchId, payoutIds } = await sent("silent@example.com");
  await anHourAgo(batchId);
  await w.world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 60_000 });
  await w.payouts.observeBatch(batchId);
  await w.world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 0 });
  expect(await w.openBreaks()).toContain("payout_batch_silent");
  expect(await nextLook(batchId)).toEqual({ is_later: true, polls_count: 91 });
  const [attempt] = await w.sql<{ kept: boolean }>(
    "SELECT state_at < now() - interval '1 hour' AS kept FROM payout_attempts WHERE batch_id = $1",
    [batchId],
  );
  expect(attempt).toEqual({ kept: true });
  await w.observed(batchId, payoutIds[0]!, "success");
  expect(await w.openBreaks()).not.toContain("payout_batch_silent");
});

test("two items for one attempt are not booked twice: a person decides which is ours", async () => {
  const { batchId, payoutBatchId, payoutIds, attempts } = await sent("doubled@example.com");
  await shows(payoutBatchId, { batch_status: "SUCCESS" }, [
    listed("DOUBLE1", attempts[0]!),
    listed("DOUBLE2", attempts[0]!),
  ]);
  await w.payouts.observeBatch(batchId);
  expect(await w.openBreaks()).toContain("payout_item_another_item_id");
  expect(await w.payoutStatus(payoutIds[0]!)).toBe("in_progress");
  await w.observed(batchId, payoutIds[0]!, "success");
});

test("an item that cannot be booked does not keep the others of its batch from being paid", async () => {
  const first = await sent("first@example.com");
  await w.observed(first.batchId, first.payoutIds[0]!, "success");
  const taken = (await w.attempts(first.payoutIds[0]!))[0]!.provider_item_id!;
  const names = ["a", "b", "c", "d", "e"].map((name) => `poison-${name}@example.com`);
  const { batchId, payoutBatchId, payoutIds, attempts } = await sent(...names);
  // The third is shown with the id of an item that another attempt has already.
  await shows(
    payoutBatchId,
    { batch_status: "SUCCESS" },
    attempts.map((id, n) => listed(n === 2 ? taken : `POISON${n}`, id)),
  );
  await w.payouts.observeBatch(batchId);
  const states = await Promise.all(payoutIds.map((id) => w.payoutStatus(id)));
  expect(states).toEqual(["paid", "paid", "in_progress", "paid", "paid"]);
  expect(await w.openBreaks()).toContain("payout_item_unbookable");
  expect((await w.batch(batchId)).state).toBe("submitted");
});

test("an event that puts our batch id to another batch of PayPal's changes nothing and asks a person", async () => {
  const { batchId, senderBatchId, payoutIds } = await sent("other-batch@example.com");
  const isOurs = await w.payouts.observeItem({
    itemId: "WHATEVER",
    payoutBatchId: "ANOTHERBATCH",
    senderBatchId,
  });
  expect(isOurs).toBe(true);
  expect(await w.openBreaks()).toContain("payout_batch_two_ids");
  await w.observed(batchId, payoutIds[0]!, "success");
});

test("a currency that waits for money does not keep another one waiting", async () => {
  const poor = await w.market.campaign(await w.market.brand(), { currency: "EUR" });
  const creator = await w.market.creator({ paypal: "euro@example.com" });
  await w.payouts.schedule(await w.market.endorsed(await w.market.accepted(poor, creator)));
  const [rich] = await w.released("dollar@example.com");
  const batchId = await w.frozen();
  expect(await w.openBreaks()).toContain("paypal_balance_short");
  await w.submitted(batchId);
  await w.observed(batchId, rich!.payoutId, "success");
});
