import {
  type Answer,
  batchBody,
  call,
  fund,
  openTestWorld,
  paypalToken,
  settledBatch,
  type TestWorld,
  until,
} from "./support";

const dayMs = 86_400_000;
let world: TestWorld;

beforeAll(async () => {
  world = await openTestWorld();
  for (const currency of ["USD", "EUR", "HUF", "JPY"]) await fund(world, currency, "100000000000");
});
afterAll(() => world.close());

const post = (body: unknown): Promise<Answer> => world.paypal("POST", "/v1/payments/payouts", body);
const getItem = (id: string): Promise<Answer> =>
  world.paypal("GET", `/v1/payments/payouts-item/${id}`);

test("a new batch answers 201 with a header, links and no items", async () => {
  const created = await post(batchBody("shape", [{ receiver: "a@example.com" }]));
  expect(created.status).toBe(201);
  expect(created.headers.get("paypal-debug-id")).toMatch(/^[0-9a-f]{13}$/);
  const id = created.body.batch_header.payout_batch_id;
  expect(created.body).toEqual({
    batch_header: {
      payout_batch_id: id,
      batch_status: "PENDING",
      sender_batch_header: { sender_batch_id: "shape", email_subject: "You are paid" },
    },
    links: [
      {
        href: `https://api.sandbox.paypal.com/v1/payments/payouts/${id}`,
        rel: "self",
        method: "GET",
        encType: "application/json",
      },
    ],
  });
});

test("a used sender_batch_id is refused with the bytes PayPal sends", async () => {
  const body = batchBody("twice", [{ receiver: "a@example.com" }]);
  const id = (await post(body)).body.batch_header.payout_batch_id;
  const again = await post(body);
  expect(again.status).toBe(400);
  const debugId = again.headers.get("paypal-debug-id");
  expect(again.text).toBe(
    `{"name":"USER_BUSINESS_ERROR","message":"User business error.","debug_id":"${debugId}","information_link":"https://developer.paypal.com/docs/api/payments.payouts-batch/#errors","details":[{"field":"SENDER_BATCH_ID","location":"body","issue":"Batch with given sender_batch_id already exists","link":[{"href":"https://api.sandbox.paypal.com/v1/payments/payouts/${id}","rel":"self","method":"GET","encType":"application/json"}]}],"links":[]}`,
  );
  await world.control("paypal", "POST", "/settings", { duplicateWithoutLink: true });
  const old = await post(body);
  await world.control("paypal", "POST", "/settings", { duplicateWithoutLink: false });
  expect(old.body.details).toEqual([
    { field: "SENDER_BATCH_ID", location: "body", issue: "Duplicate batch request" },
  ]);
});

test("two posts at once make one batch", async () => {
  const body = batchBody("race", [{ receiver: "a@example.com" }]);
  const answers = await Promise.all([post(body), post(body), post(body)]);
  expect(answers.map((a) => a.status)).toEqual(expect.arrayContaining([201, 400, 400]));
  expect(answers.filter((a) => a.status === 201)).toHaveLength(1);
});

test("one bad item refuses the batch and every bad field is named", async () => {
  const answer = await post(
    batchBody("bad", [
      { receiver: "fine@example.com" },
      { receiver: "not an address" },
      { receiver: "b@example.com", value: "1.234" },
      { receiver: "c@example.com", value: "-1" },
      { receiver: "d@example.com", currency: "XXX" },
      { receiver: "", value: "0" },
    ]),
  );
  expect(answer.status).toBe(400);
  expect(answer.body.name).toBe("VALIDATION_ERROR");
  expect(answer.body.details.map((d: { field: string }) => d.field)).toEqual([
    "items[1].receiver",
    "items[2].amount.value",
    "items[3].amount.value",
    "items[4].amount.currency",
    "items[5].receiver",
    "items[5].amount.value",
  ]);
  expect(answer.body.details[0]).toMatchObject({
    location: "body",
    issue: "Receiver is invalid or does not match with type",
  });
  // A refused id may be used again.
  expect((await post(batchBody("bad", [{ receiver: "fine@example.com" }]))).status).toBe(201);
});

test.each([
  ["mixed currencies", [{ receiver: "a@x.io" }, { receiver: "b@x.io", currency: "EUR" }], "items"],
  [
    "decimals in HUF",
    [{ receiver: "a@x.io", currency: "HUF", value: "10.50" }],
    "items[0].amount.value",
  ],
  [
    "decimals in JPY",
    [{ receiver: "a@x.io", currency: "JPY", value: "10.00" }],
    "items[0].amount.value",
  ],
  ["no items", [], "items"],
])("%s are refused", async (name, wishes, field) => {
  const answer = await post(batchBody(name, wishes));
  expect(answer.status).toBe(400);
  expect(answer.body.details[0].field).toBe(field);
});

