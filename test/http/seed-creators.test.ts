/** Made-up creators: marked, the same for the same seed, and found like any others. */
import { createHash } from "node:crypto";
import { seedCreators } from "../../src/features/creators";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { newBrand } from "../support/people";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const add = (creatorsCount: number, seed: number, by = app) =>
  by.composition.services.unitOfWork.run((tx) => seedCreators(tx, { creatorsCount, seed }));

async function fingerprint(by: TestApp): Promise<string> {
  const rows = await asOwner(
    by.database.url,
    `SELECT c.id, c.display_name, c.niches, c.country, a.handle, a.followers_count, a.average_engagements_count,
            r.kind, r.currency, r.amount_minor
     FROM creators c LEFT JOIN social_accounts a ON a.creator_id = c.id LEFT JOIN creator_rates r ON r.creator_id = c.id
     ORDER BY c.id, a.id, r.id`,
  );
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
}

test("2,000 people with accounts and prices, all marked, none of whom can log in", async () => {
  expect(await add(2_000, 7)).toBe(true);
  const [counts] = (await asOwner(
    app.database.url,
    `SELECT (SELECT count(*)::int FROM creators WHERE is_synthetic) AS creators,
            (SELECT count(*)::int FROM social_accounts WHERE source = 'synthetic') AS accounts,
            (SELECT count(*)::int FROM account_snapshots WHERE source = 'synthetic') AS snapshots,
            (SELECT count(*)::int FROM creator_rates) AS rates,
            (SELECT count(DISTINCT country)::int FROM creators) AS countries`,
  )) as Record<string, number>[];
  expect(counts).toMatchObject({ creators: 2_000, accounts: 2_666, snapshots: 2_666 });
  expect(counts!["rates"]).toBeGreaterThan(1_500);
  expect(counts!["countries"]).toBeGreaterThan(10);
  const { client } = await newBrand(app);
  const { body } = await client.get("/v1/creators?sort=influence&facets=true&limit=5").expect(200);
  expect(body.total).toBe(2_000);
  expect(body.items[0].isSynthetic).toBe(true);
  const log = { email: "synthetic-7-1@synthetic.invalid", password: "none" };
  await app.http.post("/v1/auth/sessions").send(log).expect(401);
});

test("again is refused, another seed adds others, and the same seed makes the same people elsewhere", async () => {
  expect(await add(2_000, 7)).toBe(false);
  const other = await startTestApp();
  try {
    await add(2_000, 7, other);
    expect(await fingerprint(other)).toBe(await fingerprint(app));
  } finally {
    await other.close();
  }
  expect(await add(100, 8)).toBe(true);
});
