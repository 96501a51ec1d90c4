/**
 * Finding creators: a hundred fixed questions with an exact count and the first twenty, to our index in memory and to
 * PostgreSQL with an index on each column. Sizes are creators. The answers are compared before anything counts.
 */
import { nicheWithNarrower, seedCreators } from "../src/features/creators";
import {
  type CreatorSearch,
  createCreatorSearch,
  type SearchFilter,
} from "../src/features/discovery";
import { systemClock } from "../src/kernel/clock";
import { createMemoryGauge, median, percentile, round, timed } from "./measure";
import { randomFrom } from "./random";
import { atMost, type BenchOptions, type BySize, type Figures, requireEqual } from "./report";
import { type BenchWorld, openWorld } from "./world";

const questionsCount = 100;
const pageSize = 20;
const byDatabase = "PostgreSQL, an index on each column";

const niches = ["skincare", "street-food", "house-plants", "yoga", "photography", "books"] as const;
const platforms = ["instagram", "tiktok", "youtube"] as const;
const countries = ["ID", "TH", "US", "SG", "BR"] as const;
const languages = ["id", "th", "en"] as const;

const nothing: SearchFilter = {
  niches: [],
  countries: [],
  languages: [],
  platforms: [],
  tiers: [],
  followers: {},
  engagement: {},
  price: undefined,
  words: [],
};

/** The same questions on every machine: one to three niches or none, a platform, countries, a language, an engagement. */
function questions(): SearchFilter[] {
  const random = randomFrom(20_261_202);
  const some = <T>(from: readonly T[], most: number): T[] => [
    ...new Set(
      Array.from(
        { length: 1 + Math.floor(random() * most) },
        () => from[Math.floor(random() * from.length)] as T,
      ),
    ),
  ];
  return Array.from({ length: questionsCount }, () => ({
    ...nothing,
    niches: some(niches, 3),
    countries: some(countries, 3),
    ...(random() < 0.6 ? { platforms: some(platforms, 1) } : {}),
    ...(random() < 0.5 ? { languages: some(languages, 1) } : {}),
    ...(random() < 0.5 ? { engagement: { min: random() * 0.05 } } : {}),
  }));
}

const indexes = `
  CREATE INDEX bench_niches ON creators USING gin (niches);
  CREATE INDEX bench_languages ON creators USING gin (languages);
  CREATE INDEX bench_country ON creators (country);
  CREATE INDEX bench_accounts ON social_accounts (platform, followers_count);`;

const labelled = `FROM creators c WHERE c.niches && $1::text[] AND c.country = ANY ($2::text[])
  AND ($3::text[] = '{}' OR c.languages && $3)
  AND (($4::text[] = '{}' AND $5::float8 IS NULL) OR EXISTS (SELECT FROM social_accounts a WHERE a.creator_id = c.id
    AND ($4::text[] = '{}' OR a.platform = ANY ($4))
    AND ($5::float8 IS NULL OR (a.followers_count > 0 AND a.average_engagements_count::float8 / a.followers_count >= $5))))`;

async function askDatabase(world: BenchWorld, filter: SearchFilter) {
  const values = [
    filter.niches.flatMap((niche) => nicheWithNarrower(niche)),
    filter.countries,
    filter.languages,
    filter.platforms,
    filter.engagement.min ?? null,
  ];
  const [count] = await world.rows<{ total: number }>(
    `SELECT count(*)::int AS total ${labelled}`,
    values,
  );
  const ids = await world.rows<{ id: string }>(
    `SELECT c.id ${labelled} ORDER BY c.id DESC LIMIT ${pageSize}`,
    values,
  );
  return { total: count?.total ?? 0, ids: ids.map(({ id }) => id) };
}

async function askUs(world: BenchWorld, search: CreatorSearch, filter: SearchFilter) {
  const question = {
    filter,
    sort: "newest" as const,
    after: undefined,
    limit: pageSize,
    hasLabels: true,
  };
  const { hits, total } = await search.ask(world.unitOfWork.reader, question);
  return { total, ids: hits.map(({ id }) => id) };
}

async function measure(world: BenchWorld) {
  const search = createCreatorSearch(systemClock);
  const read = await timed(async () => void (await askUs(world, search, nothing)));
  const own: number[] = [];
  const theirs: number[] = [];
  for (const filter of questions()) {
    // Once for warmth on both sides, and to compare.
    requireEqual(
      "creators found",
      await askUs(world, search, filter),
      await askDatabase(world, filter),
    );
    own.push((await timed(async () => void (await askUs(world, search, filter)))).wallUs);
    theirs.push((await timed(async () => void (await askDatabase(world, filter)))).wallUs);
  }
  return { readUs: read.wallUs, own, theirs };
}

const inMs = (us: number) => round(us / 1_000);

/** How much sooner ours has to be at the slowest twentieth of questions; one tenth of a full-text server is further off. */
const p95Share = 0.2;

export async function discovery(options: BenchOptions): Promise<Figures> {
  const memory = createMemoryGauge();
  const figures: Figures = {
    unit: "milliseconds a question at the slowest twentieth",
    ours: {},
    anchors: { [byDatabase]: {} },
    ratio: {},
    goal: {},
    rssMb: 0,
  };
  const details: Record<string, BySize> = { readMs: {}, p50: {}, p50OfDatabase: {}, seedMs: {} };
  for (const size of options.sizes) {
    const world = await openWorld({ cluster: options.cluster });
    try {
      const seeding = await timed(
        async () =>
          void (await world.unitOfWork.run((tx) =>
            seedCreators(tx, { creatorsCount: size, seed: 1 }),
          )),
      );
      await world.rows(indexes);
      await world.settleDown();
      const { readUs, own, theirs } = await memory.during(() => measure(world));
      options.progress(`${size}: ${inMs(median(own))} ms, PostgreSQL ${inMs(median(theirs))} ms`);
      const [ours, database] = [percentile(own, 0.95), percentile(theirs, 0.95)];
      figures.ours[size] = inMs(ours);
      figures.anchors[byDatabase]![size] = inMs(database);
      const ratio = round(ours / database);
      figures.ratio[`ours / ${byDatabase}, ${size}`] = ratio;
      figures.goal[`ours / ${byDatabase}, ${size}`] = atMost(ratio, p95Share);
      details["readMs"]![size] = inMs(readUs);
      details["seedMs"]![size] = inMs(seeding.wallUs);
      details["p50"]![size] = inMs(median(own));
      details["p50OfDatabase"]![size] = inMs(median(theirs));
    } finally {
      await world.close();
    }
  }
  return { ...figures, rssMb: memory.peakMb(), details };
}
