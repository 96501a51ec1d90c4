/**
 * Whatever the fees, the shares and the order in which pieces end: the reserve ends at zero, and what the creator, the
 * platform and the campaign got is what was reserved.
 */
import fc from "fast-check";
import { createJobContext } from "../../jobs/context";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import type { DeliverableRow } from "../../src/features/applications";
import { accounts, creditBalance } from "../../src/features/ledger";
import { shareOfPiece } from "../../src/features/submissions/earning";
import { type Piece, planEnd, totalsOf } from "../../src/features/submissions/kill-fee";
import type { SubmissionStatus } from "../../src/features/submissions/submission";
import { submissionStatuses } from "../../src/features/submissions/submission";
import type { SubmissionRow } from "../../src/features/submissions/submission-row";
import { type Currency, payableStepMinor } from "../../src/kernel/currency";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  createMarketplace,
  type Marketplace,
  type Submission,
  violationsIn,
} from "../support/marketplace";
import { newStaff } from "../support/people";

const currencies = ["USD", "HUF", "JPY", "KWD", "TWD"] as const satisfies readonly Currency[];
const killFees = { notHandedIn: 2_500, handedIn: 9_000, approved: 10_000 };
const now = new Date("2028-02-29T12:00:00Z");

const pieceArb = fc
  .record({
    currency: fc.constantFrom(...currencies),
    steps: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    platformFeeMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  })
  .map(({ currency, steps, platformFeeMinor }) => ({
    id: "d",
    postBy: "2028-03-10",
    currency,
    feeMinor: steps * payableStepMinor(currency),
    platformFeeMinor,
    releasedAt: null,
  })) as fc.Arbitrary<unknown> as fc.Arbitrary<DeliverableRow>;

test("a share of a piece is never more than the share, and can be paid out", () => {
  fc.assert(
    fc.property(pieceArb, fc.integer({ min: 0, max: 10_000 }), (piece, share) => {
      const { feeMinor, platformFeeMinor } = shareOfPiece(piece, share);
      expect(feeMinor * 10_000n <= piece.feeMinor * BigInt(share)).toBe(true);
      expect(platformFeeMinor * 10_000n <= piece.platformFeeMinor * BigInt(share)).toBe(true);
      expect(feeMinor % payableStepMinor(piece.currency)).toBe(0n);
      // No more than one step and one unit are lost to the rounding, and those are the brand's.
      const lost = (piece.feeMinor * BigInt(share)) / 10_000n - feeMinor;
      expect(lost < payableStepMinor(piece.currency)).toBe(true);
      if (share === 10_000)
        expect([feeMinor, platformFeeMinor]).toEqual([piece.feeMinor, piece.platformFeeMinor]);
    }),
    { numRuns: 2_000 },
  );
});

