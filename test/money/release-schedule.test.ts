/** Fees that wait for a day, a week or a minimum, the hold period, and what PayPal's balance covers. */
import { endHolds } from "../../src/features/submissions";
import type { Currency } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import { bookOnPaypal } from "../support/book-opening";
import type { Creator } from "../support/marketplace";
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { agreeOn, type FinancePair, payableEarlier } from "../support/release";

let w: PayoutWorld;
let finance: FinancePair;
beforeAll(async () => {
  w = await openPayoutWorld();
  finance = {
    maker: await w.staff("finance_maker", "maker"),
    checker: await w.staff("finance_checker", "checker"),
  };
});
afterAll(() => w.close());
afterEach(async () => expect(await w.violations()).toEqual([]));

/** One creator with so many endorsed pieces of 100 units (or what `fee` says for all of them). */
async function endorsedPieces(
  currency: Currency,
  count: number,
  fee: bigint,
): Promise<{ creator: Creator; endorsementIds: string[] }> {
  const creator = await w.market.creator({ paypal: `many-${newId()}@example.com` });
  const campaign = await w.market.campaign(await w.market.brand(), {
    currency,
    fee,
    creatorsMax: 1,
    deliverables: [{ platform: "instagram", kind: "post", quantity: count }],
  });
  const application = await w.market.accepted(campaign, creator);
  const { body } = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
  const endorsementIds: string[] = [];
  for (const { id } of body.deliverables) {
    endorsementIds.push(await w.market.endorsed(application, id));
  }
  return { creator, endorsementIds };
}

const upcoming = async ({ client }: Creator) =>
  (await client.get("/v1/creators/me/upcoming-payouts").expect(200)).body.items;
const mine = async ({ client }: Creator) =>
  (await client.get("/v1/creators/me/payouts").expect(200)).body.items;

test("fees of a day become one payout with many lines when the day is over, once", async () => {
  await agreeOn(finance, "EUR", { schedule: "daily" });
  const { creator, endorsementIds } = await endorsedPieces("EUR", 3, 30_000n);
  for (const id of endorsementIds) await w.payouts.schedule(id);
  expect(await mine(creator)).toEqual([]);
  const [waiting, ...others] = await upcoming(creator);
  expect(others).toEqual([]);
  expect(waiting).toMatchObject({
    amount: { amountMinor: "30000", currency: "EUR" },
    reason: "waits_for_schedule",
    missing: null,
  });
  expect(waiting.expectedAt).toMatch(/T00:00:00\.000Z$/);
  expect((await w.payouts.findDue()).endorsementIds).toEqual([]);
  const [today, ...yesterday] = endorsementIds;
  await payableEarlier(w.app, yesterday, 1);
  const due = (await w.payouts.findDue()).endorsementIds;
  expect(due).toEqual([yesterday[0]]);
  // Every endorsement's own job and several sweeps at once.
  await Promise.all([...endorsementIds, ...due, ...due].map((id) => w.payouts.schedule(id)));
  const [payout, ...more] = await mine(creator);
  expect(more).toEqual([]);
  expect(payout).toMatchObject({
    amount: { amountMinor: "20000", currency: "EUR" },
    stage: "released",
    endorsementIds: yesterday,
  });
  expect((await upcoming(creator))[0].endorsementIds).toEqual([today]);
  expect((await w.payouts.findDue()).endorsementIds).toEqual([]);
});

test("below the minimum the fees of past weeks wait together, and the creator sees what lacks", async () => {
  await agreeOn(finance, "THB", { schedule: "weekly", minimumUnits: "250" });
  const { creator, endorsementIds } = await endorsedPieces("THB", 3, 30_000n);
  const [first, second, third] = endorsementIds as [string, string, string];
  await payableEarlier(w.app, [first], 14);
  await payableEarlier(w.app, [second], 7);
  for (const id of endorsementIds) await w.payouts.schedule(id);
  expect(await mine(creator)).toEqual([]);
  const items = await upcoming(creator);
  expect(items).toMatchObject([
    {
      reason: "below_minimum",
      amount: { amountMinor: "20000" },
      missing: { amountMinor: "5000", currency: "THB" },
      expectedAt: null,
      endorsementIds: [first, second],
    },
    { reason: "waits_for_schedule", amount: { amountMinor: "10000" }, endorsementIds: [third] },
  ]);
  expect(new Date(items[1].expectedAt).getUTCDay()).toBe(1);
  expect((await w.payouts.findDue()).endorsementIds).toEqual([]);
  await payableEarlier(w.app, [third], 7);
  expect((await w.payouts.findDue()).endorsementIds).toEqual([first]);
  await w.payouts.schedule(first);
  const [payout] = await mine(creator);
  expect(payout).toMatchObject({ amount: { amountMinor: "30000" }, endorsementIds });
  // Given up: every fee is payable again, alone, and people decide.
  await finance.maker.post(`/v1/payouts/${payout.id}/cancel`, { reason: "wrong" }).expect(200);
  const again = (await w.payouts.findDue()).endorsementIds;
  expect(again).toEqual(endorsementIds);
  for (const id of again) await w.payouts.schedule(id);
  const open = (await mine(creator)).filter((one: { stage: string }) => one.stage !== "canceled");
  expect(open).toHaveLength(3);
  for (const one of open)
    expect(one).toMatchObject({ stage: "held", reason: { code: "being_checked" } });
});

