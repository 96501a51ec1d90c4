/** Disputes of the brand about fees that are earned and still held: nothing is paid before the decision. */
import { settleCampaign } from "../../src/features/campaigns";
import { accounts, creditBalance, findViolations } from "../../src/features/ledger";
import { payoutInvariants } from "../../src/features/payouts";
import { endHolds } from "../../src/features/submissions";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
  type Submission,
  violationsIn,
} from "../support/marketplace";
import { newMember, newStaff } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
let operator: Client;
beforeAll(async () => {
  app = await startTestApp({ environment: { HOLD_PERIOD_SECONDS: "86400" } });
  market = createMarketplace(app);
  brand = await market.brand();
  operator = (await newStaff(app, ["operator"])).client;
});
afterEach(async () => {
  expect(await violationsIn(app)).toEqual([]);
  expect(await findViolations(app.database.unitOfWork.reader, payoutInvariants)).toEqual([]);
});
afterAll(() => app.close());

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];
const balance = (account: Parameters<typeof creditBalance>[1]) =>
  creditBalance(app.database.unitOfWork.reader, account, "USD");

interface Held extends Submission {
  creator: Creator;
  endorsementId: string;
}

/** A creator whose 100.00 USD are earned and held. */
async function held(): Promise<Held> {
  const creator = await market.creator({ paypal: "happy@example.com" });
  const campaign = await market.campaign(brand, { creatorsMax: 1 });
  const submission = await market.verified(await market.accepted(campaign, creator));
  const { body } = await brand.client
    .post(`/v1/submissions/${submission.id}/endorsement`)
    .expect(200);
  return { ...submission, creator, endorsementId: body.id };
}

const words = { reasonCode: "post_not_as_agreed", statement: "She shows another drink." };
const open = ({ id }: Submission, client = brand.client) =>
  client.post(`/v1/submissions/${id}/disputes`, words);
const seen = async ({ id }: Submission) =>
  (await brand.client.get(`/v1/submissions/${id}`).expect(200)).body;
const endAllHolds = () => app.database.unitOfWork.run((tx) => endHolds(tx, 100));

async function decided(work: Held, ruling: object): Promise<void> {
  const { body } = await open(work).expect(201);
  await work.creator.client
    .post(`/v1/disputes/${body.id}/answer`, { answer: "It is the one you sent." })
    .expect(200);
  await operator
    .post(`/v1/disputes/${body.id}/decision`, { decision: "I have seen both.", ...ruling })
    .expect(200);
}

const holdOver = async ({ id }: Submission, interval = "0") =>
  await sql(
    `UPDATE endorsements SET held_until = now() + $2::interval
     WHERE submission_id = $1 AND held_until IS NOT NULL`,
    [id, interval],
  );

const payoutsOf = async ({ creator }: Held) =>
  await sql<{ amount_minor: string; status: string }>(
    "SELECT amount_minor, status FROM payouts WHERE creator_id = $1",
    [creator.id],
  );

/** What becomes of the fee when the hold is over: the payout that the job makes. */
async function paidOut(work: Held): Promise<string[]> {
  await holdOver(work);
  await endAllHolds();
  const rows = await sql<{ id: string }>(
    "SELECT id FROM endorsements WHERE submission_id = $1 AND payable_at IS NOT NULL",
    [work.id],
  );
  for (const { id } of rows) await app.composition.services.payouts.schedule(id);
  return (await payoutsOf(work)).map(({ amount_minor }) => amount_minor);
}

