/**
 * C0 to C4, C11 and C13 of docs/payout-protocol.md: a process of the product dies by SIGKILL at a named point, or loses
 * its database there. Afterwards PayPal's own record and our books agree, and nobody is paid twice.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { applyProviderEventJob } from "../../jobs/apply-provider-event-job";
import { createJobContext } from "../../jobs/context";
import { openReceiver, type Receiver } from "../sandbox/support";
import { asOwner } from "../support/database";
import { type DatabaseDoor, openDatabaseDoor } from "../support/database-door";
import { manyReleased } from "../support/many-payouts";
import { startStep, takeStep } from "../support/payout-process";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { openInstallation } from "../support/second-installation";

let w: PayoutWorld;
beforeAll(async () => {
  w = await openPayoutWorld({ PAYOUT_BATCH_ITEMS_MAX: "15000" });
  await w.fillPaypal("USD", 100_000_000n);
});
afterAll(() => w.close());
afterEach(async () => {
  await w.world.control("paypal", "DELETE", "/faults");
  expect(await w.violations()).toEqual([]);
});

/** A dead process leaves its lease behind; time passes by the database's clock. */
async function leaseRunsOut(batchId: string): Promise<void> {
  await asOwner(
    w.app.database.url,
    "UPDATE payout_batches SET lease_until = now() - interval '1 second' WHERE id = $1",
    [batchId],
  );
}

async function paidOnce(batchId: string, payoutId: string): Promise<void> {
  await w.observed(batchId, payoutId, "success");
  expect(await w.payoutStatus(payoutId)).toBe("paid");
  expect(await w.attempts(payoutId)).toHaveLength(1);
  expect(await w.leftPaypal(payoutId)).toBe(10_000n);
}

