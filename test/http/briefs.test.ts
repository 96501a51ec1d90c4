/** Briefs in full, how they change, how they are copied and saved; prices that creators name. */
import { hashOfBrief } from "../../src/features/campaigns";
import { accounts, creditBalance } from "../../src/features/ledger";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  type Campaign,
  type Creator,
  campaignBody,
  createMarketplace,
  dayFromNow,
  type Marketplace,
  statusesOf,
  violationsIn,
} from "../support/marketplace";
import { samples } from "../support/media";
import { newMember } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  brand = await market.brand();
});
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

const usd = (amountMinor: bigint | number | string) => ({
  amountMinor: String(amountMinor),
  currency: "USD",
});
const body = (extra: object = {}) => campaignBody({ extra });
const brief = (changes: object = {}) => ({ ...campaignBody().brief, ...changes });
const pointersOf = (answer: { body: { errors?: { pointer: string }[] } }) =>
  (answer.body.errors ?? []).map(({ pointer }) => pointer);

const usageRights = { kinds: ["repost", "paid_ads"], territories: ["ID", "TH"], periodDays: 90 };
const exclusivity = { category: "Iced coffee", days: 30 };

describe("a brief in full", () => {
  test("comes back as it was written: rights, exclusivity, days of pieces, engagement", async () => {
    const deliverables = [
      { platform: "instagram", kind: "post", quantity: 1 },
      {
        platform: "tiktok",
        kind: "video",
        quantity: 2,
        from: dayFromNow(16),
        until: dayFromNow(20),
      },
    ];
    const sent = body({
      deliverables,
      requirements: { engagementMinBasisPoints: 250 },
      brief: brief({ usageRights, exclusivity }),
    });
    const made = await brand.client.post("/v1/campaigns", sent).expect(201);
    expect(made.body).toMatchObject({
      deliverables,
      requirements: { engagementMinBasisPoints: 250 },
      brief: { usageRights, exclusivity, exampleMediaIds: [] },
      pricing: "fixed",
      bidRange: null,
      visibility: "public",
    });
    expect((await brand.client.get(`/v1/campaigns/${made.body.id}`).expect(200)).body).toEqual(
      made.body,
    );
  });

  test("a brief of an earlier release is shown with what it does not say", async () => {
    const { id } = await market.campaign(brand, { status: "draft" });
    await asOwner(app.database.url, `ALTER TABLE briefs DISABLE TRIGGER briefs_write_once`);
    await asOwner(
      app.database.url,
      `UPDATE briefs SET content = content #- '{brief,usageRights}' #- '{brief,exclusivity}'
         #- '{brief,exampleMediaIds}' #- '{requirements,engagementMinBasisPoints}' WHERE campaign_id = $1`,
      [id],
    );
    await asOwner(app.database.url, `ALTER TABLE briefs ENABLE TRIGGER briefs_write_once`);
    const shown = await brand.client.get(`/v1/campaigns/${id}`).expect(200);
    expect(shown.body.brief).toMatchObject({ usageRights: null, exclusivity: null });
    expect(shown.body.requirements.engagementMinBasisPoints).toBe(0);
    await brand.client.get(`/v1/campaigns/${id}/brief-versions`).expect(200);
  });

  test.each([
    ["rights of no kind", { ...usageRights, kinds: [] }, "/body/brief/usageRights/kinds"],
    ["rights for no time", { ...usageRights, periodDays: 0 }, "/body/brief/usageRights/periodDays"],
    [
      "an unknown country",
      { ...usageRights, territories: ["id"] },
      "/body/brief/usageRights/territories/0",
    ],
  ])("%s are refused", async (_name, rights, pointer) => {
    const answer = await brand.client
      .post("/v1/campaigns", body({ brief: brief({ usageRights: rights }) }))
      .expect(422);
    expect(pointersOf(answer)).toContain(pointer);
  });

  test.each([
    ["until before from", { from: dayFromNow(20), until: dayFromNow(19) }, "until"],
    ["until after the campaign", { until: dayFromNow(31) }, "until"],
    ["until before anybody has applied", { until: dayFromNow(13) }, "until"],
    ["from after the campaign", { from: dayFromNow(31) }, "from"],
  ])("%s is refused", async (_name, days, field) => {
    const deliverables = [{ platform: "instagram", kind: "post", quantity: 1, ...days }];
    const answer = await brand.client.post("/v1/campaigns", body({ deliverables })).expect(422);
    expect(pointersOf(answer)).toContain(`/body/deliverables/0/${field}`);
  });

  test("days of a piece become the days of what was promised", async () => {
    const campaign = await market.campaign(brand, {
      extra: {
        deliverables: [
          { platform: "instagram", kind: "post", quantity: 1 },
          {
            platform: "instagram",
            kind: "story",
            quantity: 1,
            from: dayFromNow(15),
            until: dayFromNow(18),
          },
        ],
      },
    });
    const application = await market.accepted(campaign, await market.creator());
    const shown = await brand.client.get(`/v1/applications/${application.id}`).expect(200);
    expect(shown.body.deliverables).toMatchObject([
      { seq: 1, postFrom: null, postBy: dayFromNow(30) },
      { seq: 2, postFrom: dayFromNow(15), postBy: dayFromNow(18) },
    ]);
  });

  test("engagement is asked for like followers are", async () => {
    const requirements = { engagementMinBasisPoints: 600 };
    const campaign = await market.campaign(brand, { requirements });
    const apply = (creator: Creator) =>
      creator.client.post(`/v1/campaigns/${campaign.id}/applications`, { pitch: "Hello" });
    // 600 engagements with each post: 5 % of 12,000 followers, 6 % of 10,000.
    const refused = await apply(await market.creator({ followersCount: 12_000 })).expect(409);
    expect(refused.body.code).toBe("engagement_not_met");
    expect(refused.body.detail).toContain("6.00");
    await apply(await market.creator({ followersCount: 10_000 })).expect(201);
  });
});

