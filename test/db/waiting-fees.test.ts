/** The sweep searches by SQL what the plan decides in code; here both look at the same random fees. */
import fc from "fast-check";
import { currentPolicies } from "../../src/features/payouts/release/release-policy";
import { payoutSchedules, planPayouts } from "../../src/features/payouts/release/release-terms";
import { findFeesToPay, waitingFees } from "../../src/features/payouts/release/waiting-fees";
import type { Currency } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import { databaseNow } from "../../src/platform/db/sql";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const feesCount = 12;
const creatorId = newId();
const canceledId = newId();
const endorsementIds = Array.from({ length: feesCount }, newId);
const wanted: Currency[] = ["USD", "JPY", "KWD"];

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const [userId, brandId, campaignId, applicationId] = [newId(), newId(), newId(), newId()];
  const run = (statement: string, values: unknown[]) => asOwner(db.url, statement, values);
  await run(
    `INSERT INTO users (id, email, password_hash, display_name, locale, roles)
     VALUES ($1, 'c@example.com', '', 'C', 'en', '{creator}')`,
    [userId],
  );
  await run("INSERT INTO creators (id, user_id, display_name) VALUES ($1, $2, 'C')", [
    creatorId,
    userId,
  ]);
  await run("INSERT INTO brands (id, name, country) VALUES ($1, 'Brand', 'ID')", [brandId]);
  await run(
    `INSERT INTO campaigns (id, brand_id, title, status, compensation, currency, budget_minor,
       fee_minor, platform_fee_basis_points, creators_max, apply_by, post_by)
     VALUES ($1, $2, 'Title', 'open', 'money', 'USD', 1000, 100, 1000, 9, '2199-01-01', '2199-01-01')`,
    [campaignId, brandId],
  );
  await run(
    `INSERT INTO applications (id, campaign_id, creator_id, status, pitch, currency)
     VALUES ($1, $2, $3, 'in_progress', 'Pitch', 'USD')`,
    [applicationId, campaignId, creatorId],
  );
  for (const [at, id] of endorsementIds.entries()) {
    await run(
      `WITH d AS (
         INSERT INTO deliverables (id, application_id, seq, platform, kind, fee_minor,
           platform_fee_minor, currency, post_by)
         VALUES (gen_random_uuid(), $2, $6, 'x', 'post', 1, 0, 'USD', '2199-01-01') RETURNING id),
       s AS (
         INSERT INTO submissions (id, deliverable_id, application_id, campaign_id, creator_id, status)
         SELECT gen_random_uuid(), id, $2, $3, $4, 'endorsed' FROM d RETURNING id)
       INSERT INTO endorsements (id, submission_id, application_id, campaign_id, creator_id, fee_minor,
         platform_fee_minor, currency, endorsed_by)
       SELECT $1, id, $2, $3, $4, 1, 0, 'USD', $5 FROM s`,
      [id, applicationId, campaignId, creatorId, userId, at],
    );
  }
  await run(
    `INSERT INTO payouts (id, creator_id, amount_minor, currency, status)
     VALUES ($1, $2, 1, 'USD', 'canceled')`,
    [canceledId, creatorId],
  );
});
afterAll(() => db.close());

const feeArbitrary = fc.record({
  currency: fc.constantFrom(...wanted),
  feeMinor: fc.integer({ min: 0, max: 20_000 }),
  hoursAgo: fc.option(fc.integer({ min: 0, max: 24 * 16 })),
  line: fc.constantFrom("none", "none", "none", "canceled", "live"),
});

const termsArbitrary = fc.record({
  schedule: fc.constantFrom(...payoutSchedules),
  minimumUnits: fc.constantFrom(0, 1, 30, 200),
});

test("what the sweep finds is what the plan would pay, for every schedule and minimum", async () => {
  // Version 1 is delivered.
  let version = 1;
  await fc.assert(
    fc.asyncProperty(
      fc.array(feeArbitrary, { minLength: feesCount, maxLength: feesCount }),
      fc.tuple(...wanted.map(() => termsArbitrary)),
      async (fees, terms) => {
        version++;
        await asOwner(
          db.url,
          `INSERT INTO release_policies
             (id, currency, version, status, auto_payout_units, auto_creator_day_units, hold_days, schedule,
              minimum_units, cool_off_hours, first_cool_off_hours, content_hash, prepared_by, released_by,
              effective_at)
           SELECT gen_random_uuid(), c, $1, 'approved', 0, 0, 0, s, m, 0, 0, '', 'a', 'b', now()
           FROM unnest($2::text[], $3::text[], $4::bigint[]) AS t (c, s, m)`,
          [version, wanted, terms.map((one) => one.schedule), terms.map((one) => one.minimumUnits)],
        );
        await asOwner(db.url, "DELETE FROM payout_lines");
        await asOwner(
          db.url,
          `UPDATE endorsements e SET currency = t.c, fee_minor = t.f,
             payable_at = now() - make_interval(hours => t.h)
           FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[]) AS t (id, c, f, h)
           WHERE e.id = t.id`,
          [
            endorsementIds,
            fees.map((fee) => fee.currency),
            fees.map((fee) => fee.feeMinor),
            fees.map((fee) => fee.hoursAgo),
          ],
        );
        await asOwner(
          db.url,
          `INSERT INTO payout_lines (payout_id, endorsement_id, amount_minor, is_live)
           SELECT $1, t.id, 1, t.line = 'live' FROM unnest($2::uuid[], $3::text[]) AS t (id, line)
           WHERE t.line <> 'none'`,
          [canceledId, endorsementIds, fees.map((fee) => fee.line)],
        );
        await db.unitOfWork.run(async (tx) => {
          const found = new Set(await findFeesToPay(tx, 100));
          const policies = await currentPolicies(tx);
          const now = await databaseNow(tx);
          for (const currency of wanted) {
            const waiting = await waitingFees(tx, { creatorId, currency, endorsementId: null });
            const plan = planPayouts(policies.get(currency)!, currency, waiting, now);
            const paid = plan.payouts.map((lines) => lines.map((line) => line.endorsementId));
            // One of a collected group is enough, and those that go alone are named each.
            for (const lines of paid) {
              if (lines.length === 1 || paid.length === 1) {
                expect(lines.some((id) => found.has(id))).toBe(true);
              }
            }
            const due = new Set(paid.flat());
            const own = waiting.map((fee) => fee.endorsementId).filter((id) => found.has(id));
            expect(own.filter((id) => !due.has(id))).toEqual([]);
            if (paid.length > 0) expect(own.length).toBeGreaterThan(0);
          }
        });
      },
    ),
    { numRuns: 40 },
  );
});
