import paypal from "@paypal/checkout-server-sdk";
import { type Answer, call, openTestWorld, type TestWorld } from "./support";

const dayMs = 86_400_000;
let world: TestWorld;

beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

function orderBody(invoiceId: string, value = "100.00"): Record<string, unknown> {
  return {
    intent: "CAPTURE",
    purchase_units: [
      {
        amount: { currency_code: "USD", value },
        custom_id: `fund-${invoiceId}`,
        invoice_id: invoiceId,
      },
    ],
    application_context: {
      return_url: "http://127.0.0.1:9/return?x=1",
      cancel_url: "http://127.0.0.1:9/cancel",
    },
  };
}

const create = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  world.paypal("POST", "/v2/checkout/orders", body, {
    prefer: "return=representation",
    ...headers,
  });
const press = (token: string, action: string): Promise<Answer> =>
  call("POST", `${world.sandbox.paypal.url}/checkoutnow`, new URLSearchParams({ token, action }));
const capture = (id: string, headers: Record<string, string> = {}): Promise<Answer> =>
  world.paypal("POST", `/v2/checkout/orders/${id}/capture`, {}, headers);

async function captured(
  invoiceId: string,
  value?: string,
): Promise<{ orderId: string; captureId: string }> {
  const { body } = await create(orderBody(invoiceId, value));
  await press(body.id, "pay");
  const done = await capture(body.id);
  expect(done.status).toBe(201);
  return { orderId: body.id, captureId: done.body.purchase_units[0].payments.captures[0].id };
}

test("the real SDK creates, captures and reads an order", async () => {
  const { clientId, clientSecret, url } = world.sandbox.paypal;
  const environment = new paypal.core.PayPalEnvironment(clientId, clientSecret, url, url);
  const client = new paypal.core.PayPalHttpClient(environment);
  const request = new paypal.orders.OrdersCreateRequest();
  request.prefer("return=representation");
  request.requestBody(orderBody("sdk") as never);
  const created = await client.execute(request);
  expect(created.statusCode).toBe(201);
  const { id, links } = created.result;
  const approve = links.find((l: { rel: string }) => l.rel === "approve").href as string;
  const page = await call("GET", approve);
  expect(page.text).toContain('name="action" value="pay"');
  const paid = await press(id, "pay");
  expect(paid.status).toBe(303);
  const back = new URL(paid.headers.get("location") ?? "");
  expect(back.searchParams.get("token")).toBe(id);
  expect(back.searchParams.get("PayerID")).toMatch(/^[A-Z0-9]{13}$/);
  expect(back.searchParams.get("x")).toBe("1");
  const capturing = new paypal.orders.OrdersCaptureRequest(id);
  capturing.requestBody({} as never);
  const done = await client.execute(capturing);
  expect(done.result.status).toBe("COMPLETED");
  const capturedId = done.result.purchase_units[0].payments.captures[0].id;
  const read = await client.execute(new paypal.payments.CapturesGetRequest(capturedId));
  expect(read.result).toMatchObject({
    status: "COMPLETED",
    custom_id: "fund-sdk",
    invoice_id: "sdk",
    seller_receivable_breakdown: {
      gross_amount: { currency_code: "USD", value: "100.00" },
      paypal_fee: { currency_code: "USD", value: "3.70" },
      net_amount: { currency_code: "USD", value: "96.30" },
    },
  });
  // Payouts go through the same client with a request of our own.
  await world.control("paypal", "POST", "/paypal/balance", {
    currency: "USD",
    amountMinor: "5000",
  });
  const payout = await client.execute({
    path: "/v1/payments/payouts",
    verb: "POST",
    headers: { "Content-Type": "application/json" },
    body: {
      sender_batch_header: { sender_batch_id: "sdk" },
      items: [
        { recipient_type: "EMAIL", receiver: "a@x.io", amount: { currency: "USD", value: "1.00" } },
      ],
    },
  } as never);
  expect(payout.statusCode).toBe(201);
});

test("a capture needs an approval, happens once, and needs a fresh invoice id", async () => {
  const { body } = await create(orderBody("once"));
  const early = await capture(body.id);
  expect([early.status, early.body.details[0].issue]).toEqual([422, "ORDER_NOT_APPROVED"]);
  await press(body.id, "pay");
  expect((await capture(body.id)).status).toBe(201);
  expect((await capture(body.id)).body.details[0].issue).toBe("ORDER_ALREADY_CAPTURED");
  const second = (await create(orderBody("once"))).body.id;
  await press(second, "pay");
  expect((await capture(second)).body.details[0].issue).toBe("DUPLICATE_INVOICE_ID");
  expect((await capture("NOSUCHORDER")).body.name).toBe("RESOURCE_NOT_FOUND");
});

