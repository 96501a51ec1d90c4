import { type PayoutStatus, payoutTransitions } from "../../src/features/payouts/payout";
import { movePayout } from "../../src/features/payouts/payout-store";
import { newId } from "../../src/kernel/ids";
import { canMove, statesOf } from "../../src/kernel/transitions";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import type { Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { methodEarlier } from "../support/release";

let w: PayoutWorld;
let maker: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

/** A payout above the policy's 500.00 USD: it waits for two people. */
async function large(creator?: Creator): Promise<{ id: string; creator: Creator }> {
  const by = creator ?? (await w.market.creator({ paypal: `large-${newId()}@example.com` }));
  const campaign = await w.market.campaign(await w.market.brand(), {
    fee: 60_000n,
    creatorsMax: 1,
  });
  const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, by));
  await w.payouts.schedule(endorsementId);
  const [row] = await w.sql<{ payout_id: string }>(
    "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1",
    [endorsementId],
  );
  return { id: row!.payout_id, creator: by };
}

async function prepared(id: string): Promise<string> {
  const { body } = await maker.post("/v1/payouts/prepare", { payoutIds: [id] }).expect(200);
  return body.items[0].contentHash;
}

test("above the limit two different people release exactly what the first one saw", async () => {
  const { id } = await large();
  expect(await w.payoutStatus(id)).toBe("draft");
  const contentHash = await prepared(id);
  const wrong = await checker
    .post("/v1/payouts/approvals", { payouts: [{ payoutId: id, contentHash: "0".repeat(64) }] })
    .expect(409);
  expect(wrong.body.code).toBe("content_changed");
  const { body } = await checker
    .post("/v1/payouts/approvals", { payouts: [{ payoutId: id, contentHash }] })
    .expect(200);
  expect(body.items[0]).toMatchObject({ status: "queued", release: "two_people" });
});

test("one person with both roles cannot sign twice", async () => {
  const { id } = await large();
  await w.staff("finance_maker", "both");
  await asOwner(
    w.app.database.url,
    "UPDATE users SET roles = '{finance_maker,finance_checker}' WHERE email = 'both@example.com'",
  );
  const both = await w.app.as({
    email: "both@example.com",
    password: "correct horse battery staple",
  });
  const { body } = await both.post("/v1/payouts/prepare", { payoutIds: [id] }).expect(200);
  const payouts = [{ payoutId: id, contentHash: body.items[0].contentHash }];
  const refused = await both.post("/v1/payouts/approvals", { payouts }).expect(409);
  expect(refused.body.code).toBe("same_person");
  expect(await w.payoutStatus(id)).toBe("pending_approval");
});

test("a payout method that changes after the first signature voids it", async () => {
  const { id, creator } = await large();
  const contentHash = await prepared(id);
  const receiver = "elsewhere@example.com";
  await creator.client
    .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver })
    .expect(201);
  const refused = await checker
    .post("/v1/payouts/approvals", { payouts: [{ payoutId: id, contentHash }] })
    .expect(409);
  expect(refused.body.code).toBe("content_changed");
  await w.payouts.advanceDraftsOf(creator.id);
  expect(await w.payoutStatus(id)).toBe("draft");
});

test("what the policy released for a replaced method is decided anew for the present one", async () => {
  await w.payouts.freeze();
  const [payout] = await w.released("old-address@example.com");
  const id = payout!.payoutId;
  expect(await w.payoutStatus(id)).toBe("queued");
  await payout!.creator.client
    .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver: "new-address@example.com" })
    .expect(201);
  expect(await w.payouts.freeze()).toEqual([]);
  expect((await w.payouts.findDue()).creatorIds).toContain(payout!.creator.id);
  await w.payouts.advanceDraftsOf(payout!.creator.id);
  // The new method cools off first.
  expect(await w.payoutStatus(id)).toBe("draft");
  await methodEarlier(w.app, payout!.creator.id, 73);
  await w.payouts.sweepRelease();
  expect(await w.payoutStatus(id)).toBe("queued");
  const [batchId] = await w.payouts.freeze();
  const [batch] = await w.sql<{ body: string }>("SELECT body FROM payout_batches WHERE id = $1", [
    batchId,
  ]);
  expect(batch!.body).toContain("new-address@example.com");
  expect(batch!.body).not.toContain("old-address@example.com");
});

test("of two approvals at once one releases and the other is told", async () => {
  const { id } = await large();
  const contentHash = await prepared(id);
  const approve = () =>
    checker.post("/v1/payouts/approvals", { payouts: [{ payoutId: id, contentHash }] });
  const statuses = (await Promise.all([approve(), approve(), approve()]))
    .map((answer) => answer.status)
    .sort((one, other) => one - other);
  expect(statuses).toEqual([200, 409, 409]);
});

test("a hold stops release and freezing until a person ends it", async () => {
  await w.payouts.freeze();
  const [payout] = await w.released("held@example.com");
  const id = payout!.payoutId;
  await maker.post(`/v1/payouts/${id}/hold`, { reason: "Please check the name" }).expect(200);
  expect(
    (await maker.post(`/v1/payouts/${id}/hold`, { reason: "again" }).expect(409)).body.code,
  ).toBe("payout_held");
  expect(await w.payouts.freeze()).toEqual([]);
  const mine = await payout!.creator.client.get("/v1/creators/me/payouts").expect(200);
  expect(mine.body.items[0]).toMatchObject({
    stage: "held",
    reason: { code: "being_checked" },
    nextAction: { code: "wait_for_finance", by: "finance" },
  });
  await checker.post(`/v1/payouts/${id}/release`).expect(200);
  expect((await checker.post(`/v1/payouts/${id}/release`).expect(409)).body.code).toBe(
    "payout_not_held",
  );
  expect(await w.payouts.freeze()).toHaveLength(1);
});

