/** What payers take back at PayPal: by message and without one, in the books, and in PayPal's report. */
import { applyProviderEventJob } from "../../jobs/apply-provider-event-job";
import { createJobContext } from "../../jobs/context";
import { statusOfPaypal } from "../../src/features/funding/chargebacks/chargeback";
import { namedMovements } from "../../src/features/funding/chargebacks/paypal-movements";
import { accounts, trialBalance } from "../../src/features/ledger";
import { readFunds } from "../../src/features/payouts/paypal/coverage";
import { addMs, dayMs, parseInstant, utcDate } from "../../src/kernel/clock";
import { money as kernelMoney } from "../../src/kernel/money";
import { call, openReceiver, type Receiver } from "../sandbox/support";
import { asOwner } from "../support/database";
import { createFinance, type Finance } from "../support/finance";
import type { Brand } from "../support/marketplace";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { eventually } from "../support/payout-world";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers are looked into

let w: MoneyWorld;
let finance: Finance;
let receiver: Receiver;
let brand: Brand;
let firstDay: string;
beforeAll(async () => {
  w = await openMoneyWorld();
  finance = await createFinance(w.app);
  receiver = await openReceiver();
  w.world.sandbox.setWebhookTargets({ paypal: receiver.url });
  firstDay = await today();
}, 60_000);
beforeEach(async () => {
  brand = await finance.market.brand();
});
afterEach(async () => {
  expect(await finance.violations()).toEqual([]);
  await expectPaypalAgrees();
});
afterAll(async () => {
  await w.close();
  await receiver.close();
});

async function today(): Promise<string> {
  return (await w.world.control("bank", "GET", "/clock")).body.now.slice(0, 10);
}

const usd = (amountMinor: number) => ({ amountMinor: String(amountMinor), currency: "USD" });
const funding = () => w.app.composition.services.funding;
const reader = () => w.app.database.unitOfWork.reader;

async function control(path: string, body: object = {}): Promise<Json> {
  const answer = await w.world.control("paypal", "POST", path, body);
  expect([200, 201]).toContain(answer.status);
  return answer.body;
}

async function paid(amountMinor: number): Promise<{ id: string; capture: string }> {
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "paypal", amount: usd(amountMinor) })
    .expect(201);
  await w.press(body.checkoutUrl, "pay");
  expect(await funding().settleDeposit(body.id)).toBe("captured");
  const [row] = (await asOwner(
    w.app.database.url,
    "SELECT provider_capture_id AS capture FROM deposits WHERE id = $1",
    [body.id],
  )) as { capture: string }[];
  return { id: body.id, capture: row!.capture };
}

async function books(): Promise<Record<string, bigint>> {
  const lines = await trialBalance(reader());
  return Object.fromEntries(
    lines.filter((one) => one.currency === "USD").map((one) => [one.account, one.balanceMinor]),
  );
}
const held = async () => -((await books())[`liabilities:brand:${brand.id}:deposit`] ?? 0n);
const owed = async () => (await books())[`assets:receivable:brand:${brand.id}`] ?? 0n;
const balanceOf = async (account: string) => (await books())[account] ?? 0n;

/** PayPal's own figure of what we have there. */
async function expectPaypalAgrees(): Promise<void> {
  const { body } = await w.world.control("paypal", "GET", "/money");
  const total = body.balances.find((one: Json) => one["currency"] === "USD")?.totalMinor ?? "0";
  expect((await balanceOf(accounts.paypal)).toString()).toBe(total);
}

/** Reading twice must be reading once. */
async function look(): Promise<void> {
  expect(await funding().readPaypalDisputes()).toBe(true);
  const before = await books();
  expect(await funding().readPaypalDisputes()).toBe(true);
  expect(await books()).toEqual(before);
}

async function chargeback(disputeId: string): Promise<Json> {
  const { body } = await brand.client.get("/v1/chargebacks").expect(200);
  return (body.items as Json[]).find((item) => item["disputeId"] === disputeId) ?? {};
}

async function openBreaks(objectId: string): Promise<string[]> {
  const rows = (await asOwner(
    w.app.database.url,
    "SELECT kind FROM breaks WHERE object_id = $1 AND resolved_at IS NULL ORDER BY kind",
    [objectId],
  )) as { kind: string }[];
  return rows.map(({ kind }) => kind);
}

