import { createPayouts } from "../../src/features/payouts";
import { systemClock } from "../../src/kernel/clock";
import { createPaypal } from "../../src/providers/paypal";
import { bookOnPaypal } from "../support/book-opening";
import { asOwner } from "../support/database";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";

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

const post = { method: "POST", path: "^/v1/payments/payouts$" } as const;
const faultNext = (action: object) => w.fault("paypal", post.method, post.path, action);

test("an endorsement is paid once, from the policy's release to the closed batch", async () => {
  const [payout] = await w.released("happy@example.com");
  const batchId = await w.frozen();
  expect(await w.payoutStatus(payout!.payoutId)).toBe("in_progress");
  await w.payouts.send(batchId);
  expect(await w.batch(batchId)).toMatchObject({ state: "submitted" });
  await w.observed(batchId, payout!.payoutId, "success");
  expect(await w.payoutStatus(payout!.payoutId)).toBe("paid");
  expect((await w.batch(batchId)).state).toBe("closed");
  expect(await w.leftPaypal(payout!.payoutId)).toBe(10_000n);
  await eventually("the fee to be booked on both sides", async () => {
    await w.payouts.observeBatch(batchId);
    const { theirs, ours } = await w.paypalBalances("USD");
    return theirs === ours;
  });
});

test("doing every step many times at once does it once", async () => {
  const many = Array.from({ length: 10 });
  const [payout] = await w.released("parallel@example.com");
  await Promise.all(many.map(() => w.payouts.schedule(payout!.endorsementId)));
  const frozen = (await Promise.all(many.map(() => w.payouts.freeze()))).flat();
  expect(frozen).toHaveLength(1);
  await Promise.all(many.map(() => w.payouts.send(frozen[0]!)));
  expect(await w.callOutcomes(frozen[0]!)).toEqual(["accepted"]);
  await eventually("success", async () => {
    await Promise.all(many.map(() => w.payouts.observeBatch(frozen[0]!)));
    return (await w.payoutStatus(payout!.payoutId)) === "paid";
  });
  expect(await w.attempts(payout!.payoutId)).toHaveLength(1);
  expect(await w.leftPaypal(payout!.payoutId)).toBe(10_000n);
});

describe("C4: an answer that proves nothing", () => {
  test.each([
    ["is lost after PayPal accepted", { type: "drop", when: "after" }],
    ["is a 500 after PayPal accepted", { type: "status", when: "after", status: 500 }],
    ["is cut in the middle", { type: "truncate" }],
    ["comes from a proxy", { type: "contentType", value: "text/html" }],
    ["is packed badly", { type: "badGzip" }],
    ["drips longer than the deadline", { type: "drip", bytesPerSecond: 40 }],
    ["comes after the deadline", { type: "delay", ms: 1_500 }],
  ])(
    "%s: the batch is neither paid nor failed, and adopted by its duplicate",
    async (_name, action) => {
      const [payout] = await w.released("lost@example.com");
      const batchId = await w.frozen();
      await faultNext(action);
      await w.payouts.send(batchId);
      expect(await w.batch(batchId)).toMatchObject({ state: "ambiguous", payout_batch_id: null });
      expect((await w.attempts(payout!.payoutId))[0]?.state).toBe("unknown");
      expect(await w.violations()).toEqual([]);
      const before = await w.batch(batchId);
      await w.submitted(batchId);
      expect((await w.batch(batchId)).sender_batch_id).toBe(before.sender_batch_id);
      expect(await w.callOutcomes(batchId)).toEqual(["ambiguous", "duplicate"]);
      await w.observed(batchId, payout!.payoutId, "success");
      expect(await w.leftPaypal(payout!.payoutId)).toBe(10_000n);
    },
  );

  test("C3: because the request never arrived: the same id is accepted later", async () => {
    const [payout] = await w.released("never@example.com");
    const batchId = await w.frozen();
    await faultNext({ type: "drop", when: "before" });
    await w.payouts.send(batchId);
    await w.submitted(batchId);
    expect(await w.callOutcomes(batchId)).toEqual(["ambiguous", "accepted"]);
    await w.observed(batchId, payout!.payoutId, "success");
    expect(await w.leftPaypal(payout!.payoutId)).toBe(10_000n);
  });

  test("C17: for 25 days: it is never sent again, and a person is asked", async () => {
    const [payout] = await w.released("old@example.com");
    const batchId = await w.frozen();
    await faultNext({ type: "drop", when: "after" });
    await w.payouts.send(batchId);
    await asOwner(
      w.app.database.url,
      "ALTER TABLE payout_batches DISABLE TRIGGER payout_batches_frozen",
    );
    await asOwner(
      w.app.database.url,
      "UPDATE payout_batches SET first_post_at = now() - interval '26 days', next_try_at = now() WHERE id = $1",
      [batchId],
    );
    await asOwner(
      w.app.database.url,
      "ALTER TABLE payout_batches ENABLE TRIGGER payout_batches_frozen",
    );
    await w.payouts.send(batchId);
    expect(await w.callOutcomes(batchId)).toEqual(["ambiguous"]);
    await w.app.composition.services.watch.look();
    expect(await w.openBreaks()).toContain("payout_batch_ambiguous");
    expect(await w.payoutStatus(payout!.payoutId)).toBe("in_progress");
  });
});

