import { openBreak, violatedKind } from "../../src/features/breaks";
import {
  type CampaignStatus,
  campaignTransitions,
  settleCampaign,
} from "../../src/features/campaigns";
import { fundingInvariants } from "../../src/features/funding";
import { findViolations, ledgerInvariants, trialBalance } from "../../src/features/ledger";
import { newId } from "../../src/kernel/ids";
import { statesOf } from "../../src/kernel/transitions";
import { startTestApp } from "../support/app";
import { campaignBody, productOnly, usd } from "../support/campaign-bodies";
import { asOwner } from "../support/database";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { newBrand, newMember, newStaff, type TestBrand } from "../support/people";

let w: MoneyWorld;
let brand: TestBrand;
let stranger: TestBrand;
beforeAll(async () => {
  w = await openMoneyWorld();
});
beforeEach(async () => {
  brand = await newBrand(w.app);
  stranger = await newBrand(w.app);
});
afterEach(async () => {
  for (const server of ["paypal", "stripe"] as const)
    await w.world.control(server, "DELETE", "/faults");
  const reader = w.app.database.unitOfWork.reader;
  const broken = await findViolations(reader, [...ledgerInvariants, ...fundingInvariants]);
  if (broken.length > 0) throw new Error(JSON.stringify(broken));
});
afterAll(() => w.close());

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers are looked into

const funding = () => w.app.composition.services.funding;
const depositsUrl = () => `/v1/brands/${brand.brandId}/deposits`;

async function start(method: string, amount: object, key: string = newId()): Promise<Json> {
  const answer = await brand.client
    .post(depositsUrl(), { method, amount })
    .set("Idempotency-Key", key)
    .expect(201);
  return answer.body;
}

/** A deposit that was paid on the service's page and booked. */
async function paid(method: "stripe" | "paypal", amount: object): Promise<Json> {
  const deposit = await start(method, amount);
  await w.press(deposit["checkoutUrl"], "pay");
  expect(await funding().settleDeposit(deposit["id"])).toBe("captured");
  return deposit;
}

async function bankPaid(amountMinor: bigint): Promise<Json> {
  const deposit = await start("bank_transfer", usd(amountMinor));
  const line = bankLine(deposit["referenceCode"], amountMinor);
  await w.app.database.unitOfWork.run((tx) => funding().matchBankDeposit(tx, line));
  return deposit;
}

const bankLine = (text: string, amountMinor: bigint, changes: object = {}) => ({
  text,
  amountMinor,
  currency: "USD" as const,
  bankCode: "main",
  lineKey: newId(),
  lineId: newId(),
  bookedAt: new Date(),
  isByHand: false,
  mayBook: async () => true,
  ...changes,
});

async function balance(of: TestBrand = brand): Promise<Json[]> {
  const { body } = await of.client.get(`/v1/brands/${of.brandId}/balance`).expect(200);
  return body.balances;
}

async function depositOf(id: string): Promise<Json> {
  return (await brand.client.get(`/v1/deposits/${id}`).expect(200)).body;
}

async function rulesOf(tagValue: string): Promise<string[]> {
  const rows = await asOwner(
    w.app.database.url,
    `SELECT rule FROM ledger_transactions WHERE $1 IN (SELECT value FROM jsonb_each_text(tags))
     ORDER BY seq`,
    [tagValue],
  );
  return rows.map((row) => (row as { rule: string }).rule);
}

async function events(key: string, id: string): Promise<string[]> {
  const rows = await asOwner(
    w.app.database.url,
    "SELECT topic FROM outbox WHERE payload ->> $1 = $2 ORDER BY id",
    [key, id],
  );
  return rows.map((row) => (row as { topic: string }).topic);
}

async function openBreaks(objectId: string): Promise<string[]> {
  const rows = await asOwner(
    w.app.database.url,
    "SELECT kind FROM breaks WHERE object_id = $1 AND resolved_at IS NULL ORDER BY kind",
    [objectId],
  );
  return rows.map((row) => (row as { kind: string }).kind);
}

async function campaign(changes: object = {}): Promise<string> {
  return (await brand.client.post("/v1/campaigns", campaignBody(changes)).expect(201)).body.id;
}

const fund = (id: string, body: object = {}) =>
  brand.client.post(`/v1/campaigns/${id}/funding`, body);

