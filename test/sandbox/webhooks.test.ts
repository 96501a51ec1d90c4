import { createVerify, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import {
  call,
  fund,
  openReceiver,
  openTestWorld,
  paypalToken,
  type Receiver,
  settledBatch,
  type TestWorld,
  until,
} from "./support";

let world: TestWorld;
let receiver: Receiver;

beforeEach(async () => {
  world = await openTestWorld();
  receiver = await openReceiver();
  await fund(world, "USD", "1000000");
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

test("a signed event verifies with node crypto against the sandbox's authority", async () => {
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  await settledBatch(world, "signed", [{ receiver: "ok@example.com", id: "item-1" }]);
  expect(receiver.types()).toEqual([
    "PAYMENT.PAYOUTSBATCH.PROCESSING",
    "PAYMENT.PAYOUTS-ITEM.SUCCEEDED",
    "PAYMENT.PAYOUTSBATCH.SUCCESS",
  ]);
  const { raw, headers, event } = receiver.received[1]!;
  expect(Object.keys(event)).toEqual([
    "id",
    "event_version",
    "create_time",
    "resource_type",
    "event_type",
    "summary",
    "resource_version",
    "resource",
    "links",
  ]);
  expect(event).toMatchObject({
    resource_type: "payouts_item",
    resource: {
      sender_batch_id: "signed",
      transaction_status: "SUCCESS",
      payout_item: { sender_item_id: "item-1" },
    },
  });
  const certUrl = String(headers["paypal-cert-url"]);
  expect(certUrl.startsWith(`${world.sandbox.paypal.url}/v1/notifications/certs/`)).toBe(true);
  const pem = (await call("GET", certUrl)).text;
  const leaf = new X509Certificate(pem);
  const authority = new X509Certificate(world.sandbox.paypal.certCaPem);
  expect(leaf.subject).toContain("CN=messageverificationcerts.sandbox.paypal.com");
  expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true);
  expect(authority.ca).toBe(true);
  const signed = [
    headers["paypal-transmission-id"],
    headers["paypal-transmission-time"],
    world.sandbox.paypal.webhookId,
    crc32(raw),
  ].join("|");
  const isGood = (text: string) =>
    createVerify("sha256")
      .update(text)
      .verify(leaf.publicKey, String(headers["paypal-transmission-sig"]), "base64");
  expect(headers["paypal-auth-algo"]).toBe("SHA256withRSA");
  expect(isGood(signed)).toBe(true);
  expect(isGood(`${signed}1`)).toBe(false);
});

test("PayPal verifies its own signature over the bytes that were sent", async () => {
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  await settledBatch(world, "verify", [{ receiver: "ok@example.com" }]);
  const { raw, headers } = receiver.received[0]!;
  const verify = async (eventText: string, webhookId = world.sandbox.paypal.webhookId) => {
    const fields = JSON.stringify({
      auth_algo: headers["paypal-auth-algo"],
      cert_url: headers["paypal-cert-url"],
      transmission_id: headers["paypal-transmission-id"],
      transmission_sig: headers["paypal-transmission-sig"],
      transmission_time: headers["paypal-transmission-time"],
      webhook_id: webhookId,
    });
    const response = await fetch(
      `${world.sandbox.paypal.url}/v1/notifications/verify-webhook-signature`,
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${await paypalToken(world.sandbox)}`,
          "content-type": "application/json",
        },
        body: `${fields.slice(0, -1)},"webhook_event":${eventText}}`,
      },
    );
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  expect((await verify(raw.toString())).body).toEqual({ verification_status: "SUCCESS" });
  expect(
    (await verify(JSON.stringify(JSON.parse(raw.toString()), null, 1))).body["verification_status"],
  ).toBe("FAILURE");
  expect((await verify(raw.toString(), "OTHERWEBHOOK")).body["verification_status"]).toBe(
    "FAILURE",
  );
  expect((await verify(raw.toString(), "WEBHOOK_ID")).status).toBe(400);
});

test("events are sent again until 2xx, with a back-off in sandbox time", async () => {
  receiver.status = 503;
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  const { id } = await settledBatch(world, "again", [{ receiver: "ok@example.com" }]);
  expect(id).toBeDefined();
  const firstTries = receiver.received.length;
  expect(firstTries).toBeGreaterThanOrEqual(3);
  receiver.status = 200;
  await world.advance(3 * 86_400_000);
  const delivered = (await world.control("paypal", "GET", "/webhooks")).body.events;
  expect(delivered.every((e: { state: string }) => e.state === "delivered")).toBe(true);
  const total = receiver.received.length;
  await world.advance(86_400_000);
  expect(receiver.received.length).toBe(total);
});

test("after 25 tries an event is given up, and can be asked for and sent again", async () => {
  receiver.status = 500;
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  await settledBatch(world, "lost", [{ receiver: "unclaimed+1@example.com" }]);
  await world.advance(4 * 86_400_000);
  const [event] = (await world.control("paypal", "GET", "/webhooks")).body.events;
  expect(event).toMatchObject({ state: "given-up", tries: 25 });
  receiver.status = 200;
  const list = await world.paypal(
    "GET",
    "/v1/notifications/webhooks-events?event_type=PAYMENT.PAYOUTS-ITEM.UNCLAIMED",
  );
  expect(list.body.events).toHaveLength(1);
  const missed = list.body.events[0].id;
  receiver.received.length = 0;
  const resent = await world.paypal(
    "POST",
    `/v1/notifications/webhooks-events/${missed}/resend`,
    {},
  );
  expect(resent.status).toBe(202);
  await until(() => receiver.received[0]);
  expect(receiver.received[0]!.event.id).toBe(missed);
});

test("cancelled, refunded and returned items have events of their own names", async () => {
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  const { items } = await settledBatch(world, "names", [
    { receiver: "unclaimed+1@example.com" },
    { receiver: "refund+1@example.com" },
    { receiver: "return+1@example.com" },
    { receiver: "reverse+1@example.com" },
    { receiver: "hold+1@example.com" },
    { receiver: "block+1@example.com" },
    { receiver: "fail+1@example.com" },
  ]);
  await world.paypal("POST", `/v1/payments/payouts-item/${items[0].payout_item_id}/cancel`, {});
  await world.advance(2 * 86_400_000);
  const names = receiver
    .types()
    .filter((t) => t.startsWith("PAYMENT.PAYOUTS-ITEM."))
    .map((t) => t.slice(21));
  expect(names.sort()).toEqual(
    [
      "UNCLAIMED",
      "SUCCEEDED",
      "UNCLAIMED",
      "SUCCEEDED",
      "HELD",
      "BLOCKED",
      "FAILED",
      "CANCELED",
      "REFUNDED",
      "RETURNED",
      "SUCCEEDED",
    ].sort(),
  );
});

test("webhooks can be switched off, doubled and shuffled", async () => {
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  await world.control("paypal", "POST", "/settings", { webhooks: "off" });
  await settledBatch(world, "silent", [{ receiver: "a@example.com" }]);
  expect(receiver.received).toHaveLength(0);
  await world.control("paypal", "POST", "/settings", {
    webhooks: "on",
    webhookDuplicates: 1,
    webhookShuffle: true,
  });
  await settledBatch(world, "loud", [{ receiver: "a@example.com" }, { receiver: "b@example.com" }]);
  await until(() => (receiver.received.length === 8 ? true : undefined));
  const ids = receiver.received.map(({ event }) => event.id);
  expect(new Set(ids).size).toBe(4);
});

test("the target and what was not delivered survive a restart", async () => {
  receiver.status = 500;
  world.sandbox.setWebhookTargets({ paypal: receiver.url });
  await settledBatch(world, "survivor", [{ receiver: "a@example.com" }]);
  await world.restart();
  receiver.status = 200;
  receiver.received.length = 0;
  await world.advance(86_400_000);
  expect(new Set(receiver.types())).toEqual(
    new Set([
      "PAYMENT.PAYOUTSBATCH.PROCESSING",
      "PAYMENT.PAYOUTS-ITEM.SUCCEEDED",
      "PAYMENT.PAYOUTSBATCH.SUCCESS",
    ]),
  );
});