test("when nothing listens at PayPal, nothing was sent and the batch stays as it is", async () => {
  const [payout] = await w.released("refused@example.com");
  const batchId = await w.frozen();
  const { env } = w.app.composition.services.config;
  const deaf = createPaypal({
    settings: {
      clientId: "x",
      clientSecret: "x",
      webhookId: "x",
      apiBase: "http://127.0.0.1:1",
      certHosts: [],
    },
    clock: systemClock,
    timeoutMs: 500,
  });
  const payouts = createPayouts({
    unitOfWork: w.app.database.unitOfWork,
    log: w.app.composition.services.log,
    paypal: deaf.payouts,
    leaseMs: env.PAYOUT_LEASE_SECONDS,
    retryMs: [50],
    pollMs: [50],
    batchItemsMax: 500,
  });
  await payouts.send(batchId);
  expect(await w.callOutcomes(batchId)).toEqual(["not_sent"]);
  expect(await w.batch(batchId)).toMatchObject({ state: "frozen" });
  await w.submitted(batchId);
  await w.observed(batchId, payout!.payoutId, "success");
  deaf.close();
});

describe("a duplicate", () => {
  test("C5: without a link waits, tells finance, and is adopted by an item's event", async () => {
    const [payout] = await w.released("unlinked@example.com");
    const batchId = await w.frozen();
    await w.world.control("paypal", "POST", "/settings", { duplicateWithoutLink: true });
    await faultNext({ type: "drop", when: "after" });
    await w.payouts.send(batchId);
    await eventually("the second call", async () => {
      await w.payouts.send(batchId);
      return (await w.callOutcomes(batchId)).includes("duplicate");
    });
    await w.world.control("paypal", "POST", "/settings", { duplicateWithoutLink: false });
    expect(await w.batch(batchId)).toMatchObject({ state: "ambiguous", payout_batch_id: null });
    expect(await w.openBreaks()).toContain("payout_batch_unlinked");
    const { sender_batch_id } = await w.batch(batchId);
    const listed = (await w.world.control("paypal", "GET", "/payouts")).body;
    const item = (listed.items as Record<string, string>[]).find(
      (one) => one["sender_batch_id"] === sender_batch_id,
    );
    const isOurs = await w.payouts.observeItem({
      itemId: item!["payout_item_id"]!,
      payoutBatchId: item!["payout_batch_id"],
      senderBatchId: sender_batch_id,
    });
    expect(isOurs).toBe(true);
    await w.observed(batchId, payout!.payoutId, "success");
  });

  test("C9: whose items are not ours stops the batch and asks a person", async () => {
    const [payout] = await w.released("stolen@example.com");
    const batchId = await w.frozen();
    const { sender_batch_id } = await w.batch(batchId);
    const stranger = await w.app.composition.services.paypal!.payouts.submitBatch(
      JSON.stringify({
        sender_batch_header: { sender_batch_id },
        items: [
          {
            recipient_type: "EMAIL",
            receiver: "somebody@example.com",
            amount: { currency: "USD", value: "1.00" },
            sender_item_id: "stranger",
          },
        ],
      }),
    );
    expect(stranger.kind).toBe("accepted");
    await w.payouts.send(batchId);
    expect(await w.batch(batchId)).toMatchObject({ state: "stopped", payout_batch_id: null });
    expect(await w.openBreaks()).toContain("payout_batch_differs");
    expect(await w.payoutStatus(payout!.payoutId)).toBe("in_progress");
    expect(await w.payouts.freeze()).toEqual([]);
    // An id that was never used and is known to PayPal looks like an older backup: payouts are paused as well (C19).
    expect(await w.openBreaks()).toContain("payouts_paused");
    await w.resumed();
    expect(await w.openBreaks()).not.toContain("payouts_paused");
  });
});

