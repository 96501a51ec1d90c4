import type { Actor } from "../../src/features/identity";
import { type PayoutStatus, payoutStatuses } from "../../src/features/payouts/payout";
import type { PayoutRow } from "../../src/features/payouts/payout-row";
import { lockPayout } from "../../src/features/payouts/payout-store";
import * as approval from "../../src/features/payouts/release/approval-service";
import { holdKinds } from "../../src/features/payouts/release/hold-kinds";
import * as holds from "../../src/features/payouts/release/hold-service";
import { currentPolicy } from "../../src/features/payouts/release/release-policy";
import { mayReleaseAlone } from "../../src/features/payouts/release/release-terms";
import { advanceDraft, voidSignatures } from "../../src/features/payouts/release/schedule-service";
import { currencies } from "../../src/kernel/currency";
import { AppError } from "../../src/kernel/errors";
import { newId } from "../../src/kernel/ids";
import { locales } from "../../src/kernel/locale";
import type { Tx } from "../../src/platform/db/sql";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import type { Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { agreeOn, methodEarlier, usualTerms } from "../support/release";

let w: PayoutWorld;
let maker: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 1_000_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

/** A payout of 600.00 USD, for which the policy asks two people. */
async function large(fee = 60_000n): Promise<{ id: string; creator: Creator }> {
  const creator = await w.market.creator({ paypal: `large-${newId()}@example.com` });
  const campaign = await w.market.campaign(await w.market.brand(), { fee, creatorsMax: 1 });
  const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, creator));
  await w.payouts.schedule(endorsementId);
  const { body } = await maker.get(`/v1/payouts?creatorId=${creator.id}`).expect(200);
  return { id: body.items[0].id, creator };
}

async function changeMethod(creator: Creator, receiver: string): Promise<void> {
  await creator.client
    .post("/v1/creators/me/payout-methods", { rail: "paypal", receiver })
    .expect(201);
}

const holdsOf = async (id: string) => (await maker.get(`/v1/payouts/${id}`).expect(200)).body.holds;

async function codeOf(answer: Promise<{ body: { code?: string } }>): Promise<string | undefined> {
  return (await answer).body.code;
}

