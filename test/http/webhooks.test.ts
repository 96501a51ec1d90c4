/** Messages from PayPal and Stripe at our door: made by the simulators, handed in by the test in any order and shape. */
import { applyProviderEventJob } from "../../jobs/apply-provider-event-job";
import { createJobContext } from "../../jobs/context";
import { routeEvents } from "../../jobs/registry";
import {
  createWebhookAudit,
  linesPerWindowMax,
} from "../../src/features/provider-events/webhook-audit";
import { createLogger } from "../../src/platform/logger";
import { openReceiver, type Receiver } from "../sandbox/support";
import { asOwner } from "../support/database";
import { manyReleased } from "../support/many-payouts";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { type SigningParts, signedHeaders, signingOf } from "../support/paypal-signing";

type Message = Receiver["received"][number];

let w: PayoutWorld;
let receiver: Receiver;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
  receiver = await openReceiver();
  w.world.sandbox.setWebhookTargets({ paypal: receiver.url, stripe: receiver.url });
  await w.world.control("paypal", "POST", "/settings", { webhooks: "on" });
});
afterAll(async () => {
  await w.close();
  await receiver.close();
});
afterEach(async () => expect(await w.violations()).toEqual([]));

async function count(
  table: "provider_events" | "outbox" | "audit_events",
  where = "true",
): Promise<number> {
  const [row] = await w.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
  );
  return row!.n;
}

/** Hands a message to our door as the provider did to the receiver. */
async function deliver(provider: "paypal" | "stripe", message: Message, raw: Buffer = message.raw) {
  const kept = Object.entries(message.headers).filter(([name]) =>
    /^(paypal-|stripe-|content-type)/.test(name),
  );
  return await fetch(`${w.app.url}/webhooks/${provider}`, {
    method: "POST",
    headers: Object.fromEntries(kept) as Record<string, string>,
    body: new Uint8Array(raw),
  });
}

/** Runs what the queue would run for every stored message. */
async function applyAll(): Promise<void> {
  const context = createJobContext(w.app.composition.services, w.app.composition.queue);
  const rows = await w.sql<{ id: string }>(
    "SELECT id FROM provider_events WHERE state = 'pending' ORDER BY id",
  );
  for (const { id } of rows) await applyProviderEventJob.handle(context, { providerEventId: id });
}

/** A payout that PayPal has finished, with the messages it sent about it; our books have not heard of them. */
async function messagesAbout(receiverAddress: string, last: string) {
  const from = receiver.received.length;
  const [payout] = await w.released(receiverAddress);
  const batchId = await w.frozen();
  await w.submitted(batchId);
  await eventually(`${last} to be sent`, async () =>
    receiver.received.slice(from).some((message) => message.event["event_type"] === last),
  );
  return { payoutId: payout!.payoutId, batchId, messages: receiver.received.slice(from) };
}

const itemSucceeded = "PAYMENT.PAYOUTS-ITEM.SUCCEEDED";

test("a signed message is kept once, acknowledged, and leads to the item being read", async () => {
  const { payoutId, messages } = await messagesAbout("signed@example.com", itemSucceeded);
  for (const message of messages) expect((await deliver("paypal", message)).status).toBe(200);
  expect(await w.payoutStatus(payoutId)).toBe("in_progress");
  await applyAll();
  expect(await w.payoutStatus(payoutId)).toBe("paid");
});

test("C14: replayed ten times, and backwards, it changes nothing more", async () => {
  const { payoutId, messages } = await messagesAbout("replayed@example.com", itemSucceeded);
  const before = await count("provider_events");
  for (let n = 0; n < 10; n++) {
    for (const message of [...messages].reverse())
      expect((await deliver("paypal", message)).status).toBe(200);
  }
  expect(await count("provider_events")).toBe(before + messages.length);
  await applyAll();
  await applyAll();
  expect(await w.payoutStatus(payoutId)).toBe("paid");
  expect(await w.attempts(payoutId)).toHaveLength(1);
  expect(await count("audit_events", "action = 'webhook.repeated'")).toBeGreaterThan(0);
});