describe("examples", () => {
  test("are files of the brand's people, shown to whoever may read the brief", async () => {
    const mediaId = await market.media(brand);
    const theirs = await market.media(await market.creator());
    for (const id of [theirs, newId()]) {
      const answer = await brand.client
        .post("/v1/campaigns", body({ brief: brief({ exampleMediaIds: [mediaId, id] }) }))
        .expect(422);
      expect(answer.body.code).toBe("example_media_unknown");
      expect(pointersOf(answer)).toEqual(["/body/brief/exampleMediaIds/1"]);
    }
    const campaign = await market.campaign(brand, {
      extra: { brief: brief({ exampleMediaIds: [mediaId] }) },
    });
    const creator = await market.creator();
    const path = `/v1/campaigns/${campaign.id}/examples/${mediaId}`;
    const file = await creator.client.get(path).expect(200);
    expect(file.headers["content-type"]).toBe("image/png");
    expect((file.body as Buffer).subarray(0, 8)).toEqual(samples.png.subarray(0, 8));
    const none = await creator.client.get(`/v1/campaigns/${campaign.id}/examples/${newId()}`);
    const foreign = await creator.client.get(`/v1/campaigns/${campaign.id}/examples/${theirs}`);
    expect([none.status, foreign.status, foreign.text]).toEqual([404, 404, none.text]);
    // The picture itself stays the owner's; a draft shows nothing to creators.
    await creator.client.get(`/v1/media/${mediaId}`).expect(404);
    const draft = await market.campaign(brand, {
      status: "draft",
      extra: { brief: brief({ exampleMediaIds: [mediaId] }) },
    });
    await creator.client.get(`/v1/campaigns/${draft.id}/examples/${mediaId}`).expect(404);
    // A colleague may go on with it.
    const member = await newMember(app, brand.id);
    await member
      .patch(`/v1/campaigns/${draft.id}`, {
        version: 1,
        brief: brief({ goal: "Another", exampleMediaIds: [mediaId] }),
      })
      .expect(200);
  });
});

