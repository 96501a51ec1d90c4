import { parse } from "csv-parse/sync";
import { call, fund, openTestWorld, type TestWorld } from "./support";

let world: TestWorld;

beforeAll(async () => {
  world = await openTestWorld();
  await world.control("bank", "POST", "/accounts", {
    id: "main-usd",
    currency: "USD",
    openingMinor: "100000",
  });
});
afterAll(() => world.close());

const post = (path: string, body: unknown) => world.control("bank", "POST", path, body);
const cents = (value: string) => BigInt(value.replace(".", ""));

test("a statement's opening balance and lines give its closing balance", async () => {
  const account = "main-usd";
  await post("/deposits", {
    account,
    amountMinor: "250000",
    currency: "USD",
    reference: "DEP-1",
    name: 'Brand "A", Ltd',
  });
  await world.advance(86_400_000);
  await post("/cheques", { account, number: "001001", amountMinor: "12345", payee: "Ana Creator" });
  await post("/fees", { account, amountMinor: "500" });
  await world.advance(86_400_000);
  await post("/transfers", { account, to: "paypal", amountMinor: "100000", reference: "TOPUP-1" });
  const { now } = (await world.control("bank", "GET", "/clock")).body;
  const day = (offset: number) =>
    new Date(Date.parse(now) + offset * 86_400_000).toISOString().slice(0, 10);
  const read = async (from: string, to: string) => {
    const answer = await call(
      "GET",
      `${world.sandbox.bank.url}/accounts/${account}/statement.csv?from=${from}&to=${to}`,
    );
    expect(answer.status).toBe(200);
    return parse<Record<string, string>>(answer.text, { columns: true });
  };
  const rows = await read(day(-2), day(0));
  expect(Object.keys(rows[0]!)).toEqual([
    "line_id",
    "booking_date",
    "value_date",
    "type",
    "reference",
    "cheque_number",
    "name",
    "amount",
    "currency",
    "balance",
  ]);
  expect(rows.map((r) => [r["type"], r["amount"], r["cheque_number"]])).toEqual([
    ["OPENING", "", ""],
    ["DEPOSIT", "2500.00", ""],
    ["CHEQUE", "-123.45", "001001"],
    ["FEE", "-5.00", ""],
    ["TRANSFER", "-1000.00", ""],
    ["CLOSING", "", ""],
  ]);
  expect(rows[1]!["name"]).toBe('Brand "A", Ltd');
  const sum = rows.reduce((all, r) => all + (r["amount"] ? cents(r["amount"]) : 0n), 0n);
  expect(cents(rows[0]!["balance"]!) + sum).toBe(cents(rows.at(-1)!["balance"]!));
  const middle = await read(day(-1), day(-1));
  expect(middle.map((r) => r["balance"])).toEqual(["3500.00", "3376.55", "3371.55", "3371.55"]);
});

test("OFX holds the same lines", async () => {
  const answer = await call("GET", `${world.sandbox.bank.url}/accounts/main-usd/statement.ofx`);
  expect(answer.text).toContain('<?OFX OFXHEADER="200" VERSION="211"');
  expect(answer.text).toContain("<CHECKNUM>001001</CHECKNUM>");
  expect(answer.text).toContain("<TRNAMT>-1000.00</TRNAMT>");
  expect(answer.text).toContain("<LEDGERBAL><BALAMT>2371.55</BALAMT>");
  expect(answer.text).toContain("<NAME>Brand &#34;A&#34;, Ltd</NAME>");
  expect(answer.text.match(/<FITID>/g)).toHaveLength(4);
});

test("a transfer to PayPal arrives there as T0300 with the bank's line", async () => {
  const { rows } = (await world.control("bank", "GET", "/money")).body;
  const sent = rows.find((r: { kind: string }) => r.kind === "TRANSFER");
  const credit = (await world.control("paypal", "GET", "/money")).body.rows[0];
  expect(credit).toMatchObject({
    kind: "bank_topup",
    amountMinor: "100000",
    bank_line_id: sent.id,
    reference: "TOPUP-1",
  });
  const { nowMs } = (await world.control("bank", "GET", "/clock")).body;
  const iso = (ms: number) => new Date(ms).toISOString();
  const report = await world.paypal(
    "GET",
    `/v1/reporting/transactions?start_date=${iso(nowMs - 60_000)}&end_date=${iso(nowMs + 1_000)}&transaction_type=T0300`,
  );
  expect(report.body.transaction_details[0].transaction_info).toMatchObject({
    bank_reference_id: sent.id,
    transaction_amount: { currency_code: "USD", value: "1000.00" },
  });
});

test("the bank pays a cheque twice and says so, but nothing it does not have", async () => {
  const cheque = { account: "main-usd", number: "001001", amountMinor: "1", payee: "Ana Creator" };
  expect((await post("/cheques", cheque)).body.paidBefore).toBe(true);
  expect((await post("/cheques", { ...cheque, number: "7", amountMinor: "99999999" })).status).toBe(
    409,
  );
  expect((await post("/cheques", { ...cheque, account: "none" })).status).toBe(404);
  expect(
    (await post("/deposits", { account: "main-usd", amountMinor: "5", currency: "EUR" })).status,
  ).toBe(409);
  expect((await post("/deposits", { account: "main-usd", amountMinor: "0" })).status).toBe(400);
  expect(
    (await post("/deposits", { account: "new-thb", amountMinor: "5", currency: "THB" })).status,
  ).toBe(201);
  const range = await call(
    "GET",
    `${world.sandbox.bank.url}/accounts/main-usd/statement.csv?from=2026-02-31x`,
  );
  expect(range.status).toBe(400);
});

test("forint PayPal cannot express are refused before anything is booked", async () => {
  await post("/accounts", { id: "huf", currency: "HUF", openingMinor: "100000" });
  const odd = { account: "huf", to: "paypal", amountMinor: "150", reference: "" };
  expect((await post("/transfers", odd)).status).toBe(409);
  expect((await post("/transfers", { ...odd, amountMinor: "200" })).status).toBe(201);
  await fund(world, "HUF", "100");
  const balances = (await world.paypal("GET", "/v1/reporting/balances?currency_code=HUF")).body
    .balances;
  expect(balances[0].total_balance.value).toBe("3");
});