describe("the release policy", () => {
  const propose = (changes: object = {}) =>
    maker.post("/v1/release-policies", { currency: "SEK", ...usualTerms, ...changes }).expect(201);
  const agree = (by: Client, id: string, contentHash: string) =>
    by.post(`/v1/release-policies/${id}/approval`, { contentHash });

  test("is changed by one person and another who agrees to exactly that, and every version is kept", async () => {
    const { body } = await propose({ autoPayoutUnits: "4000", schedule: "weekly" });
    expect(body).toMatchObject({ version: 2, status: "proposed", isInForce: false });
    const { id, contentHash } = body;
    expect(await codeOf(agree(checker, id, "0".repeat(64)).expect(409))).toBe("content_changed");
    await agree(maker, id, contentHash).expect(403);
    const agreed = await agree(checker, id, contentHash).expect(200);
    expect(agreed.body).toMatchObject({ status: "approved", isInForce: true });
    expect(await codeOf(agree(checker, id, contentHash).expect(409))).toBe("policy_not_open");
    const second = (await propose({ minimumUnits: "10" })).body;
    await agree(checker, second.id, second.contentHash).expect(200);
    const listed = await checker.get("/v1/release-policies?currency=SEK").expect(200);
    const versions = listed.body.items.map((one: Record<string, unknown>) => [
      one["version"],
      one["schedule"],
      one["minimumUnits"],
      one["isInForce"],
    ]);
    expect(versions).toEqual([
      [3, "at_once", "10", true],
      [2, "weekly", "0", false],
      // What was delivered: about 500 dollars.
      [1, "at_once", "0", false],
    ]);
    await expect(
      asOwner(w.app.database.url, "UPDATE release_policies SET minimum_units = 1 WHERE id = $1", [
        id,
      ]),
    ).rejects.toThrow("kept as it is");
    const change = "UPDATE release_policies SET minimum_units = 1";
    await expect(w.sql(`${change} WHERE currency = 'SEK'`)).rejects.toThrow("kept as it is");
    await expect(w.sql("DELETE FROM release_policies")).rejects.toThrow(/permission/);
  });

  test("is one for each currency, and a currency without one is for two people", async () => {
    const { body } = await checker.get("/v1/release-terms").expect(200);
    const items = body.items as { currency: string; autoPayoutUnits: string; policyId: string }[];
    expect(items.map(({ currency }) => currency).sort()).toEqual([...currencies].sort());
    const units = (currency: string) =>
      items.find((one) => one.currency === currency)?.autoPayoutUnits;
    expect([units("USD"), units("IDR"), units("JPY"), units("KWD")]).toEqual([
      "500",
      "8000000",
      "75000",
      "150",
    ]);
    expect(items.every(({ policyId }) => policyId !== null)).toBe(true);
    await maker.post("/v1/release-policies", { currency: "*", ...usualTerms }).expect(422);
    const old = await checker.get("/v1/release-policies?currency=*").expect(200);
    expect(old.body.items).toMatchObject([{ currency: "*", isInForce: false }]);

    // As if the books had learnt a currency since.
    await asOwner(w.app.database.url, "DELETE FROM release_policies WHERE currency = 'NOK'");
    const nok = (await checker.get("/v1/release-terms").expect(200)).body.items.find(
      (one: { currency: string }) => one.currency === "NOK",
    );
    expect(nok).toMatchObject({
      policyId: null,
      version: null,
      autoPayoutUnits: "0",
      firstCoolOffHours: 72,
    });
    const reader = w.app.database.unitOfWork.reader;
    const strict = await currentPolicy(reader, "NOK");
    expect(mayReleaseAlone(strict, "NOK", 1n, 0n)).toBe(false);
    expect(mayReleaseAlone(await currentPolicy(reader, "IDR"), "IDR", 800_000_000n, 0n)).toBe(true);
  });

  test("one person with both roles cannot do both, and a proposal ends with time or with a newer one", async () => {
    await asOwner(
      w.app.database.url,
      "UPDATE users SET roles = '{finance_maker,finance_checker}' WHERE email = 'maker@example.com'",
    );
    const both = await w.app.as({
      email: "maker@example.com",
      password: "correct horse battery staple",
    });
    const first = (await propose()).body;
    expect(await codeOf(agree(both, first.id, first.contentHash).expect(409))).toBe("same_person");
    const second = (await propose({ holdDays: 3 })).body;
    const late = await agree(checker, first.id, first.contentHash).expect(409);
    expect(late.body).toMatchObject({ code: "policy_not_open", current: "void" });
    await asOwner(
      w.app.database.url,
      "ALTER TABLE release_policies DISABLE TRIGGER release_policies_kept",
    );
    await asOwner(
      w.app.database.url,
      "UPDATE release_policies SET expires_at = now() - interval '1 second' WHERE id = $1",
      [second.id],
    );
    await asOwner(
      w.app.database.url,
      "ALTER TABLE release_policies ENABLE TRIGGER release_policies_kept",
    );
    const expired = await agree(checker, second.id, second.contentHash).expect(409);
    expect(expired.body).toMatchObject({ code: "policy_not_open", current: "expired" });
    const open = await checker.get("/v1/release-policies?currency=SEK&status=proposed").expect(200);
    expect(open.body.items).toEqual([]);
    await asOwner(
      w.app.database.url,
      "UPDATE users SET roles = '{finance_maker}' WHERE email = 'maker@example.com'",
    );
  });

  test("of many proposals and agreements at once one version is in force and none is lost", async () => {
    const proposals = await Promise.all([1, 2, 3, 4].map((days) => propose({ holdDays: days })));
    const answers = await Promise.all(
      proposals.map(({ body }) => agree(checker, body.id, body.contentHash)),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const { body } = await checker.get("/v1/release-policies?currency=SEK&limit=100").expect(200);
    const items = body.items as { version: number; isInForce: boolean; status: string }[];
    expect(new Set(items.map((one) => one.version)).size).toBe(items.length);
    expect(items.filter((one) => one.isInForce)).toHaveLength(1);
    expect(items[0]).toMatchObject({ isInForce: true, status: "approved" });
  });
});

describe("two signatures", () => {
  test("over many payouts cover their hash, count and totals, and are all or nothing", async () => {
    const made = [await large(), await large(70_000n)];
    const payoutIds = made.map(({ id }) => id);
    const { body } = await maker.post("/v1/payouts/prepare", { payoutIds }).expect(200);
    expect(body.signed).toMatchObject({
      payoutsCount: 2,
      totals: [{ amountMinor: "130000", currency: "USD" }],
    });
    const methods = await w.sql<{ receiver: string }>(
      `SELECT m.receiver FROM payouts p JOIN payout_methods m ON m.id = p.payout_method_id
       WHERE p.id = ANY($1::uuid[]) ORDER BY p.id`,
      [payoutIds],
    );
    // Whoever signs sees whom it is for.
    expect(body.items.map((one: { receiver: object }) => one.receiver)).toEqual(
      methods.map(({ receiver }) => ({ rail: "paypal", receiver })),
    );
    const { batchHash } = body.signed;
    const payouts = body.items.map((one: { id: string; contentHash: string }) => ({
      payoutId: one.id,
      contentHash: one.contentHash,
    }));
    const approve = (part: object) => checker.post("/v1/payouts/approvals", part);
    const fewer = { payouts: payouts.slice(0, 1), batchHash };
    expect(await codeOf(approve(fewer).expect(409))).toBe("content_changed");
    const spoiled = [payouts[0], { ...payouts[1], contentHash: "0".repeat(64) }];
    const refused = await approve({ payouts: spoiled }).expect(409);
    expect(refused.body).toMatchObject({
      code: "content_changed",
      payoutId: payouts[1].payoutId,
    });
    for (const id of payoutIds) expect(await w.payoutStatus(id)).toBe("pending_approval");
    const done = await approve({ payouts, batchHash }).expect(200);
    expect(done.body.signed).toEqual(body.signed);
    for (const id of payoutIds) expect(await w.payoutStatus(id)).toBe("queued");
  });

  test("expire: the second comes too late, and what was released and not sent is signed anew", async () => {
    const { id } = await large();
    const expire = () =>
      asOwner(w.app.database.url, "UPDATE payouts SET signed_until = now() WHERE id = $1", [id]);
    const prepare = async () =>
      (await maker.post("/v1/payouts/prepare", { payoutIds: [id] }).expect(200)).body.items[0];
    let { contentHash } = await prepare();
    await expire();
    const payouts = [{ payoutId: id, contentHash }];
    const late = checker.post("/v1/payouts/approvals", { payouts }).expect(409);
    expect(await codeOf(late)).toBe("approval_expired");
    await w.payouts.sweepRelease();
    expect(await w.payoutStatus(id)).toBe("draft");
    ({ contentHash } = await prepare());
    await checker
      .post("/v1/payouts/approvals", { payouts: [{ payoutId: id, contentHash }] })
      .expect(200);
    await expire();
    const frozen = await w.payouts.freeze();
    expect(await w.payoutStatus(id)).toBe("queued");
    expect(await w.attempts(id)).toEqual([]);
    await w.payouts.sweepRelease();
    expect(await w.payoutStatus(id)).toBe("draft");
    const { body } = await maker.get(`/v1/payouts/${id}`).expect(200);
    expect(body).toMatchObject({ signedUntil: null, contentHash: null, release: null });
    expect(frozen.length).toBeLessThanOrEqual(1);
  });

  test("of the receiver are refused whatever roles the receiver has", async () => {
    const { id, creator } = await large();
    await asOwner(
      w.app.database.url,
      "UPDATE users SET roles = '{creator,finance_maker,finance_checker}' WHERE id = $1",
      [creator.userId],
    );
    const own = creator.client;
    const prepare = { payoutIds: [id] };
    expect(await codeOf(own.post("/v1/payouts/prepare", prepare).expect(409))).toBe("own_payout");
    const { body } = await maker.post("/v1/payouts/prepare", prepare).expect(200);
    const payouts = [{ payoutId: id, contentHash: body.items[0].contentHash }];
    const approve = own.post("/v1/payouts/approvals", { payouts }).expect(409);
    expect(await codeOf(approve)).toBe("own_payout");
  });
});

describe("a changed payout method", () => {
  test("cools off, which the creator sees, and the hold ends by itself at its time", async () => {
    const [payout] = await w.released("steady@example.com");
    const { creator, payoutId } = payout!;
    await changeMethod(creator, "changed@example.com");
    await w.payouts.advanceDraftsOf(creator.id);
    const [hold] = await holdsOf(payoutId);
    expect(hold).toMatchObject({
      kind: "method_cooling_off",
      owner: "finance",
      nextAction: "wait_or_release_by_two_people",
    });
    const mine = (await creator.client.get("/v1/creators/me/payouts").expect(200)).body.items[0];
    expect(mine).toMatchObject({ stage: "held", heldUntil: hold.expiresAt });
    const until = Date.parse(hold.expiresAt) - Date.parse(hold.openedAt);
    expect(Math.round(until / 3_600_000)).toBe(72);
    await w.payouts.sweepRelease();
    expect(await w.payoutStatus(payoutId)).toBe("draft");
    // Another change starts the time anew, and the old end no longer counts.
    await methodEarlier(w.app, creator.id, 71);
    await changeMethod(creator, "again@example.com");
    await w.payouts.advanceDraftsOf(creator.id);
    const [later] = await holdsOf(payoutId);
    expect(Date.parse(later.expiresAt)).toBeGreaterThan(Date.parse(hold.expiresAt));
    await methodEarlier(w.app, creator.id, 73);
    await Promise.all([1, 2, 3].map(() => w.payouts.sweepRelease()));
    expect(await holdsOf(payoutId)).toEqual([]);
    expect(await w.payoutStatus(payoutId)).toBe("queued");
    const topics = await w.sql(
      "SELECT FROM audit_events WHERE object_id = $1 AND action = 'payout.hold_expired'",
      [payoutId],
    );
    expect(topics).toHaveLength(1);
  });

  test("is told to the creator in one letter, and nobody is asked for a method that is there", async () => {
    const [payout] = await w.released("letter@example.com");
    const { creator, payoutId } = payout!;
    await changeMethod(creator, "letter-new@example.com");
    await w.payouts.advanceDraftsOf(creator.id);
    await w.payouts.advanceDraftsOf(creator.id);
    const events = await w.sql<{ id: string; topic: string }>(
      `SELECT id, topic FROM outbox WHERE payload->>'payoutId' = $1
         AND topic IN ('payout.held', 'payout.cooling_off') ORDER BY topic`,
      [payoutId],
    );
    expect(events.map(({ topic }) => topic)).toEqual(["payout.cooling_off", "payout.held"]);
    for (const { id, topic } of [...events, ...events]) {
      await lettersOf(w.app, topic, id, { payoutId });
    }
    const letters = await w.sql<{ kind: string; body: string }>(
      `SELECT kind, body FROM mails WHERE user_id = $1 AND kind IN
         ('payout_method_changed', 'payout_method_needed')`,
      [creator.userId],
    );
    expect(letters).toMatchObject([{ kind: "payout_method_changed" }]);
    expect(letters[0]!.body).toContain("$100.00");
  });

  test("is released early by two people who sign the receiver and a reason, and by nobody alone", async () => {
    const { id, creator } = await large();
    await changeMethod(creator, "early@example.com");
    const without = { payoutIds: [id] };
    // The job has not seen the change yet; the step itself looks.
    const refused = await maker.post("/v1/payouts/prepare", without).expect(409);
    expect(refused.body).toMatchObject({ code: "payout_held", kind: "method_cooling_off" });
    await w.payouts.advanceDraftsOf(creator.id);
    const release = maker.post(`/v1/payouts/${id}/release`).expect(409);
    expect(await codeOf(release)).toBe("payout_not_held");
    const reason = "Spoke to her on the phone";
    const { body } = await maker
      .post("/v1/payouts/prepare", { ...without, earlyReleaseReason: reason })
      .expect(200);
    const [prepared] = body.items;
    expect(prepared).toMatchObject({ status: "pending_approval", earlyReleaseReason: reason });
    expect(prepared.holds).toHaveLength(1);
    const payouts = [{ payoutId: id, contentHash: prepared.contentHash }];
    const done = await checker.post("/v1/payouts/approvals", { payouts }).expect(200);
    expect(done.body.items[0]).toMatchObject({ status: "queued", holds: [] });
  });

  test("voids what was signed for the old one, whoever is quicker: nothing ever goes to the new one unseen", async () => {
    const rounds = 6;
    for (let n = 0; n < rounds; n++) {
      const [payout] = await w.released(`old-${n}@example.com`);
      const { creator, payoutId } = payout!;
      await Promise.all([changeMethod(creator, `new-${n}@example.com`), w.payouts.freeze()]);
      await w.payouts.advanceDraftsOf(creator.id);
      const [attempt] = await w.sql<{ receiver: { receiver: string } }>(
        "SELECT receiver FROM payout_attempts WHERE payout_id = $1",
        [payoutId],
      );
      const status = await w.payoutStatus(payoutId);
      if (attempt) expect(attempt.receiver.receiver).toBe(`old-${n}@example.com`);
      expect(status).toBe(attempt ? "in_progress" : "draft");
    }
  });

  test("that lies in an open transaction makes the freeze wait, and then be empty for it", async () => {
    await w.payouts.freeze();
    const [payout] = await w.released("waiting@example.com");
    const { unitOfWork } = w.app.database;
    let frozen: Promise<string[]> | undefined;
    await unitOfWork.run(async (tx) => {
      await tx.query("UPDATE payout_methods SET replaced_at = now() WHERE creator_id = $1", [
        payout!.creator.id,
      ]);
      frozen = w.payouts.freeze();
      await waitingForLock();
    });
    expect(await frozen).toEqual([]);
    expect(await w.payoutStatus(payout!.payoutId)).toBe("queued");
  });

  test("between two signatures voids the first, and the second is told", async () => {
    const { id, creator } = await large();
    const { body } = await maker.post("/v1/payouts/prepare", { payoutIds: [id] }).expect(200);
    const payouts = [{ payoutId: id, contentHash: body.items[0].contentHash }];
    const [answer] = await Promise.all([
      checker.post("/v1/payouts/approvals", { payouts }),
      changeMethod(creator, "between@example.com"),
    ]);
    expect([200, 409]).toContain(answer!.status);
    await w.payouts.freeze();
    await w.payouts.advanceDraftsOf(creator.id);
    const attempts = await w.sql<{ receiver: { receiver: string } }>(
      "SELECT receiver FROM payout_attempts WHERE payout_id = $1",
      [id],
    );
    for (const { receiver } of attempts) expect(receiver.receiver).not.toBe("between@example.com");
    expect(await w.payoutStatus(id)).toBe(attempts.length > 0 ? "in_progress" : "draft");
  });
});

/** Until some session waits for a lock that another one holds. */
async function waitingForLock(): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const waiting = await asOwner(
      w.app.database.url,
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
  }
  throw new Error("Nobody waited");
}

