/** A batch that an item's event brings to light leaves the same traces as one whose answer came. */
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { watching } from "../support/watching";

let w: PayoutWorld;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

/** What was written down about the acceptance of one batch. */
async function traces(batchId: string, payoutId: string) {
  const audit = await w.sql<{ action: string; details: object }>(
    `SELECT action, details FROM audit_events
     WHERE object_id = $1 AND action = 'payout_batch.submitted'`,
    [batchId],
  );
  const events = await w.sql<{ topic: string }>(
    `SELECT topic FROM outbox WHERE payload ->> 'batchId' = $1 OR payload ->> 'payoutId' = $2
     ORDER BY topic`,
    [batchId, payoutId],
  );
  return {
    state: (await w.batch(batchId)).state,
    audits: audit.map(({ details }) => Object.keys(details)),
    topics: events.map(({ topic }) => topic).filter((topic) => /submitted|sent/.test(topic)),
  };
}

/** PayPal's own ids of what it has for one of our attempts. */
async function atPaypal(payoutId: string) {
  const [attempt] = await w.attempts(payoutId);
  return await eventually("PayPal to list the item", async () => {
    const { items } = (await w.world.control("paypal", "GET", "/payouts")).body as {
      items: Record<string, string>[];
    };
    const item = items.find((one) => one["sender_item_id"] === attempt!.id);
    return item && { itemId: item["payout_item_id"]!, payoutBatchId: item["payout_batch_id"]! };
  });
}

test("the audit line, the events and the resolved breaks are those of an answer", async () => {
  const [answered] = await w.released("answered@example.com");
  const answeredId = await w.frozen();
  await w.submitted(answeredId);

  const [lost] = await w.released("brought-to-light@example.com");
  const lostId = await w.frozen();
  await w.fault("paypal", "POST", "^/v1/payments/payouts$", { type: "drop", when: "after" });
  await w.payouts.send(lostId);
  const t = watching(w);
  await t.age("payout_batches", "id", lostId, "2 hours", "first_post_at");
  await t.look();
  expect(await t.breaksOf("payout_batch_ambiguous", lostId)).toMatchObject([{ resolved_by: null }]);

  const { itemId, payoutBatchId } = await atPaypal(lost!.payoutId);
  const { sender_batch_id: senderBatchId } = await w.batch(lostId);
  expect(await w.payouts.observeItem({ itemId, payoutBatchId, senderBatchId })).toBe(true);
  const seen = await traces(lostId, lost!.payoutId);
  expect(seen.topics).toEqual(["payout.sent", "payout_batch.submitted"]);
  expect(seen).toEqual({ ...(await traces(answeredId, answered!.payoutId)), state: seen.state });
  expect(await t.breaksOf("payout_batch_ambiguous", lostId)).toMatchObject([
    { resolved_by: "system:observe-payout-items" },
  ]);
  await w.observed(lostId, lost!.payoutId, "success");
  await w.observed(answeredId, answered!.payoutId, "success");
  expect(await w.leftPaypal(lost!.payoutId)).toBe(10_000n);
});

test("a second id for the same batch raises the same alarm, and nothing is booked of it", async () => {
  const [payout] = await w.released("two-ids@example.com");
  const batchId = await w.frozen();
  await w.submitted(batchId);
  const { itemId } = await atPaypal(payout!.payoutId);
  const { sender_batch_id: senderBatchId, payout_batch_id: known } = await w.batch(batchId);
  const stranger = { itemId, payoutBatchId: "ANOTHERBATCH1", senderBatchId };
  expect(await w.payouts.observeItem(stranger)).toBe(true);
  expect(await w.openBreaks()).toContain("payout_batch_two_ids");
  expect((await w.batch(batchId)).payout_batch_id).toBe(known);
  expect((await w.attempts(payout!.payoutId))[0]).toMatchObject({
    state: "submitted",
    provider_item_id: null,
  });
  await w.observed(batchId, payout!.payoutId, "success");
});