test("C14: a stale message about an item that went on is only a reason to look", async () => {
  const { payoutId, batchId, messages } = await messagesAbout(
    "unclaimed+stale@example.com",
    "PAYMENT.PAYOUTS-ITEM.UNCLAIMED",
  );
  await w.observed(batchId, payoutId, "unclaimed");
  const item = (await w.attempts(payoutId))[0]!.provider_item_id!;
  await w.world.control("paypal", "POST", `/payouts/${item}/status`, { status: "SUCCESS" });
  await w.observed(batchId, payoutId, "success");
  for (const message of messages) await deliver("paypal", message);
  await applyAll();
  expect(await w.payoutStatus(payoutId)).toBe("paid");
});

test("many messages about one batch that wait together are one job, one item and one page to read", async () => {
  const from = receiver.received.length;
  const count = 12;
  const creator = await manyReleased(w, count, "burst@example.com");
  await w.submitted(await w.frozen());
  const about = () =>
    receiver.received
      .slice(from)
      .filter((message) => message.event["event_type"] === itemSucceeded);
  await eventually("all messages to be sent", async () => about().length === count);
  for (const message of about()) expect((await deliver("paypal", message)).status).toBe(200);
  const { payouts } = w.app.composition.services.paypal!;
  const { getItem, getBatchPage } = payouts;
  const asked: string[] = [];
  payouts.getItem = async (id) => {
    asked.push("item");
    return await getItem(id);
  };
  payouts.getBatchPage = async (id, page) => {
    asked.push("page");
    return await getBatchPage(id, page);
  };
  const context = createJobContext(w.app.composition.services, w.app.composition.queue);
  const outbox = await w.sql<{ id: string; topic: string; payload: Record<string, string> }>(
    `SELECT id, topic, payload FROM outbox WHERE payload ->> 'payoutBatchId' = $1 ORDER BY id`,
    [(about()[0]!.event["resource"] as Record<string, string>)["payout_batch_id"]],
  );
  expect(outbox).toHaveLength(count);
  const jobs = routeEvents(outbox);
  expect(jobs.map(({ name }) => name)).toEqual(["apply-provider-event"]);
  try {
    await applyProviderEventJob.handle(context, jobs[0]!.payload);
  } finally {
    payouts.getItem = getItem;
    payouts.getBatchPage = getBatchPage;
  }
  expect(asked).toEqual(["item", "page"]);
  const [paid] = await w.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM payouts WHERE creator_id = $1 AND status = 'paid'",
    [creator.id],
  );
  expect(paid!.n).toBe(count);
  const applied = await w.sql(
    `SELECT FROM provider_events WHERE id::text = ANY($1) AND state = 'applied' AND applied_at IS NOT NULL`,
    [outbox.map(({ payload }) => payload["providerEventId"])],
  );
  expect(applied).toHaveLength(count);
});

describe("a message that does not prove where it comes from", () => {
  let message: Message;
  beforeAll(async () => {
    const { messages } = await messagesAbout("forged@example.com", itemSucceeded);
    message = messages.find((one) => one.event["event_type"] === itemSucceeded)!;
    for (const one of messages) expect((await deliver("paypal", one)).status).toBe(200);
    await applyAll();
  });

  const altered = (headers: Record<string, string | undefined>): Message => ({
    ...message,
    headers: { ...message.headers, ...headers } as Message["headers"],
  });
  /** Signed with PayPal's own key, so that only the other parts can be what is wrong. */
  const signedAnew = (parts: Partial<SigningParts>, raw: Buffer = message.raw): Message => ({
    ...message,
    headers: signedHeaders(raw, { ...signingOf(w.world), ...parts }),
  });
  const middleFlipped = (text: string) => {
    const at = Math.floor(text.length / 2);
    return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  };

  test.each<[string, () => [Message, Buffer?]]>([
    [
      "with another body",
      () => [message, Buffer.from(message.raw.toString().replace("SUCCEEDED", "FAILED"))],
    ],
    ["with one more space", () => [message, Buffer.concat([message.raw, Buffer.from(" ")])]],
    [
      "with a bent signature",
      () => [
        altered({
          "paypal-transmission-sig": middleFlipped(
            String(message.headers["paypal-transmission-sig"]),
          ),
        }),
      ],
    ],
    ["with another time", () => [altered({ "paypal-transmission-time": "2020-01-01T00:00:00Z" })]],
    [
      "with another id",
      () => [altered({ "paypal-transmission-id": "00000000-0000-0000-0000-000000000000" })],
    ],
    ["with another algorithm", () => [altered({ "paypal-auth-algo": "none" })]],
    [
      "with a certificate from elsewhere",
      () => [altered({ "paypal-cert-url": "https://evil.example/v1/notifications/certs/x" })],
    ],
    [
      "with a certificate from another path",
      () => [altered({ "paypal-cert-url": `${w.world.sandbox.paypal.url}/control/clock` })],
    ],
    ["without a signature", () => [altered({ "paypal-transmission-sig": undefined })]],
    [
      "with a certificate that PayPal does not have",
      () => [
        altered({
          "paypal-cert-url": `${w.world.sandbox.paypal.url}/v1/notifications/certs/CERT-none`,
        }),
      ],
    ],
    ["for another webhook", () => [signedAnew({ webhookId: "WH-SOMEBODY-ELSE" })]],
    [
      "with the id of a stored one and another body",
      () => {
        const raw = Buffer.from(message.raw.toString().replace("SUCCEEDED", "RETURNED"));
        return [signedAnew({}, raw), raw];
      },
    ],
    [
      "that is no event",
      () => {
        const raw = Buffer.from("[]");
        return [signedAnew({}, raw), raw];
      },
    ],
  ])("%s is refused, changes nothing, and leaves an audit line", async (_name, forge) => {
    const events = await count("provider_events");
    const audits = await count("audit_events", "action = 'webhook.refused'");
    const [forged, raw] = forge();
    const kept = Object.fromEntries(
      Object.entries(forged.headers).filter(([, value]) => value !== undefined),
    );
    const answer = await deliver("paypal", { ...forged, headers: kept as Message["headers"] }, raw);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { code: string }).code).toBe("webhook_refused");
    expect(await count("provider_events")).toBe(events);
    expect(await count("audit_events", "action = 'webhook.refused'")).toBe(audits + 1);
  });
});

