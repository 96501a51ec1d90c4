/** Every filter of the search, alone and mixed, beside plain code that looks at 5,000 creators one by one. */

import { randomFrom } from "../../bench/random";
import { audienceTiers, tierOf } from "../../src/features/campaign-reports";
import { type NicheCode, niches, nicheWithNarrower } from "../../src/features/creators";
import { createCreatorSearch } from "../../src/features/discovery";
import { systemClock } from "../../src/kernel/clock";
import { deliverableKinds } from "../../src/kernel/deliverable-kind";
import { newId } from "../../src/kernel/ids";
import { present } from "../../src/kernel/invariant";
import { socialPlatforms } from "../../src/kernel/social-platform";
import { exec } from "../../src/platform/db/sql";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { newBrand } from "../support/people";

const size = 5_000;
const nicheCodes = Object.keys(niches) as NicheCode[];
const countries = ["ID", "TH", "US", "GB", "SG", "BR"];
const languages = ["en", "id", "th", "pt"];
const given = ["Rina", "Ayu", "สมชาย", "มาลี", "João", "Ben", "Citra", "Zoë"];
const bios = [
  "Kopi susu dan senja",
  "ชอบทำอาหารไทย",
  "Glass and light",
  "",
  "Ölfarben, Café, 100 % wool",
];

interface Account {
  platform: string;
  handle: string;
  followers: number;
  engagements: number;
  posts: number;
}
interface Price {
  platform: string;
  kind: string;
  currency: string;
  minor: number;
}
interface Somebody {
  id: string;
  userId: string;
  name: string;
  bio: string;
  country: string | null;
  languages: string[];
  niches: NicheCode[];
  accounts: Account[];
  prices: Price[];
}

