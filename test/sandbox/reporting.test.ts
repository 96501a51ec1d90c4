import { fund, openTestWorld, settledBatch, type TestWorld } from "./support";

const dayMs = 86_400_000;
let world: TestWorld;

beforeAll(async () => {
  world = await openTestWorld();
  await fund(world, "USD", "1000000");
});
afterAll(() => world.close());

async function window(): Promise<{ from: string; to: string }> {
  const { nowMs } = (await world.control("paypal", "GET", "/clock")).body;
  // The world's own clock, which is ahead of the system's.
  const iso = (ms: number) => new Date(ms).toISOString();
  return { from: iso(nowMs - 30 * dayMs), to: iso(nowMs + 1_000) };
}

async function report(query = ""): Promise<Record<string, string>[]> {
  const { from, to } = await window();
  const answer = await world.paypal(
    "GET",
    `/v1/reporting/transactions?start_date=${from}&end_date=${to}&fields=all&page_size=500${query}`,
  );
  expect(answer.status).toBe(200);
  return answer.body.transaction_details.map(
    // oxlint-disable-next-line typescript/no-explicit-any
    ({ transaction_info: t }: { transaction_info: any }) => ({
      code: t.transaction_event_code,
      amount: t.transaction_amount.value,
      status: t.transaction_status,
      reference: t.paypal_reference_id,
      custom: t.custom_field,
      ending: t.ending_balance?.value,
      available: t.available_balance?.value,
    }),
  );
}

test("a batch leaves a hold, debits, one fee line and a release", async () => {
  const { id, items } = await settledBatch(world, "lines", [
    { receiver: "ok@example.com", value: "100.00", id: "p1" },
    { receiver: "unclaimed+1@example.com", value: "50.00", id: "p2" },
    { receiver: "fail+1@example.com", value: "10.00", id: "p3" },
  ]);
  const lines = (await report()).filter((line) => line["reference"] === id);
  expect(lines.map((l) => [l["code"], l["amount"], l["custom"], l["status"]])).toEqual([
    ["T1503", "-163.20", "lines", "S"],
    ["T0001", "-100.00", "p1", "S"],
    ["T0001", "-50.00", "p2", "P"],
    ["T0104", "-3.00", "lines", "S"],
    ["T1105", "163.20", "lines", "S"],
  ]);
  expect(lines.map((l) => l["ending"])).toEqual([
    "10000.00",
    "9900.00",
    "9850.00",
    "9847.00",
    "9847.00",
  ]);
  expect(lines.map((l) => l["available"])).toEqual([
    "9836.80",
    "9836.80",
    "9836.80",
    "9836.80",
    "9847.00",
  ]);
  await world.advance(30 * dayMs);
  const back = (await report()).find((l) => l["code"] === "T1114");
  expect(back).toMatchObject({ amount: "50.00", custom: "p2", reference: items[1].transaction_id });
});

test("the report, the balances and the money record agree to the cent", async () => {
  await settledBatch(world, "agree", [
    { receiver: "ok@example.com", value: "12.34" },
    { receiver: "hold+1@example.com", value: "0.01" },
    { receiver: "refund+1@example.com", value: "33.33" },
    { receiver: "reverse+1@example.com", value: "44.44" },
    { receiver: "pending+1@example.com", value: "5.55" },
  ]);
  await world.advance(2 * dayMs);
  const money = (await world.control("paypal", "GET", "/money")).body;
  const [{ totalMinor, heldMinor }] = money.balances;
  const sum = money.rows.reduce(
    (all: bigint, r: { netMinor: string }) => all + BigInt(r.netMinor),
    0n,
  );
  expect(sum).toBe(BigInt(totalMinor));
  const balances = (await world.paypal("GET", "/v1/reporting/balances?currency_code=USD")).body
    .balances;
  const minor = (value: string) => BigInt(value.replace(".", ""));
  expect(minor(balances[0].total_balance.value)).toBe(BigInt(totalMinor));
  expect(minor(balances[0].withheld_balance.value)).toBe(BigInt(heldMinor));
  const lines = await report();
  expect(minor(lines.at(-1)?.["ending"] ?? "")).toBe(BigInt(totalMinor));
  // Without the holds every line's ending balance follows from the one before.
  const moving = lines.filter((l) => l["code"] !== "T1503" && l["code"] !== "T1105");
  for (const [i, line] of moving.entries()) {
    const before = moving[i - 1];
    if (before)
      expect(minor(line["ending"] ?? "") - minor(before["ending"] ?? "")).toBe(
        minor(line["amount"] ?? ""),
      );
  }
  const kinds = new Set(lines.map((l) => l["code"]));
  expect(kinds).toContain("T1115");
  expect(kinds).toContain("T0001");
});

test("windows over 31 days, bad dates and large pages are refused", async () => {
  const ask = async (query: string) =>
    (await world.paypal("GET", `/v1/reporting/transactions?${query}`)).status;
  expect(await ask("start_date=2026-01-01T00:00:00Z&end_date=2026-02-01T00:00:00Z")).toBe(200);
  expect(await ask("start_date=2026-01-01T00:00:00Z&end_date=2026-02-01T00:00:01Z")).toBe(400);
  expect(await ask("start_date=2026-01-01&end_date=2026-01-02T00:00:00Z")).toBe(400);
  expect(await ask("start_date=2026-01-01T00:00:00-0700&end_date=2026-01-02T00:00:00-0700")).toBe(
    200,
  );
  expect(
    await ask("start_date=2026-01-01T00:00:00Z&end_date=2026-01-02T00:00:00Z&page_size=501"),
  ).toBe(400);
});

test("pages of the report hold every line once; filters leave the running balance out", async () => {
  const { from, to } = await window();
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { body } = await world.paypal(
      "GET",
      `/v1/reporting/transactions?start_date=${from}&end_date=${to}&page_size=3&page=${page}`,
    );
    ids.push(
      ...body.transaction_details.map(
        (d: { transaction_info: { transaction_id: string } }) => d.transaction_info.transaction_id,
      ),
    );
    if (page >= body.total_pages) break;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe((await report()).length);
  const debits = await report("&transaction_type=T0001");
  expect(debits.every((l) => l["code"] === "T0001" && l["ending"] === undefined)).toBe(true);
});

test("a lagging report hides what is new, and a past balance can be asked for", async () => {
  const { nowMs } = (await world.control("paypal", "GET", "/clock")).body;
  await world.advance(5_000);
  await fund(world, "USD", "777");
  await world.control("paypal", "POST", "/settings", { reportLagMs: 3_600_000 });
  const hidden = await report();
  await world.control("paypal", "POST", "/settings", { reportLagMs: 0 });
  expect((await report()).length).toBe(hidden.length + 1);
  const asOf = new Date(nowMs).toISOString();
  const past = (await world.paypal("GET", `/v1/reporting/balances?as_of_time=${asOf}`)).body;
  const now = (await world.paypal("GET", "/v1/reporting/balances")).body;
  const minor = (b: { balances: { total_balance: { value: string } }[] }) =>
    BigInt(b.balances[0]!.total_balance.value.replace(".", ""));
  expect(minor(now) - minor(past)).toBe(777n);
});
