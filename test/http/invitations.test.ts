/** Campaigns that only invited creators know of, and what an invitation may become. */
import { createJobContext } from "../../jobs/context";
import { endCampaignJob } from "../../jobs/end-campaign-job";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
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
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const closedCampaign = (options: object = {}) =>
  market.campaign(brand, { extra: { visibility: "invited" }, ...options });
const invite = (
  campaign: { id: string },
  creatorId: string,
  by: Client = brand.client,
  note?: string,
) => by.post(`/v1/campaigns/${campaign.id}/invitations`, { creatorId, ...(note ? { note } : {}) });
const at = (id: string, verb = "") => `/v1/applications/${id}${verb && `/${verb}`}`;

async function invited(campaign: Campaign, creator: Creator): Promise<string> {
  return (await invite(campaign, creator.id).expect(201)).body.id;
}

const topicsOf = async (applicationId: string) =>
  (
    (await asOwner(
      app.database.url,
      "SELECT topic, payload ->> 'by' AS by FROM outbox WHERE payload ->> 'applicationId' = $1 ORDER BY id",
      [applicationId],
    )) as { topic: string; by: string | null }[]
  ).map(({ topic, by }) => (by ? `${topic} by ${by}` : topic));

test("who is not invited finds nothing, to the byte, at any operation and in any list", async () => {
  const campaign = await closedCampaign();
  const guest = await market.creator();
  const outsider = await market.creator();
  await invited(campaign, guest);
  const none = { id: newId() };
  const apply = ({ id }: { id: string }) =>
    outsider.client.post(`/v1/campaigns/${id}/applications`, { pitch: "Let me in" });
  const reads = ["", "/brief-versions", `/examples/${newId()}`];
  const compare = async () => {
    for (const read of reads) {
      const hidden = await outsider.client.get(`/v1/campaigns/${campaign.id}${read}`);
      const missing = await outsider.client.get(`/v1/campaigns/${none.id}${read}`);
      expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
    }
    const [hidden, missing] = [await apply(campaign), await apply(none)];
    expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
  };
  await compare();
  const feed = await outsider.client.get("/v1/campaigns?limit=100").expect(200);
  expect(feed.text).not.toContain(campaign.id);
  const theirs = await guest.client.get("/v1/campaigns?limit=100").expect(200);
  expect(theirs.text).toContain(campaign.id);
  const seen = await guest.client.get(`/v1/campaigns/${campaign.id}`).expect(200);
  expect(seen.body).toMatchObject({ visibility: "invited", budget: null });
  // Later states tell outsiders nothing either.
  await brand.client.post(`/v1/campaigns/${campaign.id}/pause`).expect(200);
  await compare();
  await brand.client.post(`/v1/campaigns/${campaign.id}/resume`).expect(200);
  await brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
  await compare();
});

test("an invitation becomes an offer, and the offer an agreement", async () => {
  const campaign = await closedCampaign();
  const creator = await market.creator();
  const sent = await invite(campaign, creator.id, brand.client, "เราชอบงานของคุณ").expect(201);
  expect(sent.body).toMatchObject({ status: "invited", pitch: "", askedFee: null });
  const { id } = sent.body;
  const seen = await creator.client.get(at(id)).expect(200);
  expect(seen.body).toMatchObject({ status: "invited", unreadMessagesCount: 1 });
  const messages = await creator.client.get(at(id, "messages")).expect(200);
  expect(messages.body.items).toMatchObject([{ side: "brand", body: "เราชอบงานของคุณ" }]);
  const again = await creator.client
    .post(`/v1/campaigns/${campaign.id}/applications`, { pitch: "Yes" })
    .expect(409);
  expect(again.body.code).toBe("already_applied");
  await brand.client.post(at(id, "offer"), {}).expect(200);
  const accepted = await creator.client.post(at(id, "accept"), { version: 1 }).expect(200);
  expect(accepted.body).toMatchObject({
    status: "accepted",
    reservation: { amount: usd("10000") },
  });
  expect(await topicsOf(id)).toEqual([
    "application.invited",
    "application.message_sent by brand",
    "application.offered by brand",
    "application.accepted by creator",
  ]);
});

