/** Every limit on the way of a payout: too young, too old, looked at twice, healed. */
import type { Client } from "../support/app";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { provesLimit, type Watching, watching } from "../support/watching";

let w: PayoutWorld;
let t: Watching;
let maker: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld();
  t = watching(w);
  await w.fillPaypal("USD", 10_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
});
afterAll(() => w.close());
afterEach(async () => {
  await w.world.control("paypal", "DELETE", "/faults");
  expect(await w.violations()).toEqual([]);
});

async function payoutOf(endorsementId: string): Promise<string> {
  const [row] = await w.sql<{ payout_id: string }>(
    "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
    [endorsementId],
  );
  return row!.payout_id;
}

async function releasedPayout(receiver: string): Promise<string> {
  const [payout] = await w.released(receiver);
  return payout!.payoutId;
}

/** A payout above the policy's limit: it waits for two people. */
async function unreleased(fee = 60_000n): Promise<string> {
  const creator = await w.market.creator({ paypal: "large@example.com" });
  const campaign = await w.market.campaign(await w.market.brand(), { fee, creatorsMax: 1 });
  const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, creator));
  await w.payouts.schedule(endorsementId);
  return await payoutOf(endorsementId);
}

const cancel = (payoutId: string) =>
  maker.post(`/v1/payouts/${payoutId}/cancel`, { reason: "The test is over" }).expect(200);
const hold = (payoutId: string) =>
  maker.post(`/v1/payouts/${payoutId}/hold`, { reason: "Wait for the contract" }).expect(200);
const free = (payoutId: string) => maker.post(`/v1/payouts/${payoutId}/release`).expect(200);

async function frozen(payoutId: string): Promise<string> {
  await w.payouts.freeze();
  return (await w.attempts(payoutId)).at(-1)!.batch_id!;
}

/** A payout at PayPal in one of these states. */
async function atPaypal(receiver: string, state: string) {
  const payoutId = await releasedPayout(receiver);
  const batchId = await frozen(payoutId);
  await w.submitted(batchId);
  await w.observed(batchId, payoutId, state);
  const attempt = (await w.attempts(payoutId)).at(-1)!;
  const become = async (status: string, next: string) => {
    await w.world.control("paypal", "POST", `/payouts/${attempt.provider_item_id}/status`, {
      status,
    });
    await w.observed(batchId, payoutId, next);
  };
  return { payoutId, batchId, attemptId: attempt.id, become };
}

test("a fee that may be paid and has no payout", async () => {
  const creator = await w.market.creator({ paypal: "no-payout@example.com" });
  const endorsementId = await w.market.endorsed(
    await w.market.accepted(await w.campaign(), creator),
  );
  const opened = await provesLimit(t, "endorsement_without_payout", endorsementId, {
    grow: () => t.age("endorsements", "id", endorsementId, "6 minutes", "payable_at"),
    heal: () => w.payouts.schedule(endorsementId),
  });
  expect(opened).toMatchObject({ amount_minor: "10000", currency: "USD", owner: "operator" });
  await cancel(await payoutOf(endorsementId));
});

test("a hold that lasts too long", async () => {
  const payoutId = await unreleased();
  await hold(payoutId);
  const opened = await provesLimit(t, "payout_held_long", payoutId, {
    grow: () => t.age("payout_holds", "payout_id", payoutId, "4 days", "opened_at"),
    heal: () => free(payoutId),
  });
  expect(opened).toMatchObject({
    owner: "finance",
    details: { holds: "person", waits_for: "finance" },
  });
  await cancel(payoutId);
});

test("a payout that nobody releases; the end of a hold begins its time anew", async () => {
  const payoutId = await unreleased();
  await hold(payoutId);
  await t.age("payouts", "id", payoutId, "2 days", "status_at");
  await t.look();
  await free(payoutId);
  const opened = await provesLimit(t, "payout_not_released", payoutId, {
    grow: () => t.age("payout_holds", "payout_id", payoutId, "25 hours", "released_at"),
    heal: async () => {
      const { body } = await maker
        .post("/v1/payouts/prepare", { payoutIds: [payoutId] })
        .expect(200);
      const { contentHash } = body.items[0];
      await checker
        .post("/v1/payouts/approvals", { payouts: [{ payoutId, contentHash }] })
        .expect(200);
    },
  });
  expect(opened).toMatchObject({
    next_action: "prepare_and_approve",
    details: { status: "draft" },
  });
  await cancel(payoutId);
});

