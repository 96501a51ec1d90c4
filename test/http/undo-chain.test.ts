/** What builds on a line of a statement: refusals name it and the operation that undoes it, and people go back step by step. */
import { utcDate } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { campaignBody } from "../support/campaign-bodies";
import { createFinance, type Finance } from "../support/finance";
import { bankCsvFile, type Movement, stlFile } from "../support/statement-files";

let app: TestApp;
let finance: Finance;
let accounts = 0;
beforeAll(async () => {
  app = await startTestApp({
    environment: { EXPLAIN_ALONE_UNITS_MAX: "USD:100000,EUR:100000,GBP:100000" },
  });
  finance = await createFinance(app);
}, 60_000);
afterEach(async () => expect(await finance.violations()).toEqual([]));
afterAll(() => app.close());

const opening = 1_000_000n;
const day = (offset: number) => utcDate(new Date(Date.now() + offset * 86_400_000));
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

async function newAccount(currency: "USD" | "EUR" | "GBP" = "USD"): Promise<string> {
  accounts += 1;
  const code = `chain-${accounts}`;
  await finance.openBank(code, currency, opening);
  return code;
}

const movement = (amountMinor: bigint, reference: string, more: Partial<Movement> = {}) => ({
  id: newId(),
  day: day(-5),
  amountMinor,
  reference,
  name: "SOMEBODY",
  chequeNumber: "",
  ...more,
});

async function sendBank(
  account: string,
  movements: Movement[],
  currency: "USD" | "EUR" | "GBP" = "USD",
): Promise<string> {
  const content = bankCsvFile({
    accountNumber: "",
    currency,
    openingMinor: opening,
    movements,
    fromOn: day(-20),
    toOn: day(0),
  });
  const { body } = await finance.maker.client
    .post(`/v1/reconciliation/files?format=csv&bankAccountCode=${account}`)
    .attach("file", Buffer.from(content), "bank.csv")
    .expect(201);
  return body.importId as string;
}

const at = `${day(-8).replaceAll("-", "/")} 10:00:00 +0000`;
async function sendPaypal(
  currency: string,
  rows: { id: string; code: string; amount: bigint; custom?: string }[],
): Promise<string> {
  const full = rows.map((row) => ({ at, fee: 0n, custom: "", ...row }));
  const content = stlFile(currency, 500_000n, full).replaceAll(
    "2026/11/23",
    day(-8).replaceAll("-", "/"),
  );
  const { body } = await finance.maker.client
    .post("/v1/reconciliation/files?format=paypal_stl")
    .attach("file", Buffer.from(content), "stl.csv")
    .expect(201);
  return body.importId as string;
}

