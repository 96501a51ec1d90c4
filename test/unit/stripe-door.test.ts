import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { money } from "../../src/kernel/money";
import {
  createStripeDoor,
  type StripeDoor,
  StripeRefusedError,
  StripeUnavailableError,
} from "../../src/providers/stripe";
import { call, openTestWorld, type TestWorld } from "../sandbox/support";

let world: TestWorld;
let stripe: StripeDoor;
const settingsOf = () => {
  const { url, secretKey, webhookSecret } = world.sandbox.stripe;
  return { apiBase: url, secretKey, webhookSecret };
};
beforeAll(async () => {
  world = await openTestWorld();
  stripe = createStripeDoor({ settings: settingsOf(), clock: systemClock, timeoutMs: 2_000 });
});
afterEach(() => world.control("stripe", "DELETE", "/faults"));
afterAll(() => world.close());

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const newSession = (depositId = newId()) => ({
  idempotencyKey: `deposit:${depositId}`,
  depositId,
  amount: usd(5_000n),
  description: "Deposit",
  successUrl: "http://localhost:3000/done",
  cancelUrl: "http://localhost:3000/back",
});
const press = (sessionId: string, action: string) =>
  call("POST", `${world.sandbox.stripe.url}/c/pay/${sessionId}`, new URLSearchParams({ action }));
const fault = (method: string, path: string, action: object) =>
  world.control("stripe", "POST", "/faults", { match: { method, path }, action });
const moneyRows = async () => {
  const { body } = await world.control("stripe", "GET", "/money");
  return body.rows as { kind: string; refund?: string }[];
};

async function paid(): Promise<{ chargeId: string; depositId: string }> {
  const wanted = newSession();
  const { sessionId } = await stripe.createCheckoutSession(wanted);
  await press(sessionId, "pay");
  const { charge } = await stripe.getCheckoutSession(sessionId);
  return { chargeId: charge?.chargeId ?? "", depositId: wanted.depositId };
}

test("a session is created, paid on its page, and read with charge, fee and net", async () => {
  const wanted = newSession();
  const created = await stripe.createCheckoutSession(wanted);
  expect(created).toMatchObject({
    depositId: wanted.depositId,
    status: "open",
    paymentStatus: "unpaid",
    charge: undefined,
  });
  expect(created.url).toContain(created.sessionId);
  await press(created.sessionId, "decline");
  expect(await stripe.getCheckoutSession(created.sessionId)).toMatchObject({
    status: "open",
    charge: undefined,
    paymentIntentStatus: "requires_payment_method",
  });
  await press(created.sessionId, "pay");
  expect(await stripe.getCheckoutSession(created.sessionId)).toMatchObject({
    status: "complete",
    paymentStatus: "paid",
    url: undefined,
    charge: {
      amount: usd(5_000n),
      balanceTransaction: { currency: "USD", feeMinor: 175n, netMinor: 4_825n },
    },
  });
});

test("a session can be ended; one that is over is refused", async () => {
  const { sessionId } = await stripe.createCheckoutSession(newSession());
  expect(await stripe.expireCheckoutSession(sessionId)).toMatchObject({ status: "expired" });
  await expect(stripe.expireCheckoutSession(sessionId)).rejects.toThrow(StripeRefusedError);
});

test("a lost answer is unknown, and the same key finds what was made", async () => {
  const wanted = newSession();
  await fault("POST", "^/v1/checkout/sessions$", { type: "drop", when: "after" });
  await expect(stripe.createCheckoutSession(wanted)).rejects.toThrow(StripeUnavailableError);
  const first = await stripe.createCheckoutSession(wanted);
  const second = await stripe.createCheckoutSession(wanted);
  expect(second.sessionId).toBe(first.sessionId);

  const { chargeId } = await paid();
  const refundPartId = newId();
  const refund = {
    idempotencyKey: `refund:${refundPartId}`,
    chargeId,
    amount: usd(700n),
    refundPartId,
  };
  await fault("POST", "^/v1/refunds$", { type: "drop", when: "after" });
  await expect(stripe.createRefund(refund)).rejects.toThrow(StripeUnavailableError);
  const found = await stripe.findRefundByPart(chargeId, refundPartId);
  expect(found).toMatchObject({ amount: usd(700n), status: "succeeded", chargeId });
  const again = await stripe.createRefund(refund);
  expect(again.refundId).toBe(found?.refundId);
  expect((await moneyRows()).filter((row) => row.refund === again.refundId)).toHaveLength(1);
  expect(await stripe.findRefundByPart(chargeId, newId())).toBeUndefined();
  expect(await stripe.getRefund(again.refundId)).toEqual(again);
});

test.each([
  ["a server error", { type: "status", status: 500 }],
  ["a stored server error", { type: "status", when: "after", status: 503, body: { error: {} } }],
  ["too many requests", { type: "status", status: 429, body: { error: { type: "x" } } }],
  ["a proxy's page with 400", { type: "status", status: 400 }],
  ["half an answer", { type: "truncate" }],
  ["a log-in page", { type: "contentType", value: "text/html" }],
  ["an answer that cannot be unpacked", { type: "badGzip" }],
  ["a redirect", { type: "status", status: 302, headers: { location: "http://127.0.0.1:9/" } }],
])("%s proves nothing", async (_name, action) => {
  const wanted = newSession();
  await fault("POST", "^/v1/checkout/sessions$", action);
  await expect(stripe.createCheckoutSession(wanted)).rejects.toThrow(StripeUnavailableError);
  await expect(stripe.createCheckoutSession(wanted)).resolves.toMatchObject({ status: "open" });
});