describe("versions of the brief", () => {
  test("a brand reads them all, creators those since it was opened; pages and hashes", async () => {
    const { id } = await market.campaign(brand, { status: "draft" });
    for (const [at, goal] of ["Second thought", "Third thought"].entries()) {
      await brand.client
        .patch(`/v1/campaigns/${id}`, { version: at + 1, brief: brief({ goal }) })
        .expect(200);
    }
    await market.deposit(brand, 33_000n, "USD");
    await brand.client.post(`/v1/campaigns/${id}/funding`, {}).expect(200);
    await brand.client.post(`/v1/campaigns/${id}/publish`).expect(200);
    await brand.client
      .post(`/v1/campaigns/${id}/brief-versions`, {
        version: 3,
        note: "คำใหม่",
        brief: brief({ goal: "Fourth" }),
      })
      .expect(201);
    const path = `/v1/campaigns/${id}/brief-versions`;
    const all = await brand.client.get(path).expect(200);
    const versions = all.body.items.map((item: { version: number }) => item.version);
    expect(versions).toEqual([4, 3, 2, 1]);
    expect(all.body.items.map((item: { isInForce: boolean }) => item.isInForce)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    for (const { brief: shown, deliverables, requirements, hash } of all.body.items) {
      expect(hashOfBrief({ brief: shown, deliverables, requirements })).toBe(hash);
    }
    expect(all.body.items[0].note).toBe("คำใหม่");
    const creator = await market.creator();
    const seen: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { body: { items: { version: number }[]; nextCursor: string | null } } =
        await creator.client
          .get(`${path}?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`)
          .expect(200);
      seen.push(...page.body.items.map((item) => item.version));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual([4, 3]);
    const stranger = await market.brand();
    const foreign = await stranger.client.get(path).expect(404);
    const none = await stranger.client.get(`/v1/campaigns/${newId()}/brief-versions`).expect(404);
    expect(foreign.text).toBe(none.text);
  });
});

describe("copies, templates and saved drafts", () => {
  test("a copy is a draft with the same terms and brief, and days of its own", async () => {
    const campaign = await market.campaign(brand, {
      extra: {
        brief: brief({ usageRights, exclusivity }),
        deliverables: [{ platform: "instagram", kind: "post", quantity: 2, until: dayFromNow(20) }],
      },
    });
    const days = { applyBy: dayFromNow(40), postBy: dayFromNow(60) };
    const path = `/v1/campaigns/${campaign.id}/copy`;
    const { body: copy } = await brand.client.post(path, { ...days, title: "Again" }).expect(201);
    const { body: original } = await brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(copy).toEqual({
      ...original,
      ...days,
      id: copy.id,
      title: "Again",
      status: "draft",
      deliverables: [{ platform: "instagram", kind: "post", quantity: 2 }],
      version: 1,
      createdAt: copy.createdAt,
    });
    const late = await brand.client
      .post(path, { applyBy: dayFromNow(-1), postBy: dayFromNow(3) })
      .expect(422);
    expect(late.body.code).toBe("campaign_apply_by_past");
    const stranger = await market.brand();
    const foreign = await stranger.client.post(path, days).expect(404);
    const none = await stranger.client.post(`/v1/campaigns/${newId()}/copy`, days).expect(404);
    expect(foreign.text).toBe(none.text);
  });

  test("a template keeps everything but the days; what is sent goes before what it says", async () => {
    const campaign = await market.campaign(brand, { extra: { brief: brief({ usageRights }) } });
    const { body: template } = await brand.client
      .post(`/v1/campaigns/${campaign.id}/template`, { name: "Rainy season" })
      .expect(201);
    expect(template.content).not.toHaveProperty("applyBy");
    expect(template.content.brief.usageRights).toEqual(usageRights);
    const from = `/v1/campaign-templates/${template.id}/campaign`;
    const missing = await brand.client.post(from, {}).expect(422);
    expect(pointersOf(missing).sort()).toEqual(["/body/applyBy", "/body/postBy"]);
    const days = { applyBy: dayFromNow(5), postBy: dayFromNow(9) };
    const made = await brand.client.post(from, { ...days, creatorsMax: 1 }).expect(201);
    expect(made.body).toMatchObject({
      ...days,
      status: "draft",
      creatorsMax: 1,
      title: "Kopi susu for the rainy season",
      brief: { usageRights },
    });
    const list = await brand.client.get("/v1/campaign-templates").expect(200);
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(template.id);
    await brand.client.delete(`/v1/campaign-templates/${template.id}`).expect(204);
    await brand.client.get(`/v1/campaign-templates/${template.id}`).expect(404);
    await brand.client.get(`/v1/campaigns/${made.body.id}`).expect(200);
  });

  test("a draft may lack anything; the answer says what, in the caller's language; then it is used up", async () => {
    const content = { title: "Half of it", brief: { goal: "Something", hashtags: ["#kopi"] } };
    const saved = await brand.client
      .post("/v1/campaign-drafts", { name: "Half", content })
      .expect(201);
    expect(saved.body).toMatchObject({ name: "Half", content, version: 1 });
    const path = `/v1/campaign-drafts/${saved.body.id}`;
    const missing = await brand.client
      .post(`${path}/campaign`, {})
      .set("Accept-Language", "th")
      .expect(422);
    expect(pointersOf(missing)).toEqual(
      expect.arrayContaining([
        "/body/compensation",
        "/body/brief/product",
        "/body/brief/disclosureTags",
        "/body/deliverables",
      ]),
    );
    expect(missing.headers["content-language"]).toBe("th");
    const { title: _title, ...rest } = body();
    const whole = { title: "Half of it", ...rest };
    const stored = await brand.client
      .put(path, { version: 1, name: "Whole", content: whole })
      .expect(200);
    expect(stored.body).toMatchObject({ name: "Whole", version: 2 });
    const lost = await brand.client
      .put(path, { version: 1, name: "Late", content: {} })
      .expect(409);
    expect(lost.body).toMatchObject({ code: "version_conflict", current: stored.body });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => brand.client.post(`${path}/campaign`, {})),
    );
    expect(statusesOf(answers)).toEqual([201, 404, 404, 404, 404]);
    await brand.client.get(path).expect(404);
  });

  test("wrong values are refused, whole ones or not", async () => {
    for (const [content, pointer] of [
      [{ applyBy: "2027-02-30" }, "/body/content/applyBy"],
      [{ brief: { hashtags: ["kopi"] } }, "/body/content/brief/hashtags/0"],
      [{ status: "open" }, "/body/content/status"],
      [{ brief: { product: { price: 1 } } }, "/body/content/brief/product/price"],
    ] as const) {
      const answer = await brand.client
        .post("/v1/campaign-drafts", { name: "Wrong", content })
        .expect(422);
      expect(pointersOf(answer)).toContain(pointer);
    }
    const brandId = newId();
    await brand.client.post("/v1/campaign-drafts", { brandId, name: "x", content: {} }).expect(404);
    await brand.client.get(`/v1/campaign-drafts?brandId=${brandId}`).expect(404);
  });

  test("others see none of them, and a creator may not ask", async () => {
    const { body: saved } = await brand.client
      .post("/v1/campaign-drafts", { name: "Mine", content: {} })
      .expect(201);
    const stranger = await market.brand();
    const foreign = await stranger.client.get(`/v1/campaign-drafts/${saved.id}`).expect(404);
    const none = await stranger.client.get(`/v1/campaign-drafts/${newId()}`).expect(404);
    expect(foreign.text).toBe(none.text);
    // A draft is no template, whoever asks.
    await brand.client.get(`/v1/campaign-templates/${saved.id}`).expect(404);
    expect((await stranger.client.get("/v1/campaign-drafts").expect(200)).body.items).toEqual([]);
    await (await market.creator()).client.get("/v1/campaign-drafts").expect(403);
  });

  test("a brand keeps 200 of each kind", async () => {
    const owner = await market.brand();
    await asOwner(
      app.database.url,
      `INSERT INTO campaign_outlines (id, brand_id, kind, name, content, created_by)
       SELECT gen_random_uuid(), $1, 'draft', 'x', '{}', $2 FROM generate_series(1, 198)`,
      [owner.id, owner.userId],
    );
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        owner.client.post("/v1/campaign-drafts", { name: "x", content: {} }),
      ),
    );
    expect(statusesOf(answers)).toEqual([201, 201, 409, 409, 409, 409]);
    await owner.client.post("/v1/campaign-templates", { name: "x", content: {} }).expect(201);
  });
});