test("more than 15,000 items are refused", async () => {
  const wishes = Array.from({ length: 15_001 }, () => ({ receiver: "a@example.com" }));
  expect((await post(batchBody("too-many", wishes))).status).toBe(400);
});

test("a body that is not JSON is 415 or 400, a foreign token is 401", async () => {
  const { url } = world.sandbox.paypal;
  const plain = await world.paypal("POST", "/v1/payments/payouts", new URLSearchParams({ a: "b" }));
  expect(plain.status).toBe(415);
  const response = await fetch(`${url}/v1/payments/payouts`, {
    method: "POST",
    headers: { authorization: "Bearer nonsense", "content-type": "application/json" },
    body: "{}",
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: "invalid_token" });
});

test("expired tokens are refused", async () => {
  const token = await paypalToken(world.sandbox);
  await world.control("paypal", "POST", "/expire-tokens");
  const answer = await call("GET", `${world.sandbox.paypal.url}/v1/reporting/balances`, undefined, {
    authorization: `Bearer ${token}`,
  });
  expect(answer.status).toBe(401);
});

test.each([
  ["ERRPYO001", 403, "SENDER_RESTRICTED"],
  ["ERRPYO002", 403, "SENDER_EMAIL_UNCONFIRMED"],
  ["ERRPYO003", 403, "AUTHORIZATION_ERROR"],
  ["ERRPYO005", 422, "INSUFFICIENT_FUNDS"],
  ["ERRPYO006", 500, "INTERNAL_ERROR"],
  ["ERRPYO010", 400, "VALIDATION_ERROR"],
])("the note %s answers %i %s", async (note, status, name) => {
  const body = batchBody(note, [{ receiver: "a@example.com" }]);
  (body["items"] as Record<string, unknown>[])[0]!["note"] = note;
  const answer = await post(body);
  expect([answer.status, answer.body.name]).toEqual([status, name]);
});

test("the balance must hold amounts and fees", async () => {
  const poor = await openTestWorld();
  try {
    await fund(poor, "GBP", "10199");
    const body = batchBody("poor", [
      { receiver: "a@example.com", value: "100.00", currency: "GBP" },
    ]);
    const refused = await poor.paypal("POST", "/v1/payments/payouts", body);
    expect([refused.status, refused.body.name]).toEqual([422, "INSUFFICIENT_FUNDS"]);
    await fund(poor, "GBP", "1");
    expect((await poor.paypal("POST", "/v1/payments/payouts", body)).status).toBe(201);
    // What was taken but is not held yet is not free either.
    const more = batchBody("more", [{ receiver: "a@example.com", value: "1.00", currency: "GBP" }]);
    expect((await poor.paypal("POST", "/v1/payments/payouts", more)).status).toBe(422);
    const baht = batchBody("baht", [{ receiver: "a@example.com", currency: "THB" }]);
    expect((await poor.paypal("POST", "/v1/payments/payouts", baht)).body.name).toBe(
      "NON_HOLDING_CURRENCY",
    );
  } finally {
    await poor.close();
  }
});

test("receivers decide what becomes of their items", async () => {
  const { items, header } = await settledBatch(world, "fates", [
    { receiver: "ok@example.com" },
    { receiver: "unclaimed+1@example.com" },
    { receiver: "fail+1@example.com" },
    { receiver: "fail+receiver_refused.2@example.com" },
    { receiver: "hold+1@example.com" },
    { receiver: "block+1@example.com" },
    { receiver: "pending+1@example.com" },
    { receiver: "selfpay+1@example.com" },
    { receiver: "refund+1@example.com" },
  ]);
  expect(header.batch_status).toBe("SUCCESS");
  expect(items.map((i) => [i.transaction_status, i.errors?.name])).toEqual([
    ["SUCCESS", undefined],
    ["UNCLAIMED", "RECEIVER_UNREGISTERED"],
    ["FAILED", "RECEIVER_ACCOUNT_LOCKED"],
    ["FAILED", "RECEIVER_REFUSED"],
    ["ONHOLD", "RECEIVER_ACCOUNT_LIMITATION"],
    ["BLOCKED", "REGULATORY_BLOCKED"],
    ["PENDING", "REGULATORY_PENDING"],
    ["FAILED", "SELF_PAY_NOT_ALLOWED"],
    ["SUCCESS", undefined],
  ]);
  // 2 % of the four items whose money left: success, unclaimed, on hold, and the one refunded later.
  expect(header.fees).toEqual({ currency: "USD", value: "0.80" });
  await world.advance(dayMs);
  const later = await Promise.all([4, 8].map((i) => getItem(items[i].payout_item_id)));
  expect(later.map((a) => a.body.transaction_status)).toEqual(["SUCCESS", "REFUNDED"]);
});