test("the brand's manager may open one within the hold, and nobody else or later", async () => {
  const work = await held();
  const member = await newMember(app, brand.id);
  expect((await open(work, member).expect(403)).body.code).toBe("not_allowed");
  const creators = await open(work, work.creator.client).expect(409);
  expect(creators.body.code).toBe("dispute_not_possible");
  const { body } = await open(work).expect(201);
  expect(body).toMatchObject({ fromStatus: "endorsed", submission: { status: "disputed" } });
  expect(body.remainingSeconds).toBeGreaterThan(86_000);
  expect(await seen(work)).toMatchObject({ endorsement: { heldUntil: null, payableAt: null } });
  // However long it takes, the fee does not move.
  expect(await endAllHolds()).toBe(0);
  await app.composition.services.payouts.schedule(work.endorsementId);
  expect(await payoutsOf(work)).toEqual([]);
  expect(await balance(accounts.creatorHeld(work.creator.id))).toBe(10_000n);

  const late = await held();
  await holdOver(late);
  expect((await open(late).expect(409)).body.code).toBe("dispute_not_possible");
  await endAllHolds();
  expect((await open(late).expect(409)).body.code).toBe("dispute_not_possible");
});

test("withdrawn: the hold goes on with the time that was left", async () => {
  const work = await held();
  await holdOver(work, "2 hours");
  const { body } = await open(work).expect(201);
  await brand.client.post(`/v1/disputes/${body.id}/withdrawal`).expect(200);
  const after = await seen(work);
  expect(after.status).toBe("endorsed");
  const leftMs = Date.parse(after.endorsement.heldUntil) - Date.now();
  expect(Math.abs(leftMs - 2 * 3_600_000)).toBeLessThan(10_000);
  expect(await paidOut(work)).toEqual(["10000"]);
});

describe("decided", () => {
  test("for the creator: the fee stays earned and is paid after the rest of the hold", async () => {
    const work = await held();
    await decided(work, { outcome: "creator" });
    expect(await seen(work)).toMatchObject({
      status: "resolved_creator",
      endorsement: { id: work.endorsementId, origin: "endorsement", undoneAt: null },
    });
    expect(await paidOut(work)).toEqual(["10000"]);
  });

  test("for the brand: fee and platform fee are the campaign's again (L12)", async () => {
    const work = await held();
    const escrow = accounts.campaignEscrow(work.application.campaign.id);
    const before = await balance(escrow);
    await decided(work, { outcome: "brand" });
    expect(await balance(escrow)).toBe(before + 11_000n);
    expect(await balance(accounts.creatorHeld(work.creator.id))).toBe(0n);
    expect(await seen(work)).toMatchObject({
      status: "resolved_brand",
      endorsement: { undoneAt: expect.any(String) },
    });
    expect(await paidOut(work)).toEqual([]);
    const claw = { reason: "other", evidence: "Once more." };
    const again = await operator.post(`/v1/submissions/${work.id}/clawback`, claw).expect(409);
    expect(again.body.code).toBe("clawback_exists");
  });

  test("split: undone, and earned anew in part (L12, L10); only the part is paid", async () => {
    const work = await held();
    const escrow = accounts.campaignEscrow(work.application.campaign.id);
    const before = await balance(escrow);
    await decided(work, { outcome: "split", shareBasisPoints: 4_000 });
    expect(await balance(escrow)).toBe(before + 6_600n);
    expect(await balance(accounts.creatorHeld(work.creator.id))).toBe(4_000n);
    const rules = await sql<{ rule: string }>(
      "SELECT rule FROM ledger_transactions WHERE tags ->> 'application' = $1 ORDER BY seq",
      [work.application.id],
    );
    expect(rules.map(({ rule }) => rule)).toEqual(["L7", "L9", "L12", "L10"]);
    expect(await seen(work)).toMatchObject({
      status: "resolved_split",
      endorsement: {
        origin: "dispute",
        shareBasisPoints: 4_000,
        fee: { amountMinor: "4000" },
        platformFee: { amountMinor: "400" },
        undoneAt: null,
        heldUntil: expect.any(String),
      },
    });
    expect(await paidOut(work)).toEqual(["4000"]);
  });

  test("split after the campaign was cancelled: what comes back is the brand's deposit", async () => {
    const work = await held();
    const { id } = work.application.campaign;
    const { body } = await brand.client.post(`/v1/campaigns/${id}/cancel`).expect(200);
    expect(body.status).toBe("cancelled");
    const before = await balance(accounts.brandDeposit(brand.id));
    await decided(work, { outcome: "split", shareBasisPoints: 5_000 });
    expect(await balance(accounts.brandDeposit(brand.id))).toBe(before + 5_500n);
    expect(await paidOut(work)).toEqual(["5000"]);
  });

  test("a campaign does not settle while a fee of it is disputed", async () => {
    const work = await held();
    const { id } = work.application.campaign;
    await brand.client.post(`/v1/campaigns/${id}/close`).expect(200);
    const { body } = await open(work).expect(201);
    const settle = () => app.database.unitOfWork.run((tx) => settleCampaign(tx, id, "system:test"));
    expect(await settle()).toBe(false);
    await work.creator.client.post(`/v1/disputes/${body.id}/answer`, { answer: "No." }).expect(200);
    const ruling = { outcome: "brand", decision: "It is another drink." };
    await operator.post(`/v1/disputes/${body.id}/decision`, ruling).expect(200);
    expect(await settle()).toBe(true);
  });

  test("work for products alone moves no money", async () => {
    const creator = await market.creator();
    const campaign = await market.campaign(brand, { compensation: "product" });
    const submission = await market.verified(await market.accepted(campaign, creator));
    const { body } = await brand.client
      .post(`/v1/submissions/${submission.id}/endorsement`)
      .expect(200);
    await decided({ ...submission, creator, endorsementId: body.id }, { outcome: "brand" });
    expect((await seen(submission)).status).toBe("resolved_brand");
  });
});