describe("a released payout that is in no batch", () => {
  test("because nobody took it", async () => {
    const payoutId = await releasedPayout("not-taken@example.com");
    const opened = await provesLimit(t, "payout_not_frozen", payoutId, {
      grow: () => t.age("payouts", "id", payoutId, "11 minutes", "status_at"),
      heal: async () => w.submitted(await frozen(payoutId)),
    });
    expect(opened).toMatchObject({
      next_action: "check_worker",
      details: { reason: "not_taken" },
    });
  });

  test("because of a hold; when the reason changes, the same break says so", async () => {
    const payoutId = await releasedPayout("held@example.com");
    await hold(payoutId);
    const opened = await provesLimit(t, "payout_not_frozen", payoutId, {
      grow: () => t.age("payouts", "id", payoutId, "11 minutes", "status_at"),
      heal: async () => {
        await free(payoutId);
        await t.age("payout_holds", "payout_id", payoutId, "11 minutes", "released_at");
        await t.look();
        const [open] = await t.breaksOf("payout_not_frozen", payoutId);
        expect(open).toMatchObject({
          resolved_by: null,
          next_action: "check_worker",
          details: { reason: "not_taken" },
        });
        await w.submitted(await frozen(payoutId));
      },
    });
    expect(opened).toMatchObject({ next_action: "review_hold", details: { reason: "held" } });
  });

  test("because its method was replaced", async () => {
    const [payout] = await w.released("gone@example.com");
    const { payoutId, creator } = payout!;
    const receiver = "new-method@example.com";
    await creator.client
      .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver })
      .expect(201);
    const opened = await provesLimit(t, "payout_not_frozen", payoutId, {
      grow: () => t.age("payouts", "id", payoutId, "11 minutes", "status_at"),
      heal: () => cancel(payoutId),
    });
    expect(opened.details["reason"]).toBe("method_replaced");
  });

  test("because PayPal's balance does not cover it", async () => {
    const creator = await w.market.creator({ paypal: "short@example.com" });
    const campaign = await w.market.campaign(await w.market.brand(), {
      currency: "EUR",
      creatorsMax: 1,
    });
    const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, creator));
    await w.payouts.schedule(endorsementId);
    const payoutId = await payoutOf(endorsementId);
    expect(await w.payouts.freeze()).toEqual([]);
    const opened = await provesLimit(t, "payout_not_frozen", payoutId, {
      grow: () => t.age("payouts", "id", payoutId, "11 minutes", "status_at"),
      heal: async () => {
        await w.fillPaypal("EUR", 1_000_000n);
        await w.submitted(await frozen(payoutId));
      },
    });
    expect(opened).toMatchObject({
      next_action: "top_up_paypal",
      details: { reason: "not_covered" },
    });
  });

  test("because its cheque is not written", async () => {
    const creator = await w.market.creator();
    await creator.client
      .post("/v1/creators/me/payout-methods", {
        rail: "cheque",
        payeeName: "Ploy Suksan",
        postalAddress: {
          line1: "1 Sukhumvit",
          city: "Bangkok",
          postalCode: "10110",
          country: "TH",
        },
      })
      .expect(201);
    const endorsementId = await w.market.endorsed(
      await w.market.accepted(await w.campaign(), creator),
    );
    await w.payouts.schedule(endorsementId);
    const payoutId = await payoutOf(endorsementId);
    await provesLimit(t, "payout_cheque_not_written", payoutId, {
      grow: () => t.age("payouts", "id", payoutId, "4 days", "status_at"),
      heal: () => cancel(payoutId),
    });
  });
});

