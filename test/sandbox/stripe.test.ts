import Stripe from "stripe";
import { call, openReceiver, openTestWorld, type Receiver, type TestWorld, until } from "./support";

const dayMs = 86_400_000;
let world: TestWorld;
let receiver: Receiver;
let stripe: Stripe;

beforeAll(async () => {
  world = await openTestWorld();
  receiver = await openReceiver();
  world.sandbox.setWebhookTargets({ stripe: receiver.url });
  const url = new URL(world.sandbox.stripe.url);
  stripe = new Stripe(world.sandbox.stripe.secretKey, {
    host: url.hostname,
    port: url.port,
    protocol: "http",
    maxNetworkRetries: 0,
    timeout: 5_000,
    telemetry: false,
  });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

function params(
  reference: string,
  amount = 10_000,
  currency = "usd",
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [
      {
        price_data: { currency, unit_amount: amount, product_data: { name: "Campaign funds" } },
        quantity: 1,
      },
    ],
    client_reference_id: reference,
    metadata: { deposit: reference, amountMinor: String(amount), note: "~n5" },
    payment_intent_data: { metadata: { deposit: reference } },
    success_url: "http://127.0.0.1:9/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:9/back",
  };
}

const press = (id: string, action: string) =>
  call("POST", `${world.sandbox.stripe.url}/c/pay/${id}`, new URLSearchParams({ action }));

async function paid(
  reference: string,
  amount?: number,
  currency?: string,
): Promise<Stripe.PaymentIntent> {
  const session = await stripe.checkout.sessions.create(params(reference, amount, currency));
  const answer = await press(session.id, "pay");
  expect(answer.status).toBe(303);
  const done = await stripe.checkout.sessions.retrieve(session.id);
  return stripe.paymentIntents.retrieve(done.payment_intent as string, {
    expand: ["latest_charge.balance_transaction"],
  });
}

function balanceTransaction(intent: Stripe.PaymentIntent): Stripe.BalanceTransaction {
  return (intent.latest_charge as Stripe.Charge).balance_transaction as Stripe.BalanceTransaction;
}

test("a session is paid on the hosted page and leads to a balance transaction", async () => {
  const session = await stripe.checkout.sessions.create(params("dep-1"));
  expect(session).toMatchObject({
    object: "checkout.session",
    status: "open",
    payment_status: "unpaid",
    amount_total: 10_000,
    currency: "usd",
    client_reference_id: "dep-1",
    metadata: { deposit: "dep-1", amountMinor: "10000", note: "~n5" },
  });
  const page = await call("GET", session.url ?? "");
  expect(page.text).toContain('name="action" value="pay"');
  const declined = await press(session.id, "decline");
  expect(declined.status).toBe(402);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  const answer = await press(session.id, "pay");
  expect(answer.headers.get("location")).toBe(`http://127.0.0.1:9/done?session=${session.id}`);
  const done = await stripe.checkout.sessions.retrieve(session.id);
  expect(done).toMatchObject({ status: "complete", payment_status: "paid", url: null });
  const intent = await stripe.paymentIntents.retrieve(done.payment_intent as string, {
    expand: ["latest_charge.balance_transaction"],
  });
  expect(intent).toMatchObject({
    status: "succeeded",
    amount_received: 10_000,
    metadata: { deposit: "dep-1" },
  });
  expect(balanceTransaction(intent)).toMatchObject({
    amount: 10_000,
    fee: 320,
    net: 9_680,
    currency: "usd",
    status: "pending",
    type: "charge",
    reporting_category: "charge",
  });
});

test("webhooks carry Stripe's signature and come in order", async () => {
  receiver.received.length = 0;
  await paid("dep-hooks");
  await world.advance(0);
  expect(receiver.types()).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);
  const { raw, headers } = receiver.received[3]!;
  const signature = String(headers["stripe-signature"]);
  const { webhookSecret } = world.sandbox.stripe;
  const event = stripe.webhooks.constructEvent(raw, signature, webhookSecret);
  expect(event.api_version).toBe(stripe.getApiField("version"));
  expect((event.data.object as Stripe.Checkout.Session).client_reference_id).toBe("dep-hooks");
  expect(() =>
    stripe.webhooks.constructEvent(`${raw.toString()} `, signature, webhookSecret),
  ).toThrow(/signature/i);
  const listed = await stripe.events.list({ type: "checkout.session.completed", limit: 1 });
  expect(listed.data[0]?.id).toBe(event.id);
});

