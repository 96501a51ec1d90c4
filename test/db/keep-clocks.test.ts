/** The migration keep-clocks over a marketplace that is at work: everything gets a date, and nothing is over at once. */
import { migrations } from "../../migrations";
import { createMigrationSource } from "../../src/platform/db/migrate";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { type Application, createMarketplace, violationsIn } from "../support/marketplace";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** How many migrations have to be undone for this one to come again. */
const undoCount =
  migrations.length - migrations.findIndex(({ name }) => name.startsWith("KeepClocks"));

test("what is under way gets the dates of a state that is entered now", async () => {
  const market = createMarketplace(app);
  const brand = await market.brand();
  const creator = await market.creator();
  const next = async (): Promise<Application> =>
    await market.accepted(await market.campaign(brand, { creatorsMax: 1 }), creator);
  const step = async (id: string, verb: string) => {
    await brand.client.post(`/v1/submissions/${id}/${verb}`, { reasonCode: "quality" }).expect(200);
  };
  await market.submitted(await next());
  await step((await market.submitted(await next())).id, "reject");
  await step((await market.submitted(await next())).id, "request-changes");
  await market.approved(await next());
  await market.live(await next());
  await market.verified(await next());
  await market.endorsed(await next());
  const left = await next();
  await market.submitted(left);
  await creator.client.post(`/v1/applications/${left.id}/cancel`).expect(200);

  const source = await createMigrationSource(app.database.url, migrations).initialize();
  try {
    for (let undone = 0; undone < undoCount; undone++) await source.undoLastMigration();
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  const rows = (await asOwner(
    app.database.url,
    `SELECT status, round(extract(epoch FROM coalesce(review_until, appeal_until, endorse_until) - now()) / 86400)::int
       AS days, post_until > now() + interval '30 days' AS is_far FROM submissions ORDER BY status`,
  )) as { status: string; days: number | null; is_far: boolean | null }[];
  expect(rows).toEqual([
    { status: "cancelled", days: null, is_far: null },
    { status: "changes_requested", days: 7, is_far: null },
    { status: "content_approved", days: null, is_far: true },
    { status: "endorsed", days: null, is_far: null },
    { status: "in_review", days: 5, is_far: null },
    { status: "posted", days: 5, is_far: null },
    { status: "rejected", days: 7, is_far: null },
    { status: "verified", days: 5, is_far: null },
  ]);
  expect(await violationsIn(app)).toEqual([]);
});
