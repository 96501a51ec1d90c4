import { createJobContext } from "../../jobs/context";
import { endCampaignJob } from "../../jobs/end-campaign-job";
import { hashOfTerms } from "../../src/features/applications/application";
import { accounts, creditBalance } from "../../src/features/ledger";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  type Campaign,
  type Creator,
  createMarketplace,
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
afterEach(() => expectNoViolations());
afterAll(() => app.close());

async function expectNoViolations(): Promise<void> {
  expect(await violationsIn(app)).toEqual([]);
}

const at = (application: Pick<Application, "id">, verb = "") =>
  `/v1/applications/${application.id}${verb && `/${verb}`}`;
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const escrowOf = (campaign: Campaign) =>
  creditBalance(
    app.database.unitOfWork.reader,
    accounts.campaignEscrow(campaign.id),
    campaign.currency,
  );
const reservedFor = (application: Application) =>
  creditBalance(
    app.database.unitOfWork.reader,
    accounts.applicationReserved(application.id),
    application.campaign.currency,
  );
const eventsOf = async (application: Pick<Application, "id">) =>
  (
    (await app.database.dataSource.query(
      "SELECT topic FROM outbox WHERE payload ->> 'applicationId' = $1 ORDER BY id",
      [application.id],
    )) as { topic: string }[]
  ).map((row) => row.topic);
const auditOf = async (application: Pick<Application, "id">) =>
  (
    (await app.database.dataSource.query(
      "SELECT action FROM audit_events WHERE object_id = $1 ORDER BY id",
      [application.id],
    )) as { action: string }[]
  ).map((row) => row.action);

test("from application to acceptance: the fee is frozen, reserved and shown before work starts", async () => {
  const campaign = await market.campaign(brand, {
    deliverables: [
      { platform: "instagram", kind: "reel", quantity: 2 },
      { platform: "tiktok", kind: "video", quantity: 1 },
    ],
  });
  const creator = await market.creator();
  const pitch = "ฉันดื่มกาแฟนี้ทุกวันค่ะ ☕ — à la carte";
  const applied = await creator.client
    .post(`/v1/campaigns/${campaign.id}/applications`, { pitch, askedFee: usd("12000") })
    .expect(201);
  expect(applied.body).toMatchObject({
    status: "applied",
    pitch,
    askedFee: usd("12000"),
    offerVersion: 0,
    fee: null,
    reservation: null,
    deliverables: [],
  });
  const { id } = applied.body;
  await brand.client.post(at({ id }, "shortlist")).expect(200);
  const offered = await brand.client
    .post(at({ id }, "offer"), { note: "Kami suka gaya Anda" })
    .expect(200);
  expect(offered.body.offers).toHaveLength(1);
  const countered = await creator.client
    .post(at({ id }, "counter"), { version: 1, fee: usd("10001"), note: "ขอเพิ่มหนึ่งเซ็นต์" })
    .expect(200);
  expect(countered.body).toMatchObject({ status: "countered", offerVersion: 2 });
  const accepted = await brand.client.post(at({ id }, "accept"), { version: 2 }).expect(200);
  expect(accepted.body).toMatchObject({
    status: "accepted",
    fee: usd("10001"),
    platformFee: usd("1000"),
    reservation: {
      amount: usd("11001"),
      ledgerReference: `application:${id}:reserved`,
    },
  });
  const [, second] = accepted.body.offers;
  expect(second).toMatchObject({ madeBy: "creator", note: "ขอเพิ่มหนึ่งเซ็นต์", fee: usd("10001") });
  expect(accepted.body.termsHash).toBe(second.termsHash);
  expect(hashOfTerms(second.terms)).toBe(second.termsHash);
  const fees = accepted.body.deliverables.map(
    (d: { seq: number; platform: string; fee: object }) => [d.seq, d.platform, d.fee],
  );
  expect(fees).toEqual([
    [1, "instagram", usd("3335")],
    [2, "instagram", usd("3333")],
    [3, "tiktok", usd("3333")],
  ]);
  // The creator sees that the money waits, and nothing of what the platform earns or the brand has.
  const seen = await creator.client.get(at({ id })).expect(200);
  expect(seen.body.reservation.amount).toEqual(usd("10001"));
  expect(seen.body.platformFee).toBeNull();
  expect(seen.text).not.toContain("budget");
  expect(await escrowOf(campaign)).toBe(33_000n - 11_001n);
  expect(await eventsOf({ id })).toEqual([
    "application.applied",
    "application.offered",
    "application.countered",
    "application.accepted",
  ]);
  expect(await auditOf({ id })).toEqual([
    "application.applied",
    "application.shortlisted",
    "application.offered",
    "application.countered",
    "application.accepted",
  ]);
});