test("an item is SUCCESS while its batch still says PROCESSING", async () => {
  const slow = await openTestWorld({ settleMs: 60_000 });
  try {
    await fund(slow, "USD", "100000");
    const created = await slow.paypal(
      "POST",
      "/v1/payments/payouts",
      batchBody("slow", [{ receiver: "a@example.com" }, { receiver: "b@example.com" }]),
    );
    const path = `/v1/payments/payouts/${created.body.batch_header.payout_batch_id}`;
    const look = async () => (await slow.paypal("GET", path)).body;
    expect((await look()).batch_header.fees.value).toBe("0.00");
    await slow.advance(21_000);
    expect((await look()).batch_header).toMatchObject({
      batch_status: "PROCESSING",
      fees: { value: "0.40" },
    });
    await slow.advance(20_000);
    const half = await look();
    expect(half.batch_header.batch_status).toBe("PROCESSING");
    expect(half.items.map((i: { transaction_status: string }) => i.transaction_status)).toEqual([
      "SUCCESS",
      "PENDING",
    ]);
    await slow.advance(20_000);
    expect((await look()).batch_header.batch_status).toBe("SUCCESS");
  } finally {
    await slow.close();
  }
});

test("a batch in which everything fails is DENIED and moves no money", async () => {
  const before = (await world.control("paypal", "GET", "/money")).body;
  const { header, items } = await settledBatch(world, "denied", [
    { receiver: "ok@example.com" },
    { receiver: "deny+1@example.com" },
  ]);
  expect(header).toMatchObject({ batch_status: "DENIED", fees: { value: "0.00" } });
  expect(items.map((i) => i.transaction_status)).toEqual(["FAILED", "FAILED"]);
  const after = (await world.control("paypal", "GET", "/money")).body;
  expect(after.balances).toEqual(before.balances);
});

test("nobody claims: the money is back after 30 days, the fee is not", async () => {
  const { items } = await settledBatch(world, "unclaimed", [
    { receiver: "unclaimed+9@example.com", value: "50.00" },
  ]);
  const id: string = items[0].payout_item_id;
  await world.advance(30 * dayMs - 60_000);
  expect((await getItem(id)).body.transaction_status).toBe("UNCLAIMED");
  await world.advance(120_000);
  expect((await getItem(id)).body.transaction_status).toBe("RETURNED");
  const { rows } = (await world.control("paypal", "GET", "/money")).body;
  const mine = rows.filter((r: { payout_item_id: string }) => r.payout_item_id === id);
  expect(mine.map((r: Record<string, string>) => [r["kind"], r["amountMinor"]])).toEqual([
    ["payout_debit", "-5000"],
    ["payout_fee", "-100"],
    ["payout_return", "5000"],
  ]);
});

test("a sender_batch_id may be used again after 30 days", async () => {
  const body = batchBody("monthly", [{ receiver: "a@example.com" }]);
  await post(body);
  await world.advance(31 * dayMs);
  expect((await post(body)).status).toBe(201);
});

test("an unclaimed item can be claimed, or cancelled once", async () => {
  const { items } = await settledBatch(world, "cancel", [
    { receiver: "unclaimed+1@example.com" },
    { receiver: "unclaimed+2@example.com" },
    { receiver: "ok@example.com" },
  ]);
  const [claimed, cancelled, paid] = items.map((i) => i.payout_item_id as string);
  const status = `/payouts/${claimed}/status`;
  expect((await world.control("paypal", "POST", status, { status: "SUCCESS" })).status).toBe(200);
  const cancel = (id: string | undefined) =>
    world.paypal("POST", `/v1/payments/payouts-item/${id}/cancel`, {});
  const first = await cancel(cancelled);
  expect([first.status, first.body.transaction_status]).toEqual([200, "RETURNED"]);
  expect((await cancel(cancelled)).body.name).toBe("ITEM_ALREADY_CANCELLED");
  expect((await cancel(paid)).body).toMatchObject({
    name: "ITEM_INCORRECT_STATUS",
    message: "Only items in Unclaimed status can be cancelled.",
  });
  expect((await cancel("NOSUCHITEM")).body.name).toBe("INVALID_RESOURCE_ID");
  const impossible = await world.control("paypal", "POST", `/payouts/${cancelled}/status`, {
    status: "SUCCESS",
  });
  expect(impossible.status).toBe(409);
});

test("cancelling before the batch is done is BATCH_NOT_COMPLETED", async () => {
  await world.control("paypal", "POST", "/settings", { settleMs: 60_000 });
  const created = await post(batchBody("hasty", [{ receiver: "unclaimed+1@example.com" }]));
  const page = await world.paypal(
    "GET",
    `/v1/payments/payouts/${created.body.batch_header.payout_batch_id}`,
  );
  const id = page.body.items[0].payout_item_id;
  const answer = await world.paypal("POST", `/v1/payments/payouts-item/${id}/cancel`, {});
  await world.control("paypal", "POST", "/settings", { settleMs: 300 });
  expect([answer.status, answer.body.name]).toEqual([400, "BATCH_NOT_COMPLETED"]);
});