describe("holds", () => {
  test("are explained in every language, with who may end them", async () => {
    const seen = new Set<string>();
    for (const locale of locales) {
      const { body } = await maker.get("/v1/hold-kinds").set("Accept-Language", locale).expect(200);
      for (const { kind, title } of body.items) seen.add(`${kind} ${title}`);
    }
    expect(seen.size).toBe(holdKinds.length * locales.length);
  });

  test("by hand have a kind, a reason and perhaps an end, and then end by themselves", async () => {
    await w.payouts.freeze();
    const [payout] = await w.released("manual@example.com");
    const id = payout!.payoutId;
    const past = { reason: "x", expiresAt: "2020-01-01T00:00:00Z" };
    const refused = await maker.post(`/v1/payouts/${id}/hold`, past).expect(422);
    expect(refused.body).toMatchObject({ code: "hold_expiry_past" });
    const expiresAt = "2199-01-01T00:00:00Z";
    await maker
      .post(`/v1/payouts/${id}/hold`, {
        reason: "Odd numbers",
        kind: "engagement_evidence",
        expiresAt,
      })
      .expect(200);
    expect(await holdsOf(id)).toMatchObject([
      { kind: "engagement_evidence", reason: "Odd numbers", nextAction: "check_engagement" },
    ]);
    expect(await w.payouts.freeze()).toEqual([]);
    await asOwner(
      w.app.database.url,
      "UPDATE payout_holds SET expires_at = now() WHERE payout_id = $1",
      [id],
    );
    await w.payouts.sweepRelease();
    expect(await holdsOf(id)).toEqual([]);
    expect(await w.payouts.freeze()).toHaveLength(1);
  });

  test("because somebody else claims the money are ended by a checker only", async () => {
    const { id } = await large();
    for (const kind of ["dispute", "chargeback", "missing_tax_form"]) {
      await maker.post(`/v1/payouts/${id}/hold`, { reason: "Told by the bank", kind }).expect(200);
    }
    const release = (by: Client, ...kinds: string[]) =>
      by.post(`/v1/payouts/${id}/release`, { kinds });
    expect(await codeOf(maker.post(`/v1/payouts/${id}/release`).expect(409))).toBe(
      "payout_not_held",
    );
    await release(maker, "dispute", "missing_tax_form").expect(403);
    await release(maker, "missing_tax_form").expect(200);
    await release(maker, "method_cooling_off").expect(422);
    await release(checker, "dispute", "chargeback").expect(200);
    expect(await holdsOf(id)).toEqual([]);
  });

  test("on one's own money are ended by others, and so is a payment of it called back", async () => {
    const { id, creator } = await large();
    await asOwner(
      w.app.database.url,
      "UPDATE users SET roles = '{creator,finance_maker,finance_checker}' WHERE id = $1",
      [creator.userId],
    );
    const hold = { reason: "Told by the bank", kind: "dispute" };
    await maker.post(`/v1/payouts/${id}/hold`, hold).expect(200);
    const release = (by: Client) => by.post(`/v1/payouts/${id}/release`, { kinds: ["dispute"] });
    expect(await codeOf(release(creator.client).expect(409))).toBe("own_payout");
    expect(await holdsOf(id)).toMatchObject([{ kind: "dispute" }]);
    const takeBack = creator.client.post(`/v1/payouts/${id}/take-back`).expect(409);
    expect(await codeOf(takeBack)).toBe("own_payout");
    await release(checker).expect(200);
    expect(await holdsOf(id)).toEqual([]);
  });
});