test("an answer that drips is given up at the deadline and proves nothing", async () => {
  await fault("POST", "^/v1/checkout/sessions$", { type: "drip", bytesPerSecond: 100 });
  await expect(stripe.createCheckoutSession(newSession())).rejects.toThrow(StripeUnavailableError);
});

test.each([
  ["an amount below Stripe's minimum", { amount: usd(10n) }, 400, "amount_too_small"],
  ["an amount above its maximum", { amount: usd(10_000_000_000n) }, 400, "amount_too_large"],
])("%s is refused", async (_name, changes, status, code) => {
  await expect(stripe.createCheckoutSession({ ...newSession(), ...changes })).rejects.toMatchObject(
    { name: "StripeRefusedError", status, code },
  );
});

test("a wrong key is refused, a server that is away is unknown", async () => {
  const options = { clock: systemClock, timeoutMs: 1_000 };
  const wrong = createStripeDoor({
    ...options,
    settings: { ...settingsOf(), secretKey: "sk_test_wrong" },
  });
  await expect(wrong.createCheckoutSession(newSession())).rejects.toMatchObject({ status: 401 });
  const away = createStripeDoor({
    ...options,
    settings: { ...settingsOf(), apiBase: "http://127.0.0.1:9" },
  });
  await expect(away.createCheckoutSession(newSession())).rejects.toThrow(StripeUnavailableError);
});

describe("a server that is not Stripe", () => {
  let answer: string;
  let server: Server;
  let door: StripeDoor;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "stripe-notice": "buy more" });
      response.end(answer);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const settings = { ...settingsOf(), apiBase };
    door = createStripeDoor({ settings, clock: systemClock, timeoutMs: 2_000 });
  });
  afterAll(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  test.each([
    ["null", "null"],
    ["a number", "1"],
    ["nothing", ""],
    ["another object", '{"object":"list"}'],
    ["a fraction", '{"id":"re_1","amount":1.5,"currency":"usd","status":"succeeded"}'],
    ["an unknown currency", '{"id":"re_1","amount":1,"currency":"zzz","status":"succeeded"}'],
    ["five megabytes", `"${"x".repeat(5 * 1024 * 1024)}"`],
  ])("%s", async (_name, text) => {
    answer = text;
    await expect(door.getRefund("re_1")).rejects.toThrow(StripeUnavailableError);
  });
});

describe("webhooks", () => {
  const payload = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "checkout.session.completed",
    data: {
      object: {
        id: "cs_1",
        payment_intent: { id: "pi_1" },
        client_reference_id: "ours",
        metadata: { deposit_id: "ours", note: "not an id" },
      },
    },
  });
  const signed = (body: string, secret = settingsOf().webhookSecret, ageSeconds = 0) => {
    const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
    return require("stripe").webhooks.generateTestHeaderString({
      payload: body,
      secret,
      timestamp,
    });
  };

  const verdictOn = (body: string, header: string | undefined) =>
    stripe.verifyWebhook(Buffer.from(body), header);
  const own = () => settingsOf().webhookSecret;

  test("a real one names every object it is about", () => {
    expect(verdictOn(payload, signed(payload))).toEqual({
      isValid: true,
      event: { id: "evt_1", type: "checkout.session.completed", ids: ["cs_1", "pi_1", "ours"] },
    });
  });

  test("anything else is nothing, and it is said why", () => {
    const refused = (reason: string) => ({ isValid: false, reason });
    expect(verdictOn(payload, undefined)).toEqual(refused("not signed"));
    expect(verdictOn(payload, "")).toEqual(refused("not signed"));
    expect(verdictOn(payload, "t=1,v1=00")).toEqual(refused("signature does not fit"));
    const others = signed(payload, "whsec_other");
    expect(verdictOn(payload, others)).toEqual(refused("signature does not fit"));
    expect(verdictOn(`${payload} `, signed(payload))).toEqual(refused("signature does not fit"));
    for (const body of ["[]", "not json", '{"id":"evt_2"}', "null"])
      expect(verdictOn(body, signed(body))).toEqual(refused("not an event"));
  });

  test.each([
    [290, true],
    [-290, true],
    [400, "signed more than five minutes ago"],
    [-400, "signed more than five minutes ahead"],
    [-3600, "signed more than five minutes ahead"],
  ])("five minutes count both ways: signed %d seconds ago", (ageSeconds, expected) => {
    const verdict = verdictOn(payload, signed(payload, own(), ageSeconds));
    expect(verdict.isValid || verdict.reason).toBe(expected);
  });

  test("a second time in the header does not make an old message fresh", () => {
    const fresh = `t=${Math.floor(Date.now() / 1000)}`;
    for (const header of [
      `${fresh},${signed(payload, own(), 4000)}`,
      `${signed(payload, own(), 4000)},${fresh}`,
    ])
      expect(verdictOn(payload, header)).toMatchObject({ isValid: false });
  });
});
