/** Ending a collaboration early: what was earned stays earned, the rest is the campaign's again (L8). */
import { accounts, creditBalance } from "../../src/features/ledger";
import { startTestApp, type TestApp } from "../support/app";
import {
  type Brand,
  type Campaign,
  type Creator,
  createMarketplace,
  type Marketplace,
  statusesOf,
  violationsIn,
} from "../support/marketplace";

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
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

const cancel = (by: { client: Creator["client"] }, application: { id: string }) =>
  by.client.post(`/v1/applications/${application.id}/cancel`);
const escrowOf = ({ id }: Campaign) =>
  creditBalance(app.database.unitOfWork.reader, accounts.campaignEscrow(id), "USD");

test("a creator may leave at any time; the place and the money are free for somebody else", async () => {
  const campaign = await market.campaign(brand, { creatorsMax: 1 });
  const application = await market.accepted(campaign, creator);
  expect(await escrowOf(campaign)).toBe(0n);
  await market.submitted(application);
  const { body } = await cancel(creator, application).expect(200);
  expect(body).toEqual({ applicationId: application.id, status: "cancelled_by_creator" });
  expect(await escrowOf(campaign)).toBe(11_000n);
  const other = await market.accepted(campaign, await market.creator());
  expect(await escrowOf(campaign)).toBe(0n);
  expect(other.id).not.toBe(application.id);
});

test("what was endorsed before stays earned", async () => {
  const campaign = await market.campaign(brand, {
    creatorsMax: 1,
    deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
  });
  const application = await market.accepted(campaign, creator);
  await market.endorsed(application);
  await cancel(creator, application).expect(200);
  // Of 100.00 and 10.00 the first of three pieces took 33.34 and 3.34.
  expect(await escrowOf(campaign)).toBe(11_000n - 3_334n - 334n);
});

test("a brand may leave before content was handed in, and after it was rejected, but not in between", async () => {
  const campaign = await market.campaign(brand, { creatorsMax: 2 });
  const early = await market.accepted(campaign, creator);
  expect((await cancel(brand, early).expect(200)).body.status).toBe("cancelled_by_brand");
  const application = await market.accepted(campaign, await market.creator());
  const submission = await market.submitted(application);
  expect((await cancel(brand, application).expect(409)).body.code).toBe("content_waits");
  await brand.client
    .post(`/v1/submissions/${submission.id}/reject`, { reasonCode: "quality" })
    .expect(200);
  await cancel(brand, application).expect(200);
  await brand.client.post(`/v1/campaigns/${campaign.id}/cancel`).expect(200);
  expect(await escrowOf(campaign)).toBe(0n);
});

test("approved content is owed its endorsement", async () => {
  const application = await market.accepted(await market.campaign(brand), creator);
  await market.live(application);
  expect((await cancel(brand, application).expect(409)).body.code).toBe("content_waits");
});

test("of ten cancellations at once one takes effect, and nothing can be handed in afterwards", async () => {
  const campaign = await market.campaign(brand);
  const application = await market.accepted(campaign, creator);
  const before = await escrowOf(campaign);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => cancel(n % 2 ? brand : creator, application)),
  );
  expect(statusesOf(answers)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  expect(await escrowOf(campaign)).toBe(before + 11_000n);
  const late = await creator.client
    .post(`/v1/applications/${application.id}/submissions`, { caption: "late #ad" })
    .expect(409);
  expect(late.body.code).toBe("application_state");
});

test("a campaign that was closed settles when its last collaboration is broken off", async () => {
  const campaign = await market.campaign(brand, { creatorsMax: 1 });
  const application = await market.accepted(campaign, creator);
  await brand.client.post(`/v1/campaigns/${campaign.id}/close`).expect(200);
  await cancel(creator, application).expect(200);
  const [event] = (await app.database.dataSource.query(
    "SELECT payload FROM outbox WHERE topic = 'application.cancelled' AND payload ->> 'applicationId' = $1",
    [application.id],
  )) as { payload: Record<string, string> }[];
  expect(event?.payload).toMatchObject({ campaignId: campaign.id, by: "creator" });
});

test("strangers learn nothing, and an application without an agreement is withdrawn, not cancelled", async () => {
  const application = await market.offered(await market.campaign(brand), creator);
  expect((await cancel(creator, application).expect(409)).body.code).toBe("application_state");
  await cancel(await market.creator(), application).expect(404);
  await cancel(await market.brand(), application).expect(404);
});

test("a campaign whose money was taken back is not published", async () => {
  const campaign = await market.campaign(brand, { creatorsMax: 1, status: "funded" });
  const amount = { amountMinor: "1100", currency: "USD" };
  const at = `/v1/campaigns/${campaign.id}`;
  await brand.client.post(`${at}/funding/withdrawals`, { amount }).expect(200);
  expect((await brand.client.post(`${at}/publish`).expect(409)).body.code).toBe(
    "campaign_not_funded",
  );
  const back = { amount: { amountMinor: "2200", currency: "USD" } };
  await market.deposit(brand, 2_200n, "USD");
  await brand.client.post(`${at}/funding`, back).expect(200);
  await brand.client.post(`${at}/publish`).expect(200);
});