async function importReport(): Promise<void> {
  const to = utcDate(addMs(parseInstant(`${await today()}T00:00:00Z`), dayMs));
  await finance.maker.client
    .post("/v1/reconciliation/imports", { source: "paypal", from: firstDay, to })
    .expect(201);
}

/** Kind, status and rule or problem of every line about disputes and holds. */
async function disputeLines(): Promise<string[]> {
  const { body } = await finance.checker.client
    .get("/v1/reconciliation/lines?source=paypal&limit=100")
    .expect(200);
  return (body.items as Json[])
    .filter(({ kind }) => !["T0006", "OPENING"].includes(kind as string))
    .map((line) => `${line["kind"]} ${line["status"]} ${line["rule"] ?? line["problem"]}`)
    .sort();
}

test("held, then won: our books never move, the brand's work waits and then goes on", async () => {
  const { capture } = await paid(30_000);
  const before = await books();
  const opened = await control("/disputes", { capture });
  await look();
  const seen = await chargeback(opened["dispute_id"]);
  expect(seen).toMatchObject({
    status: "open",
    isFreezing: true,
    amount: usd(30_000),
    taken: usd(0),
  });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_open"]);
  expect(await books()).toEqual(before);
  // What PayPal holds is no cover for payouts.
  const funds = await readFunds(reader(), "USD");
  expect(funds.balanceMinor).toBe((await balanceOf(accounts.paypal)) - 30_000n);
  const asked = brand.client.post(`/v1/brands/${brand.id}/refunds`, { amount: usd(1) });
  expect((await asked.expect(409)).body.code).toBe("brand_frozen");

  await control(`/disputes/${opened["dispute_id"]}/close`, { outcome: "won" });
  await look();
  expect(await chargeback(seen["disputeId"])).toMatchObject({ status: "won", isFreezing: false });
  expect(await openBreaks(seen["id"])).toEqual([]);
  expect(await books()).toEqual(before);
  expect((await readFunds(reader(), "USD")).balanceMinor).toBe(await balanceOf(accounts.paypal));
});

test("held, then lost: deposit first, the rest is our loss, the fee is ours, and PayPal's fee comes back", async () => {
  const { capture } = await paid(30_000);
  const campaign = await finance.market.campaign(brand);
  await brand.client
    .post(`/v1/campaigns/${campaign.id}/funding`, { amount: usd(20_000) })
    .expect(200);
  const before = { held: await held(), fees: await balanceOf("expenses:fee:paypal") };
  const opened = await control("/disputes", { capture });
  await control(`/disputes/${opened["dispute_id"]}/close`, {
    outcome: "lost",
    feeMinor: "1500",
    feeBackMinor: "1020",
  });
  await look();
  const lost = await chargeback(opened["dispute_id"]);
  const lostMinor = 30_000n - before.held;
  expect(lost).toMatchObject({
    status: "lost",
    isFreezing: true,
    taken: usd(30_000),
    fromDeposit: usd(Number(before.held)),
    owed: usd(0),
    lost: usd(Number(lostMinor)),
  });
  expect(await held()).toBe(0n);
  expect(await balanceOf("expenses:chargeback-loss")).toBe(lostMinor);
  expect(await balanceOf("expenses:fee:dispute")).toBe(1_500n);
  expect(await balanceOf("expenses:fee:paypal")).toBe(before.fees - 1_020n);
  expect(await openBreaks(lost["id"])).toEqual(["chargeback_lost"]);
  await finance.checker.client
    .post(`/v1/chargebacks/${lost["id"]}/end-freeze`, { reason: "They paid by wire." })
    .expect(200);
  expect(await openBreaks(lost["id"])).toEqual([]);

  // PayPal thought again.
  await control(`/disputes/${opened["dispute_id"]}/close`, { outcome: "won" });
  await look();
  expect(await chargeback(opened["dispute_id"])).toMatchObject({ status: "won", taken: usd(0) });
  expect(await balanceOf("expenses:chargeback-loss")).toBe(0n);
  expect(await held()).toBe(before.held);
});

test("a bank's chargeback takes the money and a fee at once, and winning brings the money back", async () => {
  const { capture } = await paid(8_000);
  const fees = await balanceOf("expenses:fee:dispute");
  const opened = await control("/disputes", {
    capture,
    channel: "EXTERNAL",
    amountMinor: "5000",
    feeMinor: "2000",
  });
  await look();
  expect(await chargeback(opened["dispute_id"])).toMatchObject({
    status: "open",
    taken: usd(5_000),
  });
  expect(await held()).toBe(3_000n);
  expect(await balanceOf("expenses:fee:dispute")).toBe(fees + 2_000n);
  await control(`/disputes/${opened["dispute_id"]}/close`, { outcome: "won" });
  await look();
  expect(await held()).toBe(8_000n);
  expect(await owed()).toBe(0n);
});