test("a PayPal-Request-Id gets the first answer again, for six hours", async () => {
  const headers = { "paypal-request-id": "create-1" };
  const first = await create(orderBody("replay"), headers);
  const again = await create(orderBody("another body", "7.00"), headers);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.text).toBe(first.text);
  await press(first.body.id, "pay");
  const capturing = { "paypal-request-id": "capture-1" };
  const done = await capture(first.body.id, capturing);
  const redone = await capture(first.body.id, capturing);
  expect([done.status, redone.status, redone.text]).toEqual([201, 200, done.text]);
  await world.advance(7 * 3_600_000);
  expect((await create(orderBody("later"), headers)).body.id).not.toBe(first.body.id);
});

test("amounts and fields are checked", async () => {
  const refuse = async (unit: unknown) =>
    (await create({ intent: "CAPTURE", purchase_units: [unit] })).body.details[0].issue;
  const amount = (value: string, currency_code = "USD") => ({ amount: { value, currency_code } });
  expect(await refuse(amount("1.234"))).toBe("DECIMAL_PRECISION");
  expect(await refuse(amount("100.50", "HUF"))).toBe("DECIMALS_NOT_SUPPORTED");
  expect(await refuse(amount("0.00"))).toBe("CANNOT_BE_ZERO_OR_NEGATIVE");
  expect(await refuse(amount("1", "ZZZ"))).toBe("INVALID_CURRENCY_CODE");
  expect(await refuse({})).toBe("MISSING_REQUIRED_PARAMETER");
  expect((await create({ intent: "CAPTURE" })).status).toBe(400);
});

test("cancel, declined and pending payments", async () => {
  const { body } = await create(orderBody("fickle"));
  const gone = await press(body.id, "cancel");
  expect(gone.headers.get("location")).toBe(`http://127.0.0.1:9/cancel?token=${body.id}`);
  await press(body.id, "pay_declined");
  expect((await capture(body.id)).body.details[0].issue).toBe("INSTRUMENT_DECLINED");
  await press(body.id, "pay_pending");
  const pending = await capture(body.id);
  const [capture1] = pending.body.purchase_units[0].payments.captures;
  expect(capture1).toMatchObject({ status: "PENDING", status_details: { reason: "ECHECK" } });
  expect(capture1.seller_receivable_breakdown).toBeUndefined();
  await world.advance(dayMs + 1_000);
  const later = await world.paypal("GET", `/v2/payments/captures/${capture1.id}`);
  expect(later.body.status).toBe("COMPLETED");
});

test("refunds are partial, never more than the capture, and replayed", async () => {
  const { orderId, captureId } = await captured("refunds");
  const refund = (value: string, headers: Record<string, string> = {}) =>
    world.paypal(
      "POST",
      `/v2/payments/captures/${captureId}/refund`,
      { amount: { value, currency_code: "USD" }, custom_id: "refund-1" },
      { prefer: "return=representation", ...headers },
    );
  expect((await refund("100.01")).body.details[0].issue).toBe("REFUND_AMOUNT_EXCEEDED");
  const first = await refund("60.00", { "paypal-request-id": "r1" });
  const again = await refund("60.00", { "paypal-request-id": "r1" });
  expect([first.status, again.status, again.text]).toEqual([201, 200, first.text]);
  expect(first.body.seller_payable_breakdown.total_refunded_amount.value).toBe("60.00");
  expect((await refund("40.01")).body.details[0].issue).toBe("REFUND_AMOUNT_EXCEEDED");
  expect((await refund("40.00")).status).toBe(201);
  expect((await refund("0.01")).body.details[0].issue).toBe("CAPTURE_FULLY_REFUNDED");
  const order = (await world.paypal("GET", `/v2/checkout/orders/${orderId}`)).body;
  expect(order.purchase_units[0].payments.captures[0].status).toBe("REFUNDED");
  expect(order.purchase_units[0].payments.refunds).toHaveLength(2);
  const found = await world.paypal("GET", `/v2/payments/refunds/${first.body.id}`);
  expect(found.body).toMatchObject({
    status: "COMPLETED",
    custom_id: "refund-1",
    amount: { value: "60.00" },
  });
  const { rows } = (await world.control("paypal", "GET", "/money")).body;
  const mine = rows.filter((r: { capture_id: string }) => r.capture_id === captureId);
  expect(
    mine.map((r: Record<string, string>) => [r["kind"], r["amountMinor"], r["feeMinor"]]),
  ).toEqual([
    ["capture", "10000", "370"],
    ["capture_refund", "-6000", "0"],
    ["capture_refund", "-4000", "0"],
  ]);
});