test("what ending pays and what it gives back is what was reserved, whoever ends it and wherever the pieces stand", () => {
  const statusArb = fc.option(fc.constantFrom<SubmissionStatus>(...submissionStatuses), {
    nil: undefined,
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(pieceArb, statusArb, fc.boolean()), { minLength: 1, maxLength: 6 }),
      fc.constantFrom("brand", "creator"),
      (drawn, side) => {
        const pieces = drawn.map(([deliverable, status, isOver]): Piece => {
          const until = new Date(now.getTime() + (isOver ? -1 : 1));
          const submission = status && {
            status,
            appealUntil: until,
            postUntil: until,
          };
          return {
            deliverable,
            submission: submission as SubmissionRow | undefined,
            endorsement: undefined,
          };
        });
        const ends = planEnd(pieces, side as "brand" | "creator", killFees, now);
        const open = ends.filter(({ stage }) => stage !== "earned" && stage !== "released");
        const reserved = open.reduce(
          (sum, { deliverable: { feeMinor, platformFeeMinor } }) =>
            sum + feeMinor + platformFeeMinor,
          0n,
        );
        const { feeMinor, platformFeeMinor, returnedMinor } = totalsOf(ends);
        expect(feeMinor + platformFeeMinor + returnedMinor).toBe(reserved);
        if (side === "creator") expect(feeMinor + platformFeeMinor).toBe(0n);
        expect(ends.every((end) => end.returnedMinor >= 0n)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

describe("in the books", () => {
  let app: TestApp;
  let market: Marketplace;
  let brand: Brand;
  let operator: Client;
  beforeAll(async () => {
    app = await startTestApp();
    market = createMarketplace(app);
    brand = await market.brand();
    operator = (await newStaff(app, ["operator"])).client;
  });
  afterAll(() => app.close());

  const owner = (statement: string, values: unknown[] = []) =>
    asOwner(app.database.url, statement, values);
  const at = ({ id }: { id: string }, verb: string) => `/v1/submissions/${id}/${verb}`;

  async function clocksEnd({ id }: Submission): Promise<void> {
    await owner(
      `UPDATE submissions SET
         review_until = CASE WHEN review_until IS NOT NULL THEN now() END,
         post_until = CASE WHEN post_until IS NOT NULL THEN now() END,
         appeal_until = CASE WHEN appeal_until IS NOT NULL THEN now() END,
         endorse_until = CASE WHEN endorse_until IS NOT NULL THEN now() END WHERE id = $1`,
      [id],
    );
    const { services, queue } = app.composition;
    await sweepClocksJob.handle(createJobContext(services, queue), {});
  }

  async function disputed(application: Application, ruling: object): Promise<void> {
    const submission = await market.live(application);
    const { body } = await application.creator.client
      .post(at(submission, "disputes"), { reasonCode: "not_endorsed", statement: "Look at it." })
      .expect(201);
    await brand.client.post(`/v1/disputes/${body.id}/answer`, { answer: "No." }).expect(200);
    await operator
      .post(`/v1/disputes/${body.id}/decision`, { decision: "So be it.", ...ruling })
      .expect(200);
  }

  /** Every way in which a piece can end by itself. */
  const endings: Record<string, (a: Application, share: number) => Promise<unknown>> = {
    endorsed: (a) => market.endorsed(a),
    endorsedByClock: async (a) => {
      await clocksEnd(await market.verified(a));
    },
    expired: async (a) => await clocksEnd(await market.approved(a)),
    rejected: async (a) => {
      const submission = await market.submitted(a);
      await brand.client.post(at(submission, "reject"), { reasonCode: "quality" }).expect(200);
      await clocksEnd(submission);
    },
    forCreator: (a) => disputed(a, { outcome: "creator" }),
    forBrand: (a) => disputed(a, { outcome: "brand" }),
    split: (a, shareBasisPoints) => disputed(a, { outcome: "split", shareBasisPoints }),
  };
  /** What is left of the pieces when somebody ends the collaboration. */
  const standing: Record<string, (a: Application) => Promise<unknown>> = {
    nothing: async () => undefined,
    submitted: (a) => market.submitted(a),
    approved: (a) => market.approved(a),
    live: (a) => market.live(a),
  };

  const planArb = fc.record({
    currency: fc.constantFrom(...currencies),
    // Five pieces at most, and each has to be worth something.
    steps: fc.integer({ min: 5, max: 99_999 }),
    endings: fc.array(
      fc.tuple(fc.constantFrom(...Object.keys(endings)), fc.integer({ min: 1, max: 9_999 })),
      { maxLength: 3 },
    ),
    left: fc.array(fc.constantFrom(...Object.keys(standing)), { maxLength: 2 }),
    endedBy: fc.constantFrom<"brand" | "creator">("brand", "creator"),
  });

  test("the reserve ends at zero and nothing is lost or made", async () => {
    await fc.assert(
      fc.asyncProperty(planArb, async ({ currency, steps, endings: ends, left, endedBy }) => {
        const quantity = ends.length + left.length;
        if (quantity === 0) return;
        const fee = BigInt(steps) * payableStepMinor(currency);
        const budget = fee * 2n + 100n;
        const person = await market.creator();
        const campaign = await market.campaign(brand, {
          currency,
          fee,
          budget,
          creatorsMax: 1,
          deliverables: [{ platform: "instagram", kind: "post", quantity }],
        });
        const application = await market.accepted(campaign, person);
        for (const [name, share] of ends) await endings[name]!(application, share);
        for (const name of left) await standing[name]!(application);
        if (left.length > 0) {
          const by = endedBy === "brand" ? brand.client : person.client;
          await by.post(`/v1/applications/${application.id}/cancel`).expect(200);
        }
        const { body } = await person.client.get(`/v1/applications/${application.id}`).expect(200);
        expect(body.status).toBe(left.length === 0 ? "completed" : `cancelled_by_${endedBy}`);
        const credit = (account: Parameters<typeof creditBalance>[1]) =>
          creditBalance(app.database.unitOfWork.reader, account, currency);
        expect(await credit(accounts.applicationReserved(application.id))).toBe(0n);
        const [earned] = (await owner(
          `SELECT coalesce(sum(fee_minor), 0)::text AS fee, coalesce(sum(platform_fee_minor), 0)::text AS platform
           FROM endorsements WHERE application_id = $1`,
          [application.id],
        )) as { fee: string; platform: string }[];
        expect(await credit(accounts.creatorPayable(person.id))).toBe(BigInt(earned!.fee));
        const escrow = await credit(accounts.campaignEscrow(campaign.id));
        expect(escrow + BigInt(earned!.fee) + BigInt(earned!.platform)).toBe(budget);
        expect(await violationsIn(app)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 300_000);
});
