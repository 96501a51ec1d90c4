/** The best creators for a campaign's money, over HTTP: who is weighed, what is kept, and what is said when nothing fits. */
import { type Client, startTestApp, type TestApp } from "../support/app";
import {
  type Campaign,
  type Creator,
  createMarketplace,
  type Marketplace,
} from "../support/marketplace";

let app: TestApp;
let market: Marketplace;
let campaign: Campaign;
let brand: Client;
let creators: Creator[];

const prices = [40_00, 60_00, 90_00, 20_00, 500_00];

/** Each asks another price for a post; the more expensive, the more followers react. */
async function priced(amountMinor: number, at: number): Promise<Creator> {
  const creator = await market.creator();
  await creator.client
    .put("/v1/creators/me/rate-card", {
      version: 0,
      items: [
        {
          platform: "instagram",
          kind: "post",
          price: { amountMinor: String(amountMinor), currency: "USD" },
        },
      ],
    })
    .expect(200);
  await creator.client
    .patch("/v1/creators/me", { version: 1, country: at % 2 === 0 ? "ID" : "TH" })
    .expect(200);
  return creator;
}

beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  campaign = await market.campaign(await market.brand(), { creatorsMax: 3 });
  brand = campaign.brand.client;
  creators = [];
  for (const [at, price] of prices.entries()) creators.push(await priced(price, at));
});
afterAll(() => app.close());

const ask = (body: object = {}, by = brand) =>
  by.post(`/v1/campaigns/${campaign.id}/portfolio`, { isBriefKept: false, ...body });
const idsOf = (body: { chosen: { creatorId: string }[] }) =>
  body.chosen.map(({ creatorId }) => creatorId).sort();
const named = (...at: number[]) => at.map((one) => creators[one]!.id).sort();

test("the most for the budget: all who fit, never a cent above it, with a proof", async () => {
  const { body } = await ask({ budgetMinor: "12000" }).expect(200);
  // Everybody's posts do equally well, so the cheapest three are the most: 20 + 40 + 60.
  expect(idsOf(body)).toEqual(named(0, 1, 3));
  expect(body).toMatchObject({
    candidatesCount: 5,
    budget: { amountMinor: "12000", currency: "USD" },
    totals: { creatorsCount: 3, price: { amountMinor: "12000", currency: "USD" } },
    proof: { gapPercent: "0" },
  });
  expect(body.proof.value).toBe(String(body.totals.engagements));
  expect(body.greedy.value).toBe(body.proof.value);
  expect(body.greedy.totals).toEqual(body.totals);
  for (const { leaves, comes, priceChange } of body.swaps) {
    expect(named(0, 1, 3)).toContain(leaves);
    expect(12_000 + Number(priceChange.amountMinor)).toBeLessThanOrEqual(12_000);
    expect(named(0, 1, 3)).not.toContain(comes.creatorId);
  }
});

test("whoever must be there is, whoever must not is not, and a price too high is none", async () => {
  const must = await ask({ budgetMinor: "12000", mustHave: [creators[2]!.id] }).expect(200);
  expect(idsOf(must.body)).toEqual(named(2, 3));
  const never = await ask({ budgetMinor: "12000", never: [creators[3]!.id] }).expect(200);
  expect(idsOf(never.body)).toEqual(named(0, 1));
  const cheap = await ask({ budgetMinor: "12000", priceMaxMinor: "5000" }).expect(200);
  expect(idsOf(cheap.body)).toEqual(named(0, 3));
});

test("limits by country, and the number of creators", async () => {
  const limits = [{ kind: "country", country: "TH", min: 0, max: 1 }];
  const { body } = await ask({ budgetMinor: "100000", limits }).expect(200);
  expect(body.chosen.filter(({ country }: { country: string }) => country === "TH")).toHaveLength(
    1,
  );
  expect(body.chosen).toHaveLength(4);
  const two = await ask({ budgetMinor: "100000", creatorsMax: 2 }).expect(200);
  expect(two.body.chosen).toHaveLength(2);
});

test("what cannot be reached is named, in the caller's language", async () => {
  const limits = [{ kind: "country", country: "TH", min: 3 }];
  const { body } = await ask({ budgetMinor: "100000", limits })
    .set("Accept-Language", "id")
    .expect(409);
  expect(body).toMatchObject({
    code: "portfolio_infeasible",
    unmet: [{ limit: "country:TH", missing: 1 }],
  });
  expect(body.detail).toContain("country:TH");
  const nobody = await ask({ priceMaxMinor: "1" }).expect(409);
  expect(nobody.body.code).toBe("portfolio_no_candidates");
  const stranger = await ask({ mustHave: [campaign.id] }).expect(422);
  expect(stranger.body).toMatchObject({
    code: "portfolio_creator_unpriced",
    errors: [{ pointer: "/body/mustHave/0" }],
  });
});

test("only the brand's own people ask for its campaigns", async () => {
  await ask({}, creators[0]!.client).expect(403);
  await ask({}, (await market.brand()).client).expect(404);
});

test("several at once are served one after the other, and each gets its own answer", async () => {
  const budgets = ["2000", "6000", "12000", "21000"];
  const answers = await Promise.all(budgets.map((budgetMinor) => ask({ budgetMinor }).expect(200)));
  expect(answers.map(({ body }) => body.totals.creatorsCount)).toEqual([1, 2, 3, 4]);
});
