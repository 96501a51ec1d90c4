/** What waits for a brand in all its campaigns, and for nobody else's. */
import { startTestApp, type TestApp } from "../support/app";
import {
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
} from "../support/marketplace";
import { newMember } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
let creator: Creator;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  brand = await market.brand();
  creator = await market.creator();
});
afterAll(() => app.close());

type Item = { id: string; campaignTitle: string; creatorName: string; status: string };

const list = async (kind: "applications" | "submissions", query = "") =>
  (await brand.client.get(`/v1/brands/${brand.id}/${kind}${query}`).expect(200)).body as {
    items: Item[];
    nextCursor: string | null;
  };
const idsOf = ({ items }: { items: Item[] }) => items.map(({ id }) => id);

test("applications to all campaigns, newest first, by state and page by page", async () => {
  const [one, other] = [await market.campaign(brand), await market.campaign(brand)];
  const first = await market.applied(one, creator);
  const second = await market.applied(other, creator);
  const foreign = await market.brand();
  await market.applied(await market.campaign(foreign), creator);
  const all = await list("applications");
  expect(idsOf(all)).toEqual([second.id, first.id]);
  expect(all.items[0]).toMatchObject({ status: "applied", campaignTitle: expect.any(String) });
  const page = await list("applications", "?limit=1");
  expect(idsOf(page)).toEqual([second.id]);
  expect(idsOf(await list("applications", `?limit=1&cursor=${page.nextCursor}`))).toEqual([
    first.id,
  ]);
  await brand.client.post(`/v1/applications/${first.id}/shortlist`).expect(200);
  expect(idsOf(await list("applications", "?status=applied"))).toEqual([second.id]);
  expect(idsOf(await list("applications", "?status=shortlisted"))).toEqual([first.id]);
});

test("content of all campaigns with the names that tell it apart", async () => {
  const handedIn = async () => {
    const application = await market.accepted(await market.campaign(brand), creator);
    return await market.submitted(application);
  };
  const [first, second] = [await handedIn(), await handedIn()];
  const waiting = await list("submissions", "?status=in_review");
  expect(idsOf(waiting)).toEqual([second.id, first.id]);
  const { body: profile } = await creator.client.get("/v1/creators/me").expect(200);
  expect(waiting.items[0]).toMatchObject({ creatorName: profile.displayName });
  const { items, nextCursor } = await list("submissions", "?limit=1");
  expect(items).toHaveLength(1);
  expect(idsOf(await list("submissions", `?limit=1&cursor=${nextCursor}`))).toEqual([first.id]);
  expect((await list("submissions", "?status=endorsed")).items).toEqual([]);
});

test.each(["applications", "submissions"] as const)("%s are the brand's own", async (kind) => {
  const path = `/v1/brands/${brand.id}/${kind}`;
  const foreign = await market.brand();
  await foreign.client.get(path).expect(404);
  await creator.client.get(path).expect(403);
  await app.http.get(path).expect(401);
  const member = await newMember(app, brand.id);
  const seen = await member.get(path).expect(200);
  expect(seen.body).toEqual(await list(kind));
});