interface Line {
  id: string;
  kind: string;
  status: string;
  rule: string | null;
  problem: string | null;
  ledgerReferences: string[];
  importId?: string;
}
async function linesOf(query: string): Promise<Line[]> {
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/lines?limit=100&${query}`)
    .expect(200);
  return (body.items as Line[]).filter(
    ({ kind, status }) => kind !== "OPENING" && status !== "withdrawn",
  );
}

const propose = (importId: string) =>
  finance.maker.client.post(`/v1/reconciliation/imports/${importId}/withdrawal`, {
    reason: "wrong",
  });
const confirm = (importId: string) =>
  finance.checker.client.post(`/v1/reconciliation/imports/${importId}/withdrawal/confirm`);
async function withdraw(importId: string): Promise<void> {
  await propose(importId).expect(201);
  await confirm(importId).expect(200);
}
const unmatch = (lineId: string) =>
  finance.maker.client.post(`/v1/reconciliation/lines/${lineId}/unmatch`, { reason: "not it" });
const paypalOf = async (currency: string) => {
  const { body } = await finance.checker.client.get("/v1/treasury").expect(200);
  return (body.items as { currency: string; paypal: object; inTransit: object }[]).find(
    (one) => one.currency === currency,
  );
};

test("a top-up that PayPal's wrong statement showed is under way again, and arrives with the true one", async () => {
  const account = await newAccount("EUR");
  await finance.openPaypal("EUR", 500_000n);
  const eur = (amountMinor: string) => ({ amountMinor, currency: "EUR" });
  const { body: topUp } = await finance.maker.client
    .post("/v1/treasury/top-ups", {
      bankAccountCode: account,
      amount: eur("20000"),
      reference: "TU-1",
    })
    .expect(201);
  const status = async () => {
    const { body } = await finance.maker.client.get("/v1/treasury/top-ups").expect(200);
    return (body.items as { id: string; status: string; arrivedAt: string | null }[]).find(
      ({ id }) => id === topUp.id,
    );
  };
  const rows = [{ id: "TU1", code: "T0300", amount: 20_000n, custom: "TU-1" }];
  const references = [];
  for (let round = 0; round < 2; round++) {
    const importId = await sendPaypal("EUR", rows);
    expect(await status()).toMatchObject({ status: "arrived" });
    expect(await paypalOf("EUR")).toMatchObject({ paypal: eur("520000"), inTransit: eur("0") });
    const [line] = await linesOf("source=paypal&status=matched");
    references.push(...line!.ledgerReferences);
    await withdraw(importId);
    expect(await status()).toMatchObject({ status: "sent", arrivedAt: null });
    expect(await paypalOf("EUR")).toMatchObject({ paypal: eur("500000"), inTransit: eur("20000") });
    expect(await finance.violations()).toEqual([]);
  }
  expect(references).toEqual([`topup:${topUp.id}:arrived`, `topup:${topUp.id}:arrived:again:1`]);
  await sendPaypal("EUR", rows);
  expect(await status()).toMatchObject({ status: "arrived" });
  // A single line can be taken back as well, without its statement.
  const [line] = await linesOf("source=paypal&status=matched");
  await unmatch(line!.id).expect(200);
  expect(await status()).toMatchObject({ status: "sent" });
});

test("a withdrawal from PayPal that the bank has shown goes back in two steps, the later one first", async () => {
  const account = await newAccount("GBP");
  await finance.openPaypal("GBP", 500_000n);
  const rows = [{ id: "WD1", code: "T0400", amount: -30_000n }];
  const importId = await sendPaypal("GBP", rows);
  const bankImport = await sendBank(account, [movement(30_000n, "PAYPAL WD1")], "GBP");
  const [arrived] = await linesOf(`account=${account}`);
  expect(arrived).toMatchObject({ status: "matched", rule: "provider_payout_arrived" });
  const { body } = await propose(importId).expect(409);
  expect(body.code).toBe("withdrawal_blocked");
  expect(body.obstacles).toEqual([
    {
      why: "provider_payout_arrived",
      kind: "statement_line",
      id: arrived!.id,
      operation: "unmatchLine",
      line: expect.any(String),
    },
  ]);
  const [left] = await linesOf("source=paypal&status=matched");
  const kept = await unmatch(left!.id).expect(409);
  expect(kept.body).toMatchObject({ code: "match_kept", obstacles: [{ id: arrived!.id }] });
  await unmatch(arrived!.id).expect(200);
  const gbp = (amountMinor: string) => ({ amountMinor, currency: "GBP" });
  expect(await paypalOf("GBP")).toMatchObject({ paypal: gbp("470000"), inTransit: gbp("30000") });
  await withdraw(importId);
  expect(await paypalOf("GBP")).toMatchObject({ paypal: gbp("500000"), inTransit: gbp("0") });

  // Both come again, the bank's as a whole statement.
  await withdraw(bankImport);
  await sendPaypal("GBP", rows);
  await sendBank(account, [movement(30_000n, "PAYPAL WD1")], "GBP");
  expect(await paypalOf("GBP")).toMatchObject({ paypal: gbp("470000"), inTransit: gbp("0") });
  const [again] = await linesOf(`account=${account}`);
  expect(again).toMatchObject({
    rule: "provider_payout_arrived",
    ledgerReferences: ["paypal:payout:WD1:arrived:again:1"],
  });
});

test("a deposit whose money is set aside: the campaign is named, and after taking it back the statement goes", async () => {
  const account = await newAccount();
  const brand = await finance.market.brand();
  const { body: deposit } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "bank_transfer", amount: usd("20000") })
    .expect(201);
  const importId = await sendBank(account, [
    movement(20_000n, deposit.referenceCode as string, { day: day(0) }),
  ]);
  const draft = campaignBody({ budget: usd("15000"), fee: usd("5000") });
  const { body: campaign } = await brand.client.post("/v1/campaigns", draft).expect(201);
  await brand.client.post(`/v1/campaigns/${campaign.id}/funding`, {}).expect(200);
  const { body } = await propose(importId).expect(409);
  expect(body.obstacles).toEqual([
    {
      why: "deposit_money_used",
      kind: "campaign",
      id: campaign.id,
      operation: "takeBackFunding",
      line: expect.any(String),
    },
  ]);
  const [line] = await linesOf(`account=${account}`);
  const kept = await unmatch(line!.id).expect(409);
  expect(kept.body).toMatchObject({
    code: "match_kept",
    obstacles: [{ kind: "campaign", id: campaign.id, operation: "takeBackFunding" }],
  });
  await brand.client
    .post(`/v1/campaigns/${campaign.id}/funding/withdrawals`, { amount: usd("15000") })
    .expect(200);
  await withdraw(importId);
  const after = await brand.client.get(`/v1/deposits/${deposit.id}`).expect(200);
  expect(after.body.status).toBe("pending");
});

test("what was reserved for a creator names the collaboration, and what was earned names nothing", async () => {
  const account = await newAccount();
  const brand = await finance.market.brand();
  const { body: deposit } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "bank_transfer", amount: usd("5500") })
    .expect(201);
  const importId = await sendBank(account, [
    movement(5_500n, deposit.referenceCode as string, { day: day(0) }),
  ]);
  // Nothing in the brief has to be ticked off before the content is approved.
  const brief = { ...campaignBody().brief, keyMessages: [], hashtags: [], mentions: [] };
  const draft = campaignBody({ brief, budget: usd("5500"), fee: usd("5000"), creatorsMax: 1 });
  const { body: campaign } = await brand.client.post("/v1/campaigns", draft).expect(201);
  await brand.client.post(`/v1/campaigns/${campaign.id}/funding`, {}).expect(200);
  await brand.client.post(`/v1/campaigns/${campaign.id}/publish`).expect(200);
  const creator = await finance.market.creator({ paypal: "chain@example.com" });
  const accepted = await finance.market.accepted({ ...campaign, brand }, creator);
  const named = (await propose(importId).expect(409)).body.obstacles;
  expect(named).toEqual([
    expect.objectContaining({
      kind: "application",
      id: accepted.id,
      operation: "cancelCollaboration",
    }),
  ]);
  await finance.market.endorsed(accepted);
  const spent = (await propose(importId).expect(409)).body.obstacles;
  expect(spent).toEqual([
    expect.objectContaining({
      why: "deposit_money_used",
      kind: "deposit",
      id: deposit.id,
      operation: null,
    }),
  ]);
});

test("an item of suspense that another line cleared goes back after that line", async () => {
  const account = await newAccount();
  const first = await sendBank(account, [movement(4_000n, "no idea")]);
  const [line] = await linesOf(`account=${account}&status=open`);
  const explain = (id: string, more: object = {}) =>
    finance.maker.client.post(`/v1/reconciliation/lines/${id}/explanation`, {
      kind: "suspense",
      reason: "not known yet",
      ...more,
    });
  await explain(line!.id).expect(201);
  const { body: items } = await finance.checker.client.get("/v1/suspense-items").expect(200);
  const item = (items.items as { reference: string }[]).find(({ reference }) =>
    reference.includes(line!.id),
  );
  const other = await newAccount();
  const second = await sendBank(other, [movement(-4_000n, "given back")]);
  const [clearing] = await linesOf(`account=${other}&status=open`);
  await explain(clearing!.id, { clears: item!.reference }).expect(201);

  const { body } = await propose(first).expect(409);
  expect(body.obstacles).toEqual([
    {
      why: "suspense_item_cleared",
      kind: "statement_line",
      id: clearing!.id,
      operation: "unmatchLine",
      line: expect.any(String),
    },
  ]);
  const kept = await unmatch(line!.id).expect(409);
  expect(kept.body).toMatchObject({ code: "match_kept", obstacles: [{ id: clearing!.id }] });
  await withdraw(second);
  await withdraw(first);
  const left = await finance.checker.client.get("/v1/suspense-items").expect(200);
  expect(left.body.items).toEqual([]);
});

test("a later statement is named with the operation that withdraws it", async () => {
  const account = await newAccount();
  const lines = [movement(-100n, "fee")];
  const first = await sendBank(account, lines);
  const second = await sendBank(account, [...lines, movement(-200n, "fee")]);
  const { body } = await propose(first).expect(409);
  expect(body.obstacles).toEqual([
    {
      why: "later_import",
      kind: "statement_import",
      id: second,
      operation: "proposeImportWithdrawal",
    },
  ]);
  await withdraw(second);
  await withdraw(first);
});
