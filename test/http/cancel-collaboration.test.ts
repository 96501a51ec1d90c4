/** Ending a collaboration early: what was earned stays earned, a brand pays for what is under way, the rest goes back. */
import { createJobContext } from "../../jobs/context";
import { endCampaignJob } from "../../jobs/end-campaign-job";
import { accounts, creditBalance } from "../../src/features/ledger";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
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
import { newStaff } from "../support/people";

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

const cancel = (by: { client: Creator["client"] }, application: { id: string }, body?: object) =>
  by.client.post(`/v1/applications/${application.id}/cancel`, body);
const owner = (statement: string, values: unknown[]) =>
  asOwner(app.database.url, statement, values);
const sql = async <T>(text: string, values: unknown[]) => (await owner(text, values)) as T[];
const payableOf = ({ id }: Creator) =>
  creditBalance(app.database.unitOfWork.reader, accounts.creatorPayable(id), "USD");

/** What was earned in an application, with the rule of its posting. */
const earningsOf = ({ id }: { id: string }) =>
  sql<{
    submission_id: string;
    origin: string;
    fee_minor: string;
    platform_fee_minor: string;
    rule: string;
  }>(
    `SELECT e.submission_id, e.origin, e.fee_minor, e.platform_fee_minor, t.rule FROM endorsements e
     JOIN ledger_transactions t ON t.reference = 'endorsement:' || e.id
     WHERE e.application_id = $1 ORDER BY e.id`,
    [id],
  );
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

/** What the brand's cancellation pays of 100.00 and 10.00, by how far the piece has come. */
const stages: [
  name: string,
  fee: bigint,
  platformFee: bigint,
  to: (a: Application) => Promise<unknown>,
][] = [
  ["nothing was handed in", 2_500n, 250n, async () => undefined],
  ["content is in review", 9_000n, 900n, (a) => market.submitted(a)],
  ["changes are asked for", 9_000n, 900n, (a) => verdict(a, "request-changes")],
  ["it was rejected and can be appealed", 9_000n, 900n, (a) => verdict(a, "reject")],
  ["it is approved", 10_000n, 1_000n, (a) => market.approved(a)],
  ["it is live", 10_000n, 1_000n, (a) => market.live(a)],
];

async function verdict(application: Application, verb: string): Promise<void> {
  const { id } = await market.submitted(application);
  await brand.client.post(`/v1/submissions/${id}/${verb}`, { reasonCode: "quality" }).expect(200);
}

const preview = async (by: { client: Creator["client"] }, { id }: { id: string }) =>
  (await by.client.get(`/v1/applications/${id}/cancellation`).expect(200)).body;
const usd = (amountMinor: bigint) => ({ amountMinor: amountMinor.toString(), currency: "USD" });