test("where creators name prices, an offer to an invited one names the fee", async () => {
  const campaign = await closedCampaign({
    budget: 33_000n,
    extra: { visibility: "invited", pricing: "bids", fee: undefined },
  });
  const id = await invited(campaign, await market.creator());
  const bare = await brand.client.post(at(id, "offer"), {}).expect(422);
  expect(bare.body).toMatchObject({
    code: "offer_fee_missing",
    errors: [{ pointer: "/body/fee" }],
  });
  await brand.client.post(at(id, "offer"), { fee: usd("9000") }).expect(200);
});

describe("inviting", () => {
  test("once, also when many do it at once and the creator applies meanwhile", async () => {
    const campaign = await market.campaign(brand);
    const creator = await market.creator();
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => invite(campaign, creator.id)),
      creator.client.post(`/v1/campaigns/${campaign.id}/applications`, { pitch: "Me" }),
    ]);
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409, 409, 409]);
    const codes = answers
      .slice(0, 5)
      .flatMap(({ status, body }) => (status === 409 ? [body.code] : []));
    expect(new Set(codes)).toEqual(new Set(["already_invited"]));
  });

  test("only to open campaigns of one's own, and only creators who could take part", async () => {
    const creator = await market.creator();
    const open = await market.campaign(brand);
    const unknown = await invite(open, newId()).expect(422);
    expect(unknown.body).toMatchObject({
      code: "creator_unknown",
      errors: [{ pointer: "/body/creatorId" }],
    });
    const elsewhere = await market.creator({ platform: "youtube" });
    expect((await invite(open, elsewhere.id).expect(409)).body.code).toBe("creator_unfit");
    const colleague = await market.creator();
    await asOwner(
      app.database.url,
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_member')",
      [brand.id, colleague.userId],
    );
    expect((await invite(open, colleague.id).expect(409)).body.code).toBe("creator_unfit");
    for (const status of ["draft", "funded"] as const) {
      const campaign = await market.campaign(brand, { status });
      expect((await invite(campaign, creator.id).expect(409)).body.code).toBe("campaign_not_open");
    }
    const late = await market.campaign(brand);
    await asOwner(
      app.database.url,
      "UPDATE campaigns SET apply_by = current_date - 1 WHERE id = $1",
      [late.id],
    );
    expect((await invite(late, creator.id).expect(409)).body.code).toBe(
      "application_deadline_passed",
    );
    const stranger = await market.brand();
    const foreign = await invite(open, creator.id, stranger.client).expect(404);
    const none = await invite({ id: newId() }, creator.id, stranger.client).expect(404);
    expect(foreign.text).toBe(none.text);
    await invite(open, creator.id, creator.client).expect(403);
    await invite(open, creator.id, await newMember(app, brand.id)).expect(201);
  });
});

test("an invitation can be declined, taken back, or run out", async () => {
  const campaign = await closedCampaign();
  const [declining, unwanted, waiting] = [
    await market.creator(),
    await market.creator(),
    await market.creator(),
  ];
  const declined = await invited(campaign, declining);
  const answer = await declining.client.post(at(declined, "decline")).expect(200);
  expect(answer.body.status).toBe("declined");
  expect(await topicsOf(declined)).toEqual([
    "application.invited",
    "application.invitation_declined by creator",
  ]);
  const withdrawn = await invited(campaign, unwanted);
  await brand.client.post(at(withdrawn, "withdraw")).expect(200);
  const expiring = await invited(campaign, waiting);
  await brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
  const { services, queue } = app.composition;
  await endCampaignJob.handle(createJobContext(services, queue), { campaignId: campaign.id });
  const shown = await waiting.client.get(at(expiring)).expect(200);
  expect(shown.body.status).toBe("expired");
  expect((await brand.client.post(at(expiring, "offer"), {}).expect(409)).body.code).toBe(
    "campaign_not_open",
  );
});