test("a payout above PayPal's limit for one item is held until two people raise it", async () => {
  await agreeOn({ maker, checker }, "USD", { paypalItemMaxUnits: "650" });
  const { id } = await large(65_100n);
  expect(await holdsOf(id)).toMatchObject([
    { kind: "above_item_limit", owner: "finance", nextAction: "raise_limit_or_pay_by_cheque" },
  ]);
  const prepare = maker.post("/v1/payouts/prepare", { payoutIds: [id] });
  expect(await codeOf(prepare.expect(409))).toBe("payout_held");
  const policyId = await agreeOn({ maker, checker }, "USD", { paypalItemMaxUnits: "651" });
  await w.payouts.applyPolicy(policyId);
  expect(await holdsOf(id)).toEqual([]);
  await maker.post("/v1/payouts/prepare", { payoutIds: [id] }).expect(200);
});

describe("every step in every state", () => {
  const person = (name: string, ...roles: ("finance_maker" | "finance_checker")[]): Actor => ({
    principal: `user:${name}`,
    userId: name,
    sessionId: undefined,
    roles: new Set(roles),
    memberships: [],
    scopes: undefined,
    locale: undefined,
  });
  const first = person(newId(), "finance_maker");
  const second = person(newId(), "finance_checker");
  const approvalExpiryMs = 60_000;

  const steps: Record<string, (tx: Tx, payout: PayoutRow) => Promise<unknown>> = {
    prepare: (tx, { id }) => approval.preparePayouts(tx, first, [id], { approvalExpiryMs }),
    approve: (tx, { id, contentHash }) =>
      approval.approvePayouts(tx, second, {
        payouts: [{ payoutId: id, contentHash: contentHash ?? "" }],
        approvalExpiryMs,
      }),
    reroute: (tx, { id }) => approval.reroutePayout(tx, first, id, approvalExpiryMs),
    hold: (tx, { id }) => holds.holdPayout(tx, first, id, { kind: "person", reason: "x" }),
    release: (tx, { id }) => holds.releasePayout(tx, first, id),
    cancel: (tx, { id }) => holds.cancelPayout(tx, first, id, "x"),
    voidSignatures: (tx, { id }) => voidSignatures(tx, id, "signatures_expired"),
    advanceDraft: (tx, { id }) => advanceDraft(tx, id),
  };

  /** Where a step leads, by where the payout stands; everything else leaves it where it is. */
  const leads: Record<string, Partial<Record<PayoutStatus, PayoutStatus>>> = {
    prepare: { draft: "pending_approval" },
    approve: { pending_approval: "queued" },
    reroute: { returned: "pending_approval", failed: "pending_approval" },
    hold: {
      draft: "draft",
      pending_approval: "pending_approval",
      approved: "approved",
      queued: "queued",
    },
    release: {},
    cancel: {
      draft: "canceled",
      pending_approval: "canceled",
      approved: "canceled",
      queued: "canceled",
      returned: "canceled",
      failed: "canceled",
    },
    voidSignatures: { pending_approval: "draft", approved: "draft", queued: "draft" },
    // Above the policy's limit, so a draft stays one.
    advanceDraft: {},
  };
  /** These answer nothing instead of refusing. */
  const silent = new Set(["voidSignatures", "advanceDraft"]);

  test("does what the table says, and nothing else happens", async () => {
    const { id } = await large();
    const outcomes: string[] = [];
    for (const [name, step] of Object.entries(steps)) {
      for (const from of payoutStatuses) {
        await w.app.database.unitOfWork
          .run(async (tx) => {
            await approval.preparePayouts(tx, first, [id], { approvalExpiryMs });
            await tx.query("UPDATE payouts SET status = $2 WHERE id = $1", [id, from]);
            const before = (await lockPayout(tx, id))!;
            await tx.query("SAVEPOINT step");
            let code = "done";
            try {
              await step(tx, before);
            } catch (error) {
              if (!(error instanceof AppError)) throw error;
              code = error.code;
              await tx.query("ROLLBACK TO SAVEPOINT step");
            }
            const after = (await lockPayout(tx, id))!;
            const to = leads[name]?.[from];
            const expected = to || silent.has(name) ? "done" : "refused";
            const seen = [name, from, code === "done" ? "done" : "refused", after.status];
            expect(seen).toEqual([name, from, expected, to ?? from]);
            if (!to) expect(after).toEqual(before);
            outcomes.push(code);
            throw new Error("undo");
          })
          .catch((error: Error) => {
            if (error.message !== "undo") throw error;
          });
      }
    }
    expect(outcomes).toHaveLength(Object.keys(steps).length * payoutStatuses.length);
    expect(new Set(outcomes)).toEqual(new Set(["done", "payout_state", "payout_not_held"]));
  });
});