describe("deposits by Stripe", () => {
  test("paid on the hosted page: booked gross with its fee, once, however often it is looked at", async () => {
    const deposit = await start("stripe", usd(20_000));
    expect(deposit).toMatchObject({ status: "pending", referenceCode: null, fee: null });
    expect(await funding().settleDeposit(deposit["id"])).toBe("waiting");
    expect(await balance()).toEqual([]);
    await w.press(deposit["checkoutUrl"], "pay");
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => funding().settleDeposit(deposit["id"])),
    );
    expect(new Set(outcomes)).toEqual(new Set(["captured"]));
    expect(await rulesOf(deposit["id"])).toEqual(["L1", "L2"]);
    expect(await events("depositId", deposit["id"])).toEqual(["deposit.captured"]);
    expect(await balance()).toEqual([
      { currency: "USD", deposit: usd(20_000), escrow: usd(0), reserved: usd(0), campaigns: [] },
    ]);
    expect(await depositOf(deposit["id"])).toMatchObject({ status: "captured", checkoutUrl: null });
    const finance = (await newStaff(w.app, ["finance_checker"])).client;
    const seen = await finance.get(`/v1/deposits/${deposit["id"]}`).expect(200);
    expect(seen.body.fee).toEqual(usd(610));
  });

  test("a declined card leaves it open; the fee may be booked later", async () => {
    const settings = { balanceTransactionDelayMs: 60_000 };
    await w.world.control("stripe", "POST", "/settings", settings);
    const deposit = await start("stripe", usd(10_000));
    await w.press(deposit["checkoutUrl"], "decline");
    expect(await funding().settleDeposit(deposit["id"])).toBe("waiting");
    await w.press(deposit["checkoutUrl"], "pay");
    expect(await funding().settleDeposit(deposit["id"])).toBe("captured");
    expect(await rulesOf(deposit["id"])).toEqual(["L1"]);
    await w.world.advance(61_000);
    await Promise.all(Array.from({ length: 5 }, () => funding().settleDeposit(deposit["id"])));
    expect(await rulesOf(deposit["id"])).toEqual(["L1", "L2"]);
    await w.world.control("stripe", "POST", "/settings", { balanceTransactionDelayMs: 0 });
  });

  test("a bank debit is decided a day later, for better or worse", async () => {
    const good = await start("stripe", usd(3_000));
    const bad = await start("stripe", usd(4_000));
    await w.press(good["checkoutUrl"], "pay_later");
    await w.press(bad["checkoutUrl"], "pay_later_fails");
    expect(await funding().settleDeposit(good["id"])).toBe("waiting");
    await w.world.advance(25 * 3_600_000);
    expect(await funding().settleDeposit(good["id"])).toBe("captured");
    expect(await funding().settleDeposit(bad["id"])).toBe("failed");
    expect(await depositOf(bad["id"])).toMatchObject({ problem: "payment_failed" });
    expect((await balance())[0]).toMatchObject({ deposit: usd(3_000) });
  });

  test("an answer lost on creation is adopted: the same page, no second session", async () => {
    const key = newId();
    await w.fault("stripe", "POST", "^/v1/checkout/sessions$", { type: "drop", when: "after" });
    const lost = await brand.client
      .post(depositsUrl(), { method: "stripe", amount: usd(5_000) })
      .set("Idempotency-Key", key)
      .expect(503);
    expect(lost.body.code).toBe("service_unavailable");
    const deposit = await start("stripe", usd(5_000), key);
    const again = await start("stripe", usd(5_000), key);
    expect(again).toEqual(deposit);
    const rows = await asOwner(w.app.database.url, "SELECT id FROM deposits WHERE brand_id = $1", [
      brand.brandId,
    ]);
    expect(rows).toHaveLength(1);
    await w.press(deposit["checkoutUrl"], "pay");
    expect(await funding().settleDeposit(deposit["id"])).toBe("captured");
  });

  test("a brand that never came back: the poller finishes the opening", async () => {
    await w.fault("stripe", "POST", "^/v1/checkout/sessions$", { type: "drop", when: "after" });
    await brand.client.post(depositsUrl(), { method: "stripe", amount: usd(5_000) }).expect(503);
    const { items } = (await brand.client.get("/v1/deposits?status=created").expect(200)).body;
    expect(await funding().settleDeposit(items[0].id)).toBe("waiting");
    expect((await depositOf(items[0].id))["checkoutUrl"]).toContain("/c/pay/");
  });

  test("one whose time is over is ended at Stripe first; a payment in the last moment still counts", async () => {
    const over = await start("stripe", usd(1_000));
    const late = await start("stripe", usd(2_000));
    await w.press(late["checkoutUrl"], "pay");
    await asOwner(
      w.app.database.url,
      "UPDATE deposits SET expires_at = now() - interval '1 s' WHERE brand_id = $1",
      [brand.brandId],
    );
    expect(await funding().settleDeposit(over["id"])).toBe("expired");
    await w.press(over["checkoutUrl"], "pay");
    expect(await funding().settleDeposit(over["id"])).toBe("expired");
    expect(await funding().settleDeposit(late["id"])).toBe("captured");
    expect((await balance())[0]).toMatchObject({ deposit: usd(2_000) });
  });

  test("money that came although we had given up is booked all the same", async () => {
    const deposit = await start("stripe", usd(1_500));
    await w.press(deposit["checkoutUrl"], "pay");
    await asOwner(w.app.database.url, "UPDATE deposits SET status = 'expired' WHERE id = $1", [
      deposit["id"],
    ]);
    expect(await funding().settleDeposit(deposit["id"])).toBe("captured");
  });

  test("an amount that differs stops with a break and books nothing", async () => {
    const deposit = await start("stripe", usd(1_500));
    await w.press(deposit["checkoutUrl"], "pay");
    await asOwner(w.app.database.url, "UPDATE deposits SET amount_minor = 1501 WHERE id = $1", [
      deposit["id"],
    ]);
    expect(await funding().settleDeposit(deposit["id"])).toBe("stopped");
    expect(await openBreaks(deposit["id"])).toEqual(["deposit_mismatch"]);
    expect(await rulesOf(deposit["id"])).toEqual([]);
  });

  test("an amount the service refuses fails with its reason, and the key stays answered so", async () => {
    const key = newId();
    const send = () =>
      brand.client
        .post(depositsUrl(), { method: "stripe", amount: usd(10) })
        .set("Idempotency-Key", key)
        .expect(409);
    expect((await send()).body).toMatchObject({ code: "deposit_refused" });
    expect((await send()).body.detail).toContain("amount_too_small");
  });
});