test("a campaign that gives products moves no money and takes no fee", async () => {
  const campaign = await market.campaign(brand, { compensation: "product" });
  const creator = await market.creator({ followersCount: 547 });
  const application = await market.offered(campaign, creator);
  const refused = await creator.client
    .post(at(application, "counter"), { version: 1, fee: usd("1") })
    .expect(422);
  expect(refused.body.code).toBe("fee_unexpected");
  const { body } = await creator.client.post(at(application, "accept"), { version: 1 }).expect(200);
  expect(body).toMatchObject({ status: "accepted", fee: usd("0"), reservation: null });
  expect(body.deliverables).toHaveLength(1);
});

describe("applying", () => {
  const apply = (creator: Creator, campaign: { id: string }) =>
    creator.client.post(`/v1/campaigns/${campaign.id}/applications`, { pitch: "Hello" });

  test("once for each campaign, even when sent many times at once", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const answers = await Promise.all(Array.from({ length: 6 }, () => apply(creator, campaign)));
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409, 409, 409]);
    expect((await apply(creator, campaign).expect(409)).body.code).toBe("already_applied");
  });

  test("a campaign that nobody may see is not found, one that was open is refused", async () => {
    const creator = await market.creator();
    const unknown = await apply(creator, { id: newId() }).expect(404);
    for (const status of ["draft", "funded"] as const) {
      const hidden = await apply(creator, await market.campaign(brand, { status })).expect(404);
      expect(hidden.text).toBe(unknown.text);
    }
    const campaign = await market.campaign(brand);
    await brand.client.post(`/v1/campaigns/${campaign.id}/pause`).expect(200);
    expect((await apply(creator, campaign).expect(409)).body.code).toBe("campaign_not_open");
    await brand.client.post(`/v1/campaigns/${campaign.id}/resume`).expect(200);
    await brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
    expect((await apply(creator, campaign).expect(409)).body.code).toBe("campaign_not_open");
  });

  test("not after the last day", async () => {
    const campaign = await market.campaign(brand);
    await asOwner(
      app.database.url,
      "UPDATE campaigns SET apply_by = current_date - 1 WHERE id = $1",
      [campaign.id],
    );
    const { body } = await apply(await market.creator(), campaign).expect(409);
    expect(body.code).toBe("application_deadline_passed");
    await asOwner(app.database.url, "UPDATE campaigns SET apply_by = current_date WHERE id = $1", [
      campaign.id,
    ]);
    await apply(await market.creator(), campaign).expect(201);
  });

  test("with an account on a promised platform and an audience that fits", async () => {
    const campaign = await market.campaign(brand, {
      requirements: { followersMin: 1_000, followersMax: 90_000 },
    });
    const elsewhere = await market.creator({ platform: "youtube" });
    expect((await apply(elsewhere, campaign).expect(409)).body.code).toBe("social_account_missing");
    for (const followersCount of [999, 90_001]) {
      const creator = await market.creator({ followersCount });
      const { body } = await apply(creator, campaign).set("Accept-Language", "id").expect(409);
      expect(body.code).toBe("requirements_not_met");
      expect(body.detail).toContain("1000–90000 pengikut");
    }
    for (const followersCount of [1_000, 90_000]) {
      await apply(await market.creator({ followersCount }), campaign).expect(201);
    }
  });

  test("never to a brand of one's own, and a member never decides about their own work", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const application = await market.applied(await market.campaign(brand), creator);
    await asOwner(
      app.database.url,
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_manager')",
      [brand.id, creator.userId],
    );
    expect((await apply(creator, campaign).expect(409)).body.code).toBe("own_campaign");
    expect((await creator.client.post(at(application, "offer"), {}).expect(403)).body.code).toBe(
      "not_allowed",
    );
    await creator.client.post(at(application, "shortlist")).expect(403);
  });

  test.each([
    ["no pitch", {}, "/body/pitch"],
    ["a blank pitch", { pitch: " \n " }, "/body/pitch"],
    ["a pitch that is too long", { pitch: "x".repeat(4_001) }, "/body/pitch"],
    ["U+0000", { pitch: "a\u0000b" }, "/body/pitch"],
    ["half a surrogate pair", { pitch: "a\ud83d" }, "/body/pitch"],
    ["a pitch of another type", { pitch: 5 }, "/body/pitch"],
    ["an extra field", { pitch: "a", status: "accepted" }, "/body/status"],
    ["a fee of zero", { pitch: "a", askedFee: usd("0") }, "/body/askedFee/amountMinor"],
    ["a negative fee", { pitch: "a", askedFee: usd("-1") }, "/body/askedFee/amountMinor"],
    ["a fee with decimals", { pitch: "a", askedFee: usd("1.5") }, "/body/askedFee/amountMinor"],
    [
      "a fee as number",
      { pitch: "a", askedFee: { amountMinor: 5, currency: "USD" } },
      "/body/askedFee/amountMinor",
    ],
    [
      "too large a fee",
      { pitch: "a", askedFee: usd("1000000000000001") },
      "/body/askedFee/amountMinor",
    ],
    ["full-width digits", { pitch: "a", askedFee: usd("１") }, "/body/askedFee/amountMinor"],
    [
      "an unknown currency",
      { pitch: "a", askedFee: { amountMinor: "1", currency: "XXX" } },
      "/body/askedFee/currency",
    ],
  ])("%s is refused", async (_name, body, pointer) => {
    const campaign = await market.campaign(brand);
    const { client } = await market.creator();
    const answer = await client.post(`/v1/campaigns/${campaign.id}/applications`, body).expect(422);
    expect(answer.body.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(
      pointer,
    );
  });

  test("another currency than the campaign's is refused with a pointer", async () => {
    const campaign = await market.campaign(brand);
    const { client } = await market.creator();
    const askedFee = { amountMinor: "100", currency: "THB" };
    const { body } = await client
      .post(`/v1/campaigns/${campaign.id}/applications`, { pitch: "a", askedFee })
      .expect(422);
    expect(body).toMatchObject({
      code: "currency_mismatch",
      errors: [{ pointer: "/body/askedFee/currency" }],
    });
  });
});

