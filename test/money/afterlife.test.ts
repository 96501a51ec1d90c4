/** What happens to a payment after it was sent: unclaimed, blocked, lost, sent back. */
import { createJobContext } from "../../jobs/context";
import { routeEvents, sweeps } from "../../jobs/registry";
import { sweepAfterlifeJob } from "../../jobs/sweep-afterlife-job";
import { compose } from "../../src/app/compose";
import { remindUnclaimed } from "../../src/features/payouts/afterlife/reminders";
import { locales } from "../../src/kernel/locale";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";

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
afterEach(async () => {
  await w.world.control("paypal", "DELETE", "/faults");
  expect(await w.violations()).toEqual([]);
});

const owner = (statement: string, values: unknown[] = []) =>
  asOwner(w.app.database.url, statement, values);

async function sent(receiver: string) {
  const [payout] = await w.released(receiver);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  return { payoutId: payout!.payoutId, batchId, creator: payout!.creator };
}

async function sentUntil(receiver: string, ...states: string[]) {
  const made = await sent(receiver);
  await w.observed(made.batchId, made.payoutId, ...states);
  const attempt = (await w.attempts(made.payoutId)).at(-1)!;
  return { ...made, attemptId: attempt.id, itemId: attempt.provider_item_id! };
}

const setStatus = async (itemId: string, status: string) => {
  const answer = await w.world.control("paypal", "POST", `/payouts/${itemId}/status`, { status });
  expect(answer.status).toBeLessThan(300);
};

const bookedRules = async (attemptId: string) =>
  (
    await w.sql<{ rule: string }>(
      "SELECT rule FROM ledger_transactions WHERE tags ->> 'attempt' = $1 ORDER BY seq",
      [attemptId],
    )
  ).map((row) => row.rule);

const breaksOf = async (objectId: string) =>
  await w.sql<{ kind: string; resolution: string | null; resolved_by: string | null }>(
    "SELECT kind, resolution, resolved_by FROM breaks WHERE object_id = $1 ORDER BY id",
    [objectId],
  );

/** However hard one person tries: while the cause is there, only the operation that settles it closes the break. */
async function cannotClose(kind: string, objectId: string, operation: string): Promise<void> {
  const [found] = await w.sql<{ id: string }>(
    "SELECT id FROM breaks WHERE kind = $1 AND object_id = $2 AND resolved_at IS NULL",
    [kind, objectId],
  );
  const { body } = await checker
    .post(`/v1/breaks/${found!.id}/resolution`, { note: "I am sure" })
    .expect(409);
  expect(body).toMatchObject({ code: "break_cause_remains", operation });
  const known = w.app.composition.operations.map(
    ({ spec }) => `${spec.method.toUpperCase()} ${spec.path}`,
  );
  expect(known).toContain(operation);
}
const outcome = "POST /v1/payout-batches/{batchId}/outcome";

async function rerouted(payoutId: string): Promise<void> {
  const { body } = await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(200);
  const payouts = [{ payoutId, contentHash: body.contentHash }];
  await checker.post("/v1/payouts/approvals", { payouts }).expect(200);
}

