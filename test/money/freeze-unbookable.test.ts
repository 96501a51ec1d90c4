/** One payout that cannot be booked never keeps the others from going out. */
import { openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { type Watching, watching } from "../support/watching";

let w: PayoutWorld;
let t: Watching;
beforeAll(async () => {
  w = await openPayoutWorld();
  t = watching(w);
  await w.fillPaypal("USD", 10_000_000n);
});
afterAll(() => w.close());

const payableBy = (creatorId: string, delta: number) =>
  t.force(
    "ledger_balances",
    `UPDATE ledger_balances b SET balance_minor = balance_minor + ${delta} FROM ledger_accounts a
     WHERE a.id = b.account_id AND a.name = 'liabilities:creator:${creatorId}:payable'`,
  );

test("a payout whose creator is owed less than it says is put aside with a break; the others are frozen", async () => {
  const payouts = await w.released("sound-1@example.com", "odd@example.com", "sound-2@example.com");
  const odd = payouts[1]!;
  await payableBy(odd.creator.id, -1);
  const [batchId, ...more] = await w.payouts.freeze();
  await t.look();
  expect(more).toEqual([]);
  const frozen = await w.sql<{ payout_id: string }>(
    "SELECT payout_id FROM payout_attempts WHERE batch_id = $1 ORDER BY payout_id",
    [batchId],
  );
  expect(frozen.map((row) => row.payout_id)).toEqual(
    [payouts[0]!.payoutId, payouts[2]!.payoutId].sort(),
  );
  expect(await w.payoutStatus(odd.payoutId)).toBe("queued");
  expect(await t.breaksOf("payout_unbookable", odd.payoutId)).toMatchObject([
    { amount_minor: "10000", currency: "USD", owner: "finance", resolved_by: null },
  ]);

  // Released too early it is put aside again, with the same break; mended it goes.
  const maker = await w.staff("finance_maker", "maker");
  await maker.post(`/v1/payouts/${odd.payoutId}/release`, { kinds: ["unbookable"] }).expect(200);
  expect(await w.payouts.freeze()).toEqual([]);
  expect(await t.breaksOf("payout_unbookable", odd.payoutId)).toHaveLength(1);
  await payableBy(odd.creator.id, 1);
  await maker.post(`/v1/payouts/${odd.payoutId}/release`, { kinds: ["unbookable"] }).expect(200);
  expect(await w.payouts.freeze()).toHaveLength(1);
  await t.look();
  expect(await t.breaksOf("payout_unbookable", odd.payoutId)).toMatchObject([
    { resolved_by: "system:watch-limits" },
  ]);
  expect(await w.violations()).toEqual([]);
});

test("two payouts of one creator that are covered singly but not together: one goes, one waits", async () => {
  const creator = await w.market.creator({ paypal: "twice@example.com" });
  const payoutIds: string[] = [];
  for (let n = 0; n < 2; n++) {
    const campaign = await w.market.campaign(await w.market.brand(), { creatorsMax: 1 });
    const endorsementId = await w.market.endorsed(await w.market.accepted(campaign, creator));
    await w.payouts.schedule(endorsementId);
    const [row] = await w.sql<{ payout_id: string }>(
      "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1",
      [endorsementId],
    );
    payoutIds.push(row!.payout_id);
  }
  await payableBy(creator.id, -1);
  expect(await w.payouts.freeze()).toHaveLength(1);
  expect(await Promise.all(payoutIds.map((id) => w.payoutStatus(id)))).toEqual([
    "in_progress",
    "queued",
  ]);
  expect(await t.breaksOf("payout_unbookable", payoutIds[1]!)).toHaveLength(1);
  await payableBy(creator.id, 1);
});