describe("offers", () => {
  test("only the latest version can be answered", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const application = await market.offered(campaign, creator);
    const stale = await creator.client
      .post(at(application, "counter"), { version: 2, fee: usd("11000") })
      .expect(409);
    expect(stale.body).toMatchObject({
      code: "offer_changed",
      current: { status: "offered", offerVersion: 1 },
    });
    await creator.client
      .post(at(application, "counter"), { version: 1, fee: usd("11000") })
      .expect(200);
    const old = await brand.client.post(at(application, "accept"), { version: 1 }).expect(409);
    expect(old.body.code).toBe("offer_changed");
    const blind = await brand.client
      .post(at(application, "offer"), { version: 1, fee: usd("10500") })
      .expect(409);
    expect(blind.body.code).toBe("offer_changed");
    await brand.client
      .post(at(application, "offer"), { version: 2, fee: usd("10500") })
      .expect(200);
    await creator.client.post(at(application, "accept"), { version: 3 }).expect(200);
  });

  test("after 60 offers somebody has to decide", async () => {
    const application = await market.offered(await market.campaign(brand), await market.creator());
    await asOwner(app.database.url, "UPDATE applications SET offer_version = 60 WHERE id = $1", [
      application.id,
    ]);
    const { body } = await application.creator.client
      .post(at(application, "counter"), { version: 60, fee: usd("11000") })
      .expect(409);
    expect(body.code).toBe("offers_full");
    await application.creator.client.post(at(application, "decline")).expect(200);
  });

  test("the side that made an offer cannot accept it", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const application = await market.offered(campaign, creator);
    const own = await brand.client.post(at(application, "accept"), { version: 1 }).expect(409);
    expect(own.body.code).toBe("offer_is_own");
    await creator.client
      .post(at(application, "counter"), { version: 1, fee: usd("11000") })
      .expect(200);
    const theirs = await creator.client.post(at(application, "accept"), { version: 2 }).expect(409);
    expect(theirs.body.code).toBe("offer_is_own");
  });

  test("a brand member may choose, but only a manager speaks about money", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const application = await market.applied(campaign, creator);
    const member = await newMember(app, brand.id);
    await member.post(at(application, "shortlist")).expect(200);
    await member.post(at(application, "offer"), {}).expect(403);
    await brand.client.post(at(application, "offer"), {}).expect(200);
    await creator.client
      .post(at(application, "counter"), { version: 1, fee: usd("11000") })
      .expect(200);
    await member.post(at(application, "accept"), { version: 2 }).expect(403);
    await member.post(at(application, "decline")).expect(403);
    const { body } = await brand.client.post(at(application, "decline")).expect(200);
    expect(body.status).toBe("declined");
  });

  test("none while the campaign is paused", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const application = await market.applied(campaign, creator);
    const other = await market.offered(campaign, await market.creator());
    await brand.client.post(`/v1/campaigns/${campaign.id}/pause`).expect(200);
    const refusals = [
      await brand.client.post(at(application, "offer"), {}).expect(409),
      await other.creator.client
        .post(at(other, "counter"), { version: 1, fee: usd("1") })
        .expect(409),
      await other.creator.client.post(at(other, "accept"), { version: 1 }).expect(409),
    ];
    for (const { body } of refusals) expect(body.code).toBe("campaign_not_open");
  });

  test("more than the campaign has set aside cannot be accepted, and nothing is left behind", async () => {
    const campaign = await market.campaign(brand, { fee: 10_000n, budget: 11_000n });
    const creator = await market.creator();
    const application = await market.offered(campaign, creator, 10_001n);
    const refused = await creator.client
      .post(at(application, "accept"), { version: 1 })
      .expect(409);
    expect(refused.body.code).toBe("budget_insufficient");
    expect(await escrowOf(campaign)).toBe(11_000n);
    const { body } = await creator.client.get(at(application)).expect(200);
    expect(body).toMatchObject({ status: "offered", fee: null, deliverables: [] });
    const shown = await brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(shown.body.acceptedCount).toBe(0);
  });

  test.each([
    ["offer", { fee: usd("0") }, "/body/fee/amountMinor"],
    ["offer", { fee: usd("1e3") }, "/body/fee/amountMinor"],
    ["offer", { note: "\u0000" }, "/body/note"],
    ["offer", { note: "\udc00" }, "/body/note"],
    ["offer", { note: "" }, "/body/note"],
    ["offer", { note: "x".repeat(2_001) }, "/body/note"],
    ["offer", { version: "1" }, "/body/version"],
    ["offer", { platformFee: usd("0") }, "/body/platformFee"],
    ["counter", { fee: usd("1") }, "/body/version"],
    ["counter", { version: 1 }, "/body/fee"],
    ["counter", { version: 1.5, fee: usd("1") }, "/body/version"],
    ["counter", { version: 1, fee: usd("1"), note: "a\ud800b" }, "/body/note"],
    ["accept", {}, "/body/version"],
    ["accept", { version: 0 }, "/body/version"],
    ["accept", { version: 1, fee: usd("999") }, "/body/fee"],
  ])("%s %j is refused", async (verb, body, pointer) => {
    const creator = await market.creator();
    const application = await market.offered(await market.campaign(brand), creator);
    const { client } = verb === "offer" ? brand : creator;
    const answer = await client.post(at(application, verb), body).expect(422);
    expect(answer.body.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(
      pointer,
    );
  });
});

