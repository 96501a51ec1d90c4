/** Reports of campaigns: an example reckoned by hand, random ones reckoned by brute force, and who may read them. */
import fc from "fast-check";
import { campaignReportInvariants } from "../../src/features/campaign-reports";
import { tierBounds, tierOf } from "../../src/features/campaign-reports/audience-tiers";
import { findViolations } from "../../src/features/ledger";
import { newId } from "../../src/kernel/ids";
import { locales } from "../../src/kernel/locale";
import { type Client, startTestApp, type TestApp } from "../support/app";
import {
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
} from "../support/marketplace";
import { newMember, newStaff } from "../support/people";
import { readPdfs } from "../support/read-pdf";
import {
  createReportWorld,
  dayAgo,
  type Figures,
  figureNames,
  type PlannedPiece,
  type PlannedSnapshot,
} from "../support/report-world";

let app: TestApp;
let market: Marketplace;
let world: ReturnType<typeof createReportWorld>;
let brand: Brand;
let creators: Creator[];
let maker: Client;
let operator: Client;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  world = createReportWorld(app, market);
  brand = await market.brand();
  creators = [];
  for (let n = 0; n < 4; n += 1) creators.push(await market.creator());
  maker = (await newStaff(app, ["finance_maker"])).client;
  operator = (await newStaff(app, ["operator"])).client;
});
afterAll(() => app.close());

const none: Figures = { views: null, likes: null, comments: null, shares: null, saves: null };
const snapshot = (
  measuredDaysAgo: number,
  figures: Partial<Figures>,
  more: Partial<PlannedSnapshot> = {},
): PlannedSnapshot => ({
  source: "creator",
  measuredDaysAgo,
  enteredDaysAgo: measuredDaysAgo,
  figures: { ...none, ...figures },
  ...more,
});

function piece(changes: Partial<PlannedPiece>): PlannedPiece {
  return {
    creator: 0,
    platform: "instagram",
    kind: "post",
    feeMinor: 10_000n,
    platformFeeMinor: 1_000n,
    postedDaysAgo: 10,
    earned: {
      daysAgo: 9,
      origin: "endorsement",
      feeMinor: changes.feeMinor ?? 10_000n,
      platformFeeMinor: changes.platformFeeMinor ?? 1_000n,
      undone: null,
    },
    snapshots: [],
    ...changes,
  };
}

const path = (id: string, tail = "") => `/v1/campaigns/${id}/report${tail}`;
/** Read as plain JSON, like by a program that knows the API only by its documentation. */
type Json = ReturnType<typeof JSON.parse>;

async function report(client: Client, id: string, query = ""): Promise<Json> {
  const { body } = await client.get(path(id, query)).expect(200);
  return body;
}

async function file(client: Client, at: string, type: string): Promise<Buffer> {
  const answer = await client
    .get(at)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done(null, Buffer.concat(chunks)));
    })
    .expect(200)
    .expect("Content-Type", type);
  return answer.body as Buffer;
}

const csv = async (client: Client, id: string, query = "") =>
  (await file(client, path(id, `/csv${query}`), "text/csv; charset=utf-8")).toString("utf8");

/** Cells of a line without quoted commas, by the names of their columns. */
function cellsOf(text: string, line: number): Record<string, string> {
  const lines = text.split("\r\n");
  const names = (lines[0] ?? "").split(",");
  const cells = (lines[line] ?? "").split(",");
  return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
}

/** Ayu: 9,000 followers, two reels, one of them without figures. Boon: 50,000 followers, a kill fee and a story. */
async function handMade() {
  const [ayu, boon] = creators as [Creator, Creator];
  await world.known(ayu, { followers: { instagram: 9_000 }, niches: ["coffee", "food"] });
  await world.known(boon, { followers: { instagram: 40_000, tiktok: 50_000 } });
  return await world.seeded(brand, creators, [
    piece({
      creator: 0,
      kind: "reel",
      snapshots: [
        snapshot(8, { views: 1_000, likes: 60, comments: 10 }),
        // Entered late: known since three days, about the day five days ago.
        snapshot(5, { views: 2_000, likes: 90, comments: 20, shares: 10 }, { enteredDaysAgo: 3 }),
      ],
    }),
    piece({ creator: 0, kind: "reel" }),
    piece({
      creator: 1,
      platform: "tiktok",
      kind: "story",
      feeMinor: 30_000n,
      platformFeeMinor: 3_000n,
      snapshots: [
        snapshot(5, { views: 900, likes: 1 }),
        snapshot(5, { views: 4_000, likes: 200, comments: 30 }, { source: "platform" }),
      ],
    }),
    piece({
      creator: 1,
      platform: "tiktok",
      kind: "story",
      feeMinor: 30_000n,
      platformFeeMinor: 3_000n,
      postedDaysAgo: null,
      earned: {
        daysAgo: 7,
        origin: "kill_fee",
        feeMinor: 15_000n,
        platformFeeMinor: 1_500n,
        undone: null,
      },
    }),
  ]);
}

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

