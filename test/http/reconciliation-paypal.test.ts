import { addMs, dayMs, parseInstant, utcDate } from "../../src/kernel/clock";
import { startTestApp } from "../support/app";
import { createFinance, type Finance } from "../support/finance";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";

const opening = 10_000_000n;
let money: MoneyWorld;
let finance: Finance;
let firstDay: string;

beforeAll(async () => {
  money = await openMoneyWorld();
  finance = await createFinance(money.app);
  firstDay = await today();
  await setUpCredit("USD", opening);
  await finance.openPaypal("USD", opening);
}, 60_000);
afterAll(() => money.close());

async function today(): Promise<string> {
  const { now } = (await money.world.control("bank", "GET", "/clock")).body as { now: string };
  return now.slice(0, 10);
}

async function setUpCredit(currency: string, amountMinor: bigint): Promise<void> {
  const body = { currency, amountMinor: amountMinor.toString() };
  expect((await money.world.control("paypal", "POST", "/paypal/balance", body)).status).toBe(201);
}

const askReport = (from: string, to: string) =>
  finance.maker.client.post("/v1/reconciliation/imports", { source: "paypal", from, to });

async function importReport(): Promise<{ openCount: number; newLinesCount: number }> {
  // A day further than the simulator's clock, which may pass midnight while the test runs.
  const end = utcDate(addMs(parseInstant(`${await today()}T00:00:00Z`), dayMs));
  return (await askReport(firstDay, end).expect(201)).body;
}

interface Line {
  kind: string;
  status: string;
  rule: string | null;
  problem: string | null;
  ledgerReferences: string[];
}