describe("saying no", () => {
  const stages: Record<string, (campaign: Campaign, creator: Creator) => Promise<Application>> = {
    applied: (campaign, creator) => market.applied(campaign, creator),
    invited: async (campaign, creator) => {
      const { body } = await brand.client
        .post(`/v1/campaigns/${campaign.id}/invitations`, { creatorId: creator.id })
        .expect(201);
      return { id: body.id, campaign, creator, version: 0 };
    },
    shortlisted: async (campaign, creator) => {
      const application = await market.applied(campaign, creator);
      await brand.client.post(at(application, "shortlist")).expect(200);
      return application;
    },
    offered: (campaign, creator) => market.offered(campaign, creator),
    countered: async (campaign, creator) => {
      const application = await market.offered(campaign, creator);
      await creator.client
        .post(at(application, "counter"), { version: 1, fee: usd("11000") })
        .expect(200);
      return { ...application, version: 2 };
    },
    accepted: (campaign, creator) => market.accepted(campaign, creator),
    declined: async (campaign, creator) => {
      const application = await market.applied(campaign, creator);
      await brand.client.post(at(application, "decline")).expect(200);
      return application;
    },
    withdrawn: async (campaign, creator) => {
      const application = await market.applied(campaign, creator);
      await creator.client.post(at(application, "withdraw")).expect(200);
      return application;
    },
  };
  /** Who may do what from where; everything else is 409 and changes nothing. */
  const allowed: Record<string, string[]> = {
    applied: ["brand shortlist", "brand offer", "brand decline", "creator withdraw"],
    invited: [
      "brand offer",
      "brand decline",
      "brand withdraw",
      "creator decline",
      "creator withdraw",
    ],
    shortlisted: ["brand offer", "brand decline", "creator withdraw"],
    offered: [
      "creator counter",
      "creator accept",
      "creator decline",
      "creator withdraw",
      "brand withdraw",
    ],
    countered: [
      "brand offer",
      "brand accept",
      "brand decline",
      "brand withdraw",
      "creator withdraw",
    ],
    accepted: [],
    declined: [],
    withdrawn: [],
  };
  const acts = [
    "brand shortlist",
    "brand offer",
    "brand accept",
    "brand decline",
    "brand withdraw",
    "creator counter",
    "creator accept",
    "creator decline",
    "creator withdraw",
  ];
  const bodies = (verb: string, version: number) => {
    if (verb === "counter") return { version, fee: usd("10500") };
    if (verb === "accept") return { version };
    return verb === "offer" ? {} : undefined;
  };

  test.each(Object.keys(stages))(
    "every act from `%s` is allowed or leaves no trace",
    async (from) => {
      const campaign = await market.campaign(brand, { creatorsMax: 20 });
      for (const act of acts) {
        const [side = "", verb = ""] = act.split(" ");
        const creator = await market.creator();
        const application = await stages[from]!(campaign, creator);
        const before = await creator.client.get(at(application)).expect(200);
        const client: Client = side === "brand" ? brand.client : creator.client;
        const answer = await client.post(
          at(application, verb),
          bodies(verb, Math.max(1, application.version)),
        );
        const isAllowed = allowed[from]!.includes(act);
        expect([act, answer.status]).toEqual([act, isAllowed ? 200 : 409]);
        if (isAllowed) continue;
        expect(["application_state", "offer_is_own"]).toContain(answer.body.code);
        expect((await creator.client.get(at(application)).expect(200)).text).toBe(before.text);
      }
    },
  );

  test("what the creator withdrew stays unique: no second application", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    await stages["withdrawn"]!(campaign, creator);
    const again = await creator.client
      .post(`/v1/campaigns/${campaign.id}/applications`, { pitch: "Again" })
      .expect(409);
    expect(again.body.code).toBe("already_applied");
  });
});