describe("an example", () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await handMade());
  });

  test("comes out as reckoned by hand", async () => {
    const body = await report(brand.client, id);
    // Fees 100 + 100 + 300, kill fee 150, a tenth of each for us.
    expect(body.total.cost).toEqual({
      fees: usd("50000"),
      killFees: usd("15000"),
      platformFees: usd("6500"),
      undone: usd("0"),
      total: usd("71500"),
      converted: null,
    });
    expect(body.total.posts).toEqual({ liveCount: 3, measuredCount: 2, missingCount: 1 });
    expect(body.total.engagements).toEqual({
      total: "350",
      postsCount: 2,
      likes: { total: "290", postsCount: 2 },
      comments: { total: "50", postsCount: 2 },
      shares: { total: "10", postsCount: 1 },
      saves: { total: null, postsCount: 0 },
    });
    expect(body.total.reach.followers).toMatchObject({
      total: "59000",
      audiencesCount: 2,
      unknownCount: 0,
      source: "creator_stated",
    });
    expect(body.total.reach.views).toEqual({ total: "6000", postsCount: 2 });
    expect(body.total.sources).toEqual({
      fromCreatorCount: 1,
      fromPlatformCount: 1,
      measuredFrom: dayAgo(5),
      measuredUntil: dayAgo(5),
    });
    // 715.00 less the 110.00 of the post without figures, by 350; 60500 / 350 = 172.857142…
    expect(body.total.costPerEngagement).toEqual({
      amountMinor: "172.8571",
      currency: "USD",
      reason: null,
      cost: usd("60500"),
      count: "350",
    });
    expect(body.total.costPerThousandViews.amountMinor).toBe("10083.3333");
    expect(body.total.costPerThousandFollowers.amountMinor).toBe("1211.8644");
    expect(body.missing).toMatchObject({
      count: 1,
      isCut: false,
      posts: [{ creatorId: creators[0]!.id, kind: "reel", reason: "no_snapshot" }],
    });
    expect(body.isFinal).toBe(false);
  });

  test("is grouped four ways", async () => {
    const body = await report(maker, id);
    expect(body.byCreator).toMatchObject([
      { creatorId: creators[1]!.id, cost: { total: usd("49500") }, engagements: { total: "230" } },
      { creatorId: creators[0]!.id, cost: { total: usd("22000") }, engagements: { total: "120" } },
    ]);
    expect(body.byDeliverable).toMatchObject([
      { platform: "tiktok", kind: "story", costPerEngagement: { amountMinor: "215.2174" } },
      { platform: "instagram", kind: "reel", costPerEngagement: { amountMinor: "91.6667" } },
    ]);
    expect(body.byNiche.map(({ niche }: { niche: string }) => niche)).toEqual([
      null,
      "coffee",
      "food",
    ]);
    expect(body.byNiche[1].cost).toEqual(body.byNiche[2].cost);
    expect(body.byAudience).toMatchObject([
      { tier: "nano", creatorsCount: 1, reach: { followers: { total: "9000" } } },
      { tier: "micro", creatorsCount: 1, reach: { followers: { total: "50000" } } },
    ]);
  });

  test("grows day by day, and every past day stays as it was known", async () => {
    const series = async (query = "") =>
      (await report(brand.client, id, query)).series.days.map(
        (one: { day: string; engagements: string; views: string }) => [
          one.day,
          one.engagements,
          one.views,
        ],
      );
    expect(await series()).toEqual([
      [dayAgo(8), "70", "1000"],
      [dayAgo(5), "350", "6000"],
    ]);
    // Four days ago nobody had entered Ayu's second snapshot.
    expect(await series(`?asOf=${dayAgo(4)}`)).toEqual([
      [dayAgo(8), "70", "1000"],
      [dayAgo(5), "300", "5000"],
    ]);
    const early = await report(brand.client, id, `?asOf=${dayAgo(8)}`);
    expect(early.isFinal).toBe(true);
    expect(early.total.cost.total).toEqual(usd("55000"));
    expect(early.total.posts).toEqual({ liveCount: 3, measuredCount: 1, missingCount: 2 });
    const before = await report(brand.client, id, `?asOf=${dayAgo(11)}`);
    expect(before.total).toMatchObject({
      creatorsCount: 0,
      cost: { total: usd("0") },
      engagements: { total: null },
      costPerEngagement: { amountMinor: null, reason: "no_posts" },
      costPerThousandViews: { amountMinor: null, reason: "no_posts" },
    });
    expect(before.byCreator).toEqual([]);
    const tomorrow = await brand.client.get(path(id, `?asOf=${dayAgo(-1)}`)).expect(422);
    expect(tomorrow.body).toMatchObject({
      code: "report_day_in_future",
      errors: [{ pointer: "/query/asOf" }],
    });
  });

  test("does not change when followers and niches do, for the days before", async () => {
    const [ayu] = creators as [Creator];
    const yesterday = `?asOf=${dayAgo(1)}`;
    const before = await report(brand.client, id, yesterday);
    const me = (await ayu.client.get(`/v1/creators/${ayu.id}`).expect(200)).body;
    await ayu.client
      .patch("/v1/creators/me", { version: me.version ?? 1, niches: ["books"] })
      .expect(200);
    await world.owner(
      "UPDATE social_accounts SET followers_count = 2000000 WHERE creator_id = $1",
      [ayu.id],
    );
    await app.database.dataSource.query("DELETE FROM social_accounts WHERE creator_id = $1", [
      creators[1]!.id,
    ]);
    expect(await report(brand.client, id, yesterday)).toEqual(before);
    const now = await report(brand.client, id);
    const keys = now.byAudience.map(({ tier }: { tier: string }) => tier);
    expect(keys).toEqual(["mega", null]);
    expect(now.total.reach.followers).toMatchObject({ total: "2000000", unknownCount: 1 });
    // The cost of the audience that nobody knows is no part of the price of the one that is known.
    expect(now.total.costPerThousandFollowers).toMatchObject({ cost: usd("38500") });
    await expect(
      app.database.dataSource.query("UPDATE audience_records SET followers_count = 1"),
    ).rejects.toThrow(/permission denied/);
    await handMade();
  });

  test("is a table for spreadsheets", async () => {
    const text = await csv(brand.client, id, `?by=deliverable&asOf=${dayAgo(0)}`);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(cellsOf(text, 1)).toMatchObject({
      platform: "tiktok",
      kind: "story",
      currency: "USD",
      fees: "300.00",
      kill_fees: "150.00",
      platform_fees: "45.00",
      cost: "495.00",
      posts: "1",
      views: "4000",
      likes: "200",
      saves: "",
      engagements: "230",
      cost_per_engagement: "2.152174",
      cost_per_engagement_reason: "",
    });
    const days = await csv(brand.client, id, "?by=day");
    expect(days.split("\r\n").slice(0, 3)).toEqual([
      "day,engagements,engagements_posts,views,views_posts",
      `${dayAgo(8)},70,1,1000,1`,
      `${dayAgo(5)},350,2,6000,2`,
    ]);
    const posts = await csv(maker, id, "?by=post");
    expect(posts.trimEnd().split("\r\n")).toHaveLength(4);
    expect(cellsOf(posts, 2)).toMatchObject({ cost: "110.00", source: "", engagements: "" });
    for (const by of ["creator", "niche", "audience"]) {
      expect((await csv(operator, id, `?by=${by}`)).split("\r\n").length).toBeGreaterThan(2);
    }
    await brand.client.get(path(id, "/csv?by=brand")).expect(422);
  });

  test("a name that looks like a formula is none in the table", async () => {
    const [ayu] = creators as [Creator];
    await world.owner("UPDATE creators SET display_name = $2 WHERE id = $1", [
      ayu.id,
      '=HYPERLINK("http://x","y")',
    ]);
    for (const by of ["creator", "post"]) {
      const text = await csv(brand.client, id, `?by=${by}`);
      expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    }
    await world.owner("UPDATE creators SET display_name = 'Ayu น้ำผึ้ง' WHERE id = $1", [ayu.id]);
  });

  test("is on paper in three languages, the same bytes for a day that is over", async () => {
    const papers: Buffer[] = [];
    for (const language of locales) {
      const at = path(id, `/pdf?language=${language}&asOf=${dayAgo(1)}`);
      const paper = await file(brand.client, at, "application/pdf");
      expect((await file(maker, at, "application/pdf")).equals(paper)).toBe(true);
      papers.push(paper);
    }
    const read = readPdfs(papers);
    expect(read.map(({ pages }) => pages[0]![0])).toEqual([
      "Campaign report",
      "Laporan kampanye",
      "รายงานแคมเปญ",
    ]);
    const lines = read.map(({ pages }) => pages.flat());
    expect(lines[0]).toContain("Creators' fees 500.00 USD");
    expect(lines[0]).toContain("Kill fees 150.00 USD");
    expect(lines[0]).toContain("Total 715.00 2 of 3 measured 59,000 6,000 350 1.7286 100.83 12.12");
    expect(lines[1]).toContain(
      "Total 715,00 2 dari 3 terukur 59.000 6.000 350 1,7286 100,83 12,12",
    );
    expect(lines[2]!.some((line) => line.includes("Ayu น้ำผึ้ง"))).toBe(true);
    expect(lines[2]!.join("\n")).toMatch(/วัดผลแล้ว 2 จาก 3/);
    for (const { fonts } of read) expect(fonts.every(({ isEmbedded }) => isEmbedded)).toBe(true);
    const wished = await file(brand.client, path(id, "/pdf"), "application/pdf");
    expect(readPdfs([wished])[0]!.language).toBe("en");
  });
});

