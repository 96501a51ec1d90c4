/** The largest batch PayPal takes, and one payout more: too slow for every day, so `npm run test:slow` runs it. */
import { openBigWorld, payAll } from "../support/pay-all";
import type { PayoutWorld } from "../support/payout-world";

let w: PayoutWorld;
beforeAll(async () => {
  w = await openBigWorld();
});
afterAll(() => w.close());

const count = 15_001;
const paid = { paidCount: count, debitsCount: count };

test("15,001 payouts: PayPal takes 15,000 at once, so one more batch", async () => {
  expect(await payAll(w, count, 15_000)).toEqual({ ...paid, sizes: [1, 15_000] });
}, 900_000);

test("15,001 payouts with the delivered size of 500: 31 batches, and nothing is left waiting", async () => {
  const sizes = [1, ...Array.from({ length: 30 }, () => 500)];
  expect(await payAll(w, count, 500)).toEqual({ ...paid, sizes });
}, 900_000);
