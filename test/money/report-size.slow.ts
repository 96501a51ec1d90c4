/** A report of ten thousand posts by two thousand creators, in the time that a person waits without noticing. */
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { type Brand, type Creator, createMarketplace } from "../support/marketplace";
import { createReportWorld, dayAgo, type PlannedPiece } from "../support/report-world";

const creatorsCount = 2_000;
const postsCount = 10_000;
const roundsCount = 15;
const leastMsMax = 300;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ shouldCheckAnswers: false });
});
afterAll(() => app.close());

async function manyCreators(): Promise<Creator[]> {
  const client = undefined as never;
  const made = Array.from({ length: creatorsCount }, (_, at): Creator => {
    const account = { platform: "instagram", handle: `c${at + 1}` } as const;
    return { id: newId(), userId: newId(), email: `c${at}@example.com`, client, ...account };
  });
  await asOwner(
    app.database.url,
    `WITH rows AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS r (id, person, email, n)),
     people AS (
       INSERT INTO users (id, email, password_hash, display_name, locale, roles)
       SELECT person, email, '', 'Creator ' || n, 'en', '{creator}' FROM rows RETURNING id),
     creators AS (
       INSERT INTO creators (id, user_id, display_name, niches)
       SELECT id, person, 'Creator ' || n, CASE n % 3 WHEN 0 THEN '{coffee,books}' ELSE '{}' END::text[]
       FROM rows RETURNING id)
     INSERT INTO social_accounts (id, creator_id, platform, handle, followers_count, average_engagements_count)
     SELECT gen_random_uuid(), id, p, 'c' || n, n * 700, 0 FROM rows, unnest('{instagram,tiktok}'::text[]) p`,
    [made.map(({ id }) => id), made.map(({ userId }) => userId), made.map(({ email }) => email)],
  );
  return made;
}

function onePiece(at: number): PlannedPiece {
  const snapshots = [6, 3, 1].map((ago) => ({
    source: at % 2 === 0 ? ("creator" as const) : ("platform" as const),
    measuredDaysAgo: ago,
    enteredDaysAgo: ago,
    figures: { views: 9_000 - ago * 1_000, likes: 300 - ago, comments: 20, shares: null, saves: 1 },
  }));
  const feeMinor = 10_000n;
  const platformFeeMinor = 1_000n;
  return {
    creator: at % creatorsCount,
    platform: at % 4 < 2 ? "instagram" : "tiktok",
    kind: at % 3 === 0 ? "reel" : "post",
    feeMinor,
    platformFeeMinor,
    postedDaysAgo: 8,
    earned: { daysAgo: 7, origin: "endorsement", feeMinor, platformFeeMinor, undone: null },
    snapshots: at % 50 === 0 ? [] : snapshots,
  };
}

/** The quickest of some rounds: what the work takes when nobody else wants the processor. */
async function leastMs(work: () => Promise<void>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < roundsCount; round += 1) {
    const startedMs = performance.now();
    await work();
    rounds.push(performance.now() - startedMs);
  }
  return Math.min(...rounds);
}

test("ten thousand posts are reported in less than 300 ms", async () => {
  const market = createMarketplace(app);
  const brand: Brand = await market.brand();
  const pieces = Array.from({ length: postsCount }, (_, at) => onePiece(at));
  const world = createReportWorld(app, market);
  const { id } = await world.seeded(brand, await manyCreators(), pieces);
  await asOwner(app.database.url, "ANALYZE");
  const path = `/v1/campaigns/${id}/report`;
  const { body } = await brand.client.get(path).expect(200);
  expect(body.total.posts).toEqual({ liveCount: 10_000, measuredCount: 9_800, missingCount: 200 });
  expect(body.total.cost.total.amountMinor).toBe("110000000");
  const headers = { Authorization: `Bearer ${brand.client.token}` };
  const whole = async (at: string) => {
    const answer = await fetch(app.url + at, { headers });
    expect((await answer.text()).length).toBeGreaterThan(1_000_000);
  };
  const report = await leastMs(() => whole(path));
  const table = await leastMs(() => whole(`${path}/csv?by=post&asOf=${dayAgo(0)}`));
  process.stdout.write(
    `${JSON.stringify({ postsCount, creatorsCount, reportMs: report, csvMs: table })}\n`,
  );
  expect(report).toBeLessThan(leastMsMax);
}, 300_000);
