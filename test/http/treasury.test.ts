import { accounts, post } from "../../src/features/ledger";
import { credit, debit } from "../../src/features/ledger/posting";
import { matchTopUpArrival, recordOpeningBalance } from "../../src/features/treasury";
import { newId } from "../../src/kernel/ids";
import { money } from "../../src/kernel/money";
import { startTestApp, type TestApp } from "../support/app";
import { createFinance, type Finance } from "../support/finance";
import { newStaff } from "../support/people";

let app: TestApp;
let finance: Finance;
beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  await finance.openBank("main-usd", "USD", 1_000_000n);
  await finance.openPaypal("USD", 500_000n);
}, 60_000);
afterAll(() => app.close());

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const topUp = (reference: string, amount: object = usd("20000"), bankAccountCode = "main-usd") =>
  finance.maker.client.post("/v1/treasury/top-ups", { bankAccountCode, amount, reference });
const run = <T>(work: Parameters<typeof app.database.unitOfWork.run<T>>[0]) =>
  app.composition.services.unitOfWork.run(work);

async function treasury(currency = "USD"): Promise<Record<string, unknown>> {
  const { body } = await finance.checker.client.get("/v1/treasury").expect(200);
  const items = body.items as ({ currency: string } & Record<string, unknown>)[];
  return items.find((item) => item.currency === currency) ?? {};
}

test("a top-up is in transit until PayPal shows it, and arrives once", async () => {
  const sent = await topUp("TOPUP-A").expect(201);
  expect(sent.body).toMatchObject({ status: "sent", amount: usd("20000"), arrivedAt: null });
  expect(await treasury()).toMatchObject({
    bank: usd("980000"),
    bankAccounts: [{ code: "main-usd", balance: usd("980000") }],
    paypal: usd("500000"),
    inTransit: usd("20000"),
    coverageBeforeFees: usd("500000"),
  });
  const arrival = {
    amountMinor: 20_000n,
    currency: "USD" as const,
    reference: "TOPUP-A",
    at: new Date(),
  };
  const all = await Promise.all(
    Array.from({ length: 5 }, () => run((tx) => matchTopUpArrival(tx, arrival))),
  );
  expect(all.filter((reference) => reference !== undefined)).toEqual([
    `topup:${sent.body.id}:arrived`,
  ]);
  expect(await treasury()).toMatchObject({ paypal: usd("520000"), inTransit: usd("0") });
  const { body } = await finance.maker.client.get("/v1/treasury/top-ups").expect(200);
  expect(body.items[0]).toMatchObject({ id: sent.body.id, status: "arrived" });
  expect(await finance.violations()).toEqual([]);
});

test("an arrival without words is the oldest of its amount; another amount is none", async () => {
  const first = await topUp("TOPUP-B1", usd("777")).expect(201);
  const second = await topUp("TOPUP-B2", usd("777")).expect(201);
  const arrive = (reference?: string) =>
    run((tx) =>
      matchTopUpArrival(tx, { amountMinor: 777n, currency: "USD", reference, at: new Date() }),
    );
  expect(
    await run((tx) =>
      matchTopUpArrival(tx, { amountMinor: 776n, currency: "USD", at: new Date() }),
    ),
  ).toBe(undefined);
  expect(await arrive("TOPUP-B2")).toBe(`topup:${second.body.id}:arrived`);
  expect(await arrive()).toBe(`topup:${first.body.id}:arrived`);
  expect(await arrive()).toBe(undefined);
});

test("refusals change nothing", async () => {
  const before = await treasury();
  await topUp("TOPUP-A").expect(409);
  expect(
    (await topUp("TOPUP-C", { amountMinor: "5", currency: "EUR" }).expect(409)).body.code,
  ).toBe("currency_mismatch");
  expect((await topUp("TOPUP-C", usd("5"), "nowhere").expect(422)).body.code).toBe(
    "bank_account_unknown",
  );
  await topUp("TOPUP-C", usd("0")).expect(422);
  await topUp("TOPUP-C", usd("1.5")).expect(422);
  await topUp(" ").expect(422);
  const noKey = await app.http
    .post("/v1/treasury/top-ups")
    .set("Authorization", `Bearer ${finance.maker.client.token}`)
    .send({ bankAccountCode: "main-usd", amount: usd("5"), reference: "TOPUP-C" })
    .expect(400);
  expect(noKey.body.code).toBe("idempotency_key_required");
  await finance.checker.client
    .post("/v1/treasury/top-ups", { bankAccountCode: "main-usd", amount: usd("5"), reference: "T" })
    .expect(403);
  expect(await treasury()).toEqual(before);
});