describe("unclaimed", () => {
  const age = (attemptId: string, days: number) =>
    owner("UPDATE payout_attempts SET state_at = now() - make_interval(days => $2) WHERE id = $1", [
      attemptId,
      days,
    ]);
  const daysOf = async (attemptId: string) =>
    (
      await w.sql<{ day: number }>(
        "SELECT day FROM payout_reminders WHERE attempt_id = $1 ORDER BY day",
        [attemptId],
      )
    ).map((row) => row.day);

  /** What the relay and the mail job would do with the reminders of one attempt. */
  async function letters(attemptId: string, userId: string): Promise<string[]> {
    const events = await w.sql<{ id: string; payload: Record<string, string> }>(
      `SELECT o.id, o.payload FROM outbox o JOIN payout_reminders r ON r.id::text = o.payload ->> 'reminderId'
       WHERE o.topic = 'payout.unclaimed_reminded' AND r.attempt_id = $1 ORDER BY o.id`,
      [attemptId],
    );
    for (const { id, payload } of [...events, ...events]) {
      await lettersOf(w.app, "payout.unclaimed_reminded", id, payload);
    }
    const mails = await w.sql<{ subject: string; body: string }>(
      "SELECT subject, body FROM mails WHERE user_id = $1 AND kind = 'payout_unclaimed_reminder' ORDER BY id",
      [userId],
    );
    return mails.map((mail) => `${mail.subject}\n${mail.body}`);
  }

  test("its receiver is reminded once on each of six days, however many schedulers look", async () => {
    const { attemptId, creator } = await sentUntil("unclaimed+r@example.com", "unclaimed");
    // A second host with its own connections.
    const { config, log } = w.app.composition.services;
    const outside = { paypal: undefined, stripe: undefined, redisUrl: undefined };
    const second = await compose({
      config,
      log,
      outside: { ...outside, databaseUrl: w.app.database.url, publicUrl: "http://localhost" },
    });
    const others = second.services.payouts.afterlife;
    try {
      const seen: number[][] = [];
      for (const days of [0, 1, 2, 3, 6, 7, 14, 20, 21, 27, 28, 40]) {
        await age(attemptId, days);
        const hosts = [w.payouts.afterlife, others, w.payouts.afterlife, others];
        await Promise.all(hosts.map((host) => host.remind()));
        seen.push(await daysOf(attemptId));
      }
      expect(seen.at(-1)).toEqual([1, 3, 7, 14, 21, 28]);
      expect(seen.map((days) => days.length)).toEqual([0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6]);
    } finally {
      await second.close();
    }
    const mails = await letters(attemptId, creator.userId);
    expect(mails).toHaveLength(6);
    expect(mails[0]).toMatch(/\$100\.00[\s\S]*Days left to claim it: 29/);
    expect(mails[5]).toMatch(/Days left to claim it: 2/);
  });

  test("the letter speaks the reader's language", async () => {
    const found: string[] = [];
    for (const locale of locales) {
      const { attemptId, creator } = await sentUntil(
        `unclaimed+${locale}@example.com`,
        "unclaimed",
      );
      await owner("UPDATE users SET locale = $2 WHERE id = $1", [creator.userId, locale]);
      await age(attemptId, 1);
      await w.payouts.afterlife.remind();
      found.push((await letters(attemptId, creator.userId))[0] ?? "");
    }
    expect(found[locales.indexOf("id")]).toMatch(/Sisa hari untuk mengklaimnya: 29/);
    expect(found[locales.indexOf("th")]).toMatch(/เหลือเวลากดรับอีก 29 วัน/);
  });

  test("the sweep asks for it, and its event for the letter", async () => {
    const { attemptId } = await sentUntil("unclaimed+s@example.com", "unclaimed");
    await age(attemptId, 1);
    const { services, queue } = w.app.composition;
    await sweepAfterlifeJob.handle(createJobContext(services, queue), {});
    expect(await daysOf(attemptId)).toEqual([1]);
    expect(sweeps.map(({ job }) => job.name)).toContain("sweep-afterlife");
    const [event] = await w.sql<{ id: string; topic: string; payload: Record<string, string> }>(
      `SELECT o.id, o.topic, o.payload FROM outbox o JOIN payout_reminders r
         ON r.id::text = o.payload ->> 'reminderId' WHERE r.attempt_id = $1`,
      [attemptId],
    );
    expect(routeEvents([event!]).map((job) => job.name)).toEqual(["notify"]);
  });

  test("after a pause of the schedulers one letter is sent, not three", async () => {
    const { attemptId } = await sentUntil("unclaimed+p@example.com", "unclaimed");
    await age(attemptId, 9);
    await w.payouts.afterlife.remind();
    await w.payouts.afterlife.remind();
    expect(await daysOf(attemptId)).toEqual([7]);
  });

  test("a reminder whose transaction died is asked for again", async () => {
    const { attemptId } = await sentUntil("unclaimed+x@example.com", "unclaimed");
    await age(attemptId, 1);
    const dying = w.app.database.unitOfWork.run(async (tx) => {
      await remindUnclaimed(tx, 100);
      throw new Error("killed");
    });
    await expect(dying).rejects.toThrow("killed");
    expect(await daysOf(attemptId)).toEqual([]);
    await w.payouts.afterlife.remind();
    expect(await daysOf(attemptId)).toEqual([1]);
  });

  test("claimed before the letter was written: there is no letter, and never another reminder", async () => {
    const { attemptId, itemId, batchId, payoutId, creator } = await sentUntil(
      "unclaimed+q@example.com",
      "unclaimed",
    );
    await age(attemptId, 3);
    await w.payouts.afterlife.remind();
    await setStatus(itemId, "SUCCESS");
    await w.observed(batchId, payoutId, "success");
    expect(await letters(attemptId, creator.userId)).toEqual([]);
    await owner("UPDATE payout_attempts SET state_at = now() - interval '20 days' WHERE id = $1", [
      attemptId,
    ]);
    await w.payouts.afterlife.remind();
    expect(await daysOf(attemptId)).toEqual([3]);
  });

  test("a look that finds nothing does not start the days anew", async () => {
    const { attemptId, batchId } = await sentUntil("unclaimed+n@example.com", "unclaimed");
    await age(attemptId, 5);
    await w.world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 100_000_000 });
    await w.payouts.observeBatch(batchId);
    await w.world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 0 });
    await w.payouts.afterlife.remind();
    expect(await daysOf(attemptId)).toEqual([3]);
  });

  test("it is paid another way only after PayPal was seen to have returned it", async () => {
    const { payoutId, attemptId } = await sentUntil("unclaimed+t@example.com", "unclaimed");
    const early = await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(409);
    expect(early.body).toMatchObject({ code: "payout_state", current: "in_progress" });
    // PayPal takes it back, and we cannot see it.
    await w.fault("paypal", "GET", "^/v1/payments/payouts-item/", {
      type: "status",
      when: "before",
      status: 503,
    });
    await maker.post(`/v1/payouts/${payoutId}/take-back`).expect(503);
    expect(await w.leftPaypal(payoutId)).toBe(0n);
    await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(409);
    const taken = await maker.post(`/v1/payouts/${payoutId}/take-back`).expect(200);
    expect(taken.body.status).toBe("returned");
    expect(await bookedRules(attemptId)).toEqual(["L15", "L19", "L18", "L21"]);
    await rerouted(payoutId);
    expect(await w.payoutStatus(payoutId)).toBe("queued");
    await w.payouts.freeze();
  });

  test("PayPal's refusal to take back what is still unclaimed is told", async () => {
    const { payoutId } = await sentUntil("unclaimed+u@example.com", "unclaimed");
    await w.fault("paypal", "POST", "/cancel$", {
      type: "status",
      when: "before",
      status: 400,
      body: { name: "BATCH_NOT_COMPLETED", message: "still being processed" },
    });
    const { body } = await maker.post(`/v1/payouts/${payoutId}/take-back`).expect(409);
    expect(body.code).toBe("take_back_refused");
    expect(body.detail).toContain("BATCH_NOT_COMPLETED");
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
  });
});