describe("deposits by PayPal", () => {
  test("approved on PayPal's page, captured once by any number of looks, fee kept apart", async () => {
    const deposit = await start("paypal", usd(30_000));
    expect(await funding().settleDeposit(deposit["id"])).toBe("waiting");
    await w.press(deposit["checkoutUrl"], "pay");
    await Promise.all(Array.from({ length: 6 }, () => funding().settleDeposit(deposit["id"])));
    expect(await funding().settleDeposit(deposit["id"])).toBe("captured");
    expect(await rulesOf(deposit["id"])).toEqual(["L4"]);
    const rows = await w.moneyRows("paypal");
    expect(
      rows.filter((row) => row["custom_id"] === deposit["id"] && row["kind"] === "capture"),
    ).toHaveLength(1);
    expect((await balance())[0]).toMatchObject({ deposit: usd(30_000) });
  });

  test.each([
    ["an answer lost on capture", { type: "drop", when: "after" }],
    ["half an answer", { type: "truncate" }],
    ["a server error after the fact", { type: "status", when: "after", status: 500 }],
  ])("%s is adopted without taking the money twice", async (_name, action) => {
    const deposit = await start("paypal", usd(8_000));
    await w.press(deposit["checkoutUrl"], "pay");
    await w.fault("paypal", "POST", "/capture$", action);
    expect(await funding().settleDeposit(deposit["id"])).toBe("unavailable");
    expect(await rulesOf(deposit["id"])).toEqual([]);
    expect(await funding().settleDeposit(deposit["id"])).toBe("captured");
    expect(await rulesOf(deposit["id"])).toEqual(["L4"]);
    const rows = await w.moneyRows("paypal");
    expect(
      rows.filter((row) => row["custom_id"] === deposit["id"] && row["kind"] === "capture"),
    ).toHaveLength(1);
  });

  test("declined money lets the payer choose again; money on its way is waited for", async () => {
    const declined = await start("paypal", usd(2_000));
    await w.press(declined["checkoutUrl"], "pay_declined");
    expect(await funding().settleDeposit(declined["id"])).toBe("waiting");
    const pending = await start("paypal", usd(2_500));
    await w.press(pending["checkoutUrl"], "pay_pending");
    expect(await funding().settleDeposit(pending["id"])).toBe("waiting");
    await w.world.advance(25 * 3_600_000);
    expect(await funding().settleDeposit(pending["id"])).toBe("captured");
  });

  test("approved too late: after we gave it up nothing is taken", async () => {
    const deposit = await start("paypal", usd(2_000));
    await asOwner(
      w.app.database.url,
      "UPDATE deposits SET expires_at = now() - interval '1 s' WHERE id = $1",
      [deposit["id"]],
    );
    expect(await funding().settleDeposit(deposit["id"])).toBe("expired");
    await w.press(deposit["checkoutUrl"], "pay");
    expect(await funding().settleDeposit(deposit["id"])).toBe("expired");
    const rows = await w.moneyRows("paypal");
    expect(rows.filter((row) => row["custom_id"] === deposit["id"])).toEqual([]);
  });

  test("yen have no decimals, half a forint and a currency PayPal lacks are refused before anything is stored", async () => {
    const yen = await paid("paypal", { amountMinor: "12345", currency: "JPY" });
    expect((await depositOf(yen["id"]))["amount"]).toEqual({
      amountMinor: "12345",
      currency: "JPY",
    });
    const half = { amountMinor: "1250", currency: "HUF" };
    const refused = await brand.client
      .post(depositsUrl(), { method: "paypal", amount: half })
      .expect(422);
    expect(refused.body.code).toBe("amount_invalid");
    const rupees = { amountMinor: "1250", currency: "INR" };
    const unknown = await brand.client
      .post(depositsUrl(), { method: "paypal", amount: rupees })
      .expect(422);
    expect(unknown.body).toMatchObject({
      code: "deposit_currency_unsupported",
      errors: [{ pointer: "/body/amount/currency" }],
    });
    expect((await brand.client.get("/v1/deposits").expect(200)).body.items).toHaveLength(1);
  });
});

describe("deposits by bank transfer", () => {
  const match = (line: ReturnType<typeof bankLine>) =>
    w.app.database.unitOfWork.run((tx) => funding().matchBankDeposit(tx, line));

  test("the quoted code finds it, however the bank prints it, and only once", async () => {
    const deposit = await start("bank_transfer", usd(70_000));
    const code: string = deposit["referenceCode"];
    expect(deposit).toMatchObject({ status: "pending", checkoutUrl: null });
    const text = `SEPA//ref ${code.slice(0, 4).toLowerCase()} ${code.slice(4, 9)}-${code.slice(9)} thanks`;
    const line = bankLine(text, 70_000n);
    const results = await Promise.all(Array.from({ length: 5 }, () => match(line)));
    for (const result of results) {
      expect(result).toEqual({
        kind: "matched",
        depositId: deposit["id"],
        reference: `bankline:main:${line.lineKey}`,
      });
    }
    expect(await rulesOf(deposit["id"])).toEqual(["L5"]);
    expect((await balance())[0]).toMatchObject({ deposit: usd(70_000) });
    expect(await match({ ...line, lineKey: "another" })).toMatchObject({
      reason: "already_captured",
    });
  });

  test("a wrong amount, a wrong currency, two codes, no code, money that left", async () => {
    const deposit = await start("bank_transfer", usd(100));
    const other = await start("bank_transfer", usd(100));
    const code: string = deposit["referenceCode"];
    expect(await match(bankLine(code, 99n))).toMatchObject({ reason: "amount_differs" });
    expect(await match(bankLine(code, 100n, { currency: "EUR" }))).toMatchObject({
      reason: "currency_differs",
    });
    expect(await match(bankLine(`${code} ${other["referenceCode"]}`, 100n))).toMatchObject({
      reason: "several_codes",
    });
    expect(await match(bankLine("KMP0000000000 rent", 100n))).toBeUndefined();
    expect(await match(bankLine(code, -100n))).toBeUndefined();
    expect(await balance()).toEqual([]);
  });

  test("one that arrives after its time is booked, because code and amount prove it", async () => {
    const deposit = await start("bank_transfer", usd(900));
    await asOwner(
      w.app.database.url,
      "UPDATE deposits SET expires_at = now() - interval '1 s' WHERE id = $1",
      [deposit["id"]],
    );
    expect(await funding().settleDeposit(deposit["id"])).toBe("expired");
    expect(await match(bankLine(deposit["referenceCode"], 900n))).toMatchObject({
      kind: "matched",
    });
  });
});