test("an inquiry moves and freezes nothing until it becomes a claim", async () => {
  const first = await paid(4_000);
  const opened = await control("/disputes", { capture: first.capture, stage: "INQUIRY" });
  await look();
  const seen = await chargeback(opened["dispute_id"]);
  expect(seen).toMatchObject({ status: "inquiry", isFreezing: false });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_inquiry"]);
  await control(`/disputes/${opened["dispute_id"]}/escalate`);
  await look();
  expect(await chargeback(opened["dispute_id"])).toMatchObject({
    status: "open",
    isFreezing: true,
  });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_open"]);
  await control(`/disputes/${opened["dispute_id"]}/close`, { outcome: "canceled" });

  const second = await paid(4_000);
  const asked = await control("/disputes", { capture: second.capture, stage: "INQUIRY" });
  await look();
  await control(`/disputes/${asked["dispute_id"]}/close`, { outcome: "canceled" });
  await look();
  expect(await chargeback(opened["dispute_id"])).toMatchObject({
    status: "won",
    isFreezing: false,
  });
  expect(await chargeback(asked["dispute_id"])).toMatchObject({ status: "inquiry_closed" });
});

test("a message leads to the dispute, and what the message itself says counts for nothing", async () => {
  const { capture } = await paid(6_000);
  const from = receiver.received.length;
  const opened = await control("/disputes", { capture });
  await control(`/disputes/${opened["dispute_id"]}/close`, { outcome: "lost" });
  await eventually("both messages to be sent", async () => receiver.received.length >= from + 2);
  const [created] = receiver.received.slice(from);
  expect(created!.event).toMatchObject({ event_type: "CUSTOMER.DISPUTE.CREATED" });
  const headers = Object.entries(created!.headers).filter(([name]) =>
    /^(paypal-|content-type)/.test(name),
  );
  const answer = await fetch(`${w.app.url}/webhooks/paypal`, {
    method: "POST",
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: new Uint8Array(created!.raw),
  });
  expect(answer.status).toBe(200);
  const context = createJobContext(w.app.composition.services, w.app.composition.queue);
  const [event] = await finance.rows<{ id: string }>(
    "SELECT id FROM provider_events WHERE state = 'pending'",
  );
  await applyProviderEventJob.handle(context, { providerEventId: event!.id });
  // The message speaks of an open dispute; PayPal itself says that it is lost.
  expect(await chargeback(opened["dispute_id"])).toMatchObject({
    status: "lost",
    taken: usd(6_000),
  });
  const [after] = await finance.rows<{ state: string }>(
    "SELECT state FROM provider_events WHERE id = $1",
    [event!.id],
  );
  expect(after!.state).toBe("applied");
});

test("a message about nothing of ours is the operator's, and a silent PayPal is asked again", async () => {
  const hint = (disputeId: string) => ({ provider: "paypal", disputeId }) as const;
  expect(await funding().settleDisputeByHint(hint("PP-D-UNKNOWN"))).toBe(false);
  await w.fault("paypal", "GET", "/v1/customer/disputes", {
    type: "status",
    status: 500,
    body: {},
  });
  expect(await funding().readPaypalDisputes()).toBe(false);
  await w.fault("paypal", "GET", "/v1/customer/disputes/.+", {
    type: "status",
    status: 500,
    body: {},
  });
  await expect(funding().settleDisputeByHint(hint("PP-D-UNKNOWN"))).rejects.toThrow("read");
});

test("PayPal's report: holds, takings, fees and what came back fit, and the balance is PayPal's", async () => {
  const seen = await paid(9_000);
  const opened = await control("/disputes", { capture: seen.capture });
  // The report may show the hold before we have heard of the dispute.
  await importReport();
  expect((await disputeLines()).filter((line) => line.includes(" open "))).toEqual([
    "T1110 open hold_open",
  ]);
  await control(`/disputes/${opened["dispute_id"]}/close`, {
    outcome: "accepted",
    feeMinor: "500",
    feeBackMinor: "300",
  });
  await look();
  await w.app.composition.services.reconciliation.rematchOpenLines();
  await importReport();
  const lines = await disputeLines();
  expect(lines.filter((line) => line.includes(" open "))).toEqual([]);
  expect(new Set(lines)).toEqual(
    new Set([
      "T0106 matched dispute",
      "T0114 matched dispute",
      "T1106 matched dispute",
      "T1110 explained dispute_hold",
      "T1111 explained dispute_hold",
      "T1201 matched dispute",
      "T1202 matched dispute",
    ]),
  );
  const { body } = await finance.checker.client.get("/v1/reconciliation").expect(200);
  const compared = (body.items as Json[]).find((one) => one["source"] === "paypal");
  expect(compared).toMatchObject({ difference: usd(0), timing: { count: 0 } });
});