describe("a brand that cancels pays for what is under way", () => {
  test.each(stages)("when %s", async (_name, fee, platformFee, to) => {
    const person = await market.creator();
    const campaign = await market.campaign(brand, { creatorsMax: 1 });
    const application = await market.accepted(campaign, person);
    await to(application);
    const returned = 11_000n - fee - platformFee;
    const before = await preview(brand, application);
    expect(before).toMatchObject({
      isPossible: true,
      isDisputed: false,
      byBrand: { fee: usd(fee), platformFee: usd(platformFee), returned: usd(returned) },
      byCreator: { fee: usd(0n), platformFee: usd(0n), returned: usd(11_000n) },
    });
    // The creator sees the same, but for what only the brand pays.
    const seen = await preview(person, application);
    expect(seen.byBrand).toMatchObject({ fee: usd(fee), platformFee: null, returned: null });
    const wrong = await cancel(brand, application, { fee: usd(fee + 1n) }).expect(409);
    expect(wrong.body.code).toBe("cancellation_changed");
    await cancel(brand, application, { fee: usd(fee) }).expect(200);
    expect(await escrowOf(campaign)).toBe(returned);
    expect(await payableOf(person)).toBe(fee);
    const [earned] = await earningsOf(application);
    expect(earned).toMatchObject({
      origin: "kill_fee",
      fee_minor: fee.toString(),
      platform_fee_minor: platformFee.toString(),
      rule: fee === 10_000n ? "L9" : "L10",
    });
    const { body } = await person.client
      .get(`/v1/submissions/${earned!.submission_id}`)
      .expect(200);
    expect(body).toMatchObject({
      status: "cancelled",
      endorsement: { origin: "kill_fee", fee: usd(fee), platformFee: null },
    });
    expect(await preview(brand, application)).toMatchObject({
      isPossible: false,
      byBrand: { fee: usd(0n), returned: usd(0n), pieces: [] },
    });
  });

  test("not for a creator whose day is over, nor for a rejection that stands", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 3 });
    const late = await market.accepted(campaign, await market.creator());
    await owner("UPDATE deliverables SET post_by = now()::date - 1 WHERE application_id = $1", [
      late.id,
    ]);
    const gone = await market.accepted(campaign, await market.creator());
    await verdict(gone, "request-changes");
    await owner("UPDATE deliverables SET post_by = now()::date - 1 WHERE application_id = $1", [
      gone.id,
    ]);
    // A request that is not answered costs nothing only when its own time is over, too.
    expect((await preview(brand, gone)).byBrand.fee).toEqual(usd(9_000n));
    await owner("UPDATE submissions SET appeal_until = now() WHERE application_id = $1", [gone.id]);
    const refused = await market.accepted(campaign, await market.creator());
    await verdict(refused, "reject");
    await owner("UPDATE submissions SET appeal_until = now() WHERE application_id = $1", [
      refused.id,
    ]);
    for (const application of [late, gone, refused]) {
      const { byBrand } = await preview(brand, application);
      expect(byBrand).toMatchObject({ fee: usd(0n), pieces: [{ stage: "missed" }] });
      await cancel(brand, application).expect(200);
    }
    expect(await escrowOf(campaign)).toBe(33_000n);
  });

  test("piece by piece, to steps that every rail can pay, and the rest is the campaign's", async () => {
    const person = await market.creator();
    // PayPal pays whole forints, which have two decimals in the books.
    const campaign = await market.campaign(brand, {
      currency: "HUF",
      fee: 100_300n,
      budget: 110_330n,
      creatorsMax: 1,
      deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
    });
    const application = await market.accepted(campaign, person);
    await market.endorsed(application);
    await market.submitted(application);
    const { byBrand } = await preview(brand, application);
    const fees = byBrand.pieces.map(
      (piece: { fee: { amountMinor: string } }) => piece.fee.amountMinor,
    );
    // Of 334.00 forints 90 % are 300.60, of which no rail pays the 60.
    expect(fees).toEqual(["30000", "8300"]);
    await cancel(brand, application).expect(200);
    for (const { fee_minor } of await earningsOf(application)) {
      expect(BigInt(fee_minor) % 100n).toBe(0n);
    }
  });
});

test("both sides are told what the cancellation pays", async () => {
  const person = await market.creator();
  const application = await market.accepted(await market.campaign(brand), person);
  await market.submitted(application);
  await cancel(brand, application).expect(200);
  const [event] = await sql<{ id: string; payload: Record<string, string> }>(
    "SELECT id, payload FROM outbox WHERE topic = 'application.kill_fee' AND payload ->> 'applicationId' = $1",
    [application.id],
  );
  await lettersOf(app, "application.kill_fee", event!.id, event!.payload);
  const mails = await sql<{ user_id: string; body: string }>(
    "SELECT user_id, body FROM mails WHERE subject_id = $1",
    [event!.id],
  );
  expect(new Map(mails.map((mail) => [mail.user_id, mail.body]))).toEqual(
    new Map([
      [person.userId, expect.stringContaining("$90.00")],
      [brand.userId, expect.stringContaining("$90.00")],
    ]),
  );
});

test("a kill fee is held, and can be taken back, like any other fee", async () => {
  const application = await market.accepted(await market.campaign(brand), creator);
  await market.submitted(application);
  await cancel(brand, application).expect(200);
  const [earned] = await earningsOf(application);
  const operator = (await newStaff(app, ["operator"])).client;
  const checker = (await newStaff(app, ["finance_checker"])).client;
  const decided = await operator
    .post(`/v1/submissions/${earned!.submission_id}/clawback`, {
      reason: "fraud",
      evidence: "Copied.",
    })
    .expect(201);
  expect(decided.body.fee).toEqual(usd(9_000n));
  const { id, contentHash } = decided.body;
  await checker.post(`/v1/clawbacks/${id}/confirmation`, { contentHash }).expect(200);
  const { body } = await creator.client.get(`/v1/submissions/${earned!.submission_id}`).expect(200);
  expect(body.status).toBe("clawed_back");
});

