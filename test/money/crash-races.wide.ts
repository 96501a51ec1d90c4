/** C6, C7, C12, C15, C18 and C20 of docs/payout-protocol.md: two at once, early and missing messages, wrong clocks, replays. */
import { applyProviderEventJob } from "../../jobs/apply-provider-event-job";
import { buildPayoutBatchesJob } from "../../jobs/build-payout-batches-job";
import { createJobContext, type Job } from "../../jobs/context";
import { observePayoutBatchJob } from "../../jobs/observe-payout-batch-job";
import { schedulePayoutsJob } from "../../jobs/schedule-payouts-job";
import { startScheduler } from "../../jobs/scheduler";
import { sendPayoutBatchJob } from "../../jobs/send-payout-batch-job";
import { sweepPayoutsJob } from "../../jobs/sweep-payouts-job";
import { createPayouts } from "../../src/features/payouts";
import { claimBatch } from "../../src/features/payouts/paypal/batch-store";
import type { JobPayload } from "../../src/platform/queue/define-job";
import { openReceiver } from "../sandbox/support";
import { asOwner } from "../support/database";
import { startStep, takeStep } from "../support/payout-process";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";

let w: PayoutWorld;
beforeAll(async () => {
  w = await openPayoutWorld({ SWEEP_SECONDS: "0.3" });
  await w.fillPaypal("USD", 10_000_000n);
});
afterAll(() => w.close());
afterEach(async () => {
  await w.world.control("paypal", "DELETE", "/faults");
  expect(await w.violations()).toEqual([]);
});

const createPath = "^/v1/payments/payouts$";

async function paidOnce(batchId: string, payoutId: string): Promise<void> {
  await w.observed(batchId, payoutId, "success");
  expect(await w.attempts(payoutId)).toHaveLength(1);
  expect(await w.leftPaypal(payoutId)).toBe(10_000n);
}

/** The product's own payouts with a lease that is over before an answer can come. */
function hastyPayouts() {
  const { log, paypal } = w.app.composition.services;
  return createPayouts({
    unitOfWork: w.app.database.unitOfWork,
    log,
    paypal: paypal?.payouts,
    leaseMs: 1,
    retryMs: [50],
    pollMs: [50],
    batchItemsMax: 500,
  });
}