async function countOf(text: string, values: unknown[] = []): Promise<number> {
  return (await w.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`, values))[0]!.n;
}

test("C0: killed before the freeze commits, nothing has happened", async () => {
  const [payout] = await w.released("c0@example.com");
  await takeStep(w, "freeze", { crashAt: "before-commit:1" });
  expect(await w.payoutStatus(payout!.payoutId)).toBe("queued");
  expect(await w.attempts(payout!.payoutId)).toEqual([]);
  expect(await countOf("payout_batches")).toBe(0);
  expect(await w.violations()).toEqual([]);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  await paidOnce(batchId, payout!.payoutId);
});

test("C1: killed after the freeze, before the queue knows: the sweep finds the batch by the tables", async () => {
  const [payout] = await w.released("c1@example.com");
  await takeStep(w, "freeze", { crashAt: "after-commit:1" });
  await w.app.database.dataSource.query("DELETE FROM outbox");
  expect(await w.payoutStatus(payout!.payoutId)).toBe("in_progress");
  expect(await w.payouts.freeze()).toEqual([]);
  const { batchesToSend } = await w.payouts.findDue();
  expect(batchesToSend).toHaveLength(1);
  await w.payouts.send(batchesToSend[0]!);
  expect(await w.callOutcomes(batchesToSend[0]!)).toEqual(["accepted"]);
  await paidOnce(batchesToSend[0]!, payout!.payoutId);
});

test("C2: killed after the claim, before a byte was sent: the lease runs out, and it is sent", async () => {
  const [payout] = await w.released("c2@example.com");
  const batchId = await w.frozen();
  await takeStep(w, `send ${batchId}`, { crashAt: "after-commit:1" });
  expect(await w.callOutcomes(batchId)).toEqual([null]);
  // The lease is the dead one's; nobody sends before it has run out.
  await w.payouts.send(batchId);
  expect(await w.callOutcomes(batchId)).toEqual([null]);
  await leaseRunsOut(batchId);
  await w.payouts.send(batchId);
  expect(await w.callOutcomes(batchId)).toEqual([null, "accepted"]);
  await paidOnce(batchId, payout!.payoutId);
});

describe("C4: killed after PayPal accepted, before that was recorded", () => {
  test.each(["after-submit:1", "before-commit:2"] as const)("at %s", async (crashAt) => {
    const [payout] = await w.released("c4@example.com");
    const batchId = await w.frozen();
    await takeStep(w, `send ${batchId}`, { crashAt });
    expect(await w.callOutcomes(batchId)).toEqual([null]);
    expect(await w.batch(batchId)).toMatchObject({ state: "frozen", payout_batch_id: null });
    await leaseRunsOut(batchId);
    await w.payouts.send(batchId);
    expect(await w.callOutcomes(batchId)).toEqual([null, "duplicate"]);
    expect((await w.batch(batchId)).state).toBe("submitted");
    await paidOnce(batchId, payout!.payoutId);
  });

  test("when it was our database that went away", async () => {
    const [payout] = await w.released("c4-database@example.com");
    const batchId = await w.frozen();
    const door = await openDatabaseDoor(w.app.database.url);
    const other = await openInstallation(w, door.url, { PAYOUT_LEASE_SECONDS: "600" });
    await w.fault("paypal", "POST", "^/v1/payments/payouts$", { type: "delay", ms: 500 });
    const outcome = other.composition.services.payouts.send(batchId).then(
      () => "sent",
      () => "failed",
    );
    const { sender_batch_id } = await w.batch(batchId);
    await eventually("PayPal to have the batch", async () => {
      const { items } = (await w.world.control("paypal", "GET", "/payouts")).body;
      return (items as Record<string, string>[]).some(
        (item) => item["sender_batch_id"] === sender_batch_id,
      );
    });
    await door.shut();
    expect(await outcome).toBe("failed");
    expect(await w.callOutcomes(batchId)).toEqual([null]);
    await leaseRunsOut(batchId);
    await w.payouts.send(batchId);
    expect(await w.callOutcomes(batchId)).toEqual([null, "duplicate"]);
    await paidOnce(batchId, payout!.payoutId);
    await other.close();
  });
});

test("C11: killed between items and between pages: read again from page 1, everything booked once", async () => {
  const count = 1_001;
  const creator = await manyReleased(w, count, "c11@example.com");
  const batchId = await w.frozen();
  await w.submitted(batchId);
  const paid = () => countOf("payouts WHERE creator_id = $1 AND status = 'paid'", [creator.id]);
  const { payout_batch_id: payoutBatchId } = await w.batch(batchId);
  await eventually("PayPal to be done", async () => {
    const answer = await w.world.paypal("GET", `/v1/payments/payouts/${payoutBatchId}?page_size=1`);
    return answer.body.batch_header.batch_status === "SUCCESS";
  });
  await takeStep(w, `observe ${batchId}`, { crashAt: "before-page:2" });
  const beforeSecond = await paid();
  expect(beforeSecond).toBeLessThanOrEqual(1_000);
  expect(await w.violations()).toEqual([]);
  // Two pages are booked at once, so which of them was the first to commit is not said.
  await takeStep(w, `observe ${batchId}`, { crashAt: "after-commit:1" });
  const afterFirst = await paid();
  expect(afterFirst).toBeGreaterThanOrEqual(Math.max(beforeSecond, 1));
  expect((await w.batch(batchId)).state).toBe("submitted");
  // A token that PayPal no longer takes in the middle of a batch is replaced by the way.
  const { getBatchPage } = w.app.composition.services.paypal!.payouts;
  w.app.composition.services.paypal!.payouts.getBatchPage = async (id, page) => {
    if (page === 2) await w.world.control("paypal", "POST", "/expire-tokens");
    return await getBatchPage(id, page);
  };
  await w.payouts.observeBatch(batchId);
  w.app.composition.services.paypal!.payouts.getBatchPage = getBatchPage;
  expect(await paid()).toBe(count);
  expect((await w.batch(batchId)).state).toBe("closed");
  const twice = `(SELECT t.tags ->> 'attempt' FROM ledger_transactions t JOIN payout_attempts a
      ON a.id::text = t.tags ->> 'attempt' WHERE a.batch_id = $1 AND t.rule = 'L17'
      GROUP BY 1 HAVING count(*) > 1) AS doubled`;
  expect(await countOf(twice, [batchId])).toBe(0);
});

describe("C13: a message of PayPal", () => {
  let receiver: Receiver;
  let dir: string;
  let environment: Record<string, string>;
  beforeAll(async () => {
    receiver = await openReceiver();
    w.world.sandbox.setWebhookTargets({ paypal: receiver.url, stripe: receiver.url });
    await w.world.control("paypal", "POST", "/settings", { webhooks: "on" });
    dir = mkdtempSync(path.join(os.tmpdir(), "kampanye-ca-"));
    const caFile = path.join(dir, "ca.pem");
    writeFileSync(caFile, w.world.sandbox.paypal.certCaPem);
    environment = {
      PAYPAL_CERT_CA_FILE: caFile,
      PAYPAL_CERT_HOSTS: new URL(w.world.sandbox.paypal.url).host,
    };
  });
  afterAll(async () => {
    await w.world.control("paypal", "POST", "/settings", { webhooks: "off" });
    await receiver.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** A payout that PayPal has paid, and the message that says so; we have not looked yet. */
  async function paidAtPaypal(address: string) {
    const from = receiver.received.length;
    const [payout] = await w.released(address);
    const batchId = await w.frozen();
    await w.submitted(batchId);
    const message = await eventually("the message", async () =>
      receiver.received
        .slice(from)
        .find(({ event }) => event["event_type"] === "PAYMENT.PAYOUTS-ITEM.SUCCEEDED"),
    );
    const headers = Object.fromEntries(
      Object.entries(message.headers).filter(([name]) => /^(paypal-|content-type)/.test(name)),
    ) as Record<string, string>;
    const deliver = async (url: string) =>
      await fetch(`${url}/webhooks/paypal`, {
        method: "POST",
        headers,
        body: new Uint8Array(message.raw),
      });
    const eventId = message.event["id"] as string;
    const rows = () =>
      w.sql<{ id: string; state: string }>(
        "SELECT id, state FROM provider_events WHERE event_id = $1",
        [eventId],
      );
    return { payoutId: payout!.payoutId, deliver, rows };
  }

  async function applyForgotten(): Promise<void> {
    await asOwner(
      w.app.database.url,
      "UPDATE provider_events SET received_at = now() - interval '1 minute' WHERE state = 'pending'",
    );
    const { services, queue } = w.app.composition;
    const context = createJobContext(services, queue);
    for (const providerEventId of await services.providerEvents.findForgotten()) {
      await applyProviderEventJob.handle(context, { providerEventId });
    }
  }

  async function startApi(crashAt?: "after-commit:1") {
    const api = startStep(w, "api", { ...(crashAt ? { crashAt } : {}), environment });
    await api.printed(" .");
    return { api, url: /listening at (\S+)/.exec(api.output())![1]! };
  }

  test("acknowledged, and the process killed before it was applied: the sweep finds it", async () => {
    const { payoutId, deliver, rows } = await paidAtPaypal("c13-applied@example.com");
    const { api, url } = await startApi();
    expect((await deliver(url)).status).toBe(200);
    await api.kill("SIGKILL");
    await w.app.database.dataSource.query("DELETE FROM outbox");
    expect(await rows()).toMatchObject([{ state: "pending" }]);
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    await applyForgotten();
    expect(await rows()).toMatchObject([{ state: "applied" }]);
    expect(await w.payoutStatus(payoutId)).toBe("paid");
  });

  test("stored, and the process killed before it could answer: PayPal repeats it, and it is kept once", async () => {
    const { payoutId, deliver, rows } = await paidAtPaypal("c13-answer@example.com");
    const { api, url } = await startApi("after-commit:1");
    await expect(deliver(url)).rejects.toThrow("fetch failed");
    await api.ended;
    expect(await rows()).toHaveLength(1);
    expect((await deliver(w.app.url)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
    await applyForgotten();
    expect(await w.payoutStatus(payoutId)).toBe("paid");
  });

  test("while our database is away is answered with 503, so that PayPal repeats it", async () => {
    const { payoutId, deliver, rows } = await paidAtPaypal("c13-away@example.com");
    const door: DatabaseDoor = await openDatabaseDoor(w.app.database.url);
    const other = await openInstallation(w, door.url);
    const url = await other.listen();
    await door.shut();
    expect((await deliver(url)).status).toBe(503);
    expect(await rows()).toEqual([]);
    await door.open();
    await eventually("it to be taken", async () => (await deliver(url)).status === 200);
    expect(await rows()).toHaveLength(1);
    await applyForgotten();
    expect(await w.payoutStatus(payoutId)).toBe("paid");
    await other.close();
    await door.close();
  });
});