test("above a day's limit a second person sends it, never more than the account holds, and it can be canceled", async () => {
  await finance.openBank("big-usd", "USD", 5_000_000n);
  const { maker, checker } = finance;
  const send = (amountMinor: string, reference: string) =>
    topUp(reference, usd(amountMinor), "big-usd");
  const act = (who: typeof maker, id: string, verb: string, body?: object) =>
    who.client.post(`/v1/treasury/top-ups/${id}/${verb}`, body);
  const held = async () =>
    ((await treasury())["bankAccounts"] as { code: string; balance: object }[]).find(
      ({ code }) => code === "big-usd",
    )?.balance;

  const huge = (await send("99999999999", "BIG-1").expect(201)).body;
  expect(huge).toMatchObject({ status: "proposed", needsTwo: true });
  expect(await held()).toEqual(usd("5000000"));
  expect((await act(checker, huge.id, "approve").expect(409)).body.code).toBe(
    "balance_insufficient",
  );
  await act(maker, huge.id, "cancel", { reason: "a slip" }).expect(200);
  expect((await act(checker, huge.id, "approve").expect(409)).body.code).toBe("top_up_state");

  const large = (await send("2000000", "BIG-2").expect(201)).body;
  await act(maker, large.id, "approve").expect(403);
  const both = await newStaff(app, ["finance_maker", "finance_checker"]);
  const own = await both.client
    .post("/v1/treasury/top-ups", {
      bankAccountCode: "big-usd",
      amount: usd("2000000"),
      reference: "BIG-OWN",
    })
    .expect(201);
  expect((await act(both, own.body.id, "approve").expect(409)).body.code).toBe("same_person");
  await act(both, own.body.id, "cancel", { reason: "no" }).expect(200);
  expect((await act(checker, large.id, "approve").expect(200)).body).toMatchObject({
    status: "sent",
    decidedBy: { id: checker.userId, name: "Siti Rahma" },
  });
  expect(await held()).toEqual(usd("3000000"));
  const cancel = (who: typeof maker) => act(who, large.id, "cancel", { reason: "never ordered" });
  expect((await cancel(maker).expect(409)).body.code).toBe("same_person");
  expect((await cancel(checker).expect(200)).body).toMatchObject({
    status: "canceled",
    cancelReason: "never ordered",
  });
  expect((await cancel(checker).expect(409)).body.code).toBe("top_up_state");
  expect(await held()).toEqual(usd("5000000"));
  const arrival = { amountMinor: 2_000_000n, currency: "USD" as const, at: new Date() };
  expect(await run((tx) => matchTopUpArrival(tx, arrival))).toBe(undefined);
  expect(await finance.violations()).toEqual([]);
});

test("the same request is recorded once", async () => {
  const key = newId();
  const ask = () => topUp("TOPUP-D", usd("11")).set("Idempotency-Key", key);
  const [first, again] = [await ask().expect(201), await ask().expect(201)];
  expect(again.body).toEqual(first.body);
});

test("an account is opened once, with one amount", async () => {
  const open = (amountMinor: bigint, code = "main-usd") =>
    run((tx) =>
      recordOpeningBalance(tx, "test", {
        account: { kind: "bank", code },
        amount: money(amountMinor, "USD"),
      }),
    );
  expect(await open(1_000_000n)).toBe(false);
  await expect(open(999_999n)).rejects.toMatchObject({ code: "opening_balance_exists" });
  await expect(open(0n)).rejects.toMatchObject({ code: "opening_not_positive" });
  await expect(open(5n, "nowhere")).rejects.toMatchObject({ code: "bank_account_unknown" });
  await expect(finance.openBank("main-usd", "USD")).rejects.toMatchObject({
    code: "bank_account_exists",
  });
});

test("released payouts and written cheques show in the coverage", async () => {
  await finance.openBank("main-eur", "EUR", 100_000n);
  await finance.openPaypal("EUR", 50_000n);
  const [byPaypal, byCheque] = await finance.payables(["a@example.com", "cheque"], {
    currency: "EUR",
    fee: 12_000n,
  });
  expect(byPaypal).toBeDefined();
  const eur = (amountMinor: string) => ({ amountMinor, currency: "EUR" });
  expect(await treasury("EUR")).toMatchObject({
    released: eur("12000"),
    coverageBeforeFees: eur("38000"),
    inFlight: eur("0"),
  });
  await finance.maker.client
    .post("/v1/cheques", { bankAccountCode: "main-eur", payoutIds: [byCheque!.payoutId] })
    .expect(201);
  expect(await treasury("EUR")).toMatchObject({
    inFlight: eur("12000"),
    coverageBeforeFees: eur("38000"),
    outstandingCheques: eur("0"),
  });
});