describe("a refusal", () => {
  async function spoilReceiver(payoutId: string): Promise<void> {
    await asOwner(
      w.app.database.url,
      `UPDATE payout_methods SET receiver = 'not an address'
       WHERE id = (SELECT payout_method_id FROM payouts WHERE id = $1)`,
      [payoutId],
    );
  }

  test("C7: that names an item fails that one and pays the others in a new batch", async () => {
    const [bad, good] = await w.released("bad@example.com", "good@example.com");
    await spoilReceiver(bad!.payoutId);
    const first = await w.frozen();
    await w.payouts.send(first);
    expect(await w.batch(first)).toMatchObject({ state: "refused", problem: "VALIDATION_ERROR" });
    expect(await w.payoutStatus(bad!.payoutId)).toBe("failed");
    expect(await w.payoutStatus(good!.payoutId)).toBe("queued");
    const second = await w.frozen();
    expect((await w.batch(second)).sender_batch_id).not.toBe(
      (await w.batch(first)).sender_batch_id,
    );
    await w.submitted(second);
    await w.observed(second, good!.payoutId, "success");
    expect((await w.attempts(good!.payoutId)).map((a) => a.state)).toEqual(["failed", "success"]);
    expect(await w.leftPaypal(good!.payoutId)).toBe(10_000n);
  });

  test("C7: after an unclear call stops the batch: nobody may conclude that nothing was created", async () => {
    const [bad] = await w.released("unclear@example.com");
    await spoilReceiver(bad!.payoutId);
    const batchId = await w.frozen();
    await faultNext({ type: "drop", when: "before" });
    await w.payouts.send(batchId);
    await eventually("the refusal", async () => {
      await w.payouts.send(batchId);
      return (await w.callOutcomes(batchId)).length === 2;
    });
    expect(await w.callOutcomes(batchId)).toEqual(["ambiguous", "refused"]);
    expect(await w.batch(batchId)).toMatchObject({ state: "stopped" });
    expect(await w.openBreaks()).toContain("payout_batch_stopped");
    expect(await w.payoutStatus(bad!.payoutId)).toBe("in_progress");
  });

  test("C8: for want of money holds the batch with its id, tells finance, and goes on when there is money", async () => {
    const [payout] = await w.released("poor@example.com");
    const batchId = await w.frozen();
    await faultNext({
      type: "status",
      when: "before",
      status: 422,
      body: {
        name: "INSUFFICIENT_FUNDS",
        message: "Sender does not have enough money.",
        debug_id: "d1",
      },
    });
    await w.payouts.send(batchId);
    expect(await w.batch(batchId)).toMatchObject({
      state: "frozen",
      problem: "INSUFFICIENT_FUNDS",
    });
    expect(await w.openBreaks()).toContain("payout_batch_held");
    await w.payouts.send(batchId);
    expect(await w.callOutcomes(batchId)).toEqual(["refused"]);
    await asOwner(
      w.app.database.url,
      "UPDATE payout_batches SET next_try_at = now() WHERE id = $1",
      [batchId],
    );
    await w.payouts.send(batchId);
    expect(await w.callOutcomes(batchId)).toEqual(["refused", "accepted"]);
    expect(await w.openBreaks()).not.toContain("payout_batch_held");
    await w.observed(batchId, payout!.payoutId, "success");
  });

  test("because of the rate limit, or an old token, only delays", async () => {
    const [payout] = await w.released("busy@example.com");
    const batchId = await w.frozen();
    await faultNext({
      type: "status",
      when: "before",
      status: 429,
      body: { name: "RATE_LIMIT_REACHED", message: "x" },
    });
    await w.payouts.send(batchId);
    expect(await w.batch(batchId)).toMatchObject({
      state: "frozen",
      problem: "RATE_LIMIT_REACHED",
    });
    await w.world.control("paypal", "POST", "/expire-tokens");
    await w.submitted(batchId);
    await w.observed(batchId, payout!.payoutId, "success");
    expect(await w.leftPaypal(payout!.payoutId)).toBe(10_000n);
  });
});