describe("funding campaigns", () => {
  test("a draft is funded at once when the deposit holds its budget", async () => {
    await bankPaid(150_000n);
    const id = await campaign();
    const { body } = await fund(id).expect(200);
    expect(body).toEqual({
      campaignId: id,
      status: "funded",
      budget: usd(100_000),
      funded: usd(100_000),
      escrow: usd(100_000),
      reserved: usd(0),
      missing: null,
    });
    expect((await balance())[0]).toMatchObject({
      deposit: usd(50_000),
      escrow: usd(100_000),
      campaigns: [{ campaignId: id, escrow: usd(100_000) }],
    });
    await brand.client.post(`/v1/campaigns/${id}/publish`).expect(200);
  });

  test("without money it waits, says what is missing, and is funded when the money comes", async () => {
    const small = await campaign({ budget: usd(20_000) });
    const big = await campaign();
    expect((await fund(small).expect(200)).body).toMatchObject({
      status: "funding_pending",
      missing: usd(20_000),
      funded: usd(0),
    });
    await fund(big).expect(200);
    await bankPaid(60_000n);
    const findBrands = () => funding().findFundableBrands(w.app.database.unitOfWork.reader, 100);
    expect(await findBrands()).toContain(brand.brandId);
    expect(await funding().fundPendingCampaigns(brand.brandId)).toEqual([small]);
    expect(await findBrands()).not.toContain(brand.brandId);
    const waiting = await brand.client.get(`/v1/campaigns/${big}/funding`).expect(200);
    expect(waiting.body).toMatchObject({ status: "funding_pending", missing: usd(60_000) });
    await brand.client.post(`/v1/campaigns/${big}/revise`).expect(200);
    await bankPaid(60_000n);
    expect(await funding().fundPendingCampaigns(brand.brandId)).toEqual([]);
  });

  test("twenty at once never overdraw the deposit", async () => {
    await bankPaid(50_000n);
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => campaign({ budget: usd(11_000) })),
    );
    const answers = await Promise.all(ids.map((id) => fund(id)));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const funded = answers.filter(({ body }) => body.status === "funded");
    expect(funded).toHaveLength(4);
    expect((await balance())[0]).toMatchObject({ deposit: usd(6_000), escrow: usd(44_000) });
  });

  test("twenty requests for one campaign, and one key twenty times, fund it once", async () => {
    await bankPaid(300_000n);
    const id = await campaign();
    const answers = await Promise.all(Array.from({ length: 20 }, () => fund(id)));
    const codes = answers.map(({ status, body }) => body.code ?? status);
    // The first funds it; whoever comes later is asked how much to add.
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    expect(codes.filter((code) => code === "funding_amount_required")).toHaveLength(19);
    const key = newId();
    const topUps = await Promise.all(
      Array.from({ length: 20 }, () =>
        fund(id, { amount: usd(1_000) }).set("Idempotency-Key", key),
      ),
    );
    for (const { status } of topUps) expect([200, 409]).toContain(status);
    await fund(id, { amount: usd(1_000) })
      .set("Idempotency-Key", key)
      .expect(200);
    expect((await balance())[0]).toMatchObject({ escrow: usd(101_000) });
  });

  test("top up and take back, never more than is free", async () => {
    await bankPaid(120_000n);
    const id = await campaign();
    await fund(id).expect(200);
    const more = await fund(id, { amount: usd(20_001) }).expect(409);
    expect(more.body.code).toBe("balance_insufficient");
    await fund(id, { amount: usd(20_000) }).expect(200);
    const back = (amount: object) =>
      brand.client.post(`/v1/campaigns/${id}/funding/withdrawals`, { amount });
    expect((await back(usd(120_001)).expect(409)).body.code).toBe("balance_insufficient");
    const euros = await back({ amountMinor: "1", currency: "EUR" }).expect(422);
    expect(euros.body).toMatchObject({
      code: "currency_mismatch",
      errors: [{ pointer: "/body/amount/currency" }],
    });
    expect((await back(usd(30_000)).expect(200)).body).toMatchObject({
      funded: usd(90_000),
      escrow: usd(90_000),
    });
    const races = await Promise.all(Array.from({ length: 20 }, () => back(usd(10_000))));
    expect(races.filter(({ status }) => status === 200)).toHaveLength(9);
    expect((await balance())[0]).toMatchObject({ deposit: usd(120_000), escrow: usd(0) });
  });

  test("cancelling and settling give the rest back", async () => {
    await bankPaid(210_000n);
    const [cancelled, settled] = [await campaign(), await campaign()];
    for (const id of [cancelled, settled]) {
      await fund(id).expect(200);
      await brand.client.post(`/v1/campaigns/${id}/publish`).expect(200);
    }
    await brand.client.post(`/v1/campaigns/${cancelled}/cancel`).expect(200);
    expect(await rulesOf(cancelled)).toEqual(["L6", "L32"]);
    await brand.client.post(`/v1/campaigns/${settled}/close`).expect(200);
    await w.app.database.unitOfWork.run((tx) => settleCampaign(tx, settled, "system:test"));
    expect((await balance())[0]).toMatchObject({ deposit: usd(210_000), escrow: usd(0) });
    for (const id of [cancelled, settled]) {
      const late = await fund(id, { amount: usd(1) }).expect(409);
      expect(late.body.code).toBe("campaign_state");
    }
  });

  test("product campaigns, wrong amounts, wrong currencies and closed doors", async () => {
    await bankPaid(200_000n);
    const product = await campaign(productOnly);
    expect((await fund(product).expect(409)).body.code).toBe("campaign_pays_no_money");
    const id = await campaign();
    const other = await fund(id, { amount: usd(5) }).expect(422);
    expect(other.body.code).toBe("funding_amount_not_budget");
    const euros = await fund(id, { amount: { amountMinor: "100000", currency: "EUR" } }).expect(
      422,
    );
    expect(euros.body.code).toBe("currency_mismatch");
    const member = await newMember(w.app, brand.brandId);
    await member.post(`/v1/campaigns/${id}/funding`, {}).expect(403);
    await member.get(`/v1/campaigns/${id}/funding`).expect(200);
    const bare = w.app.http
      .post(`/v1/campaigns/${id}/funding`)
      .set("Authorization", `Bearer ${brand.client.token}`)
      .send({});
    expect((await bare.expect(400)).body.code).toBe("idempotency_key_required");
    expect((await brand.client.get(`/v1/campaigns/${id}`)).body.status).toBe("draft");
  });
});