test("a genuine message about somebody else's batch is kept, changes nothing, and a person hears of it", async () => {
  const from = receiver.received.length;
  const foreign = await w.app.composition.services.paypal!.payouts.submitBatch(
    JSON.stringify({
      sender_batch_header: { sender_batch_id: "not-ours" },
      items: [
        {
          recipient_type: "EMAIL",
          receiver: "x@example.com",
          amount: { currency: "USD", value: "1.00" },
          sender_item_id: "foreign",
        },
      ],
    }),
  );
  expect(foreign.kind).toBe("accepted");
  await eventually("the foreign item's message", async () =>
    receiver.received.slice(from).some((message) => message.event["event_type"] === itemSucceeded),
  );
  for (const message of receiver.received.slice(from)) await deliver("paypal", message);
  await applyAll();
  expect(await count("provider_events", "state = 'unmatched'")).toBeGreaterThan(0);
  expect(await w.openBreaks()).toContain("provider_event_unmatched");
  expect(
    await count("audit_events", "action = 'provider_event.unmatched' AND outcome = 'refused'"),
  ).toBe(await count("provider_events", "state = 'unmatched'"));
});

test("a recorded message played again days later changes nothing", async () => {
  const { payoutId, messages } = await messagesAbout("played@example.com", itemSucceeded);
  for (const message of messages) await deliver("paypal", message);
  await applyAll();
  const events = await count("provider_events");
  const outbox = await count("outbox");
  // The same event in a transmission of three days ago, and the first transmission once more.
  const message = messages.find((one) => one.event["event_type"] === itemSucceeded)!;
  const old = signedHeaders(message.raw, {
    ...signingOf(w.world),
    time: new Date(Date.now() - 72 * 3_600_000).toISOString(),
  });
  expect((await deliver("paypal", { ...message, headers: old })).status).toBe(200);
  expect((await deliver("paypal", message)).status).toBe(200);
  await applyAll();
  expect(await count("provider_events")).toBe(events);
  expect(await count("outbox")).toBe(outbox);
  expect(await w.payoutStatus(payoutId)).toBe("paid");
});

test("when neither the certificate nor PayPal's word can be had, PayPal is told to come again", async () => {
  const { payoutId, messages } = await messagesAbout("unverified@example.com", itemSucceeded);
  const message = messages.find((one) => one.event["event_type"] === itemSucceeded)!;
  // Another address on PayPal's host, so that no certificate is in memory.
  const certUrl = `${w.world.sandbox.paypal.url}/v1/notifications/certs/CERT-unreachable`;
  const headers = signedHeaders(message.raw, { ...signingOf(w.world), certUrl });
  await w.fault("paypal", "GET", "/certs/CERT-unreachable", { type: "status", status: 502 });
  await w.fault("paypal", "POST", "/verify-webhook-signature", { type: "drop" });
  const before = await count("provider_events");
  const answer = await deliver("paypal", { ...message, headers });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await count("provider_events")).toBe(before);
  expect((await deliver("paypal", message)).status).toBe(200);
  await applyAll();
  expect(await w.payoutStatus(payoutId)).toBe("paid");
});

