/** A brief that changes after creators agreed: each is asked, and nothing changes silently. */
import { createHash } from "node:crypto";
import { hashOfTerms } from "../../src/features/applications/application";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  type Campaign,
  campaignBody,
  createMarketplace,
  dayFromNow,
  type Marketplace,
  statusesOf,
  violationsIn,
} from "../support/marketplace";
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

/** As docs/campaigns.md tells others to make it. */
function hashByHand(terms: object): string {
  const sorted = (_key: string, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash("sha256").update(JSON.stringify(terms, sorted)).digest("hex");
}

const at = ({ id }: { id: string }, verb = "") => `/v1/applications/${id}${verb && `/${verb}`}`;
const versionsOf = ({ id }: { id: string }) => `/v1/campaigns/${id}/brief-versions`;
const brief = (changes: object = {}) => ({ ...campaignBody().brief, ...changes });
const propose = (campaign: Campaign, changes: object) =>
  brand.client.post(versionsOf(campaign), { version: 1, note: "New words", ...changes });
const detail = async (application: Application) =>
  (await application.creator.client.get(at(application)).expect(200)).body;
const mailKinds = async ({ id }: Application) =>
  (
    (await asOwner(
      app.database.url,
      `SELECT topic FROM outbox WHERE payload ->> 'applicationId' = $1
         AND topic LIKE 'application.terms%' ORDER BY id`,
      [id],
    )) as { topic: string }[]
  ).map(({ topic }) => topic);

test("each accepted creator is asked; one agrees, one keeps the old terms, others get the new", async () => {
  const campaign = await market.campaign(brand, { creatorsMax: 5 });
  const agreeing = await market.accepted(campaign, await market.creator());
  const keeping = await market.accepted(campaign, await market.creator());
  const before = await detail(agreeing);
  const usageRights = { kinds: ["website"], territories: [], periodDays: 365 };
  const answer = await propose(campaign, {
    brief: brief({ usageRights, disclosureTags: ["#iklan"] }),
    postBy: dayFromNow(45),
  }).expect(201);
  expect(answer.body).toMatchObject({
    briefVersion: 2,
    version: 2,
    postBy: dayFromNow(45),
    brief: { usageRights },
  });

  // Asked, and nothing has changed.
  const asked = await detail(agreeing);
  expect(asked).toMatchObject({
    termsHash: before.termsHash,
    offerVersion: 1,
    askedBriefVersion: 2,
    deliverables: before.deliverables,
    termsChanges: [{ briefVersion: 2, status: "asked", note: "New words", terms: { usageRights } }],
  });
  const [change] = asked.termsChanges;
  expect(hashOfTerms(change.terms)).toBe(change.termsHash);
  expect(hashByHand(change.terms)).toBe(change.termsHash);
  expect(change.terms.fee).toEqual(before.offers[0].terms.fee);

  const accepted = await agreeing.creator.client
    .post(at(agreeing, "accept-terms"), { briefVersion: 2 })
    .expect(200);
  expect(accepted.body).toMatchObject({
    status: "accepted",
    termsHash: change.termsHash,
    offerVersion: 2,
    askedBriefVersion: null,
    fee: before.fee,
    reservation: before.reservation,
    termsChanges: [{ status: "accepted" }],
  });
  expect(accepted.body.offers[1]).toMatchObject({
    version: 2,
    madeBy: "brand",
    termsHash: change.termsHash,
    terms: { briefVersion: 2, disclosureTags: ["#iklan"], postBy: dayFromNow(45) },
  });
  expect(accepted.body.deliverables[0].postBy).toBe(dayFromNow(45));
  const shown = await brand.client.get(at(agreeing)).expect(200);
  expect(shown.body.termsHash).toBe(change.termsHash);

  await keeping.creator.client.post(at(keeping, "keep-terms"), { briefVersion: 2 }).expect(200);
  const kept = await detail(keeping);
  expect(kept).toMatchObject({
    offerVersion: 1,
    askedBriefVersion: null,
    termsChanges: [{ status: "kept" }],
    deliverables: [{ postBy: dayFromNow(30) }],
  });
  expect(kept.termsHash).toBe(kept.offers[0].termsHash);

  const later = await market.offered(campaign, await market.creator());
  const offer = (await detail(later)).offers[0];
  expect(offer.terms).toMatchObject({ briefVersion: 2, usageRights, postBy: dayFromNow(45) });
  expect(await mailKinds(agreeing)).toEqual([
    "application.terms_asked",
    "application.terms_accepted",
  ]);
  expect(await mailKinds(keeping)).toEqual(["application.terms_asked", "application.terms_kept"]);

  // The label of the terms each agreed to is the one that is looked for.
  await market.submitted(keeping, { caption: "Slow. #ad" });
  const submitted = await market.submitted(agreeing, { caption: "Slow. #ad" });
  const approve = await brand.client.post(`/v1/submissions/${submitted.id}/approve`);
  expect(approve.status).not.toBe(200);
});

test("a later version takes the place of an unanswered question", async () => {
  const campaign = await market.campaign(brand);
  const application = await market.accepted(campaign, await market.creator());
  await propose(campaign, { brief: brief({ goal: "Two" }) }).expect(201);
  await propose(campaign, { version: 2, brief: brief({ goal: "Three" }) }).expect(201);
  const late = await application.creator.client
    .post(at(application, "accept-terms"), { briefVersion: 2 })
    .expect(409);
  expect(late.body).toMatchObject({ code: "terms_change_state", current: { status: "lapsed" } });
  const statuses = (await detail(application)).termsChanges.map(
    ({ briefVersion, status }: { briefVersion: number; status: string }) => [briefVersion, status],
  );
  expect(statuses).toEqual([
    [2, "lapsed"],
    [3, "asked"],
  ]);
});

test("who accepts an offer made under an earlier brief agrees to that, and is asked at once", async () => {
  const campaign = await market.campaign(brand);
  const application = await market.offered(campaign, await market.creator());
  await propose(campaign, { brief: brief({ goal: "Another" }) }).expect(201);
  const { body } = await application.creator.client
    .post(at(application, "accept"), { version: 1 })
    .expect(200);
  expect(body.offers[0].terms.briefVersion).toBe(1);
  expect(body).toMatchObject({
    termsHash: body.offers[0].termsHash,
    askedBriefVersion: 2,
    termsChanges: [{ briefVersion: 2, status: "asked" }],
  });
});

describe("a question", () => {
  const stages = {
    asked: async () => undefined,
    accepted: async (application: Application) => {
      await application.creator.client
        .post(at(application, "accept-terms"), { briefVersion: 2 })
        .expect(200);
    },
    kept: async (application: Application) => {
      await application.creator.client
        .post(at(application, "keep-terms"), { briefVersion: 2 })
        .expect(200);
    },
    lapsed: async ({ campaign }: Application) => {
      await propose(campaign, { version: 2, brief: brief({ goal: "Three" }) }).expect(201);
    },
  };
  const pairs = Object.keys(stages).flatMap((from) =>
    ["accept-terms", "keep-terms"].map((verb) => [verb, from as keyof typeof stages] as const),
  );
  test.each(pairs)("%s from %s", async (verb, from) => {
    const campaign = await market.campaign(brand);
    const application = await market.accepted(campaign, await market.creator());
    await propose(campaign, { brief: brief({ goal: "Two" }) }).expect(201);
    await stages[from](application);
    const before = await detail(application);
    const answer = await application.creator.client.post(at(application, verb), {
      briefVersion: 2,
    });
    expect(answer.status).toBe(from === "asked" ? 200 : 409);
    if (from === "asked") return;
    expect(answer.body.code).toBe("terms_change_state");
    expect(await detail(application)).toEqual(before);
  });

  test("answered twice at once is answered once", async () => {
    for (const order of [0, 1]) {
      const campaign = await market.campaign(brand);
      const application = await market.accepted(campaign, await market.creator());
      await propose(campaign, { brief: brief({ goal: "Two" }) }).expect(201);
      const verbs = ["accept-terms", "keep-terms", "accept-terms", "keep-terms"];
      const answers = await Promise.all(
        (order === 0 ? verbs : verbs.toReversed()).map((verb) =>
          application.creator.client.post(at(application, verb), { briefVersion: 2 }),
        ),
      );
      expect(statusesOf(answers)).toEqual([200, 409, 409, 409]);
      const shown = await detail(application);
      expect(shown.offers).toHaveLength(shown.termsChanges[0].status === "accepted" ? 2 : 1);
    }
  });

  test("is the creator's to answer, while the work goes on, and about a version that was asked", async () => {
    const campaign = await market.campaign(brand);
    const application = await market.accepted(campaign, await market.creator());
    const none = await application.creator.client
      .post(at(application, "keep-terms"), { briefVersion: 2 })
      .expect(409);
    expect(none.body.code).toBe("terms_not_asked");
    await propose(campaign, { brief: brief({ goal: "Two" }) }).expect(201);
    await brand.client.post(at(application, "accept-terms"), { briefVersion: 2 }).expect(403);
    const rival = await market.creator();
    const body = { briefVersion: 2 };
    const foreign = await rival.client.post(at(application, "accept-terms"), body).expect(404);
    const missing = await rival.client.post(at({ id: newId() }, "accept-terms"), body).expect(404);
    expect(foreign.text).toBe(missing.text);
    await application.creator.client.post(at(application, "cancel")).expect(200);
    const over = await application.creator.client
      .post(at(application, "accept-terms"), body)
      .expect(409);
    expect(over.body.code).toBe("application_state");
  });
});

describe("proposing", () => {
  test("acceptances and a new version at once: everybody agreed to one, and knows of the other", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 8 });
    const offers = await Promise.all(
      Array.from({ length: 8 }, async () => market.offered(campaign, await market.creator())),
    );
    const answers = await Promise.all([
      ...offers.map((offer) => offer.creator.client.post(at(offer, "accept"), { version: 1 })),
      propose(campaign, { brief: brief({ goal: "Two" }) }),
    ]);
    expect(statusesOf(answers)).toEqual([...Array.from({ length: 8 }, () => 200), 201]);
    for (const offer of offers) {
      expect(await detail(offer)).toMatchObject({
        askedBriefVersion: 2,
        termsChanges: [{ status: "asked" }],
      });
    }
  });

  test("two at once: one is too late and sees what the other wrote", async () => {
    const campaign = await market.campaign(brand);
    const answers = await Promise.all(
      ["Two", "Zwei", "Dua"].map((goal) => propose(campaign, { brief: brief({ goal }) })),
    );
    expect(statusesOf(answers)).toEqual([201, 409, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost!.body).toMatchObject({ code: "version_conflict", current: { briefVersion: 2 } });
  });

  test.each([
    [
      "other pieces",
      { deliverables: [{ platform: "instagram", kind: "post", quantity: 2 }] },
      422,
      "deliverables_fixed",
    ],
    ["a day before anybody applied", { postBy: dayFromNow(3) }, 422, "campaign_dates_reversed"],
    [
      "a piece due after the campaign",
      {
        deliverables: [{ platform: "instagram", kind: "post", quantity: 1, until: dayFromNow(40) }],
      },
      422,
      "deliverable_day_outside",
    ],
    [
      "another's picture",
      { brief: brief({ exampleMediaIds: [newId()] }) },
      422,
      "example_media_unknown",
    ],
    ["an old version", { version: 7 }, 409, "version_conflict"],
  ])("%s is refused", async (_name, changes, status, code) => {
    const campaign = await market.campaign(brand);
    const application = await market.accepted(campaign, await market.creator());
    const before = await detail(application);
    expect((await propose(campaign, changes).expect(status)).body.code).toBe(code);
    expect(await detail(application)).toEqual(before);
  });

  test("belongs to a manager of the brand, from funding until the campaign is over", async () => {
    const campaign = await market.campaign(brand);
    const body = { version: 1, note: "Mine" };
    const member = await newMember(app, brand.id);
    await member.post(versionsOf(campaign), body).expect(403);
    const stranger = await market.brand();
    const foreign = await stranger.client.post(versionsOf(campaign), body).expect(404);
    const none = await stranger.client.post(versionsOf({ id: newId() }), body).expect(404);
    expect(foreign.text).toBe(none.text);
    const draft = await market.campaign(brand, { status: "draft" });
    expect((await propose(draft, {}).expect(409)).body.code).toBe("campaign_state");
    await propose(await market.campaign(brand, { status: "funded" }), {}).expect(201);
    await brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
    await propose(campaign, {}).expect(201);
    const over = await market.campaign(brand);
    await brand.client.post(`/v1/campaigns/${over.id}/cancel`).expect(200);
    expect((await propose(over, {}).expect(409)).body.code).toBe("campaign_state");
  });

  test("50 times at most", async () => {
    const campaign = await market.campaign(brand);
    await asOwner(
      app.database.url,
      `INSERT INTO briefs (campaign_id, version, content)
       SELECT b.campaign_id, n, b.content FROM briefs b, generate_series(2, 50) n WHERE b.campaign_id = $1`,
      [campaign.id],
    );
    await asOwner(app.database.url, "UPDATE campaigns SET brief_version = 50 WHERE id = $1", [
      campaign.id,
    ]);
    await propose(campaign, { brief: brief({ goal: "Last" }) }).expect(201);
    const { body } = await propose(campaign, { version: 2 }).expect(409);
    expect(body.code).toBe("brief_versions_full");
  });
});