describe("blocked", () => {
  const propose = (payoutId: string) =>
    maker.post(`/v1/payouts/${payoutId}/blocked-resolution`, { evidence: "PayPal case 123" });
  const confirm = (id: string, contentHash: string, by = checker) =>
    by.post(`/v1/payout-resolutions/${id}/confirmation`, { contentHash });

  test("nothing debited: two people say so, the money is payable again and can be paid another way", async () => {
    const { payoutId, attemptId } = await sentUntil("block+b@example.com", "blocked");
    await maker.post(`/v1/payouts/${payoutId}/reroute`).expect(409);
    const { body } = await propose(payoutId).expect(201);
    expect(body).toMatchObject({ kind: "item_not_paid", subjectId: attemptId, status: "proposed" });
    expect((await propose(payoutId).expect(409)).body.code).toBe("resolution_exists");
    await cannotClose(
      "payout_item_blocked",
      attemptId,
      "POST /v1/payouts/{payoutId}/blocked-resolution",
    );
    expect((await confirm(body.id, "0".repeat(64)).expect(409)).body.code).toBe("content_changed");
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    const done = await confirm(body.id, body.contentHash).expect(200);
    expect(done.body.status).toBe("confirmed");
    expect(await w.payoutStatus(payoutId)).toBe("failed");
    expect(await bookedRules(attemptId)).toEqual(["L15", "L16"]);
    expect(await breaksOf(attemptId)).toMatchObject([
      { kind: "payout_item_blocked", resolution: "not_paid" },
    ]);
    expect((await confirm(body.id, body.contentHash).expect(409)).body.code).toBe(
      "resolution_state",
    );
    await rerouted(payoutId);
    expect((await w.payouts.freeze()).length).toBe(1);
  });

  test("after PayPal had debited it: what came back is booked as returned", async () => {
    const { payoutId, batchId, itemId, attemptId } = await sentUntil(
      "hold+b@example.com",
      "on_hold",
    );
    await setStatus(itemId, "BLOCKED");
    await w.observed(batchId, payoutId, "blocked");
    const { body } = await propose(payoutId).expect(201);
    await confirm(body.id, body.contentHash).expect(200);
    expect(await bookedRules(attemptId)).toEqual(["L15", "L19", "L18", "L21"]);
    expect(await w.payoutStatus(payoutId)).toBe("failed");
  });

  test("one person with both roles cannot do both, and a proposal can be withdrawn", async () => {
    const { payoutId } = await sentUntil("block+c@example.com", "blocked");
    await w.staff("finance_maker", "both");
    await owner(
      "UPDATE users SET roles = '{finance_maker,finance_checker}' WHERE email = 'both@example.com'",
    );
    const password = "correct horse battery staple";
    const both = await w.app.as({ email: "both@example.com", password });
    const evidence = { evidence: "seen" };
    const { body } = await both
      .post(`/v1/payouts/${payoutId}/blocked-resolution`, evidence)
      .expect(201);
    const alone = await confirm(body.id, body.contentHash, both).expect(409);
    expect(alone.body.code).toBe("same_person");
    const reason = { reason: "not sure" };
    const back = await both
      .post(`/v1/payout-resolutions/${body.id}/withdrawal`, reason)
      .expect(200);
    expect(back.body.status).toBe("withdrawn");
    const late = await both.post(`/v1/payout-resolutions/${body.id}/withdrawal`, reason);
    expect(late.body.code).toBe("resolution_state");
    const listed = await maker.get("/v1/payout-resolutions?status=withdrawn").expect(200);
    expect(listed.body.items.map((item: { id: string }) => item.id)).toEqual([body.id]);
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    const again = await propose(payoutId).expect(201);
    await confirm(again.body.id, again.body.contentHash).expect(200);
  });

  test("PayPal is asked again before the second signature: what it paid after all is not given back", async () => {
    const { payoutId, itemId, attemptId } = await sentUntil("block+d@example.com", "blocked");
    const { body } = await propose(payoutId).expect(201);
    const itemPath = "^/v1/payments/payouts-item/";
    await w.fault("paypal", "GET", itemPath, { type: "drop", when: "before" });
    await confirm(body.id, body.contentHash).expect(503);
    const item = (await w.world.paypal("GET", `/v1/payments/payouts-item/${itemId}`)).body;
    const paid = { ...item, transaction_status: "SUCCESS" };
    const answer = { type: "status", when: "before", status: 200, body: paid };
    await w.fault("paypal", "GET", itemPath, answer);
    const refused = await confirm(body.id, body.contentHash).expect(409);
    expect(refused.body.code).toBe("payout_not_blocked");
    expect(await bookedRules(attemptId)).toEqual(["L15"]);
    expect((await breaksOf(attemptId)).map((row) => row.kind)).toEqual([
      "payout_item_blocked",
      "payout_item_blocked_to_success",
    ]);
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
  });

  test("given up, it is looked at for a month, and what PayPal still blocks is no news", async () => {
    const { payoutId, batchId, attemptId } = await sentUntil("block+e@example.com", "blocked");
    const { body } = await propose(payoutId).expect(201);
    await confirm(body.id, body.contentHash).expect(200);
    const look = async () => {
      await w.payouts.observeBatch(batchId);
      const [row] = await w.sql<{ due: boolean | null }>(
        "SELECT next_poll_at > now() AS due FROM payout_attempts WHERE id = $1",
        [attemptId],
      );
      return row!.due;
    };
    expect(await look()).toBe(true);
    await owner("UPDATE payout_attempts SET state_at = now() - interval '31 days' WHERE id = $1", [
      attemptId,
    ]);
    expect(await look()).toBeNull();
    expect((await breaksOf(attemptId)).map((row) => row.kind)).toEqual(["payout_item_blocked"]);
  });

  test("a payout that PayPal does not block needs no such decision", async () => {
    const { payoutId } = await sentUntil("happy+b@example.com", "success");
    expect((await propose(payoutId).expect(409)).body.code).toBe("payout_not_blocked");
  });
});