test("a dispute about two payments of ours is frozen and left to a person", async () => {
  const first = await paid(3_000);
  const second = await paid(2_000);
  const opened = await control("/disputes", { capture: first.capture });
  const { url } = w.world.sandbox.paypal;
  const real = await w.world.paypal("GET", `/v1/customer/disputes/${opened["dispute_id"]}`);
  expect(url).toContain("127.0.0.1");
  const both = {
    ...real.body,
    disputed_transactions: [
      { seller_transaction_id: first.capture },
      { seller_transaction_id: second.capture },
    ],
  };
  await w.fault("paypal", "GET", `/v1/customer/disputes/${opened["dispute_id"]}`, {
    type: "status",
    status: 200,
    body: both,
  });
  const hint = { provider: "paypal", disputeId: opened["dispute_id"] } as const;
  expect(await funding().settleDisputeByHint(hint)).toBe(true);
  const seen = await chargeback(opened["dispute_id"]);
  expect(seen).toMatchObject({ isFreezing: true, taken: usd(0) });
  expect(await openBreaks(seen["id"])).toEqual(["chargeback_mismatch", "chargeback_open"]);
  await control(`/disputes/${opened["dispute_id"]}/close`, { outcome: "won" });
  await look();
});

test("PayPal's words, and names for movements without ids", () => {
  const word = { status: "RESOLVED", stage: "CHARGEBACK", outcome: undefined, takenMinor: 0n };
  const of = (more: object) => statusOfPaypal({ ...word, ...more });
  expect(of({ status: "UNDER_REVIEW" })).toBe("open");
  expect(of({ status: "OPEN", stage: "INQUIRY" })).toBe("inquiry");
  // Decided for the buyer and nobody knows yet who pays: still open.
  expect(of({ outcome: "RESOLVED_BUYER_FAVOUR" })).toBe("open");
  expect(of({ outcome: "RESOLVED_BUYER_FAVOUR", takenMinor: 1n })).toBe("lost");
  expect(of({ outcome: "A_NEW_WORD" })).toBe("open");
  expect(of({ outcome: "RESOLVED_WITH_PAYOUT" })).toBe("won");
  const at = parseInstant("2026-11-01T00:00:00Z");
  const one = { reason: "DISPUTE_FEE", amount: kernelMoney(-5n, "USD"), at };
  const named = namedMovements([one, { ...one, at: addMs(at, -1) }, one]);
  expect(new Set(named.map(({ key }) => key)).size).toBe(3);
  expect(named).toEqual(namedMovements([one, one, { ...one, at: addMs(at, -1) }]));
});

test("the simulator refuses what PayPal could not play", async () => {
  const { capture } = await paid(1_000);
  const post = (path: string, body: object) => w.world.control("paypal", "POST", path, body);
  expect((await post("/disputes", { capture: "NONE" })).status).toBe(404);
  expect((await post("/disputes", { capture, amountMinor: "1001" })).status).toBe(409);
  expect((await post("/disputes/PP-D-0/close", { outcome: "won" })).status).toBe(404);
  const opened = await control("/disputes", { capture, stage: "INQUIRY" });
  const id = opened["dispute_id"];
  expect((await post("/disputes", { capture })).status).toBe(409);
  const list = await w.world.paypal("GET", "/v1/customer/disputes?page_size=1");
  expect(list.body.items).toHaveLength(1);
  expect(list.body.links).toMatchObject([{ rel: "next" }]);
  await control(`/disputes/${id}/close`, { outcome: "canceled" });
  expect((await post(`/disputes/${id}/close`, { outcome: "won" })).status).toBe(409);
  expect(
    (await call("GET", `${w.world.sandbox.paypal.url}/v1/customer/disputes/${id}`)).status,
  ).toBe(401);
  await look();
});