describe("refunds", () => {
  let maker: Awaited<ReturnType<typeof newStaff>>;
  let checker: Awaited<ReturnType<typeof newStaff>>;
  beforeAll(async () => {
    maker = await newStaff(w.app, ["finance_maker", "finance_checker"]);
    checker = await newStaff(w.app, ["finance_checker"]);
  });

  const request = (amount: object, client = brand.client) =>
    client.post(`/v1/brands/${brand.brandId}/refunds`, { amount });
  const approve = (id: string, client = checker.client) => client.post(`/v1/refunds/${id}/approve`);

  async function send(refundId: string): Promise<(string | undefined)[]> {
    const reader = w.app.database.unitOfWork.reader;
    const outcomes = [];
    for (const partId of await funding().refundPartIds(reader, refundId)) {
      outcomes.push(await funding().settleRefundPart(partId));
    }
    return outcomes;
  }

  async function refundOf(id: string): Promise<Json> {
    return (await brand.client.get(`/v1/refunds/${id}`).expect(200)).body;
  }

  test("is neither approved nor sent while payouts are paused after a restored backup", async () => {
    await paid("stripe", usd(3_000));
    const { recovery } = w.app.composition.services;
    const [early, late] = [
      (await request(usd(1_000)).expect(201)).body.id as string,
      (await request(usd(2_000)).expect(201)).body.id as string,
    ];
    await approve(early).expect(200);
    await recovery.start({ since: new Date(), reason: "test", startedBy: "test" });
    expect((await approve(late).expect(409)).body.code).toBe("payouts_paused");
    expect(await send(early)).toEqual(["unavailable"]);
    await recovery.read();
    await recovery.end({ endedBy: "test", note: "nothing was forgotten" });
    expect(await send(early)).toEqual(["succeeded"]);
    await approve(late).expect(200);
    expect(await send(late)).toEqual(["succeeded"]);
  });

  test("is neither approved nor sent while the books of its currency contradict themselves", async () => {
    await paid("stripe", usd(3_000));
    const ask = async () => (await request(usd(1_000)).expect(201)).body.id as string;
    const [early, late] = [await ask(), await ask()];
    await approve(early).expect(200);
    await w.app.database.unitOfWork.run((tx) =>
      openBreak(tx, {
        kind: violatedKind,
        objectType: "invariant",
        objectId: "a test",
        currency: "USD",
        owner: "operator",
        nextAction: "find_the_error",
      }),
    );
    expect((await approve(late).expect(409)).body.code).toBe("books_violated");
    expect(await send(early)).toEqual(["unavailable"]);
    await asOwner(
      w.app.database.url,
      "UPDATE breaks SET resolved_at = now(), resolution = 'x', resolved_by = 'x' WHERE kind = 'books_violated'",
    );
    expect(await send(early)).toEqual(["succeeded"]);
    await approve(late).expect(200);
    expect(await send(late)).toEqual(["succeeded"]);
  });

  test("goes back over both services, oldest payment first, and the books follow each step", async () => {
    const first = await paid("stripe", usd(10_000));
    const second = await paid("paypal", usd(10_000));
    const asked = await request(usd(14_000)).expect(201);
    const { id } = asked.body;
    expect(asked.body).toMatchObject({ status: "requested", parts: [] });
    expect((await balance())[0]).toMatchObject({ deposit: usd(20_000) });
    const approved = await approve(id).expect(200);
    expect(approved.body).toMatchObject({
      status: "approved",
      decidedBy: { id: checker.userId, name: "Siti Rahma" },
      parts: [
        { depositId: first["id"], method: "stripe", amount: usd(10_000), status: "sending" },
        { depositId: second["id"], method: "paypal", amount: usd(4_000), status: "sending" },
      ],
    });
    expect((await balance())[0]).toMatchObject({ deposit: usd(6_000) });
    expect(await send(id)).toEqual(["succeeded", "succeeded"]);
    expect(await send(id)).toEqual(["succeeded", "succeeded"]);
    // A brand reads its own people by name, and of ours that there was somebody.
    expect(await refundOf(id)).toMatchObject({
      status: "succeeded",
      requestedBy: { id: expect.any(String), name: "Budi Santoso" },
      decidedBy: { id: null, name: "staff" },
    });
    expect(await events("refundId", id)).toEqual([
      "refund.requested",
      "refund.approved",
      "refund.succeeded",
    ]);
    const paypalRows = await w.moneyRows("paypal");
    const back = paypalRows.filter((row) => row["kind"] === "capture_refund");
    expect(back.map((row) => row["amountMinor"])).toContain("-4000");
    expect((await request(usd(6_001)).expect(409)).body.code).toBe("balance_insufficient");
  });

  test.each([
    ["stripe", "^/v1/refunds$"],
    ["paypal", "/refund$"],
  ] as const)(
    "an answer of %s that is lost is adopted, the money goes once",
    async (method, path) => {
      const deposit = await paid(method, usd(5_000));
      const { id } = (await request(usd(2_000)).expect(201)).body;
      await approve(id).expect(200);
      await w.fault(method, "POST", path, { type: "drop", when: "after" });
      expect(await send(id)).toEqual(["unavailable"]);
      expect(await refundOf(id)).toMatchObject({ status: "approved" });
      const reader = w.app.database.unitOfWork.reader;
      const [partId = ""] = await funding().refundPartIds(reader, id);
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => funding().settleRefundPart(partId)),
      );
      expect(outcomes).toContain("succeeded");
      expect(await send(id)).toEqual(["succeeded"]);
      const rows = await w.moneyRows(method);
      const refunds = rows.filter(
        (row) => (row["kind"] ?? "").includes("refund") && row["amountMinor"] === "-2000",
      );
      const mine = refunds.filter(
        (row) => row["client_reference_id"] === deposit["id"] || row["custom_id"] === partId,
      );
      expect(mine).toHaveLength(1);
    },
  );

  test("a card refund that comes back days later is the brand's deposit again", async () => {
    await paid("stripe", usd(5_000));
    const { id } = (await request(usd(5_000)).expect(201)).body;
    await approve(id).expect(200);
    expect(await send(id)).toEqual(["succeeded"]);
    const providerRefundId = (await refundOf(id))["parts"][0].providerRefundId;
    await w.world.control("stripe", "POST", `/refunds/${providerRefundId}/status`, {
      status: "failed",
    });
    expect(await funding().settleRefundByHint({ providerId: providerRefundId })).toBe(true);
    const after = await refundOf(id);
    expect(after).toMatchObject({ status: "failed", parts: [{ status: "failed" }] });
    expect(await openBreaks(after["parts"][0].id)).toEqual(["refund_failed"]);
    expect((await balance())[0]).toMatchObject({ deposit: usd(5_000) });
    await request(usd(5_000)).expect(201);
  });

  test("a refusal for good gives the money back to the deposit; one for want of cover waits", async () => {
    await paid("paypal", usd(5_000));
    const { id } = (await request(usd(1_000)).expect(201)).body;
    await approve(id).expect(200);
    const refusal = (issue: string) => ({
      type: "status",
      status: 422,
      body: { name: "UNPROCESSABLE_ENTITY", details: [{ issue }] },
    });
    await w.fault("paypal", "POST", "/refund$", refusal("REFUND_FAILED_INSUFFICIENT_FUNDS"));
    expect(await send(id)).toEqual(["sending"]);
    const [part] = (await refundOf(id))["parts"];
    expect(await openBreaks(part.id)).toEqual(["refund_waiting"]);
    await w.fault("paypal", "POST", "/refund$", refusal("REFUND_TIME_LIMIT_EXCEEDED"));
    expect(await send(id)).toEqual(["failed"]);
    expect(await openBreaks(part.id)).toEqual(["refund_failed"]);
    expect((await balance())[0]).toMatchObject({ deposit: usd(5_000) });
  });

  test("two people: whoever asks cannot decide, and a decision is made once", async () => {
    await paid("stripe", usd(9_000));
    const mine = (await request(usd(1_000), maker.client).expect(201)).body;
    for (const verb of ["approve", "decline"]) {
      const self = await maker.client
        .post(`/v1/refunds/${mine.id}/${verb}`, verb === "decline" ? { reason: "no" } : undefined)
        .expect(409);
      expect(self.body.code).toBe("same_person");
    }
    const decisions = await Promise.all([
      ...Array.from({ length: 6 }, () => approve(mine.id)),
      ...Array.from({ length: 4 }, () =>
        checker.client.post(`/v1/refunds/${mine.id}/decline`, { reason: "Not now" }),
      ),
    ]);
    expect(decisions.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of decisions) {
      if (status !== 200) expect([status, body.code]).toEqual([409, "refund_state"]);
    }
    const declined = (await request(usd(1_000)).expect(201)).body;
    await brand.client.post(`/v1/refunds/${declined.id}/approve`).expect(403);
    const said = await checker.client
      .post(`/v1/refunds/${declined.id}/decline`, { reason: "The campaign still runs" })
      .expect(200);
    expect(said.body).toMatchObject({
      status: "declined",
      declineReason: "The campaign still runs",
      parts: [],
    });
    await approve(declined.id).expect(409);
  });

  test("never more than the payments still hold, and bank transfers need a person", async () => {
    await paid("stripe", usd(3_000));
    await bankPaid(5_000n);
    expect((await request(usd(3_001)).expect(409)).body.code).toBe("refund_needs_bank");
    const one = (await request(usd(2_000)).expect(201)).body;
    const two = (await request(usd(2_000)).expect(201)).body;
    const both = await Promise.all([approve(one.id), approve(two.id)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe("refund_needs_bank");
    expect((await balance())[0]).toMatchObject({ deposit: usd(6_000) });
  });

  test("money that was set aside meanwhile is not given back as well", async () => {
    await paid("stripe", usd(12_000));
    const { id } = (await request(usd(5_000)).expect(201)).body;
    await fund(await campaign({ budget: usd(11_000) })).expect(200);
    expect((await approve(id).expect(409)).body.code).toBe("balance_insufficient");
    expect(await refundOf(id)).toMatchObject({ status: "requested", parts: [] });
  });
});

