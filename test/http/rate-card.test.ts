/** A creator's standing prices: replaced as a whole, never lost, and kept as they were on any day. */
import fc from "fast-check";
import { type Rate, rateChanges, rateKey } from "../../src/features/creators/rate-card";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { createMarketplace } from "../support/marketplace";

let app: TestApp;
let creator: { client: Client; id: string };
let brand: { client: Client };

beforeAll(async () => {
  app = await startTestApp();
  const market = createMarketplace(app);
  creator = await market.creator();
  brand = await market.brand();
});
afterAll(() => app.close());

const mine = "/v1/creators/me/rate-card";
const rate = (kind: string, amountMinor: string, currency = "IDR") => ({
  platform: "instagram",
  kind,
  price: { amountMinor, currency },
});

test("begins empty, is set as a whole, and everybody with a log-in may compare it", async () => {
  expect((await creator.client.get(mine).expect(200)).body).toEqual({ version: 0, items: [] });
  const items = [rate("post", "50000000"), rate("reel", "120000000"), rate("reel", "8000", "USD")];
  const { body } = await creator.client.put(mine, { version: 0, items }).expect(200);
  expect(body).toEqual({ version: 1, items });
  const seen = await brand.client.get(`/v1/creators/${creator.id}/rate-card`).expect(200);
  expect(seen.body).toEqual(body);
});

test("a price that changes is replaced and the others stay as they were set", async () => {
  const before = await asOwner(app.database.url, "SELECT id FROM creator_rates ORDER BY id");
  const items = [rate("post", "60000000"), rate("reel", "120000000")];
  const { body } = await creator.client.put(mine, { version: 1, items }).expect(200);
  expect(body.items).toEqual(items);
  const rows = await asOwner(
    app.database.url,
    `SELECT kind, currency, amount_minor::text AS amount, replaced_at IS NOT NULL AS "isReplaced"
     FROM creator_rates ORDER BY kind, currency, id`,
  );
  expect(before).toHaveLength(3);
  expect(rows).toEqual([
    { kind: "post", currency: "IDR", amount: "50000000", isReplaced: true },
    { kind: "post", currency: "IDR", amount: "60000000", isReplaced: false },
    { kind: "reel", currency: "IDR", amount: "120000000", isReplaced: false },
    { kind: "reel", currency: "USD", amount: "8000", isReplaced: true },
  ]);
});

test("of twenty changes at once to one version one is made, and the others see it", async () => {
  const { body: present } = await creator.client.get(mine).expect(200);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_unused, index) => {
      const items = [rate("story", String(index + 1))];
      return await creator.client.put(mine, { version: present.version, items });
    }),
  );
  const made = answers.filter(({ status }) => status === 200);
  expect(made).toHaveLength(1);
  for (const { status, body } of answers.filter((answer) => answer !== made[0])) {
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: "version_conflict", current: made[0]?.body });
  }
});

test.each([
  ["two prices for one thing", [rate("post", "1"), rate("post", "2")], "/body/items"],
  ["nothing to pay", [rate("post", "0")], "/body/items/0/price/amountMinor"],
  ["an unknown kind", [rate("hologram", "1")], "/body/items/0/kind"],
])("refuses %s", async (_name, items, pointer) => {
  const { version } = (await creator.client.get(mine)).body;
  const { body } = await creator.client.put(mine, { version, items }).expect(422);
  expect(body.errors[0].pointer).toBe(pointer);
});

test("what ends and what begins leads exactly to the new card", () => {
  const rates = fc.uniqueArray(
    fc.record<Rate>({
      platform: fc.constantFrom("instagram", "tiktok"),
      kind: fc.constantFrom("post", "reel", "video"),
      amountMinor: fc.bigInt(1n, 3n),
      currency: fc.constantFrom("IDR", "USD"),
    }),
    { selector: rateKey },
  );
  const asText = (items: readonly Rate[]) =>
    items.map((item) => `${rateKey(item)} ${item.amountMinor}`).sort();
  fc.assert(
    fc.property(rates, rates, (present, next) => {
      const { ended, begun } = rateChanges(present, next);
      const kept = present.filter((item) => !ended.includes(item));
      expect(asText([...kept, ...begun])).toEqual(asText(next));
      expect(ended.filter((item) => asText(next).includes(asText([item])[0] as string))).toEqual(
        [],
      );
    }),
  );
});