test("an item left PENDING keeps its money on hold until it is decided", async () => {
  const balance = async () => {
    const { balances } = (await world.control("paypal", "GET", "/money")).body;
    return balances.find((b: { currency: string }) => b.currency === "EUR");
  };
  const start = await balance();
  const { items } = await settledBatch(world, "waiting", [
    { receiver: "pending+7@example.com", currency: "EUR", value: "100.00" },
  ]);
  const held = await balance();
  expect(held.totalMinor).toBe(start.totalMinor);
  expect(BigInt(held.heldMinor)).toBe(10_200n);
  await world.control("paypal", "POST", `/payouts/${items[0].payout_item_id}/status`, {
    status: "SUCCESS",
  });
  const paid = await balance();
  expect(BigInt(start.totalMinor) - BigInt(paid.totalMinor)).toBe(10_200n);
  expect(paid.heldMinor).toBe("0");
});

test("fees are rounded half up in PayPal's units and capped", async () => {
  const fee = async (currency: string, value: string) =>
    (
      await settledBatch(world, `fee-${currency}-${value}`, [
        { receiver: "a@x.io", currency, value },
      ])
    ).items[0].payout_item_fee.value;
  expect(await fee("USD", "5.00")).toBe("0.10");
  expect(await fee("USD", "10.25")).toBe("0.21");
  expect(await fee("USD", "10.24")).toBe("0.20");
  expect(await fee("USD", "5000.00")).toBe("14.00");
  expect(await fee("HUF", "1025")).toBe("21");
  expect(await fee("JPY", "24")).toBe("0");
});

test("a batch can be invisible for a while", async () => {
  await world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 60_000 });
  const created = await post(batchBody("hidden", [{ receiver: "a@example.com" }]));
  const path = `/v1/payments/payouts/${created.body.batch_header.payout_batch_id}`;
  expect((await world.paypal("GET", path)).status).toBe(404);
  await world.advance(60_000);
  expect((await world.paypal("GET", path)).status).toBe(200);
  await world.control("paypal", "POST", "/settings", { notFoundAfterCreateMs: 0 });
});

test("15,000 items settle and are read in pages of 1,000 within seconds of work", async () => {
  const wishes = Array.from({ length: 15_000 }, (_, i) => ({
    receiver: i % 100 === 7 ? `fail+${i}@example.com` : `creator${i}@example.com`,
    value: `${(i % 50) + 1}.25`,
  }));
  const started = process.cpuUsage();
  const created = await post(batchBody("large", wishes));
  expect(created.status).toBe(201);
  const id = created.body.batch_header.payout_batch_id;
  await until(async () => {
    const { body } = await world.paypal(
      "GET",
      `/v1/payments/payouts/${id}?page_size=1&fields=batch_header`,
    );
    return body.batch_header.batch_status === "SUCCESS" ? true : undefined;
  });
  const seen = new Set<string>();
  const statuses = new Map<string, number>();
  for (let page = 1; page <= 15; page++) {
    const { body } = await world.paypal(
      "GET",
      `/v1/payments/payouts/${id}?page=${page}&page_size=1000&total_required=true`,
    );
    expect([body.total_items, body.total_pages, body.items.length]).toEqual([15_000, 15, 1_000]);
    for (const item of body.items) {
      seen.add(item.payout_item_id);
      statuses.set(item.transaction_status, (statuses.get(item.transaction_status) ?? 0) + 1);
    }
  }
  // Time of the processor: others may use the machine as well.
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(15_000);
  expect(seen.size).toBe(15_000);
  expect(Object.fromEntries(statuses)).toEqual({ SUCCESS: 14_850, FAILED: 150 });
  const beyond = await world.paypal("GET", `/v1/payments/payouts/${id}?page=16&page_size=1000`);
  expect(beyond.body.items).toEqual([]);
  expect((await world.paypal("GET", `/v1/payments/payouts/${id}?page_size=1001`)).status).toBe(400);
});

test("shuffled pages still hold every item of the batch", async () => {
  await world.control("paypal", "POST", "/settings", { shufflePages: true });
  const { id } = await settledBatch(
    world,
    "shuffled",
    Array.from({ length: 40 }, (_, i) => ({ receiver: `s${i}@example.com` })),
  );
  const orders = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { body } = await world.paypal("GET", `/v1/payments/payouts/${id}?page_size=1000`);
      return body.items.map((i: { payout_item_id: string }) => i.payout_item_id).join();
    }),
  );
  await world.control("paypal", "POST", "/settings", { shufflePages: false });
  expect(new Set(orders).size).toBeGreaterThan(1);
});