describe("a batch", () => {
  test("that PayPal never accepted", async () => {
    const payoutId = await releasedPayout("not-sent@example.com");
    const batchId = await frozen(payoutId);
    const opened = await provesLimit(t, "payout_batch_not_sent", batchId, {
      grow: () => t.age("payout_batches", "id", batchId, "11 minutes", "created_at"),
      heal: () => w.submitted(batchId),
    });
    expect(opened.amount_minor).toBe("10000");
  });

  test("whose outcome is unknown: from the first hour on, and louder after a day and after 25 days", async () => {
    const payoutId = await releasedPayout("unknown@example.com");
    const batchId = await frozen(payoutId);
    await w.fault("paypal", "POST", "^/v1/payments/payouts$", { type: "drop", when: "after" });
    await w.payouts.send(batchId);
    expect((await w.batch(batchId)).state).toBe("ambiguous");
    const posted = (back: string) =>
      t.age("payout_batches", "id", batchId, back, "first_post_at", "next_try_at");
    const opened = await provesLimit(t, "payout_batch_ambiguous", batchId, {
      grow: () => posted("61 minutes"),
      heal: async () => {
        for (const [back, level] of [
          ["25 hours", "late"],
          ["26 days", "25 days"],
        ] as const) {
          await posted(back);
          await t.look();
          const [open, ...others] = await t.breaksOf("payout_batch_ambiguous", batchId);
          expect(others).toEqual([]);
          expect(open).toMatchObject({
            resolved_by: null,
            next_action: "check_paypal_report",
            details: { level },
          });
        }
        await posted("1 minute");
        await w.submitted(batchId);
      },
    });
    expect(opened).toMatchObject({ next_action: "wait_for_retry", details: { level: "early" } });
  });

  test("that was stopped: it never is without a break", async () => {
    const payoutId = await releasedPayout("stopped@example.com");
    const batchId = await frozen(payoutId);
    const become = (state: string) =>
      t.force(
        "payout_batches",
        `UPDATE payout_batches SET state = '${state}' WHERE id = '${batchId}'`,
      );
    await become("stopped");
    await t.look();
    await t.look();
    const [open, ...others] = await t.breaksOf("payout_batch_stopped", batchId);
    expect(others).toEqual([]);
    expect(open).toMatchObject({ next_action: "check_paypal_report", resolved_by: null });
    await become("frozen");
    await t.look();
    expect(await t.breaksOf("payout_batch_stopped", batchId)).toMatchObject([
      { id: open!.id, resolved_by: "system:watch-limits" },
    ]);
    await w.submitted(batchId);
  });

  test("that PayPal took and then does not show", async () => {
    const payoutId = await releasedPayout("unseen@example.com");
    const batchId = await frozen(payoutId);
    await w.submitted(batchId);
    const [attempt] = await w.attempts(payoutId);
    const get = { method: "GET", path: "^/v1/payments/payouts/" };
    await w.fault("paypal", get.method, get.path, { type: "status", status: 404 });
    await provesLimit(t, "payout_batch_unseen", batchId, {
      grow: async () => {
        await t.age("payout_attempts", "id", attempt!.id, "59 minutes", "state_at");
        // Looking in vain does not make it young again.
        await w.payouts.observeBatch(batchId);
        await t.force(
          "payout_attempts",
          `UPDATE payout_attempts SET state_at = state_at - interval '2 minutes' WHERE id = '${attempt!.id}'`,
        );
      },
      heal: () => w.observed(batchId, payoutId, "success"),
    });
  });
});

describe("an item at PayPal", () => {
  test("that is neither paid nor refused", async () => {
    const { attemptId, become } = await atPaypal("pending+slow@example.com", "pending");
    const opened = await provesLimit(t, "payout_attempt_slow", attemptId, {
      grow: () => t.age("payout_attempts", "id", attemptId, "7 hours", "created_at"),
      heal: () => become("SUCCESS", "success"),
    });
    expect(opened.details).toMatchObject({ state: "pending", status: "PENDING" });
  });

  test("that is on hold", async () => {
    const { attemptId, become } = await atPaypal("hold+long@example.com", "on_hold");
    await provesLimit(t, "payout_attempt_kept_by_paypal", attemptId, {
      grow: () => t.age("payout_attempts", "id", attemptId, "4 days", "created_at"),
      heal: () => become("SUCCESS", "success"),
    });
  });

  test("that nobody claims", async () => {
    const { attemptId, become } = await atPaypal("unclaimed+long@example.com", "unclaimed");
    const opened = await provesLimit(t, "payout_unclaimed_long", attemptId, {
      grow: () => t.age("payout_attempts", "id", attemptId, "26 days", "created_at"),
      heal: () => become("SUCCESS", "success"),
    });
    expect(opened.next_action).toBe("reach_the_creator");
  });

  test("that came back and is not paid again", async () => {
    const { payoutId } = await atPaypal("fail+came-back@example.com", "failed");
    const opened = await provesLimit(t, "payout_came_back", payoutId, {
      grow: () => t.age("payouts", "id", payoutId, "4 days", "status_at"),
      heal: () => cancel(payoutId),
    });
    expect(opened.details["status"]).toBe("failed");
  });
});