test("an idempotency key replays, refuses other parameters, and is 409 while in use", async () => {
  const options = { idempotencyKey: "deposit:1" };
  const first = await stripe.checkout.sessions.create(params("idem"), options);
  const again = await stripe.checkout.sessions.create(params("idem"), options);
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  await expect(
    stripe.checkout.sessions.create(params("idem", 20_000), options),
  ).rejects.toMatchObject({
    type: "StripeIdempotencyError",
    statusCode: 400,
  });
  await world.control("stripe", "POST", "/faults", {
    match: { method: "POST", path: "^/v1/checkout/sessions$" },
    action: { type: "delay", ms: 1_500 },
  });
  const slow = stripe.checkout.sessions.create(params("slow"), { idempotencyKey: "slow" });
  await until(async () => {
    const { faults } = (await world.control("stripe", "GET", "/faults")).body;
    return faults[0].hits === 1 ? true : undefined;
  });
  await expect(
    stripe.checkout.sessions.create(params("slow"), { idempotencyKey: "slow" }),
  ).rejects.toMatchObject({
    statusCode: 409,
  });
  const kept = await slow;
  expect(
    (await stripe.checkout.sessions.create(params("slow"), { idempotencyKey: "slow" })).id,
  ).toBe(kept.id);
});

test("errors have Stripe's shapes", async () => {
  const url = new URL(world.sandbox.stripe.url);
  const stranger = new Stripe("sk_test_wrong", {
    host: url.hostname,
    port: url.port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
  await expect(stranger.balance.retrieve()).rejects.toMatchObject({
    type: "StripeAuthenticationError",
    statusCode: 401,
  });
  await expect(stripe.checkout.sessions.retrieve("cs_none")).rejects.toMatchObject({
    type: "StripeInvalidRequestError",
    code: "resource_missing",
    statusCode: 404,
  });
  await expect(stripe.checkout.sessions.create(params("small", 49))).rejects.toMatchObject({
    code: "amount_too_small",
  });
  await expect(stripe.checkout.sessions.create(params("kwd", 1_001, "kwd"))).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(stripe.checkout.sessions.create({ mode: "payment" } as never)).rejects.toMatchObject(
    {
      code: "parameter_missing",
      param: "line_items",
    },
  );
  await expect(
    stripe.checkout.sessions.retrieve("x", { expand: ["nonsense"] }),
  ).rejects.toMatchObject({ statusCode: 404 });
});

test("refunds never go above the charge and may fail later", async () => {
  const intent = await paid("dep-refund");
  const first = await stripe.refunds.create(
    { payment_intent: intent.id, amount: 6_000, metadata: { refund_id: "r1" } },
    { idempotencyKey: "refund:r1" },
  );
  expect(first).toMatchObject({ status: "succeeded", amount: 6_000 });
  await expect(
    stripe.refunds.create({ payment_intent: intent.id, amount: 4_001 }),
  ).rejects.toMatchObject({
    statusCode: 400,
  });
  await stripe.refunds.create({ payment_intent: intent.id });
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    code: "charge_already_refunded",
  });
  const listed = await stripe.refunds.list({ payment_intent: intent.id });
  expect(listed.data.map((r) => r.amount)).toEqual([4_000, 6_000]);
  const failed = await world.control("stripe", "POST", `/refunds/${first.id}/status`, {
    status: "failed",
  });
  expect(failed.body.status).toBe("failed");
  const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
  expect(charge).toMatchObject({ amount_refunded: 4_000, refunded: false });
});