describe("a report in another currency", () => {
  let id: string;
  const rates = (...list: object[]) => maker.post("/v1/exchange-rates", { rates: list });
  beforeAll(async () => {
    ({ id } = await handMade());
  });

  test("is refused as long as no rate is recorded", async () => {
    for (const tail of ["", "/csv", "/pdf", "/comparison"]) {
      const refused = await brand.client.get(path(id, `${tail}?currency=THB`)).expect(409);
      expect(refused.body.code).toBe("exchange_rate_missing");
      expect(refused.body.detail).toContain("USD");
    }
    const dear = "/comparison?pricePerPostMinor=100&priceCurrency=JPY";
    const alone = await brand.client.get(path(id, dear)).expect(409);
    expect(alone.body.code).toBe("exchange_rate_missing");
  });

  test("names the rate it was made with, and rounds once", async () => {
    const source = "Bank of Thailand";
    await rates({
      currency: "USD",
      intoCurrency: "THB",
      rateOn: dayAgo(2),
      rate: "33.337",
      source,
    }).expect(201);
    const body = await report(brand.client, id, "?currency=THB");
    expect(body).toMatchObject({
      currency: "THB",
      rates: [{ currency: "USD", intoCurrency: "THB", rate: "33.337", rateOn: dayAgo(2), source }],
    });
    // 715.00 USD are 23,835.955 THB: halfway, so to the even satang.
    expect(body.total.cost).toMatchObject({
      total: usd("71500"),
      converted: { amountMinor: "2383596", currency: "THB" },
    });
    expect(body.total.costPerEngagement).toMatchObject({
      // 60500 × 33.337 / 350
      amountMinor: "5762.5386",
      currency: "THB",
      cost: usd("60500"),
    });
    // Written the other way round it says the same.
    await rates({
      currency: "JPY",
      intoCurrency: "USD",
      rateOn: dayAgo(1),
      rate: "0.008",
      source,
    }).expect(201);
    const yen = await report(brand.client, id, "?currency=JPY");
    expect(yen.total.cost.converted).toEqual({ amountMinor: "89375", currency: "JPY" });
    const cells = cellsOf(await csv(brand.client, id, "?by=audience&currency=JPY"), 1);
    expect(cells).toMatchObject({ report_currency: "JPY", cost_in_report_currency: "27500" });
    const old = await brand.client.get(path(id, `?currency=THB&asOf=${dayAgo(3)}`)).expect(409);
    expect(old.body.code).toBe("exchange_rate_missing");
  });
});