describe("a batch whose answer was lost", () => {
  async function lost(receiver: string, when: "before" | "after") {
    const [payout] = await w.released(receiver);
    const batchId = await w.frozen();
    await w.fault("paypal", "POST", "^/v1/payments/payouts$", { type: "drop", when });
    await w.payouts.send(batchId);
    expect((await w.batch(batchId)).state).toBe("ambiguous");
    return { batchId, payoutId: payout!.payoutId };
  }

  /** 26 days go by on the database's clock, and three on PayPal's. */
  async function grownOld(batchId: string): Promise<void> {
    const frozen = "payout_batches_frozen";
    await owner(`ALTER TABLE payout_batches DISABLE TRIGGER ${frozen}`);
    await owner(
      "UPDATE payout_batches SET first_post_at = now() - interval '26 days' WHERE id = $1",
      [batchId],
    );
    await owner(`ALTER TABLE payout_batches ENABLE TRIGGER ${frozen}`);
    await owner(
      `UPDATE provider_calls SET started_at = started_at - interval '26 days' WHERE batch_id = $1`,
      [batchId],
    );
    await w.app.composition.services.watch.look();
  }

  async function paypalIdOf(batchId: string): Promise<string> {
    const { sender_batch_id } = await w.batch(batchId);
    const { items } = (await w.world.control("paypal", "GET", "/payouts")).body;
    const item = (items as Record<string, string>[]).find(
      (one) => one["sender_batch_id"] === sender_batch_id,
    );
    return item!["payout_batch_id"]!;
  }

  const say = (batchId: string, body: object) =>
    maker.post(`/v1/payout-batches/${batchId}/outcome`, { evidence: "Report of today", ...body });
  const confirm = (body: { id: string; contentHash: string }) =>
    checker.post(`/v1/payout-resolutions/${body.id}/confirmation`, {
      contentHash: body.contentHash,
    });

  test("was not created: the report shows nothing, two people say so, and its payouts can be paid again", async () => {
    const { batchId, payoutId } = await lost("gone@example.com", "before");
    const young = await say(batchId, { outcome: "was_not_created" }).expect(409);
    expect(young.body.code).toBe("batch_not_in_doubt");
    await grownOld(batchId);
    expect(await w.openBreaks()).toContain("payout_batch_ambiguous");
    await cannotClose("payout_batch_ambiguous", batchId, outcome);
    const { body } = await say(batchId, { outcome: "was_not_created" }).expect(201);
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    await confirm(body).expect(200);
    expect(await w.batch(batchId)).toMatchObject({ state: "refused", problem: "was_not_created" });
    expect(await w.payoutStatus(payoutId)).toBe("failed");
    expect(await w.openBreaks()).not.toContain("payout_batch_ambiguous");
    await rerouted(payoutId);
    const second = await w.frozen();
    await w.submitted(second);
    await w.observed(second, payoutId, "success");
    expect((await w.attempts(payoutId)).map((a) => a.state)).toEqual(["failed", "success"]);
    expect(await w.leftPaypal(payoutId)).toBe(10_000n);
  });

  test("was created after all: PayPal's report forbids the opposite, and the named batch is adopted", async () => {
    const { batchId, payoutId } = await lost("there@example.com", "after");
    await grownOld(batchId);
    const payoutBatchId = await paypalIdOf(batchId);
    await eventually("the report to show it", async () => {
      const { body } = await say(batchId, { outcome: "was_not_created" }).expect(409);
      return body.code === "outcome_contradicted";
    });
    const other = await sentUntil("other@example.com", "success");
    const foreign = (await w.batch(other.batchId)).payout_batch_id;
    const wrong = await say(batchId, { outcome: "was_created", payoutBatchId: foreign }).expect(
      409,
    );
    expect(wrong.body.code).toBe("batch_differs");
    const none = await say(batchId, { outcome: "was_created", payoutBatchId: "NOSUCH" });
    expect([none.status, none.body.code]).toEqual([409, "batch_unreadable"]);
    const { body } = await say(batchId, { outcome: "was_created", payoutBatchId }).expect(201);
    await confirm(body).expect(200);
    expect(await w.batch(batchId)).toMatchObject({ payout_batch_id: payoutBatchId });
    expect(await w.openBreaks()).not.toContain("payout_batch_ambiguous");
    await w.observed(batchId, payoutId, "success");
    expect(await w.leftPaypal(payoutId)).toBe(10_000n);
  });

  test("refused after an unclear call: it is too early to say while the report may lag", async () => {
    const [bad] = await w.released("unclear@example.com");
    await owner(
      `UPDATE payout_methods SET receiver = 'not an address'
       WHERE id = (SELECT payout_method_id FROM payouts WHERE id = $1)`,
      [bad!.payoutId],
    );
    const batchId = await w.frozen();
    await w.fault("paypal", "POST", "^/v1/payments/payouts$", { type: "drop", when: "before" });
    await w.payouts.send(batchId);
    await eventually("the batch to be stopped", async () => {
      await w.payouts.send(batchId);
      return (await w.batch(batchId)).state === "stopped";
    });
    const early = await say(batchId, { outcome: "was_not_created" }).expect(409);
    expect(early.body.code).toBe("report_too_early");
    await cannotClose("payout_batch_stopped", batchId, outcome);
    await owner(
      "UPDATE provider_calls SET started_at = started_at - interval '2 days' WHERE batch_id = $1",
      [batchId],
    );
    const { body } = await say(batchId, { outcome: "was_not_created" }).expect(201);
    await confirm(body).expect(200);
    expect(await w.payoutStatus(bad!.payoutId)).toBe("failed");
    expect(await breaksOf(batchId)).toMatchObject([
      { kind: "payout_batch_stopped", resolution: "was_not_created" },
    ]);
  });

  test("somebody else's batch under our id does not count as ours", async () => {
    const [payout] = await w.released("stolen@example.com");
    const batchId = await w.frozen();
    const { sender_batch_id } = await w.batch(batchId);
    await w.app.composition.services.paypal!.payouts.submitBatch(
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
    await w.payouts.send(batchId);
    expect((await w.batch(batchId)).state).toBe("stopped");
    await cannotClose("payout_batch_differs", batchId, outcome);
    await owner(
      "UPDATE provider_calls SET started_at = started_at - interval '2 days' WHERE batch_id = $1",
      [batchId],
    );
    const { body } = await say(batchId, { outcome: "was_not_created" }).expect(201);
    await confirm(body).expect(200);
    expect(await w.payoutStatus(payout!.payoutId)).toBe("failed");
    // An id that was never used and is known to PayPal has paused payouts.
    await w.resumed();
  });

  test("known to PayPal without a link: its report leads to it, and nobody has to be asked", async () => {
    const { batchId, payoutId } = await lost("report@example.com", "after");
    await w.world.control("paypal", "POST", "/settings", { duplicateWithoutLink: true });
    await eventually("the duplicate", async () => {
      await w.payouts.send(batchId);
      return (await w.callOutcomes(batchId)).includes("duplicate");
    });
    await w.world.control("paypal", "POST", "/settings", { duplicateWithoutLink: false });
    expect(await w.openBreaks()).toContain("payout_batch_unlinked");
    await cannotClose("payout_batch_unlinked", batchId, outcome);
    await eventually("the report to show it", async () => {
      await owner("UPDATE payout_batches SET report_read_at = NULL WHERE id = $1", [batchId]);
      const found = await Promise.all([
        w.payouts.afterlife.adoptUnlinked(),
        w.payouts.afterlife.adoptUnlinked(),
      ]);
      return found.flat().includes(batchId);
    });
    expect(await w.openBreaks()).not.toContain("payout_batch_unlinked");
    await w.observed(batchId, payoutId, "success");
    expect(await w.leftPaypal(payoutId)).toBe(10_000n);
  });

  test("PayPal said that it knows the id: nobody can say that it was not created", async () => {
    const { batchId } = await lost("said@example.com", "after");
    await w.world.control("paypal", "POST", "/settings", { duplicateWithoutLink: true });
    await eventually("the duplicate", async () => {
      await w.payouts.send(batchId);
      return (await w.callOutcomes(batchId)).includes("duplicate");
    });
    await w.world.control("paypal", "POST", "/settings", { duplicateWithoutLink: false });
    await grownOld(batchId);
    const { body } = await say(batchId, { outcome: "was_not_created" }).expect(409);
    expect(body.code).toBe("outcome_contradicted");
  });

  test("a late answer after the decision changes nothing and is reported", async () => {
    const { batchId, payoutId } = await lost("late@example.com", "before");
    await grownOld(batchId);
    const { body } = await say(batchId, { outcome: "was_not_created" }).expect(201);
    const { body: frozen } = (
      await w.sql<{ body: string }>("SELECT body FROM payout_batches WHERE id = $1", [batchId])
    )[0]!;
    await confirm(body).expect(200);
    // Against all evidence PayPal makes it now; the item's event reaches us.
    const made = await w.app.composition.services.paypal!.payouts.submitBatch(frozen);
    expect(made.kind).toBe("accepted");
    const { items } = (await w.world.control("paypal", "GET", "/payouts")).body;
    const { sender_batch_id } = await w.batch(batchId);
    const item = (items as Record<string, string>[]).find(
      (one) => one["sender_batch_id"] === sender_batch_id,
    )!;
    await eventually("the item to be paid and reported", async () => {
      await w.payouts.observeItem({
        itemId: item["payout_item_id"]!,
        payoutBatchId: item["payout_batch_id"],
        senderBatchId: sender_batch_id,
      });
      return (await w.openBreaks()).includes("payout_item_failed_to_success");
    });
    expect(await w.payoutStatus(payoutId)).toBe("failed");
  });
});

describe("sent back after it had arrived", () => {
  test.each(["REFUNDED", "REVERSED"] as const)(
    "%s: the creator is told why, two people pay it again, and the first success stays in its history",
    async (status) => {
      const made = await sentUntil(`happy+${status.toLowerCase()}@example.com`, "success");
      await setStatus(made.itemId, status);
      await w.observed(made.batchId, made.payoutId, status.toLowerCase());
      expect(await w.payoutStatus(made.payoutId)).toBe("returned");
      const mine = await made.creator.client.get("/v1/creators/me/payouts").expect(200);
      expect(mine.body.items[0]).toMatchObject({
        stage: "returned",
        reason: { code: status.toLowerCase() },
      });
      const topic = `payout.${status.toLowerCase()}`;
      const [event] = await w.sql<{ id: string; payload: Record<string, string> }>(
        "SELECT id, payload FROM outbox WHERE topic = $1 AND payload ->> 'payoutId' = $2",
        [topic, made.payoutId],
      );
      await lettersOf(w.app, topic, event!.id, event!.payload);
      const [mail] = await w.sql<{ body: string }>(
        "SELECT body FROM mails WHERE user_id = $1 AND kind = $2",
        [made.creator.userId, `payout_${status.toLowerCase()}`],
      );
      expect(mail!.body).toMatch(status === "REFUNDED" ? /refunded it/ : /PayPal reversed/);
      await rerouted(made.payoutId);
      const second = await w.frozen();
      await w.submitted(second);
      await w.observed(second, made.payoutId, "success");
      const { body } = await maker.get(`/v1/payouts/${made.payoutId}`).expect(200);
      const states = body.attempts.map((attempt: { state: string }) => attempt.state);
      expect(states).toEqual([status.toLowerCase(), "success"]);
      const steps = body.timeline.map((step: { what: string }) => step.what);
      expect(steps.filter((what: string) => what === "payout_attempt.success")).toHaveLength(2);
      expect(await w.leftPaypal(made.payoutId)).toBe(10_000n);
    },
  );
});