describe("many at once", () => {
  let crowd: Creator[];
  beforeAll(async () => {
    crowd = await Promise.all(Array.from({ length: 50 }, () => market.creator()));
  }, 60_000);

  const fiftyOffers = async (campaign: Campaign) =>
    await Promise.all(crowd.map((creator) => market.offered(campaign, creator)));

  const acceptAll = async (offers: Application[]) =>
    await Promise.all(
      offers.map((offer) => offer.creator.client.post(at(offer, "accept"), { version: 1 })),
    );

  test("50 acceptances for three places take exactly three", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 3, budget: 1_000_000n });
    const answers = await acceptAll(await fiftyOffers(campaign));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3);
    const refusals = answers.filter((answer) => answer.status !== 200);
    expect(new Set(refusals.map((answer) => answer.body.code))).toEqual(new Set(["campaign_full"]));
    expect(await escrowOf(campaign)).toBe(1_000_000n - 33_000n);
  }, 60_000);

  test("50 acceptances for a budget of three take exactly three", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 50, budget: 33_000n });
    const answers = await acceptAll(await fiftyOffers(campaign));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3);
    const refusals = answers.filter((answer) => answer.status !== 200);
    expect(new Set(refusals.map((answer) => answer.body.code))).toEqual(
      new Set(["budget_insufficient"]),
    );
    expect(await escrowOf(campaign)).toBe(0n);
    const shown = await brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(shown.body.acceptedCount).toBe(3);
  }, 60_000);

  test("one offer accepted ten times at once is accepted once", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const application = await market.offered(campaign, creator);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        creator.client.post(at(application, "accept"), { version: 1 }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await reservedFor(application)).toBe(11_000n);
    const shown = await brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
    expect(shown.body.acceptedCount).toBe(1);
  });

  test.each(["accept first", "withdraw first"])(
    "acceptance and withdrawal race, %s: one wins and the money follows",
    async (order) => {
      const outcomes = new Set<string>();
      for (let round = 0; round < 6; round++) {
        const campaign = await market.campaign(brand);
        const creator = await market.creator();
        const application = await market.offered(campaign, creator);
        const accept = () => creator.client.post(at(application, "accept"), { version: 1 });
        const withdraw = () => brand.client.post(at(application, "withdraw"));
        const calls = order === "accept first" ? [accept, withdraw] : [withdraw, accept];
        const answers = await Promise.all(calls.map((call) => call()));
        expect(statusesOf(answers)).toEqual([200, 409]);
        const { body } = await creator.client.get(at(application)).expect(200);
        expect(await reservedFor(application)).toBe(body.status === "accepted" ? 11_000n : 0n);
        expect(await escrowOf(campaign)).toBe(body.status === "accepted" ? 22_000n : 33_000n);
        const shown = await brand.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
        expect(shown.body.acceptedCount).toBe(body.status === "accepted" ? 1 : 0);
        outcomes.add(body.status);
      }
      for (const outcome of outcomes) expect(["accepted", "withdrawn"]).toContain(outcome);
    },
  );

  test("withdrawal and acceptance one after the other, both ways", async () => {
    const campaign = await market.campaign(brand);
    const first = await market.offered(campaign, await market.creator());
    await first.creator.client.post(at(first, "withdraw")).expect(200);
    const late = await first.creator.client.post(at(first, "accept"), { version: 1 }).expect(409);
    expect(late.body).toMatchObject({
      code: "application_state",
      current: { status: "withdrawn" },
    });
    const second = await market.accepted(campaign, await market.creator());
    const after = await second.creator.client.post(at(second, "withdraw")).expect(409);
    expect(after.body).toMatchObject({
      code: "application_state",
      current: { status: "accepted" },
    });
    expect(await reservedFor(second)).toBe(11_000n);
  });
});