test("C10: a 404 right after the creation is no failure", async () => {
  const [payout] = await w.released("fresh@example.com");
  const batchId = await w.frozen();
  await w.world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 300 });
  await w.payouts.send(batchId);
  await w.payouts.observeBatch(batchId);
  expect((await w.attempts(payout!.payoutId))[0]?.state).toBe("submitted");
  await w.world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 0 });
  await w.observed(batchId, payout!.payoutId, "success");
});

describe("what becomes of an item", () => {
  async function sent(receiver: string) {
    const [payout] = await w.released(receiver);
    const batchId = await w.frozen();
    await w.submitted(batchId);
    return { payoutId: payout!.payoutId, batchId, creator: payout!.creator };
  }

  const setStatus = (itemId: string, status: string) =>
    w.world.control("paypal", "POST", `/payouts/${itemId}/status`, { status });

  const itemOf = async (payoutId: string) => (await w.attempts(payoutId)).at(-1)!.provider_item_id!;

  test("failed: the creator is owed the money again", async () => {
    const { payoutId, batchId } = await sent("fail+a@example.com");
    await w.observed(batchId, payoutId, "failed");
    expect(await w.payoutStatus(payoutId)).toBe("failed");
    expect(await w.leftPaypal(payoutId)).toBe(0n);
  });

  test("unclaimed, then claimed", async () => {
    const { payoutId, batchId } = await sent("unclaimed+a@example.com");
    await w.observed(batchId, payoutId, "unclaimed");
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    await setStatus(await itemOf(payoutId), "SUCCESS");
    await w.observed(batchId, payoutId, "success");
    expect(await w.payoutStatus(payoutId)).toBe("paid");
  });

  test("blocked: it stays ours to decide, and finance is told", async () => {
    const { payoutId, batchId } = await sent("block+a@example.com");
    await w.observed(batchId, payoutId, "blocked");
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    expect(await w.openBreaks()).toContain("payout_item_blocked");
  });

  test("refunded after success: paid becomes returned, and the money is owed again", async () => {
    const { payoutId, batchId } = await sent("happy2@example.com");
    await w.observed(batchId, payoutId, "success");
    await setStatus(await itemOf(payoutId), "REFUNDED");
    await w.observed(batchId, payoutId, "refunded");
    expect(await w.payoutStatus(payoutId)).toBe("returned");
    expect(await w.leftPaypal(payoutId)).toBe(0n);
  });

  test("returned, paid again: whatever PayPal says of the first attempt later never touches the second", async () => {
    const { payoutId, batchId, creator } = await sent("unclaimed+b@example.com");
    await w.observed(batchId, payoutId, "unclaimed");
    const firstItem = await itemOf(payoutId);
    await setStatus(firstItem, "RETURNED");
    await w.observed(batchId, payoutId, "returned");
    const receiver = "second@example.com";
    await creator.client
      .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver })
      .expect(201);
    const maker = await w.staff("finance_maker", "maker-return");
    const checker = await w.staff("finance_checker", "checker-return");
    const prepared = await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(200);
    const { contentHash } = prepared.body;
    await checker
      .post("/v1/payouts/approvals", { payouts: [{ payoutId, contentHash }] })
      .expect(200);
    const second = await w.frozen();
    await w.submitted(second);
    await w.payouts.observeItem({
      itemId: firstItem,
      payoutBatchId: undefined,
      senderBatchId: (await w.batch(batchId)).sender_batch_id,
    });
    await w.payouts.observeBatch(batchId);
    await w.observed(second, payoutId, "success");
    expect((await w.attempts(payoutId)).map((a) => a.state)).toEqual(["returned", "success"]);
    expect(await w.leftPaypal(payoutId)).toBe(10_000n);
  });

  test("returned, prepared for another try, then given another method: two people still have to sign", async () => {
    const { payoutId, batchId, creator } = await sent("unclaimed+e@example.com");
    await w.observed(batchId, payoutId, "unclaimed");
    await setStatus(await itemOf(payoutId), "RETURNED");
    await w.observed(batchId, payoutId, "returned");
    const maker = await w.staff("finance_maker", "maker-again");
    await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(200);
    await creator.client
      .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver: "third@example.com" })
      .expect(201);
    await w.payouts.advanceDraftsOf(creator.id);
    expect(await w.payoutStatus(payoutId)).toBe("draft");
    expect(await w.payouts.freeze()).toEqual([]);
  });

  test("C16: taking back an unclaimed one asks PayPal; a claim that was quicker wins", async () => {
    const slow = await sent("unclaimed+c@example.com");
    await w.observed(slow.batchId, slow.payoutId, "unclaimed");
    const maker = await w.staff("finance_maker", "maker-takeback");
    const taken = await maker.post(`/v1/payouts/${slow.payoutId}/take-back`).expect(200);
    expect(taken.body.status).toBe("returned");
    const quick = await sent("unclaimed+d@example.com");
    await w.observed(quick.batchId, quick.payoutId, "unclaimed");
    await setStatus(await itemOf(quick.payoutId), "SUCCESS");
    const kept = await maker.post(`/v1/payouts/${quick.payoutId}/take-back`).expect(200);
    expect(kept.body.status).toBe("paid");
    const again = await maker.post(`/v1/payouts/${quick.payoutId}/take-back`).expect(409);
    expect(again.body.code).toBe("payout_not_unclaimed");
  });
});

test("a batch that PayPal's balance does not cover is not frozen, and finance learns how much is missing", async () => {
  const [payout] = await w.released("short@example.com");
  const { ours } = await w.paypalBalances("USD");
  // Somebody spends nearly all of it elsewhere: the books know, PayPal's balance follows.
  const spent = ours - 5_000n;
  const { unitOfWork } = w.app.database;
  await bookOnPaypal(unitOfWork, "test:spent", -spent, "USD");
  expect(await w.payouts.freeze()).toEqual([]);
  const [short] = await w.sql<{ amount_minor: string }>(
    "SELECT amount_minor FROM breaks WHERE kind = 'paypal_balance_short' AND resolved_at IS NULL",
  );
  expect(BigInt(short!.amount_minor) > 0n).toBe(true);
  expect(await w.payoutStatus(payout!.payoutId)).toBe("queued");
  await bookOnPaypal(unitOfWork, "test:back", spent, "USD");
  expect(await w.payouts.freeze()).toHaveLength(1);
  expect(await w.openBreaks()).not.toContain("paypal_balance_short");
});