test("an exchange is noted by one person and booked by another, once (L35)", async () => {
  await finance.openBank("fx-eur", "EUR", 0n);
  const { maker, checker } = finance;
  const eur = (amountMinor: string) => ({ amountMinor, currency: "EUR" });
  const body = {
    account: "paypal",
    intoAccount: "fx-eur",
    from: usd("10800"),
    into: eur("10000"),
    reference: "FX-1",
    convertedAt: "2026-11-20T10:00:00Z",
  };
  const propose = (more: object = {}) =>
    maker.client.post("/v1/treasury/conversions", { ...body, ...more });
  const { body: noted } = await propose().expect(201);
  expect((await propose().expect(409)).body.code).toBe("conversion_exists");
  expect((await propose({ into: usd("1") }).expect(422)).body.code).toBe("currencies_equal");
  expect((await propose({ intoAccount: "main-usd" }).expect(409)).body.code).toBe(
    "currency_mismatch",
  );
  const late = await propose({ convertedAt: "2099-01-01T00:00:00Z" }).expect(422);
  expect(late.body.code).toBe("conversion_in_future");
  const approve = (contentHash: string, client = checker.client) =>
    client.post(`/v1/treasury/conversions/${noted.id}/approve`, { contentHash });
  await approve(noted.contentHash, maker.client).expect(403);
  expect((await approve("0".repeat(64)).expect(409)).body.code).toBe("content_changed");
  const heldIn = async () =>
    ((await treasury("EUR"))["bankAccounts"] as { code: string; balance: object }[]).find(
      ({ code }) => code === "fx-eur",
    )?.balance;
  expect(await heldIn()).toEqual(eur("0"));
  await approve(noted.contentHash).expect(200);
  expect((await approve(noted.contentHash).expect(409)).body.code).toBe("conversion_state");
  expect(await heldIn()).toEqual(eur("10000"));
  const { body: declined } = await propose({ reference: "FX-2" }).expect(201);
  const decline = () => checker.client.post(`/v1/treasury/conversions/${declined.id}/decline`);
  await decline().expect(200);
  await decline().expect(409);
  const listed = await maker.client.get("/v1/treasury/conversions?status=booked").expect(200);
  expect(listed.body.items).toHaveLength(1);
  expect(await finance.violations()).toEqual([]);
});

test("unclaimed money goes to its state by two people, never more than is held (L29)", async () => {
  const { maker, checker } = finance;
  const path = "/v1/authorities/remittances";
  const transfer = {
    holding: "unclaimed_property",
    jurisdiction: "US-CA",
    bankAccountCode: "main-usd",
    amount: usd("700"),
    reference: "STATE-1",
  };
  const early = await maker.client.post(path, transfer).expect(409);
  expect(early.body.code).toBe("balance_insufficient");
  await run(async (tx) => {
    const at = new Date("2026-11-20T00:00:00Z");
    const entries = [debit(accounts.opening, 1_000n), credit(accounts.unclaimedProperty, 1_000n)];
    const fact = { rule: "L0", reference: "opening:unclaimed", currency: "USD" as const };
    await post(tx, { ...fact, entries, effectiveAt: at, tags: { jurisdiction: "US-CA" } });
  });
  const propose = async (reference: string) =>
    (await maker.client.post(path, { ...transfer, reference }).expect(201)).body;
  const first = await propose("STATE-1");
  const second = await propose("STATE-2");
  const approve = ({ id, contentHash }: { id: string; contentHash: string }) =>
    checker.client.post(`${path}/${id}/approve`, { contentHash });
  await approve(first).expect(200);
  expect((await approve(second).expect(409)).body.code).toBe("balance_insufficient");
  await checker.client.post(`${path}/${second.id}/decline`).expect(200);
  const held = await maker.client.get("/v1/authorities/holdings").expect(200);
  expect(held.body).toEqual({
    items: [
      {
        holding: "unclaimed_property",
        jurisdiction: "US-CA",
        held: usd("300"),
        unsettled: usd("0"),
        owedToUs: usd("0"),
      },
    ],
  });
  const dormant = await maker.client
    .get("/v1/authorities/dormant-payouts?olderThanDays=0")
    .expect(200);
  expect(Array.isArray(dormant.body.items)).toBe(true);
  expect(await finance.violations()).toEqual([]);
});