test("the hold period of the policy keeps a fee from being payable until it is over", async () => {
  await agreeOn(finance, "PLN", { holdDays: 5 });
  const { creator, endorsementIds } = await endorsedPieces("PLN", 1, 10_000n);
  const [id] = endorsementIds;
  await w.payouts.schedule(id!);
  expect(await mine(creator)).toEqual([]);
  const [held] = await upcoming(creator);
  expect(held).toMatchObject({ reason: "hold_period", amount: { amountMinor: "10000" } });
  const balance = async (kind: string) => {
    const [row] = await w.sql<{ balance: string }>(
      `SELECT b.balance_minor AS balance FROM ledger_balances b
       JOIN ledger_accounts a ON a.id = b.account_id WHERE a.name = $1 AND a.currency = 'PLN'`,
      [`liabilities:creator:${creator.id}:${kind}`],
    );
    return row?.balance ?? "0";
  };
  expect([await balance("held"), await balance("payable")]).toEqual(["10000", "0"]);
  const { unitOfWork } = w.app.database;
  expect(await unitOfWork.run((tx) => endHolds(tx, 10))).toBe(0);
  await w.sql("UPDATE endorsements SET held_until = now() WHERE id = $1", [id]);
  expect(await unitOfWork.run((tx) => endHolds(tx, 10))).toBe(1);
  expect([await balance("held"), await balance("payable")]).toEqual(["0", "10000"]);
  await w.payouts.schedule(id!);
  expect(await mine(creator)).toHaveLength(1);
});

const topUpOneYen = () => bookOnPaypal(w.app.database.unitOfWork, "test:yen", 1n, "JPY");

test("coverage is asked for each currency, with a fee for each item", async () => {
  const yen = await endorsedPieces("JPY", 2, 202n);
  const dollars = await endorsedPieces("USD", 1, 10_000n);
  for (const id of [...yen.endorsementIds, ...dollars.endorsementIds]) await w.payouts.schedule(id);
  // Two items of 101 yen cost up to 3 yen each: 2 percent, rounded up for each of them.
  await w.fillPaypal("JPY", 207n);
  await w.fillPaypal("USD", 10_200n);
  const [dollarBatch, ...none] = await w.payouts.freeze();
  expect(none).toEqual([]);
  const seen = await finance.maker.get(`/v1/payout-batches/${dollarBatch}`).expect(200);
  expect(seen.body.total).toEqual({ amountMinor: "10000", currency: "USD" });
  const shortage = () =>
    w.sql<{ object_id: string; amount_minor: string }>(
      `SELECT object_id, amount_minor FROM breaks
       WHERE kind = 'paypal_balance_short' AND resolved_at IS NULL ORDER BY object_id`,
    );
  // The euros of the first test wait for money as well.
  const short = new Map((await shortage()).map((row) => [row.object_id, row.amount_minor]));
  expect(short.get("JPY")).toBe("1");
  expect(short.has("USD")).toBe(false);
  await topUpOneYen();
  const [yenBatch] = await w.payouts.freeze();
  const frozen = await finance.maker.get(`/v1/payout-batches/${yenBatch}`).expect(200);
  expect(frozen.body).toMatchObject({ itemsCount: 2, total: { amountMinor: "202" } });
  expect((await shortage()).map((row) => row.object_id)).not.toContain("JPY");
  // What is under way counts, so the same money does not cover another dollar.
  const more = await endorsedPieces("USD", 1, 100n);
  for (const id of more.endorsementIds) await w.payouts.schedule(id);
  expect(await w.payouts.freeze()).toEqual([]);
  expect((await shortage()).find((row) => row.object_id === "USD")?.amount_minor).toBe("102");
});
