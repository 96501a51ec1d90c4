import { request } from "node:http";
import { batchBody, fund, openTestWorld, paypalToken, type TestWorld } from "./support";

let world: TestWorld;

beforeAll(async () => {
  world = await openTestWorld();
  await fund(world, "USD", "1000000");
});
afterAll(() => world.close());
afterEach(() => world.control("paypal", "DELETE", "/faults"));

const path = "^/v1/payments/payouts$";
const arm = (action: unknown, rest: Record<string, unknown> = {}) =>
  world.control("paypal", "POST", "/faults", { match: { method: "POST", path }, action, ...rest });
const post = (id: string) =>
  world.paypal("POST", "/v1/payments/payouts", batchBody(id, [{ receiver: "a@example.com" }]));

/** The answer as it comes over the wire, or the error that ended it. */
async function raw(
  id: string,
): Promise<{ status?: number; type?: string; body?: string; error?: string; ms: number }> {
  const token = await paypalToken(world.sandbox);
  const started = performance.now();
  const ms = () => performance.now() - started;
  return new Promise((resolve) => {
    const sent = request(
      `${world.sandbox.paypal.url}/v1/payments/payouts`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        agent: false,
      },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          body += chunk;
        });
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            type: String(response.headers["content-type"]),
            body,
            ms: ms(),
          }),
        );
      },
    );
    sent.on("error", (error: NodeJS.ErrnoException) =>
      resolve({ error: error.code ?? "", ms: ms() }),
    );
    sent.end(JSON.stringify(batchBody(id, [{ receiver: "a@example.com" }])));
  });
}

async function isRecorded(id: string): Promise<boolean> {
  const { items } = (await world.control("paypal", "GET", "/payouts")).body;
  return items.some((i: { sender_batch_id: string }) => i.sender_batch_id === id);
}

test("drop before: nothing happened; drop after: everything did", async () => {
  await arm({ type: "drop", when: "before" });
  expect((await raw("gone")).error).toBe("ECONNRESET");
  expect(await isRecorded("gone")).toBe(false);
  await arm({ type: "drop", when: "after" });
  expect((await raw("done")).error).toBe("ECONNRESET");
  expect(await isRecorded("done")).toBe(true);
  expect((await post("done")).body.name).toBe("USER_BUSINESS_ERROR");
  await world.advance(1_000);
  const { rows } = (await world.control("paypal", "GET", "/money")).body;
  expect(
    rows.filter((r: { sender_batch_id: string }) => r.sender_batch_id === "done"),
  ).toHaveLength(2);
});

test("status before and after, with a body of one's own", async () => {
  await arm({ type: "status", when: "before", status: 503, headers: { "retry-after": "7" } });
  const before = await post("s-before");
  expect([before.status, before.headers.get("retry-after")]).toEqual([503, "7"]);
  expect(await isRecorded("s-before")).toBe(false);
  await arm({ type: "status", when: "after", status: 500, body: { name: "INTERNAL_ERROR" } });
  const after = await post("s-after");
  expect([after.status, after.body]).toEqual([500, { name: "INTERNAL_ERROR" }]);
  expect(await isRecorded("s-after")).toBe(true);
});

test("truncated, foreign, slow, dripping and badly packed answers", async () => {
  await arm({ type: "truncate" });
  const cut = await raw("cut");
  expect(cut.status).toBe(201);
  expect(() => JSON.parse(cut.body ?? "")).toThrow(/JSON/);
  await arm({ type: "contentType", value: "text/html" });
  expect(await raw("foreign")).toMatchObject({ status: 201, type: "text/html" });
  await arm({ type: "delay", ms: 120 });
  expect((await raw("slow")).ms).toBeGreaterThanOrEqual(115);
  await arm({ type: "drip", bytesPerSecond: 1_000 });
  const dripped = await raw("drip");
  expect(dripped.ms).toBeGreaterThan(200);
  expect(JSON.parse(dripped.body ?? "").batch_header.batch_status).toBe("PENDING");
  await arm({ type: "badGzip" });
  await expect(post("gzip")).rejects.toThrow(/terminated/);
  for (const id of ["cut", "foreign", "slow", "drip", "gzip"])
    expect(await isRecorded(id)).toBe(true);
});

test("skip and times are counted and can be read", async () => {
  await arm({ type: "status", status: 500 }, { skip: 1, times: 2 });
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push((await post(`n${i}`)).status);
  expect(statuses).toEqual([201, 500, 500, 201, 201]);
  const { faults } = (await world.control("paypal", "GET", "/faults")).body;
  expect(faults[0]).toMatchObject({ seen: 3, hits: 2, skip: 1, times: 2 });
  expect((await world.control("paypal", "DELETE", "/faults")).body.faults).toEqual([]);
});

test("control routes say what is wrong with a request", async () => {
  expect((await arm({ type: "explode" })).status).toBe(400);
  expect(
    (
      await world.control("paypal", "POST", "/faults", {
        match: { path: "(" },
        action: { type: "drop" },
      })
    ).status,
  ).toBe(400);
  expect((await world.control("paypal", "POST", "/clock", { advanceMs: -1 })).status).toBe(400);
  expect((await world.control("paypal", "POST", "/settings", { nonsense: 1 })).status).toBe(400);
});

test("a stop in the middle of a slow answer leaves nothing behind", async () => {
  const other = await openTestWorld();
  await fund(other, "USD", "10000");
  await other.control("paypal", "POST", "/faults", {
    match: { path },
    action: { type: "delay", ms: 60_000 },
  });
  const pending = other
    .paypal("POST", "/v1/payments/payouts", batchBody("x", [{ receiver: "a@x.io" }]))
    .catch(() => "gone");
  await new Promise((resolve) => setTimeout(resolve, 100));
  await other.close();
  expect(await pending).toBe("gone");
});