test("somebody else's deposit, refund, balance and funding look like none, to the byte", async () => {
  const deposit = await paid("stripe", usd(3_000));
  const refund = (
    await brand.client
      .post(`/v1/brands/${brand.brandId}/refunds`, { amount: usd(1_000) })
      .expect(201)
  ).body;
  const campaignId = await campaign();
  const other = stranger.client;
  const body = { amount: usd(5) };
  const pairs: [string, string, (at: string) => ReturnType<typeof other.get>][] = [
    [`/v1/deposits/${deposit["id"]}`, "/v1/deposits/", (at) => other.get(at)],
    [`/v1/refunds/${refund.id}`, "/v1/refunds/", (at) => other.get(at)],
    [`/v1/campaigns/${campaignId}/funding`, "/v1/campaigns/ID/funding", (at) => other.get(at)],
    [`/v1/campaigns/${campaignId}/funding`, "/v1/campaigns/ID/funding", (at) => other.post(at, {})],
    [
      `/v1/campaigns/${campaignId}/funding/withdrawals`,
      "/v1/campaigns/ID/funding/withdrawals",
      (at) => other.post(at, body),
    ],
    [`/v1/brands/${brand.brandId}/balance`, "/v1/brands/ID/balance", (at) => other.get(at)],
    [
      `/v1/brands/${brand.brandId}/deposits`,
      "/v1/brands/ID/deposits",
      (at) => other.post(at, { ...body, method: "bank_transfer" }),
    ],
    [`/v1/brands/${brand.brandId}/refunds`, "/v1/brands/ID/refunds", (at) => other.post(at, body)],
  ];
  for (const [foreign, pattern, send] of pairs) {
    const unknown = pattern.includes("ID") ? pattern.replace("ID", newId()) : pattern + newId();
    const [theirs, none] = [await send(foreign), await send(unknown)];
    expect([foreign, theirs.status, theirs.text]).toEqual([foreign, 404, none.text]);
  }
  for (const list of ["/v1/deposits", "/v1/refunds", `/v1/deposits?brandId=${brand.brandId}`]) {
    expect((await other.get(list).expect(200)).body.items).toEqual([]);
  }
  const creator = (await newStaff(w.app, ["creator"])).client;
  await creator.get(`/v1/deposits/${deposit["id"]}`).expect(403);
});