/** The same people on every run. */
function randomOf(seed: number) {
  const next = randomFrom(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!;
  const some = <T>(from: readonly T[], most: number) => [
    ...new Set(Array.from({ length: Math.floor(next() * (most + 1)) }, () => pick(from))),
  ];
  return { next, pick, some };
}

const random = randomOf(20_261_201);

function somebody(at: number): Somebody {
  const { next, pick, some } = random;
  const accounts = some(socialPlatforms, 3).map((platform): Account => {
    const followers = Math.floor(10 ** (1 + next() * 5.5));
    return {
      platform,
      handle: `h${at}.${pick(given).toLowerCase()}_${platform}`,
      followers,
      engagements: Math.floor(followers * next() ** 3),
      posts: pick([0, 3, 40, 300]),
    };
  });
  const prices = accounts.flatMap(({ platform }): Price[] =>
    some(deliverableKinds, 2).map((kind) => ({
      platform,
      kind,
      currency: pick(["USD", "IDR", "EUR"]),
      minor: Math.ceil(10 ** (3 + next() * 4)),
    })),
  );
  return {
    id: newId(),
    userId: newId(),
    name: `${pick(given)} ${pick(given)}`,
    bio: pick(bios),
    country: next() < 0.1 ? null : pick(countries),
    languages: some(languages, 3),
    niches: some(nicheCodes, 3),
    accounts,
    prices,
  };
}

const people = Array.from({ length: size }, (_, at) => somebody(at));
/** Dollars for one unit: 15,000 rupiah are one, a euro is 1.25. */
const centsOf: Readonly<Record<string, (minor: number) => number>> = {
  USD: (minor) => minor,
  IDR: (minor) => minor / 16_000,
  EUR: (minor) => (minor * 5) / 4,
};

let app: TestApp;
let brand: Client;

async function insertEverybody(): Promise<void> {
  const json = JSON.stringify(people);
  const url = app.database.url;
  const from = `FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, "userId" uuid, name text, bio text, country text,
    languages jsonb, niches jsonb, accounts jsonb, prices jsonb)`;
  const list = (name: string) => `ARRAY(SELECT jsonb_array_elements_text(p.${name}))`;
  await asOwner(
    url,
    `INSERT INTO users (id, email, password_hash, display_name, locale, roles)
     SELECT "userId", "userId" || '@example.com', 'none', name, 'en', ARRAY['creator'] ${from}`,
    [json],
  );
  await asOwner(
    url,
    `INSERT INTO creators (id, user_id, display_name, bio, country, languages, niches)
     SELECT id, "userId", name, bio, country, ${list("languages")}, ${list("niches")} ${from}`,
    [json],
  );
  await asOwner(
    url,
    `INSERT INTO social_accounts (id, creator_id, platform, handle, followers_count, average_engagements_count, posts_count)
     SELECT gen_random_uuid(), p.id, a.platform, a.handle, a.followers, a.engagements, a.posts ${from},
       jsonb_to_recordset(p.accounts) AS a (platform text, handle text, followers int, engagements int, posts int)`,
    [json],
  );
  await asOwner(
    url,
    `INSERT INTO creator_rates (id, creator_id, platform, kind, currency, amount_minor)
     SELECT gen_random_uuid(), p.id, r.platform, r.kind, r.currency, r.minor ${from},
       jsonb_to_recordset(p.prices) AS r (platform text, kind text, currency text, minor bigint)`,
    [json],
  );
  await asOwner(
    url,
    `INSERT INTO exchange_rates (id, currency, into_currency, rate_on, rate, source, recorded_by)
     SELECT gen_random_uuid(), c, 'USD', (now() AT TIME ZONE 'UTC')::date, r::text, 'test', 'test'
     FROM (VALUES ('IDR', '0.0000625'), ('EUR', '1.25')) AS v (c, r)`,
    [],
  );
}

beforeAll(async () => {
  app = await startTestApp();
  await insertEverybody();
  brand = (await newBrand(app)).client;
}, 120_000);
afterAll(() => app.close());

interface Wish {
  niche?: string[];
  platform?: string[];
  country?: string[];
  language?: string[];
  tier?: string[];
  followersMin?: number;
  followersMax?: number;
  engagementMin?: number;
  engagementMax?: number;
  priceMin?: number;
  priceMax?: number;
  kind?: string;
  words?: string;
}

const within = (value: number, min?: number, max?: number) =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

function accountFits({ platform, followers, engagements }: Account, wish: Wish): boolean {
  const { engagementMin, engagementMax, tier } = wish;
  const isRateAsked = engagementMin !== undefined || engagementMax !== undefined;
  return (
    (!wish.platform || wish.platform.includes(platform)) &&
    (!tier || tier.includes(tierOf(followers))) &&
    within(followers, wish.followersMin, wish.followersMax) &&
    (!isRateAsked ||
      (followers > 0 &&
        within(engagements / followers, share(engagementMin), share(engagementMax))))
  );
}
const share = (percent?: number) => (percent === undefined ? undefined : percent / 100);

function priceFits({ kind, currency, minor }: Price, wish: Wish): boolean {
  const cents = centsOf[currency]!(minor);
  return (!wish.kind || kind === wish.kind) && within(cents, wish.priceMin, wish.priceMax);
}

/** By looking at the words themselves: each one asked for begins a word, or stands inside a Thai text. */
function wordsFit({ name, bio, accounts }: Somebody, words: string): boolean {
  const text = [name, bio, ...accounts.map(({ handle }) => handle)].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(" ")
    .every((word) =>
      /\p{Script=Thai}/u.test(word)
        ? text.includes(word)
        : text.split(/[^\p{L}\p{N}\p{M}]+/u).some((own) => own.startsWith(word)),
    );
}

function fits(one: Somebody, wish: Wish): boolean {
  const narrow: string[] | undefined = wish.niche?.flatMap((code) =>
    nicheWithNarrower(code as NicheCode),
  );
  const isAccountAsked = [
    "platform",
    "tier",
    "followersMin",
    "followersMax",
    "engagementMin",
    "engagementMax",
  ].some((name) => name in wish);
  const isPriceAsked = ["priceMin", "priceMax", "kind"].some((name) => name in wish);
  return (
    (!narrow || one.niches.some((code) => narrow.includes(code))) &&
    (!wish.country || wish.country.includes(one.country ?? "none")) &&
    (!wish.language || one.languages.some((code) => wish.language!.includes(code))) &&
    (!isAccountAsked || one.accounts.some((account) => accountFits(account, wish))) &&
    (!isPriceAsked || one.prices.some((price) => priceFits(price, wish))) &&
    (wish.words === undefined || wordsFit(one, wish.words))
  );
}

const { next, pick } = random;
const several = <T>(from: readonly T[]) => {
  const found = random.some(from, 3);
  return found.length > 0 ? found : [pick(from)];
};
const makers: { [Name in keyof Wish]-?: () => NonNullable<Wish[Name]> } = {
  niche: () => several(nicheCodes),
  platform: () => several(socialPlatforms),
  country: () => several(countries),
  language: () => several(languages),
  tier: () => several(audienceTiers),
  followersMin: () => Math.floor(10 ** (1 + next() * 4)),
  followersMax: () => Math.floor(10 ** (3 + next() * 4)),
  engagementMin: () => pick([0.5, 1, 3, 10]),
  engagementMax: () => pick([5, 20, 60]),
  priceMin: () => Math.floor(10 ** (1 + next() * 3)),
  priceMax: () => Math.floor(10 ** (2 + next() * 4)),
  kind: () => pick(deliverableKinds),
  words: () => pick(["rina", "ay", "ทำอาหาร", "มาลี", "kopi sen", "joão", "café", "zo"]),
};
const names = Object.keys(makers) as (keyof Wish)[];
const wishOf = (chosen: readonly (keyof Wish)[]): Wish =>
  Object.fromEntries(chosen.map((name) => [name, makers[name]()]));
const alone = names.flatMap((name) => [wishOf([name]), wishOf([name])]);
const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => wishOf([one, other])));
const mixed = Array.from({ length: 60 }, () => wishOf(names.filter(() => next() < 0.3)));

const queryOf = (wish: Wish) =>
  new URLSearchParams(
    Object.entries(wish).map(([name, value]): [string, string] => [name, `${value}`]),
  ).toString();