async function countOf(text: string): Promise<number> {
  return (await w.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`))[0]!.n;
}

test("C6: two workers send the same batch at once: PayPal takes one, both record the same id", async () => {
  const [payout] = await w.released("c6@example.com");
  const batchId = await w.frozen();
  await w.fault("paypal", "POST", createPath, { type: "delay", when: "after", ms: 600 });
  const [first, second] = [hastyPayouts(), hastyPayouts()];
  const sending = first.send(batchId);
  await eventually("the first call to be under way", async () => {
    const { faults } = (await w.world.control("paypal", "GET", "/faults")).body;
    return (faults as { hits: number }[])[0]?.hits === 1;
  });
  await second.send(batchId);
  await sending;
  expect(new Set(await w.callOutcomes(batchId))).toEqual(new Set(["accepted", "duplicate"]));
  expect(await w.batch(batchId)).toMatchObject({ state: "submitted" });
  expect(await countOf("outbox WHERE topic = 'payout_batch.submitted'")).toBe(1);
  expect(await countOf("audit_events WHERE action = 'payout_batch.answered_again'")).toBe(1);
  await paidOnce(batchId, payout!.payoutId);
});

test("C7: a refusal that is recorded while another sender claims the batch proves nothing any more", async () => {
  const [payout] = await w.released("c7@example.com");
  await asOwner(
    w.app.database.url,
    `UPDATE payout_methods SET receiver = 'not an address'
     WHERE id = (SELECT payout_method_id FROM payouts WHERE id = $1)`,
    [payout!.payoutId],
  );
  const batchId = await w.frozen();
  await w.fault("paypal", "POST", createPath, { type: "delay", when: "after", ms: 300 });
  const { unitOfWork } = w.app.database;
  const refused = hastyPayouts().send(batchId);
  await eventually("the first call to be under way", async () =>
    (await w.callOutcomes(batchId)).includes(null),
  );
  // The lease is over; the next sender's claim stands just before its commit while the refusal is recorded.
  await unitOfWork.run(async (tx) => {
    const claimed = await eventually(
      "the claim",
      async () => await claimBatch(tx, batchId, 60_000),
    );
    expect(claimed.callN).toBe(2);
    await eventually("the refusal to wait for us", async () => {
      const waiting = await countOf("pg_locks WHERE NOT granted");
      return waiting > 0;
    });
  });
  await refused;
  expect(await w.callOutcomes(batchId)).toEqual(["refused", null]);
  expect(await w.batch(batchId)).toMatchObject({ state: "stopped" });
  expect(await w.payoutStatus(payout!.payoutId)).toBe("in_progress");
  expect(await w.openBreaks()).toContain("payout_batch_stopped");
});

test("C12: a message that comes before our commit is kept, and adopts the batch when it is followed", async () => {
  const receiver = await openReceiver();
  w.world.sandbox.setWebhookTargets({ paypal: receiver.url, stripe: receiver.url });
  await w.world.control("paypal", "POST", "/settings", { webhooks: "on" });
  const [payout] = await w.released("c12@example.com");
  const batchId = await w.frozen();
  await w.fault("paypal", "POST", createPath, { type: "delay", when: "after", ms: 900 });
  const sending = w.payouts.send(batchId);
  const message = await eventually("PayPal's message", async () =>
    receiver.received.find(({ event }) => event["event_type"] === "PAYMENT.PAYOUTS-ITEM.SUCCEEDED"),
  );
  const headers = Object.fromEntries(
    Object.entries(message.headers).filter(([name]) => /^(paypal-|content-type)/.test(name)),
  ) as Record<string, string>;
  const answer = await fetch(`${w.app.url}/webhooks/paypal`, {
    method: "POST",
    headers,
    body: new Uint8Array(message.raw),
  });
  expect(answer.status).toBe(200);
  expect(await w.batch(batchId)).toMatchObject({ state: "frozen", payout_batch_id: null });
  const { services, queue } = w.app.composition;
  const [event] = await w.sql<{ id: string }>(
    "SELECT id FROM provider_events WHERE state = 'pending' AND event_id = $1",
    [message.event["id"]],
  );
  await applyProviderEventJob.handle(createJobContext(services, queue), {
    providerEventId: event!.id,
  });
  expect(await w.payoutStatus(payout!.payoutId)).toBe("paid");
  await sending;
  expect(await w.callOutcomes(batchId)).toEqual(["accepted"]);
  await paidOnce(batchId, payout!.payoutId);
  await w.world.control("paypal", "POST", "/settings", { webhooks: "off" });
  await receiver.close();
});

test("C15: no message ever comes: the poller looks, by the tables alone", async () => {
  const [payout] = await w.released("c15@example.com");
  const batchId = await w.frozen();
  await w.payouts.send(batchId);
  await eventually("the poller to see it", async () => {
    for (const due of (await w.payouts.findDue()).batchesToPoll) await w.payouts.observeBatch(due);
    return (await w.payoutStatus(payout!.payoutId)) === "paid";
  });
  expect(await countOf("provider_events WHERE event_type LIKE 'PAYMENT.PAYOUTSBATCH%'")).toBe(0);
});

describe("C18: a host whose clock is wrong", () => {
  test("neither breaks a lease early nor keeps one too long", async () => {
    const [payout] = await w.released("c18-lease@example.com");
    const batchId = await w.frozen();
    await takeStep(w, `send ${batchId}`, { crashAt: "after-commit:1", clockShiftHours: -9 });
    await takeStep(w, `send ${batchId}`, { clockShiftHours: 9 });
    expect(await w.callOutcomes(batchId)).toEqual([null]);
    await asOwner(
      w.app.database.url,
      "UPDATE payout_batches SET lease_until = now() - interval '1 second' WHERE id = $1",
      [batchId],
    );
    await takeStep(w, `send ${batchId}`, { clockShiftHours: -9 });
    expect(await w.callOutcomes(batchId)).toEqual([null, "accepted"]);
    const [look] = await w.sql<{ soon: boolean }>(
      `SELECT next_poll_at BETWEEN now() - interval '1 minute' AND now() + interval '1 minute' AS soon
       FROM payout_attempts WHERE batch_id = $1`,
      [batchId],
    );
    expect(look).toEqual({ soon: true });
    await paidOnce(batchId, payout!.payoutId);
  });

  test("two workers hours before and behind pay as any other", async () => {
    const workers = [-5, 5].map((clockShiftHours) =>
      startStep(w, "worker", { clockShiftHours, environment: { PAYOUT_LEASE_SECONDS: "3" } }),
    );
    const stops: (() => Promise<unknown>)[] = workers.map((worker) => () => worker.kill("SIGKILL"));
    try {
      for (const worker of workers) await worker.printed("working");
      stops.unshift(startScheduler(w.app.composition));
      const made = await w.released("c18-a@example.com", "c18-b@example.com");
      await eventually("both to be paid", async () => {
        const states = await Promise.all(made.map(({ payoutId }) => w.payoutStatus(payoutId)));
        return states.every((state) => state === "paid");
      });
      for (const { payoutId } of made) expect(await w.leftPaypal(payoutId)).toBe(10_000n);
    } finally {
      for (const stop of stops) await stop();
    }
  }, 120_000);
});

test("C20: every job of a payout, three times at once and again afterwards, does its work once", async () => {
  const { services } = w.app.composition;
  const asked: [Job, JobPayload][] = [];
  const context = {
    ...services,
    enqueue: async (job: Job, payloads: readonly JobPayload[]) => {
      for (const payload of payloads) asked.push([job, payload]);
    },
  };
  const replay = async (job: Job, payload: JobPayload) => {
    await Promise.all([1, 2, 3].map(() => job.handle(context, payload)));
    await job.handle(context, payload);
  };
  const [payout] = await w.released("c20@example.com");
  await replay(schedulePayoutsJob, { endorsementIds: [payout!.endorsementId] });
  await replay(buildPayoutBatchesJob, {});
  const [attempt] = await w.attempts(payout!.payoutId);
  const batchId = attempt!.batch_id!;
  await replay(sendPayoutBatchJob, { batchId });
  await eventually("it to be paid", async () => {
    await replay(observePayoutBatchJob, { batchId });
    return (await w.payoutStatus(payout!.payoutId)) === "paid";
  });
  await replay(sweepPayoutsJob, {});
  for (const [job, payload] of asked) await replay(job, payload);
  expect(await w.callOutcomes(batchId)).toEqual(["accepted"]);
  await paidOnce(batchId, payout!.payoutId);
});