test("products are counted by their declared value, and are no cost", async () => {
  const owner = await market.brand();
  const creator = creators[2]!;
  const campaign = await market.campaign(owner, {
    compensation: "product",
    extra: {
      brief: {
        goal: "Show the cup.",
        product: {
          name: "Cup",
          description: "Stoneware",
          declaredValue: { amountMinor: "2500", currency: "USD" },
        },
        disclosureMarket: "US",
        disclosureTags: ["#ad"],
      },
    },
  });
  const application = await market.accepted(campaign, creator);
  const nothing = await report(owner.client, campaign.id);
  expect(nothing.total.products).toMatchObject({ productsCount: 0, values: [] });
  const ship = `/v1/applications/${application.id}/shipment/ship`;
  await owner.client.post(ship, { carrier: "JNE" }).expect(200);
  const sent = await report(owner.client, campaign.id);
  const products = {
    productsCount: 1,
    withoutValueCount: 0,
    values: [usd("2500")],
    converted: null,
  };
  expect(sent.total).toMatchObject({ products, cost: { total: usd("0") } });
  expect(sent.byCreator).toMatchObject([{ creatorId: creator.id, products }]);
  const submission = await market.verified(application);
  await owner.client.post(`/v1/submissions/${submission.id}/endorsement`).expect(200);
  await creator.client
    .post(`/v1/submissions/${submission.id}/live-post/metrics`, {
      measuredOn: dayAgo(0),
      mediaId: await market.media(creator),
      likes: 0,
      views: 10,
    })
    .expect(201);
  const zero = await report(owner.client, campaign.id);
  expect(zero.total.costPerEngagement).toMatchObject({ amountMinor: null, reason: "zero" });
  expect(zero.total.costPerThousandViews).toMatchObject({ reason: "only_products", count: "10" });
  const compared = await owner.client.get(path(campaign.id, "/comparison")).expect(200);
  expect(compared.body).toMatchObject({ reason: "only_products", result: null });
});