test("a canceled payout loses nothing: the next one for the same fee waits for two people", async () => {
  const [payout] = await w.released("cancel@example.com");
  await maker
    .post(`/v1/payouts/${payout!.payoutId}/cancel`, { reason: "wrong campaign" })
    .expect(200);
  const due = await w.payouts.findDue();
  expect(due.endorsementIds).toContain(payout!.endorsementId);
  await w.payouts.schedule(payout!.endorsementId);
  const { body } = await maker.get(`/v1/payouts?creatorId=${payout!.creator.id}`).expect(200);
  expect(body.items.map((item: { status: string }) => item.status)).toEqual(["draft", "canceled"]);
  expect(body.items[0].holds[0]).toMatchObject({ kind: "earlier_canceled", owner: "finance" });
  const { id } = body.items[0];
  await checker.post(`/v1/payouts/${id}/release`).expect(200);
  expect(await w.payoutStatus(id)).toBe("draft");
  const payouts = [{ payoutId: id, contentHash: await prepared(id) }];
  await checker.post("/v1/payouts/approvals", { payouts }).expect(200);
  expect(await w.payoutStatus(id)).toBe("queued");
});

test("what is being sent can neither be canceled nor held nor paid another way", async () => {
  const [payout] = await w.released("busy@example.com");
  await w.frozen();
  const id = payout!.payoutId;
  for (const [step, body] of [
    ["cancel", { reason: "x" }],
    ["hold", { reason: "x" }],
    ["reroute", undefined],
  ] as const) {
    const refused = await maker.post(`/v1/payouts/${id}/${step}`, body).expect(409);
    expect(refused.body).toMatchObject({ code: "payout_state", current: "in_progress" });
  }
});

test("without a payout method the money waits, the creator is told, and adding one lets it go", async () => {
  const creator = await w.market.creator();
  const endorsementId = await w.market.endorsed(
    await w.market.accepted(await w.campaign(), creator),
  );
  await w.payouts.schedule(endorsementId);
  const mine = await creator.client.get("/v1/creators/me/payouts").expect(200);
  expect(mine.body.items[0]).toMatchObject({
    stage: "held",
    reason: { code: "no_payout_method" },
    nextAction: { code: "add_payout_method", by: "creator" },
  });
  await creator.client
    .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver: "now@example.com" })
    .expect(201);
  await w.payouts.advanceDraftsOf(creator.id);
  expect(await w.payoutStatus(mine.body.items[0].id)).toBe("queued");
});

test("the policy releases a creator's payouts by itself only up to the day's limit", async () => {
  const creator = await w.market.creator({ paypal: "day@example.com" });
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) {
    const campaign = await w.market.campaign(await w.market.brand(), {
      fee: 10_000n,
      creatorsMax: 1,
    });
    ids.push(await w.market.endorsed(await w.market.accepted(campaign, creator)));
  }
  await Promise.all(ids.map((id) => w.payouts.schedule(id)));
  const { body } = await maker.get(`/v1/payouts?creatorId=${creator.id}`).expect(200);
  const statuses = body.items.map((item: { status: string }) => item.status).sort();
  expect(statuses).toEqual(["draft", "queued", "queued", "queued", "queued", "queued"]);
});

test("finance sees the whole life of a payout, and a creator only their own", async () => {
  const [payout] = await w.released("life@example.com");
  const batchId = await w.frozen();
  await w.submitted(batchId);
  await w.observed(batchId, payout!.payoutId, "success");
  const { body } = await maker.get(`/v1/payouts/${payout!.payoutId}`).expect(200);
  const steps = body.timeline.map((step: { what: string }) => step.what);
  // Whether PayPal was seen still working on it depends on who is quicker.
  expect(steps.filter((what: string) => what !== "payout_attempt.pending")).toEqual([
    "payout.created",
    "payout.released",
    "payout_batch.frozen",
    "payout_batch.submitted",
    "payout_attempt.success",
  ]);
  expect(body.attempts).toHaveLength(1);
  expect(body.endorsementIds).toEqual([payout!.endorsementId]);
  const batch = await maker.get(`/v1/payout-batches/${batchId}`).expect(200);
  expect(batch.body.calls).toHaveLength(1);
  const stranger = await w.market.creator({ paypal: "stranger@example.com" });
  expect((await stranger.client.get("/v1/creators/me/payouts").expect(200)).body.items).toEqual([]);
  await stranger.client.get(`/v1/payouts/${payout!.payoutId}`).expect(403);
});

test("a payout moves along the table and no other way", async () => {
  const { id } = await large();
  const contentHash = await prepared(id);
  const states = statesOf(payoutTransitions) as PayoutStatus[];
  for (const from of states) {
    for (const to of states) {
      await w.app.database.unitOfWork
        .run(async (tx) => {
          await tx.query("UPDATE payouts SET status = $2 WHERE id = $1", [id, from]);
          const moved = await movePayout(tx, id, to);
          expect([from, to, moved]).toEqual([
            from,
            to,
            canMove<PayoutStatus>(payoutTransitions, from, to),
          ]);
          throw new Error("undo");
        })
        .catch((error: Error) => expect(error.message).toBe("undo"));
    }
  }
  expect(contentHash).toHaveLength(64);
});