async function allLines(query = ""): Promise<Line[]> {
  const lines: Line[] = [];
  let cursor = "";
  do {
    const { body } = await finance.checker.client
      .get(`/v1/reconciliation/lines?source=paypal&limit=100${query}${cursor}`)
      .expect(200);
    lines.push(...(body.items as Line[]));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor as string}` : "";
  } while (cursor);
  return lines.reverse();
}

async function compared(currency = "USD"): Promise<Record<string, unknown>> {
  const { body } = await finance.checker.client.get("/v1/reconciliation").expect(200);
  return (body.items as { source: string; currency: string }[]).find(
    (item) => item.source === "paypal" && item.currency === currency,
  )!;
}

const openBreaks = async () =>
  (
    (await finance.checker.client.get("/v1/breaks?status=open&limit=100").expect(200)).body
      .items as { kind: string; objectType: string }[]
  )
    .filter((entry) => entry.objectType === "statement_line")
    .map((entry) => entry.kind);

/** Freezes what is released, sends it and lets PayPal work. @returns ids of our batches. */
async function sendAll(): Promise<string[]> {
  const { payouts } = money.app.composition.services;
  const batchIds = await payouts.freeze();
  for (const batchId of batchIds) await payouts.send(batchId);
  await money.world.advance(5_000);
  return batchIds;
}

async function observe(batchIds: readonly string[]): Promise<void> {
  for (const id of batchIds) await money.app.composition.services.payouts.observeBatch(id);
}

const paypalTotal = async (currency = "USD"): Promise<string> => {
  const { body } = await money.world.control("paypal", "GET", "/money");
  const balances = body.balances as { currency: string; totalMinor: string }[];
  return balances.find((balance) => balance.currency === currency)!.totalMinor;
};

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
let batchIds: string[];

test("what is on the report before it is in the books waits with a break", async () => {
  const receivers = [
    "ok",
    "ok2",
    "unclaimed+1",
    "fail+1",
    "return+1",
    "hold+1",
    "refund+1",
    "reverse+1",
    "pending+1",
  ];
  await finance.payables(
    receivers.map((name) => `${name}@example.com`),
    { fee: 10_010n },
  );
  batchIds = await sendAll();
  expect(batchIds).toHaveLength(1);
  const { openCount } = await importReport();
  // Seven debits, one fee line, and the hold of the item that is still being decided.
  expect(openCount).toBe(9);
  const open = (await allLines("&status=open")).map((line) => [line.kind, line.problem]);
  expect(open.filter(([kind]) => kind === "T0001")).toHaveLength(7);
  expect(new Set(open.map(([, problem]) => problem))).toEqual(new Set(["not_booked", "hold_open"]));
  expect(await openBreaks()).toHaveLength(9);
  expect(await compared()).toMatchObject({ difference: usd("0"), ledgerBalance: usd("10000000") });
  expect(await finance.violations()).toEqual([]);
}, 60_000);

test("as soon as the items are seen, the lines fit: fees many to one, hold and release explained", async () => {
  await observe(batchIds);
  const result = await money.app.composition.services.reconciliation.rematchOpenLines();
  expect(result).toEqual({ matchedCount: 8, explainedCount: 0, openCount: 1 });
  const lines = await allLines();
  const kinds = lines.map((line) => `${line.kind} ${line.rule ?? line.problem}`);
  const count = (text: string) => kinds.filter((kind) => kind === text).length;
  expect(count("T0300 opening")).toBe(1);
  expect(count("T0001 payout")).toBe(7);
  expect(count("T0104 payout_fees")).toBe(1);
  expect(count("T1503 hold_and_release")).toBe(1);
  expect(count("T1105 hold_and_release")).toBe(1);
  expect(count("T1503 hold_open")).toBe(1);
  const fees = lines.find((line) => line.kind === "T0104")!;
  expect(fees.ledgerReferences).toHaveLength(7);
  expect(await openBreaks()).toEqual(["statement_line_hold_open"]);
  expect(await compared()).toMatchObject({
    ledgerBalance: usd(await paypalTotal()),
    statementBalance: usd(await paypalTotal()),
    timing: { count: 0 },
    difference: usd("0"),
  });
  expect(await finance.violations()).toEqual([]);
});

test("later fates are matched too: claimed, returned, refunded, reversed, decided late", async () => {
  const items = (await money.world.control("paypal", "GET", "/payouts")).body.items as {
    payout_item_id: string;
    transaction_status: string;
    receiver: string;
  }[];
  const itemOf = (name: string) =>
    items.find((item) => item.receiver.startsWith(name))!.payout_item_id;
  const set = (id: string, status: string) =>
    money.world.control("paypal", "POST", `/payouts/${id}/status`, { status });
  expect((await set(itemOf("unclaimed"), "SUCCESS")).status).toBe(200);
  expect((await set(itemOf("pending"), "SUCCESS")).status).toBe(200);
  await money.world.advance(2 * dayMs);
  await observe(batchIds);
  const { openCount } = await importReport();
  expect(openCount).toBe(0);
  const lines = await allLines();
  expect(lines.every((line) => line.status !== "open")).toBe(true);
  const back = lines.filter((line) => line.rule === "money_back").map((line) => line.kind);
  expect(back.sort()).toEqual(["T1114", "T1114", "T1115"]);
  expect(lines.filter((line) => line.kind === "T0104")).toHaveLength(2);
  expect(await openBreaks()).toEqual([]);
  expect(await compared()).toMatchObject({
    ledgerBalance: usd(await paypalTotal()),
    open: { count: 0 },
    timing: { count: 0 },
    difference: usd("0"),
  });
  expect(await finance.violations()).toEqual([]);
});

test("the same report again adds nothing", async () => {
  const before = await allLines();
  expect(await importReport()).toMatchObject({ newLinesCount: 0, openCount: 0 });
  expect(await allLines()).toEqual(before);
  const narrow = await askReport(firstDay, firstDay).expect(201);
  expect(narrow.body.newLinesCount).toBe(0);
});

test("a capture is matched with gross and fee, and its refund", async () => {
  const brand = await finance.market.brand();
  const { body: deposit } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "paypal", amount: usd("50000") })
    .expect(201);
  await money.press(deposit.checkoutUrl as string, "pay");
  const { funding } = money.app.composition.services;
  expect(await funding.settleDeposit(deposit.id as string)).toBe("captured");
  const { body: refund } = await finance.maker.client
    .post(`/v1/brands/${brand.id}/refunds`, { amount: usd("20000") })
    .expect(201);
  await finance.checker.client.post(`/v1/refunds/${refund.id}/approve`).expect(200);
  const parts = await money.app.composition.services.unitOfWork.run((tx) =>
    funding.refundPartIds(tx, refund.id as string),
  );
  for (const id of parts) await funding.settleRefundPart(id);
  expect((await importReport()).openCount).toBe(0);
  const lines = await allLines();
  expect(lines.find((line) => line.kind === "T0006")).toMatchObject({
    rule: "capture",
    status: "matched",
  });
  expect(lines.find((line) => line.kind === "T1107")).toMatchObject({
    rule: "refund",
    status: "matched",
  });
  expect(await compared()).toMatchObject({
    ledgerBalance: usd(await paypalTotal()),
    difference: usd("0"),
  });
});

test("a top-up arrives through the report, and one nobody recorded stays open until it is", async () => {
  await money.world.control("bank", "POST", "/accounts", {
    id: "tops",
    currency: "USD",
    openingMinor: "900000",
  });
  await finance.openBank("tops", "USD", 900_000n);
  const record = (reference: string, amount: string) =>
    finance.maker.client
      .post("/v1/treasury/top-ups", { bankAccountCode: "tops", amount: usd(amount), reference })
      .expect(201);
  const transfer = (reference: string, amountMinor: string) =>
    money.world.control("bank", "POST", "/transfers", {
      account: "tops",
      to: "paypal",
      amountMinor,
      reference,
    });
  await record("TU-1", "30000");
  await transfer("TU-1", "30000");
  await transfer("TU-2", "555");
  expect((await importReport()).openCount).toBe(1);
  expect((await allLines("&status=open"))[0]).toMatchObject({
    kind: "T0300",
    problem: "transfer_unknown",
  });
  await record("TU-2", "555");
  await money.app.composition.services.reconciliation.rematchOpenLines();
  expect(await openBreaks()).toEqual([]);
  expect(await compared()).toMatchObject({ ledgerBalance: usd(await paypalTotal()) });
  const { body } = await finance.checker.client.get("/v1/treasury").expect(200);
  expect(body.items[0]).toMatchObject({ inTransit: usd("0") });
  expect(await finance.violations()).toEqual([]);
});

test("a currency without decimals, and one that begins before our books do", async () => {
  await setUpCredit("JPY", 70_000n);
  await finance.openPaypal("JPY", 70_000n);
  await finance.payables(["yen@example.com"], { currency: "JPY", fee: 400n });
  await observe(await sendAll());
  expect((await importReport()).openCount).toBe(0);
  expect(await compared("JPY")).toMatchObject({
    ledgerBalance: { amountMinor: await paypalTotal("JPY"), currency: "JPY" },
    difference: { amountMinor: "0", currency: "JPY" },
  });
});

test("money sent by hand from the PayPal account is no payout of ours", async () => {
  const foreign = await money.world.paypal("POST", "/v1/payments/payouts", {
    sender_batch_header: { sender_batch_id: "by-hand" },
    items: [
      {
        recipient_type: "EMAIL",
        receiver: "x@example.com",
        amount: { currency: "USD", value: "3.00" },
        sender_item_id: "who",
      },
    ],
  });
  expect(foreign.status).toBe(201);
  await money.world.advance(5_000);
  expect((await importReport()).openCount).toBe(2);
  expect((await openBreaks()).sort()).toEqual([
    "statement_line_not_booked",
    "statement_line_not_booked",
  ]);
  expect(await compared()).toMatchObject({
    open: { count: 2, sum: usd("-306") },
    difference: usd("0"),
  });
  expect(await finance.violations()).toEqual([]);
});

test("what PayPal cannot or will not tell is said, and nothing is stored", async () => {
  const before = await allLines();
  const fault = (action: object) =>
    money.world.control("paypal", "POST", "/faults", {
      match: { method: "GET", path: "^/v1/reporting/transactions" },
      action,
    });
  await fault({ type: "status", status: 500, when: "before" });
  const away = await askReport(firstDay, firstDay).expect(503);
  expect(away.body.code).toBe("paypal_report_unavailable");
  await fault({ type: "status", status: 403, when: "before", body: { name: "NOT_AUTHORIZED" } });
  const refused = await askReport(firstDay, firstDay).expect(409);
  expect(refused.body).toMatchObject({ code: "paypal_report_refused" });
  expect(refused.body.detail).toContain("NOT_AUTHORIZED");
  await askReport("2026-01-01", "2026-02-01").expect(422);
  const reversed = await askReport("2026-01-02", "2026-01-01").expect(422);
  expect(reversed.body.errors).toEqual([expect.objectContaining({ pointer: "/body/to" })]);
  await askReport("2026-02-30", "2026-03-01").expect(422);
  await askReport("2026-01-01", "2026-01-31").expect(201);
  expect(await allLines()).toEqual(before);
});

test("without PayPal there is no report", async () => {
  const app = await startTestApp();
  const { maker } = await createFinance(app);
  const { body } = await maker.client
    .post("/v1/reconciliation/imports", { source: "paypal", from: "2026-01-01", to: "2026-01-01" })
    .expect(409);
  expect(body.code).toBe("paypal_report_missing");
  await app.close();
});

test("a first report that begins late takes PayPal's balance before it as the opening", async () => {
  const late = await openMoneyWorld();
  const people = await createFinance(late.app);
  const credit = { currency: "EUR", amountMinor: "80000" };
  await late.world.control("paypal", "POST", "/paypal/balance", credit);
  await people.openPaypal("EUR", 80_000n);
  const { now } = (await late.world.control("bank", "GET", "/clock")).body as { now: string };
  const before = now.slice(0, 10);
  await late.world.advance(3 * dayMs);
  await people.payables(["eur@example.com"], { currency: "EUR", fee: 1_000n });
  const { payouts, reconciliation } = late.app.composition.services;
  const [batchId] = await payouts.freeze();
  await payouts.send(batchId!);
  await late.world.advance(5_000);
  await payouts.observeBatch(batchId!);
  const from = utcDate(addMs(parseInstant(now), 2 * dayMs));
  const to = utcDate(addMs(parseInstant(now), 4 * dayMs));
  const importer = { principal: "test", person: "test" };
  const first = await reconciliation.importPaypalReport(importer, { from, to });
  expect(first.statuses).toEqual({ matched: 2, explained: 2, open: 0, withdrawn: 0 });
  const { body } = await people.checker.client.get("/v1/reconciliation").expect(200);
  expect(
    (body.items as { source: string }[]).find((item) => item.source === "paypal"),
  ).toMatchObject({
    ledgerBalance: { amountMinor: "78980", currency: "EUR" },
    statementBalance: { amountMinor: "78980", currency: "EUR" },
    matched: { count: 3 },
    timing: { count: 0 },
    difference: { amountMinor: "0", currency: "EUR" },
  });
  await expect(
    reconciliation.importPaypalReport(importer, { from: before, to }),
  ).rejects.toMatchObject({ code: "statement_before_first" });
  expect(await people.violations()).toEqual([]);
  await late.close();
});