describe("many at once", () => {
  test("a cancellation races the endorsement: the piece is paid once, by one of them", async () => {
    for (let round = 0; round < 5; round++) {
      const person = await market.creator();
      const campaign = await market.campaign(brand, { creatorsMax: 1 });
      const application = await market.accepted(campaign, person);
      const submission = await market.verified(application);
      const answers = await Promise.all([
        cancel(brand, application),
        brand.client.post(`/v1/submissions/${submission.id}/endorsement`),
      ]);
      expect(statusesOf(answers)).toEqual([200, 409]);
      expect(await earningsOf(application)).toHaveLength(1);
      expect(await payableOf(person)).toBe(10_000n);
    }
  });

  test("ten cancellations by the brand pay once", async () => {
    const person = await market.creator();
    const application = await market.accepted(await market.campaign(brand), person);
    await market.submitted(application);
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(brand, application)));
    expect(statusesOf(answers)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(await payableOf(person)).toBe(9_000n);
  });
});

describe("a campaign that is cancelled", () => {
  const ended = async (campaignId: string) => {
    const { services, queue } = app.composition;
    await endCampaignJob.handle(createJobContext(services, queue), { campaignId });
  };
  const statusOf = async ({ id }: Campaign) =>
    (await brand.client.get(`/v1/campaigns/${id}`).expect(200)).body.status;

  test("pays each creator by the same table, and gives the rest back", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 4 });
    const people: Creator[] = [];
    const applications: Application[] = [];
    for (let n = 0; n < 3; n++) {
      people.push(await market.creator());
      applications.push(await market.accepted(campaign, people[n]!));
    }
    const offered = await market.offered(campaign, await market.creator());
    await market.submitted(applications[1]!);
    await market.live(applications[2]!);
    const { body } = await brand.client.post(`/v1/campaigns/${campaign.id}/cancel`).expect(200);
    expect(body.status).toBe("cancelling");
    await Promise.all([ended(campaign.id), ended(campaign.id)]);
    expect(await statusOf(campaign)).toBe("cancelled");
    expect(await Promise.all(people.map(payableOf))).toEqual([2_500n, 9_000n, 10_000n]);
    expect(await escrowOf(campaign)).toBe(0n);
    const seen = await offered.creator.client.get(`/v1/applications/${offered.id}`).expect(200);
    expect(seen.body.status).toBe("expired");
    const [settled] = await sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM ledger_transactions WHERE reference = $1",
      [`campaign:${campaign.id}:settled`],
    );
    expect(settled?.n).toBe(1);
  });

  test("waits for a dispute that is not decided", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 1 });
    const application = await market.accepted(campaign, creator);
    const submission = await market.live(application);
    const dispute = await creator.client
      .post(`/v1/submissions/${submission.id}/disputes`, {
        reasonCode: "not_endorsed",
        statement: "It is live and nobody looks.",
      })
      .expect(201);
    for (const by of [brand, creator]) {
      expect((await cancel(by, application).expect(409)).body.code).toBe("dispute_open");
      expect(await preview(by, application)).toMatchObject({ isPossible: false, isDisputed: true });
    }
    await brand.client.post(`/v1/campaigns/${campaign.id}/cancel`).expect(200);
    await ended(campaign.id);
    expect(await statusOf(campaign)).toBe("cancelling");
    await creator.client.post(`/v1/disputes/${dispute.body.id}/withdrawal`).expect(200);
    await ended(campaign.id);
    expect(await statusOf(campaign)).toBe("cancelled");
  });
});

test("of ten cancellations at once one takes effect, and nothing can be handed in afterwards", async () => {
  const campaign = await market.campaign(brand);
  const application = await market.accepted(campaign, creator);
  const before = await escrowOf(campaign);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => cancel(n % 2 ? brand : creator, application)),
  );
  expect(statusesOf(answers)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  const [killFee] = await earningsOf(application);
  expect(await escrowOf(campaign)).toBe(before + 11_000n - (killFee ? 2_750n : 0n));
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
