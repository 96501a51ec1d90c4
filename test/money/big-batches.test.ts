/** Sizes at which pages, limits and splitting matter. 15,001 at once are behind `npm run test:slow`. */
import { openBigWorld, payAll } from "../support/pay-all";
import type { PayoutWorld } from "../support/payout-world";

let w: PayoutWorld;
beforeAll(async () => {
  w = await openBigWorld();
});
afterAll(() => w.close());

const all = (count: number, sizes: readonly number[]) => ({
  sizes,
  paidCount: count,
  debitsCount: count,
});

test("101 payouts: one batch, one page", async () => {
  expect(await payAll(w, 101, 500)).toEqual(all(101, [101]));
});

test("1,001 payouts: one batch, whose last item stands alone on the second page", async () => {
  expect(await payAll(w, 1_001, 15_000)).toEqual(all(1_001, [1_001]));
});

test("1,101 payouts in batches of 500: nothing is left waiting", async () => {
  expect(await payAll(w, 1_101, 500)).toEqual(all(1_101, [101, 500, 500]));
});

test("1,001 payouts whose items move from page to page while they are read", async () => {
  await w.world.control("paypal", "POST", "/settings", { shufflePages: true });
  expect(await payAll(w, 1_001, 15_000)).toEqual(all(1_001, [1_001]));
  await w.world.control("paypal", "POST", "/settings", { shufflePages: false });
}, 240_000);