test("available funds are paid out to the bank and tied to their charges", async () => {
  const intent = await paid("dep-eur", 20_000, "eur");
  const nothing = await world.control("stripe", "POST", "/payout-to-bank", { currency: "EUR" });
  expect(nothing.status).toBe(409);
  await world.advance(2 * dayMs + 1_000);
  expect(
    (await stripe.balance.retrieve()).available.find((b) => b.currency === "eur")?.amount,
  ).toBe(19_390);
  await world.control("bank", "POST", "/accounts", {
    id: "main-eur",
    currency: "EUR",
    openingMinor: "100",
  });
  const payout = (await world.control("stripe", "POST", "/payout-to-bank", { currency: "EUR" }))
    .body;
  expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({
    amount: 19_390,
    status: "paid",
    currency: "eur",
  });
  const tied = await stripe.balanceTransactions.list({ payout: payout.id, limit: 100 });
  expect(tied.data.map((t) => t.id)).toContain(balanceTransaction(intent).id);
  expect(tied.data.reduce((sum, t) => sum + t.net, 0)).toBe(0);
  const { rows } = (await world.control("bank", "GET", "/money")).body;
  expect(rows).toEqual([
    expect.objectContaining({ reference: payout.id, amountMinor: "19390", balanceMinor: "19490" }),
  ]);
});

test("money rows equal the balance, disputes included", async () => {
  const intent = await paid("dep-dispute", 5_000, "gbp");
  const charge = (intent.latest_charge as Stripe.Charge).id;
  const opened = (await world.control("stripe", "POST", "/disputes", { charge })).body;
  await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({
    code: "charge_disputed",
  });
  const dispute = await stripe.disputes.retrieve(opened.id);
  expect(dispute.balance_transactions[0]).toMatchObject({
    amount: -5_000,
    fee: 1_500,
    net: -6_500,
  });
  await world.control("stripe", "POST", `/disputes/${opened.id}/close`, { status: "won" });
  const money = (await world.control("stripe", "GET", "/money")).body;
  for (const balance of money.balances) {
    const sum = money.rows
      .filter((r: { currency: string }) => r.currency === balance.currency)
      .reduce((all: bigint, r: { netMinor: string }) => all + BigInt(r.netMinor), 0n);
    expect(sum).toBe(BigInt(balance.totalMinor));
  }
});

test("sessions expire, delayed payments settle a day later, late balance transactions are announced", async () => {
  const stale = await stripe.checkout.sessions.create(params("stale"));
  const later = await stripe.checkout.sessions.create(params("later"));
  const never = await stripe.checkout.sessions.create(params("never"));
  const closed = await stripe.checkout.sessions.create(params("closed"));
  expect((await stripe.checkout.sessions.expire(closed.id)).status).toBe("expired");
  await expect(stripe.checkout.sessions.expire(closed.id)).rejects.toMatchObject({
    statusCode: 400,
  });
  await press(later.id, "pay_later");
  await press(never.id, "pay_later_fails");
  expect(await stripe.checkout.sessions.retrieve(later.id)).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
  });
  await world.control("stripe", "POST", "/settings", { balanceTransactionDelayMs: 60_000 });
  const intent = await paid("async");
  expect(balanceTransaction(intent)).toBeNull();
  receiver.received.length = 0;
  await world.advance(dayMs + 5_000);
  await world.control("stripe", "POST", "/settings", { balanceTransactionDelayMs: 0 });
  expect((await stripe.checkout.sessions.retrieve(stale.id)).status).toBe("expired");
  expect((await stripe.checkout.sessions.retrieve(later.id)).payment_status).toBe("paid");
  const types = receiver.types();
  for (const type of [
    "checkout.session.expired",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "charge.updated",
  ]) {
    expect(types).toContain(type);
  }
  const read = await stripe.paymentIntents.retrieve(intent.id, {
    expand: ["latest_charge.balance_transaction"],
  });
  expect(balanceTransaction(read).fee).toBe(320);
});

test("yen have no decimals", async () => {
  const intent = await paid("yen", 1_500, "jpy");
  expect(balanceTransaction(intent)).toMatchObject({ amount: 1_500, fee: 74, net: 1_426 });
});