describe("against one celebrity", () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await handMade());
  });
  const compared = async (query = "") =>
    (await brand.client.get(path(id, `/comparison${query}`)).expect(200)).body;

  test("the article's example: engagement is influence", async () => {
    const { example, assumptions, asked } = await compared();
    expect(
      example.map((one: { profile: string; followers: string; engagementRatePercent: string }) => [
        one.profile,
        one.followers,
        one.engagementRatePercent,
      ]),
    ).toEqual([
      ["small", "1000", "50.0000"],
      ["larger", "10000", "10.0000"],
      ["celebrity", "2000000", "0.1000"],
    ]);
    expect(asked).toEqual({
      followers: "2000000",
      engagementsPerPost: "2000.0000",
      pricePerPost: null,
    });
    expect(assumptions.map(({ code }: { code: string }) => code)).toEqual([
      "reactions_only",
      "measured_posts_only",
      "parts_of_posts",
      "audience_once",
      "default_followers",
      "default_engagements",
      "default_price",
    ]);
  });

  test("both sides for the same money", async () => {
    const price = "pricePerPostMinor=121000";
    const { result } = await compared(`?followers=1000000&engagementRatePercent=0.4&${price}`);
    // 605.00 USD for 340 likes and comments; half a post of a celebrity whose posts get 4,000.
    expect(result.campaign).toEqual({
      creatorsCount: 2,
      postsCount: "2.0000",
      wholePostsCount: "2",
      cost: usd("60500"),
      engagements: "340.0000",
      reach: "59000.0000",
      // 120 or 9,000 and 230 of 50,000: 340 of 59,000.
      engagementRatePercent: "0.5763",
      costPerEngagement: { amountMinor: "177.9412", currency: "USD" },
      costPerThousandFollowers: { amountMinor: "1025.4237", currency: "USD" },
    });
    expect(result.celebrity).toEqual({
      creatorsCount: 1,
      postsCount: "0.5000",
      wholePostsCount: "0",
      cost: usd("60500"),
      engagements: "2000.0000",
      reach: "500000.0000",
      engagementRatePercent: "0.4000",
      costPerEngagement: { amountMinor: "30.2500", currency: "USD" },
      costPerThousandFollowers: { amountMinor: "121.0000", currency: "USD" },
    });
    expect(result.ratios).toEqual({
      engagements: "0.1700",
      reach: "0.1180",
      engagementRate: "1.4407",
    });
  });

  test("speaks the caller's language and refuses what contradicts itself", async () => {
    const thai = await compared("?language=th");
    expect(thai.assumptions[0].text).toMatch(/[\u0e00-\u0e7f]/);
    const ask = (query: string) => brand.client.get(path(id, `/comparison?${query}`)).expect(422);
    const twice = await ask("engagementsPerPost=5&engagementRatePercent=1");
    expect(twice.body.code).toBe("celebrity_engagement_twice");
    expect((await ask("priceCurrency=USD")).body.code).toBe("price_currency_alone");
    for (const query of ["followers=0", "engagementRatePercent=0.0", "pricePerPostMinor=0"]) {
      expect((await ask(query)).body.code).toBe("validation_failed");
    }
    const empty = await world.seeded(brand, creators, []);
    const { body } = await brand.client.get(path(empty.id, "/comparison")).expect(200);
    expect(body).toMatchObject({ reason: "no_posts", result: null });
  });
});

test("is for the brand's people, finance and operators; for others there is no such campaign", async () => {
  const { id } = await world.seeded(brand, creators, [piece({})]);
  const member = await newMember(app, brand.id);
  const stranger = (await market.brand()).client;
  for (const tail of ["", "/csv", "/csv?by=post", "/pdf", "/comparison"]) {
    for (const client of [member, maker, operator]) await client.get(path(id, tail)).expect(200);
    const theirs = await stranger.get(path(id, tail)).expect(404);
    const nobodys = await stranger.get(path(newId(), tail)).expect(404);
    expect(theirs.text).toBe(nobodys.text);
    await maker.get(path(newId(), tail)).expect(404);
    await creators[0]!.client.get(path(id, tail)).expect(403);
  }
});