describe("walls", () => {
  const verbs = [
    ["shortlist", undefined],
    ["offer", {}],
    ["counter", { version: 1, fee: usd("1") }],
    ["accept", { version: 1 }],
    ["decline", undefined],
    ["withdraw", undefined],
  ] as const;

  test("a foreign application is answered like one that does not exist, to the byte", async () => {
    const application = await market.offered(await market.campaign(brand), await market.creator());
    const before = await brand.client.get(at(application)).expect(200);
    for (const { client } of [await market.brand(), await market.creator()]) {
      const unknown = { id: newId() };
      const [foreign, none] = [await client.get(at(application)), await client.get(at(unknown))];
      expect([foreign.status, foreign.text]).toEqual([404, none.text]);
      for (const [verb, body] of verbs) {
        const theirs = await client.post(at(application, verb), body);
        const nobody = await client.post(at(unknown, verb), body);
        expect([verb, theirs.status, theirs.text]).toEqual([verb, nobody.status, nobody.text]);
        expect([403, 404]).toContain(theirs.status);
      }
    }
    expect((await brand.client.get(at(application)).expect(200)).text).toBe(before.text);
  });

  test("lists show each side its own", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const first = await market.applied(campaign, creator);
    const second = await market.applied(campaign, await market.creator());
    const list = `/v1/campaigns/${campaign.id}/applications`;
    const { body } = await brand.client.get(list).expect(200);
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([second.id, first.id]);
    const page = await brand.client.get(`${list}?limit=1`).expect(200);
    const rest = await brand.client
      .get(`${list}?limit=1&cursor=${page.body.nextCursor}`)
      .expect(200);
    expect(rest.body.items.map((item: { id: string }) => item.id)).toEqual([first.id]);
    expect((await brand.client.get(`${list}?status=offered`).expect(200)).body.items).toEqual([]);
    const mine = await creator.client.get("/v1/applications").expect(200);
    expect(mine.body.items).toHaveLength(1);
    expect(mine.body.items[0]).toMatchObject({ id: first.id, platformFee: null });
    const stranger = await market.brand();
    const foreign = await stranger.client.get(list).expect(404);
    const none = await stranger.client.get(`/v1/campaigns/${newId()}/applications`).expect(404);
    expect(foreign.text).toBe(none.text);
    await creator.client.get(list).expect(403);
    await brand.client.get("/v1/applications").expect(403);
    await brand.client.get(`${list}?status=unknown`).expect(422);
  });

  test("a key is required, a repeated one repeats the answer and not the deed", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const bare = await app.http
      .post(`/v1/campaigns/${campaign.id}/applications`)
      .set("Authorization", `Bearer ${creator.client.token}`)
      .send({ pitch: "Hello" })
      .expect(400);
    expect(bare.body.code).toBe("idempotency_key_required");
    const application = await market.offered(campaign, creator);
    const accept = () =>
      creator.client
        .post(at(application, "accept"), { version: 1 })
        .set("Idempotency-Key", "accept-once");
    const first = await accept().expect(200);
    const again = await accept().expect(200);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
    expect(await reservedFor(application)).toBe(11_000n);
  });

  test("nobody is answered without logging in", async () => {
    const path = `/v1/applications/${newId()}`;
    const read = await app.http.get(path);
    const write = await app.http.post(`${path}/accept`).send({ version: 1 });
    expect([read.status, write.status]).toEqual([401, 401]);
  });
});

test("when one creator has finished, the offers to the others stand until the campaign is over", async () => {
  const campaign = await market.campaign(brand);
  const others = [
    await market.applied(campaign, await market.creator()),
    await market.offered(campaign, await market.creator()),
  ];
  await market.endorsed(await market.accepted(campaign, await market.creator()));
  const end = async () => {
    const { services, queue } = app.composition;
    await endCampaignJob.handle(createJobContext(services, queue), { campaignId: campaign.id });
    const answers = await Promise.all(
      others.map((application) => application.creator.client.get(at(application)).expect(200)),
    );
    return answers.map(({ body }) => body.status as string);
  };
  // The same job is asked for by every collaboration that ends.
  expect(await end()).toEqual(["applied", "offered"]);
  await brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
  expect(await end()).toEqual(["expired", "expired"]);
});
