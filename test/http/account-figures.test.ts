/** Figures of accounts over time: dated, kept, corrected on the same day, and never of somebody else's account. */
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { createMarketplace, dayFromNow, type Marketplace } from "../support/marketplace";

let app: TestApp;
let market: Marketplace;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
});
afterAll(() => app.close());

async function withAccount(followersCount = 1_000) {
  const creator = await market.creator({ followersCount });
  const { body } = await creator.client.get("/v1/creators/me").expect(200);
  const [account] = body.socialAccounts;
  const at = `/v1/creators/me/social-accounts/${account.id}`;
  const history = `/v1/creators/${creator.id}/social-accounts/${account.id}/snapshots`;
  return { ...creator, account, at, history };
}

const figures = (measuredOn: string, followersCount: number) => ({
  measuredOn,
  followersCount,
  averageLikesCount: 80,
  averageCommentsCount: 20,
  averageViewsCount: 900,
  postsCount: 30,
});

test("an account begins with the figures it was added with", async () => {
  const { account, history } = await withAccount(547);
  expect(account).toMatchObject({
    followersCount: 547,
    averageLikesCount: null,
    averageViewsCount: null,
    postsCount: 0,
    measuredOn: dayFromNow(0),
    source: "creator",
    audience: null,
  });
  const { body } = await app.http.get(history).expect(200);
  expect(body.items).toMatchObject([{ followersCount: 547, measuredOn: dayFromNow(0) }]);
});

test("the latest day is what the account shows, an earlier one is history, the same one a correction", async () => {
  const { client, at, history, id } = await withAccount();
  const today = dayFromNow(0);
  await client.post(`${at}/snapshots`, figures(today, 1_200)).expect(201);
  const late = await client.post(`${at}/snapshots`, figures(dayFromNow(-30), 700)).expect(201);
  expect(late.body).toMatchObject({ followersCount: 1_200, averageEngagementsCount: 100 });
  await client.post(`${at}/snapshots`, figures(today, 1_250)).expect(201);
  const { body } = await app.http.get(`/v1/creators/${id}`).expect(200);
  expect(body.socialAccounts).toMatchObject([
    { followersCount: 1_250, averageLikesCount: 80, averageCommentsCount: 20, postsCount: 30 },
  ]);
  const seen: [string, number][] = [];
  let cursor = "";
  do {
    const page = (await app.http.get(`${history}?limit=1${cursor}`).expect(200)).body;
    for (const item of page.items) seen.push([item.measuredOn, item.followersCount]);
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : "";
  } while (cursor);
  expect(seen).toEqual([
    [today, 1_250],
    [dayFromNow(-30), 700],
  ]);
});

test("figures of tomorrow are refused in the caller's language", async () => {
  const { client, at } = await withAccount();
  const { body } = await client
    .post(`${at}/snapshots`, figures(dayFromNow(2), 1))
    .set("Accept-Language", "id")
    .expect(422);
  expect(body).toMatchObject({ code: "figures_of_tomorrow", title: "Hari itu belum tiba" });
});

test("whom an account reaches is stated, replaced and taken back", async () => {
  const { client, at } = await withAccount();
  const audience = {
    countries: [
      { country: "ID", percent: 70 },
      { country: "MY", percent: 20 },
    ],
    ages: [{ age: "18-24", percent: 55 }],
    genders: [{ gender: "women", percent: 61 }],
  };
  const said = await client.put(`${at}/audience`, { audience }).expect(200);
  expect(said.body.audience).toEqual(audience);
  expect((await client.put(`${at}/audience`, { audience: null }).expect(200)).body.audience).toBe(
    null,
  );
});

test.each([
  [
    "more than everybody",
    {
      genders: [
        { gender: "women", percent: 60 },
        { gender: "men", percent: 41 },
      ],
    },
  ],
  [
    "a country twice",
    {
      countries: [
        { country: "ID", percent: 1 },
        { country: "ID", percent: 2 },
      ],
    },
  ],
  ["nobody", { ages: [{ age: "18-24", percent: 0 }] }],
])("%s is no audience", async (_what, part) => {
  const { client, at } = await withAccount();
  const audience = { countries: [], ages: [], genders: [], ...part };
  const { body } = await client.put(`${at}/audience`, { audience }).expect(422);
  expect(body.errors[0].pointer).toMatch(/^\/body\/audience\//);
});

test("another creator's account is not there to write to, and its history is no address of mine", async () => {
  const mine = await withAccount();
  const other = await withAccount();
  await other.client.post(`${mine.at}/snapshots`, figures(dayFromNow(0), 9)).expect(404);
  await other.client.put(`${mine.at}/audience`, { audience: null }).expect(404);
  const wrong = `/v1/creators/${other.id}/social-accounts/${mine.account.id}/snapshots`;
  await app.http.get(wrong).expect(404);
  const { body } = await app.http.get(`${mine.history}?cursor=nonsense`).expect(422);
  expect(body.errors[0].pointer).toBe("/query/cursor");
});

test("a creator says until when no work is taken, and an account that goes takes its days along", async () => {
  const { client, at, account } = await withAccount();
  const until = dayFromNow(20);
  const { body } = await client
    .patch("/v1/creators/me", { version: 1, freeAgainOn: until })
    .expect(200);
  expect(body.freeAgainOn).toBe(until);
  expect(body.isSynthetic).toBe(false);
  await client.delete(at).expect(204);
  const rows = await asOwner(
    app.database.url,
    `SELECT FROM account_snapshots WHERE account_id = '${account.id}'`,
  );
  expect(rows).toEqual([]);
});