async function find(query: string) {
  const { body } = await brand.get(`/v1/creators?${query}`).expect(200);
  return body as {
    items: { id: string; influence: { score: string }; reach: number }[];
    total: number;
    nextCursor: string | null;
    facets: Record<string, { value: string; count: number }[]> | null;
  };
}

async function findAll(query: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  do {
    const page = await find(`${query}&limit=100${cursor}`);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : "";
  } while (cursor);
  return ids;
}

test("every filter alone, every two together, and mixtures: the same people as one by one", async () => {
  const wrong: unknown[] = [];
  for (const wish of [...alone, ...pairs, ...mixed]) {
    const expected = people.filter((one) => fits(one, wish)).map(({ id }) => id);
    const page = await find(`${queryOf(wish)}&limit=100`);
    const first = expected.sort().reverse().slice(0, 100);
    const found = page.items.map(({ id }) => id);
    if (page.total !== expected.length || found.join() !== first.join())
      wrong.push({ wish, total: page.total, expected: expected.length });
  }
  expect(wrong).toEqual([]);
}, 240_000);

test.each(["newest", "influence", "reach", "cost"])(
  "by %s: page after page everybody comes once, in order",
  async (sort) => {
    const ids = await findAll(`country=TH&sort=${sort}`);
    const expected = people.filter(({ country }) => country === "TH").map(({ id }) => id);
    expect([...ids].sort()).toEqual(expected.sort());
    const narrow = await findAll(`country=TH&niche=skincare&sort=${sort}`);
    // A smaller question has the same order.
    expect(narrow).toEqual(ids.filter((id) => narrow.includes(id)));
  },
  120_000,
);

test("facets count everybody found", async () => {
  const { facets, total } = await find("language=th&facets=true&limit=1");
  const found = people.filter((one) => one.languages.includes("th"));
  expect(total).toBe(found.length);
  for (const country of countries) {
    expect(facets!["country"]).toContainEqual({
      value: country,
      count: found.filter((one) => one.country === country).length,
    });
  }
  for (const platform of socialPlatforms) {
    expect(facets!["platform"]).toContainEqual({
      value: platform,
      count: found.filter((one) => one.accounts.some((account) => account.platform === platform))
        .length,
    });
  }
});

test("what somebody changes is found at the next question, and pages go on where they stopped", async () => {
  const one = people.find(({ country, accounts }) => country === "BR" && accounts.length > 0)!;
  const query = "country=BR&sort=reach&limit=50";
  const before = await find(query);
  const second = await find(`${query}&cursor=${before.nextCursor}`);
  await asOwner(
    app.database.url,
    "UPDATE social_accounts SET followers_count = 2000000000 WHERE creator_id = $1",
    [one.id],
  );
  const after = await find(query);
  expect(after.items[0]!.id).toBe(one.id);
  expect(after.total).toBe(before.total);
  const again = await find(`${query}&cursor=${before.nextCursor}`);
  expect(again.items.map(({ id }) => id).filter((id) => id !== one.id)).toEqual(
    expect.arrayContaining(second.items.map(({ id }) => id).filter((id) => id !== one.id)),
  );
  await asOwner(app.database.url, "UPDATE creators SET country = NULL WHERE id = $1", [one.id]);
  expect((await find(query)).total).toBe(before.total - 1);
});

test("while an older transaction runs, everybody is read once after a large change, not at each question", async () => {
  const { unitOfWork } = app.composition.services;
  const search = createCreatorSearch(systemClock);
  const filter = {
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
  const everybody = {
    filter,
    sort: "newest" as const,
    after: undefined,
    limit: 1,
    hasLabels: false,
  };
  const asked: string[] = [];
  const ask = () =>
    unitOfWork.run(async (tx) => {
      const runner = present(tx.queryRunner ?? undefined, "A transaction's connection");
      const query = runner.query.bind(runner) as (...values: unknown[]) => Promise<unknown>;
      // Only listens: every statement goes on to the database.
      runner.query = ((text: string, ...rest: unknown[]) => {
        asked.push(text);
        return query(text, ...rest);
      }) as typeof runner.query;
      try {
        return await search.ask(tx, everybody);
      } finally {
        Reflect.deleteProperty(runner, "query");
      }
    });
  const readings = () => asked.filter((text) => text.includes("FROM creators WHERE id >")).length;
  await ask();
  expect(readings()).toBe(1);
  await unitOfWork.run(async (older) => {
    await exec(older, "SELECT pg_current_xact_id()");
    await asOwner(app.database.url, "INSERT INTO creator_changes (creator_id) VALUES (NULL)");
    await ask();
    expect(readings()).toBe(2);
    await ask();
    expect(readings()).toBe(2);
  });
});

test("a cursor of another order, a word for a number, a niche that is none: refused at its place", async () => {
  const { nextCursor } = await find("limit=1");
  for (const query of [
    `sort=reach&cursor=${nextCursor}`,
    "cursor=bm9uZQ",
    "engagementMin=much",
    "niche=skincare,nothing",
    "priceMin=-1",
    "sort=best",
  ]) {
    const { body } = await brand.get(`/v1/creators?${query}`).expect(422);
    expect(body.errors[0].pointer).toMatch(/^\/query\//);
  }
});