test("a database that goes away before the commit leaves the message unacknowledged", async () => {
  const { messages } = await messagesAbout("no-database@example.com", itemSucceeded);
  const message = messages.find((one) => one.event["event_type"] === itemSucceeded)!;
  const before = await count("provider_events");
  const lock = w.app.database.dataSource.createQueryRunner();
  await lock.startTransaction();
  await lock.query("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE");
  try {
    // The event is written, and its transaction waits for the outbox.
    const answer = deliver("paypal", message);
    await eventually("the door's connection to be cut", async () => {
      const rows = (await asOwner(
        w.app.database.url,
        `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%outbox%'`,
      )) as { cut: boolean }[];
      return rows.some(({ cut }) => cut);
    });
    expect((await answer).status).toBe(503);
    expect((await answer).headers.get("retry-after")).toMatch(/^\d+$/);
  } finally {
    await lock.rollbackTransaction();
    await lock.release();
  }
  expect(await count("provider_events")).toBe(before);
  expect((await deliver("paypal", message)).status).toBe(200);
  expect(await count("provider_events")).toBe(before + 1);
});

test("a flood of forgeries is a few lines in the audit trail, with its true number", async () => {
  const where = "action = 'webhook.refused' AND details ->> 'reason' = 'flood'";
  const flood = 500;
  const options = { unitOfWork: w.app.database.unitOfWork, log: createLogger("silent") };
  const audit = createWebhookAudit({ ...options, windowMs: 200 });
  const message = { provider: "paypal", action: "webhook.refused", reason: "flood" } as const;
  await Promise.all(Array.from({ length: flood }, () => audit.note(message)));
  const total = async () => {
    const [row] = await w.sql<{ n: number }>(
      `SELECT coalesce(sum((details ->> 'count')::int), 0)::int AS n FROM audit_events WHERE ${where}`,
    );
    return row!.n;
  };
  await eventually("the count to be written", async () => (await total()) === flood);
  expect(await count("audit_events", where)).toBe(linesPerWindowMax + 1);
  // A new window starts with lines of its own again, and what is counted is not lost at the end.
  await Promise.all(Array.from({ length: flood }, () => audit.note(message)));
  await audit.close();
  expect(await total()).toBe(2 * flood);
});

test("Stripe's message settles a deposit; forged or replayed it does not", async () => {
  const brand = await w.market.brand();
  const amount = { amountMinor: "12300", currency: "USD" };
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "stripe", amount })
    .expect(201);
  const from = receiver.received.length;
  await w.press(body.checkoutUrl, "pay");
  const message = await eventually("the completed session", async () =>
    receiver.received.slice(from).find((one) => one.event["type"] === "checkout.session.completed"),
  );
  // Signed with Stripe's own secret for a time to come: it would stay fresh until then.
  for (const [ahead, reason] of [
    [3600, "signed more than five minutes ahead"],
    [-3600, "signed more than five minutes ago"],
  ] as const) {
    const header = require("stripe").webhooks.generateTestHeaderString({
      payload: message.raw.toString(),
      secret: w.world.sandbox.stripe.webhookSecret,
      timestamp: Math.floor(Date.now() / 1000) + ahead,
    });
    const headers = { ...message.headers, "stripe-signature": header };
    expect((await deliver("stripe", { ...message, headers })).status).toBe(400);
    const where = `action = 'webhook.refused' AND details ->> 'reason' = '${reason}'`;
    expect(await count("audit_events", where)).toBe(1);
  }
  const bent = Buffer.from(message.raw.toString().replace("12300", "99900"));
  expect((await deliver("stripe", message, bent)).status).toBe(400);
  expect((await deliver("stripe", message)).status).toBe(200);
  expect((await deliver("stripe", message)).status).toBe(200);
  await applyAll();
  const deposit = await brand.client.get(`/v1/deposits/${body.id}`).expect(200);
  expect(deposit.body).toMatchObject({ status: "captured", amount });
});