test("sizes of audiences have no gap", () => {
  const bounds = Object.values(tierBounds);
  bounds.forEach(({ from }, at) => expect(from).toBe(at === 0 ? 0 : bounds[at - 1]!.below));
  expect([0, 9_999, 10_000, 99_999, 100_000, 500_000, 1_000_000].map(tierOf)).toEqual([
    "nano",
    "nano",
    "micro",
    "micro",
    "mid",
    "macro",
    "mega",
  ]);
});

describe("any campaign", () => {
  const platforms = ["instagram", "tiktok"];
  const audiences = [
    { followers: { instagram: 800, tiktok: 12_000 }, niches: ["coffee"] },
    { followers: { instagram: 150_000 }, niches: ["coffee", "books"] },
    { followers: { tiktok: 3_000_000 }, niches: [] },
    { followers: {} as Record<string, number>, niches: ["books"] },
  ];

  const days = fc.integer({ min: 0, max: 9 });
  const figure = fc.option(fc.integer({ min: 0, max: 1_000_000_000_000 }), { nil: null });
  const figures = fc
    .record({ views: figure, likes: figure, comments: figure, shares: figure, saves: figure })
    .filter((all) => figureNames.some((name) => all[name] !== null));
  const snapshots = fc.array(
    fc
      .record({
        source: fc.constantFrom("creator" as const, "platform" as const),
        measuredDaysAgo: days,
        late: fc.integer({ min: 0, max: 3 }),
        figures,
      })
      .map(({ late, ...one }) => ({
        ...one,
        enteredDaysAgo: Math.max(0, one.measuredDaysAgo - late),
      })),
    { maxLength: 4 },
  );
  const planned: fc.Arbitrary<PlannedPiece> = fc
    .record({
      creator: fc.integer({ min: 0, max: 3 }),
      platform: fc.constantFrom(...platforms),
      kind: fc.constantFrom("post", "reel"),
      feeMinor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      platformFeeMinor: fc.bigInt({ min: 0n, max: 10n ** 8n }),
      postedDaysAgo: fc.option(days, { nil: null }),
      outcome: fc.constantFrom("none", "endorsement", "kill_fee", "dispute"),
      share: fc.bigInt({ min: 1n, max: 9n }),
      earnedDaysAgo: days,
      undone: fc.option(fc.record({ later: days, wasPayable: fc.boolean() }), {
        nil: null,
        freq: 4,
      }),
      snapshots,
    })
    .map(({ outcome, share, earnedDaysAgo, undone, ...one }): PlannedPiece => {
      const isWhole = outcome === "endorsement";
      const part = (minor: bigint) => (isWhole ? minor : (minor * share) / 10n);
      const fee = part(one.feeMinor) === 0n ? 1n : part(one.feeMinor);
      return {
        ...one,
        earned:
          outcome === "none"
            ? null
            : {
                daysAgo: earnedDaysAgo,
                origin: outcome as "endorsement",
                feeMinor: fee,
                platformFeeMinor: part(one.platformFeeMinor),
                undone:
                  isWhole && undone && one.feeMinor > 1n
                    ? {
                        daysAgo: Math.max(0, earnedDaysAgo - undone.later),
                        wasPayable: undone.wasPayable,
                      }
                    : null,
              },
        snapshots: one.postedDaysAgo === null ? [] : one.snapshots,
      };
    });

  interface Expected {
    cost: bigint;
    fees: bigint;
    killFees: bigint;
    platformFees: bigint;
    undone: bigint;
    live: number;
    measured: number;
    figures: Record<string, bigint | null>;
    basis: bigint;
    followers: bigint;
  }

  /** The newest snapshot that was known at the end of the day; of one day the platform's, then the later one. */
  function newest({ snapshots: all }: PlannedPiece, ago: number): PlannedSnapshot | undefined {
    return all
      .filter(({ enteredDaysAgo }) => enteredDaysAgo >= ago)
      .toSorted((one, other) => {
        if (one.measuredDaysAgo !== other.measuredDaysAgo) {
          return one.measuredDaysAgo - other.measuredDaysAgo;
        }
        if (one.source !== other.source) return one.source === "platform" ? -1 : 1;
        return all.indexOf(other) - all.indexOf(one);
      })[0];
  }

  const interactions = ["likes", "comments", "shares", "saves"] as const;

  /** One piece after the other, as somebody with a pencil would. */
  function bruteForce(pieces: readonly PlannedPiece[], ago: number): Expected {
    const sum: Expected = {
      cost: 0n,
      fees: 0n,
      killFees: 0n,
      platformFees: 0n,
      undone: 0n,
      live: 0,
      measured: 0,
      figures: { views: null, likes: null, comments: null, shares: null, saves: null, all: null },
      basis: 0n,
      followers: 0n,
    };
    const seen = new Set<string>();
    for (const one of pieces) {
      let cost = 0n;
      const { earned } = one;
      if (earned && earned.daysAgo >= ago) {
        cost += earned.feeMinor + earned.platformFeeMinor;
        if (earned.origin === "kill_fee") sum.killFees += earned.feeMinor;
        else sum.fees += earned.feeMinor;
        sum.platformFees += earned.platformFeeMinor;
        if (earned.undone && earned.undone.daysAgo >= ago) {
          cost -= earned.feeMinor + earned.platformFeeMinor;
          sum.undone += earned.feeMinor + earned.platformFeeMinor;
        }
      }
      sum.cost += cost;
      if (one.postedDaysAgo === null || one.postedDaysAgo < ago) {
        sum.basis += cost;
        continue;
      }
      sum.live += 1;
      const audience = audiences[one.creator]!.followers as Record<string, number>;
      const key = `${one.creator} ${one.platform}`;
      if (!seen.has(key)) sum.followers += BigInt(audience[one.platform] ?? 0);
      seen.add(key);
      const last = newest(one, ago);
      for (const name of figureNames) {
        const value = last?.figures[name] ?? null;
        if (value !== null) sum.figures[name] = (sum.figures[name] ?? 0n) + BigInt(value);
      }
      const known = interactions
        .map((name) => last?.figures[name] ?? null)
        .filter((n) => n !== null);
      if (known.length === 0) continue;
      sum.measured += 1;
      sum.basis += cost;
      const all = known.reduce((total, n) => total + BigInt(n), 0n);
      sum.figures["all"] = (sum.figures["all"] ?? 0n) + all;
    }
    return sum;
  }

  /** basis / count to four digits, halves to even, by trial instead of by the product's own division. */
  function priceText(basis: bigint, count: bigint): string {
    let units = (basis * 10_000n) / count;
    const rest = 2n * (basis * 10_000n - units * count);
    if (rest > count || (rest === count && units % 2n === 1n)) units += 1n;
    const digits = units.toString().padStart(5, "0");
    return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
  }

  function compare(group: Json, pieces: readonly PlannedPiece[], ago: number): void {
    const expected = bruteForce(pieces, ago);
    const text = (n: bigint | null | undefined) => n?.toString() ?? null;
    expect({
      cost: group.cost.total.amountMinor,
      fees: group.cost.fees.amountMinor,
      killFees: group.cost.killFees.amountMinor,
      platformFees: group.cost.platformFees.amountMinor,
      undone: group.cost.undone.amountMinor,
      posts: group.posts,
      views: group.reach.views.total,
      engagements: group.engagements.total,
      likes: group.engagements.likes.total,
      saves: group.engagements.saves.total,
      followers: group.reach.followers.total ?? "0",
    }).toEqual({
      cost: text(expected.cost),
      fees: text(expected.fees),
      killFees: text(expected.killFees),
      platformFees: text(expected.platformFees),
      undone: text(expected.undone),
      posts: {
        liveCount: expected.live,
        measuredCount: expected.measured,
        missingCount: expected.live - expected.measured,
      },
      views: text(expected.figures["views"]),
      engagements: text(expected.figures["all"]),
      likes: text(expected.figures["likes"]),
      saves: text(expected.figures["saves"]),
      followers: text(expected.followers),
    });
    const all = expected.figures["all"] ?? null;
    const price = group.costPerEngagement;
    if (expected.live === 0) expect(price).toMatchObject({ amountMinor: null, reason: "no_posts" });
    else if (all === null) expect(price).toMatchObject({ amountMinor: null, reason: "no_figures" });
    else if (all === 0n) expect(price).toMatchObject({ amountMinor: null, reason: "zero" });
    else expect(price).toMatchObject({ amountMinor: priceText(expected.basis, all), reason: null });
  }

  const isSeen = (one: PlannedPiece, ago: number) =>
    (one.postedDaysAgo ?? -1) >= ago || (one.earned?.daysAgo ?? -1) >= ago;

  function compareAll(body: Json, pieces: readonly PlannedPiece[], ago: number): void {
    compare(body.total, pieces, ago);
    const seen = pieces.filter((one) => isSeen(one, ago));
    const groups: [string, (one: PlannedPiece) => unknown[], (group: never) => unknown][] = [
      [
        "byCreator",
        ({ creator }) => [creators[creator]!.id],
        ({ creatorId }: { creatorId: string }) => creatorId,
      ],
      [
        "byDeliverable",
        ({ platform, kind }) => [`${platform} ${kind}`],
        ({ platform, kind }: { platform: string; kind: string }) => `${platform} ${kind}`,
      ],
      [
        "byNiche",
        ({ creator }) => {
          const { niches } = audiences[creator]!;
          return niches.length === 0 ? [null] : niches;
        },
        ({ niche }: { niche: string }) => niche,
      ],
      [
        "byAudience",
        ({ creator, platform }) => {
          const audience = audiences[creator]!.followers as Record<string, number>;
          const followers = audience[platform];
          return [followers === undefined ? null : tierOf(followers)];
        },
        ({ tier }: { tier: string }) => tier,
      ],
    ];
    for (const [name, keysOf, keyOf] of groups) {
      const keys = new Set(seen.flatMap(keysOf));
      expect(body[name]).toHaveLength(keys.size);
      for (const group of body[name] as never[]) {
        const key = keyOf(group);
        expect(keys).toContain(key);
        const own = seen.filter((one) => keysOf(one).includes(key));
        compare(group, own, ago);
      }
    }
    const last = body.series.days.at(-1);
    expect(last?.engagements ?? "0").toBe(body.total.engagements.total ?? "0");
    expect(last?.views ?? "0").toBe(body.total.reach.views.total ?? "0");
    expect(last?.engagementsPostsCount ?? 0).toBe(body.total.posts.measuredCount);
    expect(body.missing.posts).toHaveLength(body.total.posts.missingCount);
  }

  test("is what a person with a pencil gets, today and on any day before, and what the books say", async () => {
    for (const [at, audience] of audiences.entries()) await world.known(creators[at]!, audience);
    await fc.assert(
      fc.asyncProperty(fc.array(planned, { maxLength: 12 }), days, async (pieces, ago) => {
        const { id } = await world.seeded(brand, creators, pieces);
        for (const asked of new Set([0, ago])) {
          compareAll(await report(brand.client, id, `?asOf=${dayAgo(asked)}`), pieces, asked);
        }
        const [books] = (await world.owner(
          `WITH own AS (
             SELECT id FROM ledger_accounts WHERE name = 'liabilities:campaign:' || $1 || ':escrow'
             UNION ALL SELECT a.id FROM ledger_accounts a JOIN applications p ON p.campaign_id = $1::uuid
               AND a.name = 'liabilities:application:' || p.id || ':reserved')
           SELECT coalesce(-sum(l.amount_minor) FILTER (WHERE t.rule = 'L6'), 0)
                  - coalesce(-sum(l.amount_minor), 0) AS spent
           FROM own JOIN ledger_entries l ON l.account_id = own.id
           JOIN ledger_transactions t ON t.id = l.transaction_id`,
          [id],
        )) as { spent: string }[];
        const { total } = await report(brand.client, id);
        expect(total.cost.total.amountMinor).toBe(books!.spent);
      }),
      { numRuns: 12 },
    );
    const { reader } = app.database.unitOfWork;
    expect(await findViolations(reader, campaignReportInvariants)).toEqual([]);
  }, 240_000);

  test("asks the database as often for three hundred posts as for three", async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        piece({ creator: at % 4, snapshots: [snapshot(at % 9, { views: 10, likes: at })] }),
      );
    const counts: number[] = [];
    for (const count of [3, 300]) {
      const { id } = await world.seeded(brand, creators, many(count));
      counts.push(await statementsOf(() => report(brand.client, id)));
    }
    expect(counts[1]).toBe(counts[0]);
    // Campaign, time, products, units, series, missing, and the transaction around them; the rest is the log-in.
    expect(counts[0]).toBeGreaterThan(6);
    expect(counts[0]).toBeLessThanOrEqual(12);
  });
});

/** Statements that the product sends meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { dataSource } = app.composition;
  const original = dataSource.createQueryRunner.bind(dataSource);
  let count = 0;
  dataSource.createQueryRunner = (mode) => {
    const runner = original(mode);
    const query = runner.query.bind(runner) as (...values: unknown[]) => Promise<unknown>;
    runner.query = ((...values: unknown[]) => {
      count += 1;
      return query(...values);
    }) as typeof runner.query;
    return runner;
  };
  try {
    await work();
  } finally {
    dataSource.createQueryRunner = original;
  }
  return count;
}