test("whatever else keeps a payout from being paid for 35 days", async () => {
  const { payoutId, become } = await atPaypal("pending+ages@example.com", "pending");
  await provesLimit(t, "payout_unpaid", payoutId, {
    grow: () => t.age("payouts", "id", payoutId, "36 days", "created_at"),
    heal: () => become("SUCCESS", "success"),
  });
});

test("nobody closes a break whose cause is still there, and one whose cause comes back is opened again", async () => {
  const payoutId = await unreleased();
  await t.age("payouts", "id", payoutId, "2 days", "status_at");
  await t.look();
  const [first] = await t.breaksOf("payout_not_released", payoutId);
  const close = () =>
    maker.post(`/v1/breaks/${first!.id}/resolution`, { note: "The brand asked us to wait" });
  for (const [language, words] of [
    ["en", "a note does not change it"],
    ["id", "catatan tidak mengubahnya"],
    ["th", "บันทึกเปลี่ยนแปลงไม่ได้"],
  ] as const) {
    const { body } = await close().set("Accept-Language", language).expect(409);
    expect(body).toMatchObject({
      code: "break_cause_remains",
      operation: "POST /v1/payouts/prepare",
      detail: expect.stringContaining(words),
    });
    expect(body.detail).toContain("POST /v1/payouts/prepare");
  }
  await t.look();
  expect(await t.breaksOf("payout_not_released", payoutId)).toMatchObject([{ resolved_by: null }]);

  await t.age("payouts", "id", payoutId, "0 days", "status_at");
  await close().expect(200);
  await t.age("payouts", "id", payoutId, "2 days", "status_at");
  await t.look();
  expect(await t.breaksOf("payout_not_released", payoutId)).toMatchObject([
    { resolved_by: expect.stringMatching(/^user:/) },
    { resolved_by: null },
  ]);
  await cancel(payoutId);
});

test("books that contradict themselves stop their currency, and no other", async () => {
  const { watch } = w.app.composition.services;
  const balanceBy = (delta: number) =>
    t.force(
      "ledger_balances",
      `UPDATE ledger_balances b SET balance_minor = balance_minor + ${delta}
       FROM (SELECT min(id) AS id FROM ledger_accounts WHERE currency = 'USD' AND is_guarded) a
       WHERE b.account_id = a.id`,
    );
  const payoutId = await releasedPayout("stopped-rail@example.com");
  const creator = await w.market.creator({ paypal: "other-currency@example.com" });
  const campaign = await w.market.campaign(await w.market.brand(), {
    currency: "EUR",
    creatorsMax: 1,
  });
  const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, creator));
  await w.payouts.schedule(endorsementId);

  await balanceBy(1);
  expect(await watch.isBooksCheckDue()).toBe(true);
  await watch.checkBooks();
  await watch.checkBooks();
  expect(await watch.isBooksCheckDue()).toBe(false);
  const open = await w.sql<{ currency: string; object_id: string }>(
    "SELECT currency, object_id FROM breaks WHERE kind = 'books_violated' AND resolved_at IS NULL",
  );
  expect(open).toEqual([{ currency: "USD", object_id: expect.stringContaining("balance rows") }]);
  const [violated] = await t.breaksOf("books_violated", open[0]!.object_id);
  const close = () => maker.post(`/v1/breaks/${violated!.id}/resolution`, { note: "All is well" });
  expect((await close().expect(409)).body.operation).toBe("find_the_error");

  const [batchId, ...others] = await w.payouts.freeze();
  expect(others).toEqual([]);
  const [batch] = await w.sql<{ currency: string }>(
    "SELECT currency FROM payout_batches WHERE id = $1",
    [batchId],
  );
  expect(batch?.currency).toBe("EUR");
  await t.age("payouts", "id", payoutId, "11 minutes", "status_at");
  await t.look();
  const [waiting] = await t.breaksOf("payout_not_frozen", payoutId);
  expect(waiting).toMatchObject({
    next_action: "find_the_error",
    details: { reason: "books_violated" },
  });

  await balanceBy(-1);
  await watch.checkBooks();
  expect(await w.openBreaks()).not.toContain("books_violated");
  await eventually("the payout to be frozen", async () => (await w.payouts.freeze()).length === 1);
});