describe("bad input", () => {
  test.each([
    ["a fraction", { amountMinor: "1.5", currency: "USD" }, "/body/amount/amountMinor"],
    ["fractional yen", { amountMinor: "10.5", currency: "JPY" }, "/body/amount/amountMinor"],
    ["nothing", usd(0), "/body/amount/amountMinor"],
    ["less than nothing", usd(-1), "/body/amount/amountMinor"],
    ["too much", usd("9".repeat(17)), "/body/amount/amountMinor"],
    ["an exponent", usd("1e3"), "/body/amount/amountMinor"],
    ["a leading zero", usd("007"), "/body/amount/amountMinor"],
    ["a number", { amountMinor: 5, currency: "USD" }, "/body/amount/amountMinor"],
    ["U+0000", usd("1\u0000"), "/body/amount/amountMinor"],
    ["an unknown currency", { amountMinor: "5", currency: "XBT" }, "/body/amount/currency"],
    ["a lower-case currency", { amountMinor: "5", currency: "usd" }, "/body/amount/currency"],
    ["an extra key", { ...usd(5), exponent: 3 }, "/body/amount/exponent"],
  ])("an amount that is %s", async (_name, amount, pointer) => {
    const urls: [string, object][] = [
      [depositsUrl(), { method: "stripe", amount }],
      [`/v1/brands/${brand.brandId}/refunds`, { amount }],
    ];
    for (const [url, body] of urls) {
      const answer = await brand.client.post(url, body).expect(422);
      expect(answer.body.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
    }
    expect((await brand.client.get("/v1/deposits").expect(200)).body.items).toEqual([]);
  });

  test("an unknown method, an extra key, a status of one's own, a key used for something else", async () => {
    const key = newId();
    await start("bank_transfer", usd(5), key);
    const reused = await brand.client
      .post(depositsUrl(), { method: "bank_transfer", amount: usd(6) })
      .set("Idempotency-Key", key)
      .expect(422);
    expect(reused.body.code).toBe("idempotency_key_reused");
    for (const body of [
      { method: "cash", amount: usd(5) },
      { method: "stripe", amount: usd(5), status: "captured" },
      { method: "stripe" },
      {},
    ]) {
      await brand.client.post(depositsUrl(), body).expect(422);
    }
  });

  test("two people of one brand may use the same key for different deposits", async () => {
    const key = newId();
    const first = await start("bank_transfer", usd(5), key);
    const { client, userId } = await newStaff(w.app, []);
    await asOwner(
      w.app.database.url,
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_manager')",
      [brand.brandId, userId],
    );
    const second = await client
      .post(depositsUrl(), { method: "bank_transfer", amount: usd(6) })
      .set("Idempotency-Key", key)
      .expect(201);
    expect(second.body.id).not.toBe(first["id"]);
  });
});

describe("funding and taking back in every state of a campaign", () => {
  const funded: readonly CampaignStatus[] = ["funded", "open", "paused"];
  test.each(statesOf(campaignTransitions))("%s", async (state) => {
    await bankPaid(200_000n);
    const id = await campaign();
    const isFunded = funded.includes(state);
    if (isFunded) await fund(id).expect(200);
    await asOwner(w.app.database.url, "UPDATE campaigns SET status = $2 WHERE id = $1", [
      id,
      state,
    ]);
    const before = (await brand.client.get(`/v1/campaigns/${id}/funding`).expect(200)).body;
    const amount = usd(isFunded ? 1_000 : 100_000);
    const paidIn = await fund(id, { amount });
    const back = await brand.client.post(`/v1/campaigns/${id}/funding/withdrawals`, {
      amount: usd(1_000),
    });
    const after = (await brand.client.get(`/v1/campaigns/${id}/funding`).expect(200)).body;
    if (isFunded) {
      expect([paidIn.status, back.status]).toEqual([200, 200]);
      expect(after).toEqual(before);
    } else if (state === "draft" || state === "funding_pending") {
      expect(paidIn.body).toMatchObject({ status: "funded", escrow: usd(100_000) });
    } else {
      expect([paidIn.body.code, back.body.code]).toEqual(["campaign_state", "campaign_state"]);
      expect(after).toEqual(before);
    }
  });
});

describe("messages of providers are hints", () => {
  test("by our id, by theirs, and nothing for what is not ours", async () => {
    const deposit = await start("stripe", usd(5_000));
    await w.press(deposit["checkoutUrl"], "pay");
    const rows = await asOwner(
      w.app.database.url,
      "SELECT provider_id AS id FROM deposits WHERE id = $1",
      [deposit["id"]],
    );
    const providerId = (rows[0] as { id: string }).id;
    const hints = [
      { depositId: deposit["id"] },
      { depositId: undefined, providerId },
      { depositId: newId(), providerId },
    ];
    for (const hint of hints) expect(await funding().settleDepositByHint(hint)).toBe(true);
    expect(await rulesOf(deposit["id"])).toEqual(["L1", "L2"]);
    for (const hint of [
      {},
      { depositId: newId() },
      { depositId: "not an id" },
      { providerId: "cs_unknown" },
    ]) {
      expect(await funding().settleDepositByHint(hint)).toBe(false);
      expect(await funding().settleRefundByHint({ refundPartId: "1'--", ...hint })).toBe(false);
    }
  });

  test("one that could not be followed is asked for again", async () => {
    const deposit = await start("stripe", usd(5_000));
    await w.fault("stripe", "GET", "^/v1/checkout/sessions/", { type: "drop", when: "before" });
    await expect(funding().settleDepositByHint({ depositId: deposit["id"] })).rejects.toThrow(
      "could not be read",
    );
  });
});

test("without a payment service its method is not available, and the bank always is", async () => {
  const bare = await startTestApp();
  try {
    const poor = await newBrand(bare);
    const url = `/v1/brands/${poor.brandId}/deposits`;
    for (const method of ["stripe", "paypal"]) {
      const { body } = await poor.client.post(url, { method, amount: usd(500) }).expect(409);
      expect(body).toMatchObject({ code: "method_unavailable" });
      expect(body.detail).toContain(method);
    }
    await poor.client.post(url, { method: "bank_transfer", amount: usd(500) }).expect(201);
  } finally {
    await bare.close();
  }
});

test("due deposits and refund parts are claimed once and come again later", async () => {
  const run = w.app.database.unitOfWork.run;
  await start("stripe", usd(5_000));
  await asOwner(
    w.app.database.url,
    "UPDATE deposits SET next_check_at = NULL WHERE brand_id <> $1",
    [brand.brandId],
  );
  await asOwner(
    w.app.database.url,
    "UPDATE deposits SET next_check_at = now() - interval '1 s' WHERE brand_id = $1",
    [brand.brandId],
  );
  const claims = await Promise.all(
    Array.from({ length: 6 }, () => run((tx) => funding().findDueDeposits(tx, 10))),
  );
  expect(claims.flat()).toHaveLength(1);
  const rows = await asOwner(
    w.app.database.url,
    `SELECT checks_count, next_check_at > now() + interval '25 s' AS later FROM deposits
     WHERE brand_id = $1`,
    [brand.brandId],
  );
  expect(rows).toEqual([{ checks_count: 1, later: true }]);
});

test("the books agree with both services to the minor unit, in every currency", async () => {
  const lines = await trialBalance(w.app.database.unitOfWork.reader);
  const booked = await asOwner(
    w.app.database.url,
    "SELECT provider_capture_id AS id FROM deposits WHERE provider_capture_id IS NOT NULL",
  );
  const captures = new Set(booked.map((row) => (row as { id: string }).id));
  for (const server of ["stripe", "paypal"] as const) {
    const totals = new Map<string, bigint>();
    for (const row of await w.moneyRows(server)) {
      // One payment was made to disagree with its deposit; it waits for a person and is in no book.
      const isPayment = row["kind"] === "charge" || row["kind"] === "capture";
      if (isPayment && !captures.has(row["charge"] ?? row["capture_id"] ?? "")) continue;
      const netMinor = BigInt(row["amountMinor"] ?? 0) - BigInt(row["feeMinor"] ?? 0);
      const currency = row["currency"] ?? "";
      totals.set(currency, (totals.get(currency) ?? 0n) + netMinor);
    }
    const account = server === "stripe" ? "assets:stripe:pending" : "assets:paypal";
    const ours = lines.filter((line) => line.account === account);
    expect(new Map(ours.map((line) => [line.currency as string, line.balanceMinor]))).toEqual(
      totals,
    );
  }
});