describe("bids", () => {
  const bids = (changes: object = {}) => ({
    fee: undefined,
    pricing: "bids",
    bidRange: { min: usd(5_000), max: usd(20_000) },
    ...changes,
  });
  const bid = (campaign: Campaign, creator: Creator, asked?: bigint | number) =>
    creator.client.post(`/v1/campaigns/${campaign.id}/applications`, {
      pitch: "My price",
      ...(asked === undefined ? {} : { askedFee: usd(asked) }),
    });

  test.each([
    ["a fee beside bids", bids({ fee: usd(100) }), "campaign_fee_unexpected"],
    ["a range beside a fee", { bidRange: { min: usd(1) } }, "bid_range_unexpected"],
    [
      "limits the wrong way round",
      bids({ bidRange: { min: usd(2), max: usd(1) } }),
      "bid_range_reversed",
    ],
    [
      "a limit in another currency",
      bids({ bidRange: { min: { amountMinor: "100", currency: "EUR" } } }),
      "currency_mismatch",
    ],
    [
      "bids for products",
      bids({ compensation: "product", budget: undefined }),
      "campaign_money_unexpected",
    ],
    ["a budget for nobody", bids({ budget: usd(5_499) }), "campaign_budget_too_small"],
  ])("%s is refused", async (_name, changes, code) => {
    const answer = await brand.client.post("/v1/campaigns", body(changes)).expect(422);
    expect(answer.body.code).toBe(code);
  });

  test("pricing can change while it is a draft", async () => {
    const { id } = await market.campaign(brand, { status: "draft" });
    const changed = await brand.client
      .patch(`/v1/campaigns/${id}`, { version: 1, pricing: "bids" })
      .expect(200);
    expect(changed.body).toMatchObject({
      pricing: "bids",
      fee: usd(0),
      bidRange: { min: null, max: null },
    });
    const back = await brand.client
      .patch(`/v1/campaigns/${id}`, { version: 2, pricing: "fixed" })
      .expect(422);
    expect(back.body.code).toBe("campaign_fee_missing");
    await brand.client
      .patch(`/v1/campaigns/${id}`, { version: 2, pricing: "fixed", fee: usd(10_000) })
      .expect(200);
  });

  test("a creator names a price in the range, the brand offers it, both may haggle", async () => {
    const campaign = await market.campaign(brand, { extra: bids() });
    const creator = await market.creator();
    const seen = await creator.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(seen.body).toMatchObject({ pricing: "bids", bidRange: { max: usd(20_000) } });
    expect((await bid(campaign, creator).expect(422)).body.code).toBe("bid_missing");
    for (const wrong of [4_999, 20_001]) {
      const refused = await bid(campaign, creator, wrong).expect(422);
      expect(refused.body.code).toBe("bid_out_of_range");
      expect(refused.body.detail).toContain("50.00 – 200.00 USD");
    }
    const { body: applied } = await bid(campaign, creator, 12_345).expect(201);
    const at = (verb: string) => `/v1/applications/${applied.id}/${verb}`;
    const offered = await brand.client.post(at("offer"), {}).expect(200);
    expect(offered.body.offers[0].fee).toEqual(usd(12_345));
    const high = await creator.client
      .post(at("counter"), { version: 1, fee: usd(20_001) })
      .expect(422);
    expect(high.body.code).toBe("bid_out_of_range");
    await creator.client.post(at("counter"), { version: 1, fee: usd(15_000) }).expect(200);
    const accepted = await brand.client.post(at("accept"), { version: 2 }).expect(200);
    expect(accepted.body).toMatchObject({ fee: usd(15_000), platformFee: usd(1_500) });
  });

  test("50 bids of different prices accepted at once take exactly what fits, never more", async () => {
    const budget = 200_000n;
    const campaign = await market.campaign(brand, {
      creatorsMax: 50,
      budget,
      extra: bids(),
    });
    const offers = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const creator = await market.creator();
        // 50.00 to 197.00 dollars, in an order that mixes small and large.
        const price = 5_000 + ((at * 17) % 50) * 300;
        const { body: applied } = await bid(campaign, creator, price).expect(201);
        await brand.client.post(`/v1/applications/${applied.id}/offer`, {}).expect(200);
        return { id: applied.id as string, creator, cost: BigInt(price + price / 10) };
      }),
    );
    const answers = await Promise.all(
      offers.map(({ id, creator }) =>
        creator.client.post(`/v1/applications/${id}/accept`, { version: 1 }),
      ),
    );
    const taken = offers.filter((_, at) => answers[at]!.status === 200);
    const refused = offers.filter((_, at) => answers[at]!.status !== 200);
    const spent = taken.reduce((sum, { cost }) => sum + cost, 0n);
    const left = await creditBalance(
      app.database.unitOfWork.reader,
      accounts.campaignEscrow(campaign.id),
      "USD",
    );
    expect(left).toBe(budget - spent);
    expect(left >= 0n).toBe(true);
    expect(taken.length).toBeGreaterThan(10);
    expect(refused.length).toBeGreaterThan(5);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect([answer.status, answer.body.code]).toEqual([409, "budget_insufficient"]);
    }
    // Nobody was refused who would still fit.
    for (const { cost } of refused) expect(cost > left).toBe(true);
    const shown = await brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(shown.body.acceptedCount).toBe(taken.length);
    // The ones who fit see their money waiting, under a reference that is in the books.
    await Promise.all(
      taken.map(async ({ id, creator, cost }) => {
        const { body: own } = await creator.client.get(`/v1/applications/${id}`).expect(200);
        const [posted] = (await asOwner(
          app.database.url,
          `SELECT t.rule, sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0)::text AS amount, t.effective_at AS at
           FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
           WHERE t.reference = $1 GROUP BY t.id, t.rule, t.effective_at`,
          [own.reservation.ledgerReference],
        )) as { rule: string; amount: string; at: Date }[];
        expect(posted).toMatchObject({ rule: "L7", amount: cost.toString() });
        expect(own.reservation.amount).toEqual(own.fee);
        expect(posted!.at.toISOString()).toBe(own.reservation.reservedAt);
      }),
    );
  }, 120_000);

  test("the last place is taken once, whatever the prices", async () => {
    const campaign = await market.campaign(brand, {
      creatorsMax: 1,
      budget: 1_000_000n,
      extra: bids(),
    });
    const offers: Application[] = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const creator = await market.creator();
        const { body: applied } = await bid(campaign, creator, 6_000 + at * 1_000).expect(201);
        await brand.client.post(`/v1/applications/${applied.id}/offer`, {}).expect(200);
        return { id: applied.id, campaign, creator, version: 1 };
      }),
    );
    const answers = await Promise.all(
      offers.map(({ id, creator }) =>
        creator.client.post(`/v1/applications/${id}/accept`, { version: 1 }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