describe("many at once", () => {
  test("a dispute and the end of the hold: it is disputed and unpaid, or too late and paid once", async () => {
    const { payouts } = app.composition.services;
    const outcomes = new Set<number>();
    for (let round = 0; round < 12; round++) {
      const work = await held();
      // The hold ends somewhere among the requests.
      await holdOver(work, `${round * 5} milliseconds`);
      const sweep = async () => {
        await endAllHolds();
        await payouts.schedule(work.endorsementId);
      };
      const [first, second] = await Promise.all([
        open(work),
        open(work),
        ...Array.from({ length: 4 }, sweep),
      ]);
      await sweep();
      const opened = [first, second].filter(({ status }) => status === 201).length;
      outcomes.add(opened);
      const { status } = await seen(work);
      const paid = await payoutsOf(work);
      if (opened === 1) {
        expect([status, paid.length]).toEqual(["disputed", 0]);
      } else {
        expect(opened).toBe(0);
        await Promise.all(Array.from({ length: 3 }, sweep));
        const [row] = await sql<{ held: boolean }>(
          "SELECT payable_at IS NULL AS held FROM endorsements WHERE id = $1",
          [work.endorsementId],
        );
        expect([status, row!.held, (await payoutsOf(work)).length]).toEqual(["endorsed", false, 1]);
      }
    }
    expect(outcomes.size).toBeGreaterThan(0);
  }, 120_000);

  test("a decision, a withdrawal and sweeps at once: one of them counts, and the fee is paid once", async () => {
    for (let round = 0; round < 5; round++) {
      const work = await held();
      const { body } = await open(work).expect(201);
      await work.creator.client
        .post(`/v1/disputes/${body.id}/answer`, { answer: "No." })
        .expect(200);
      const ruling = { outcome: "split", shareBasisPoints: 2_500, decision: "A quarter." };
      const answers = await Promise.all([
        operator.post(`/v1/disputes/${body.id}/decision`, ruling),
        operator.post(`/v1/disputes/${body.id}/decision`, ruling),
        brand.client.post(`/v1/disputes/${body.id}/withdrawal`),
        endAllHolds().then(() => ({ status: 0 })),
      ]);
      expect(answers.map(({ status }) => status).filter((one) => one === 200)).toHaveLength(1);
      const { status } = await seen(work);
      expect(await paidOut(work)).toEqual([status === "endorsed" ? "10000" : "2500"]);
    }
  });
});
