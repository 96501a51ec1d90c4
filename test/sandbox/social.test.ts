/** The door to social platforms against the simulated ones, over real HTTP: what each source tells, and what it does not. */
import { simulatedSocial } from "../../src/app/sandbox-world";
import type { SocialPlatform } from "../../src/kernel/social-platform";
import type { SocialSettings } from "../../src/platform/social-settings";
import { createSocialDoor, type PostReading } from "../../src/providers/social";
import { readPage } from "../../src/providers/social/html-text";
import { call, openTestWorld, type TestWorld } from "./support";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

interface Place {
  platform: SocialPlatform;
  url: string;
  key: string;
  handle: string;
}

const places: Readonly<Record<SocialPlatform, Place>> = {
  youtube: {
    platform: "youtube",
    url: "https://www.youtube.com/watch?v=kopi-susu_1",
    key: "youtube:watch/kopi-susu_1",
    handle: "ployeats",
  },
  x: {
    platform: "x",
    url: "https://x.com/ploy/status/1790000000000000001",
    key: "x:status/1790000000000000001",
    handle: "ploy",
  },
  tiktok: {
    platform: "tiktok",
    url: "https://www.tiktok.com/@ploy.eats/video/7300000000000000001",
    key: "tiktok:post/7300000000000000001",
    handle: "ploy.eats",
  },
  instagram: {
    platform: "instagram",
    url: "https://www.instagram.com/p/C0pi5usu/",
    key: "instagram:p/C0pi5usu",
    handle: "ploy.eats",
  },
  facebook: {
    platform: "facebook",
    url: "https://www.facebook.com/ploy.eats/posts/pfbid0abc",
    key: "facebook:post/pfbid0abc",
    handle: "ploy.eats",
  },
  blog: {
    platform: "blog",
    url: "https://blog.ploy-eats.com/kopi/%E0%B8%81%E0%B8%B2%E0%B9%81%E0%B8%9F",
    key: "blog:blog.ploy-eats.com/kopi/กาแฟ?",
    handle: "blog.ploy-eats.com",
  },
};

const caption = "Kopi susu on a rainy day ☕ กาแฟเย็น\nThank you <Warung> & friends. #ad";
const metrics = { views: 12_000, likes: 900, comments: 31, shares: 12, saves: 44 };
const publishedAt = "2026-11-29T10:00:00.000Z";

const control = async (path: string, body: object) => {
  const answer = await call("POST", `${world.sandbox.social.url}/control${path}`, body);
  expect({ path, status: answer.status }).toEqual({ path, status: path === "/posts" ? 201 : 200 });
};

async function publish(place: Place) {
  const { platform, url, handle } = place;
  await control("/posts", { platform, url: decodeURI(url), handle, caption, publishedAt, metrics });
}

async function look(place: Place, keys: Partial<SocialSettings> = {}): Promise<PostReading> {
  const door = createSocialDoor({ ...simulatedSocial(world.sandbox), ...keys });
  const { platform, url, key, handle } = place;
  return await door.read({ platform, url, key, handles: [handle] });
}

const noKeys = {
  youtubeApiKey: undefined,
  xBearerToken: undefined,
  metaOembedToken: undefined,
  instagram: undefined,
};

interface Told {
  source: string;
  keys?: Partial<SocialSettings>;
  handle?: boolean;
  date?: boolean;
  caption?: boolean;
  metrics?: object;
}

/** What each source tells; everything else has to be null. */
const told: readonly [SocialPlatform, Told][] = [
  [
    "youtube",
    {
      source: "youtube_api",
      handle: true,
      date: true,
      caption: true,
      metrics: { views: 12_000, likes: 900, comments: 31 },
    },
  ],
  ["youtube", { source: "youtube_oembed", keys: noKeys, handle: true }],
  ["x", { source: "x_api", handle: true, date: true, caption: true, metrics }],
  ["x", { source: "x_oembed", keys: noKeys, handle: true, caption: true }],
  ["tiktok", { source: "tiktok_oembed", handle: true, caption: true }],
  [
    "instagram",
    {
      source: "instagram_api",
      handle: true,
      date: true,
      caption: true,
      metrics: { likes: 900, comments: 31 },
    },
  ],
  ["instagram", { source: "meta_oembed", keys: { instagram: undefined } }],
  ["facebook", { source: "meta_oembed" }],
  ["blog", { source: "page", handle: true, date: true, caption: true }],
];

test.each(told)("%s: %j", async (platform, expected) => {
  const place = places[platform];
  await publish(place);
  const reading = await look(place, expected.keys);
  expect(reading).toMatchObject({ kind: "seen", source: expected.source });
  if (reading.kind !== "seen") throw new Error("not seen");
  const { post } = reading;
  expect(post.handle).toBe(expected.handle ? place.handle : null);
  expect(post.publishedAt?.toISOString() ?? null).toBe(expected.date ? publishedAt : null);
  if (!expected.caption) expect(post.caption).toBeNull();
  else if (post.isPage) expect(post.caption).toContain("Thank you <Warung> & friends. #ad");
  else expect(post.caption).toBe(caption);
  const figures = Object.entries(post.metrics).filter(([, count]) => count !== undefined);
  expect(Object.fromEntries(figures)).toEqual(expected.metrics ?? {});
  await control("/posts/delete", { platform, url: decodeURI(place.url) });
  expect(await look(place, expected.keys)).toEqual({
    kind: "not_available",
    source: expected.source,
  });
});

test("where nobody can be asked, nothing is made up", async () => {
  for (const platform of ["instagram", "facebook"] as const) {
    await publish(places[platform]);
    expect(await look(places[platform], noKeys)).toEqual({ kind: "unknown" });
  }
  const story = { ...places.instagram, key: "instagram:stories/1" };
  expect(await look(story)).toEqual({ kind: "unknown" });
  const community = { ...places.youtube, key: "youtube:post/UgkxAbc" };
  expect(await look(community)).toEqual({ kind: "unknown" });
  const nobody = createSocialDoor(undefined);
  expect(await nobody.read({ ...places.blog, handles: [] })).toEqual({ kind: "unknown" });
});

test("a wrong key and trouble at the platform prove nothing", async () => {
  const { url } = world.sandbox.social;
  expect(await look(places.youtube, { youtubeApiKey: "wrong" })).toMatchObject({
    kind: "unreachable",
    reason: "status_400",
  });
  expect(await look(places.x, { xBearerToken: "wrong" })).toMatchObject({ kind: "unreachable" });
  expect(await look(places.facebook, { metaOembedToken: "wrong" })).toMatchObject({
    kind: "unreachable",
  });
  await publish(places.tiktok);
  const path = "/www.tiktok.com/oembed";
  const spoil = async (action: object, place: Place = places.tiktok) => {
    const rule = { match: { path: place === places.blog ? "/blog.ploy" : path }, action };
    expect((await call("POST", `${url}/control/faults`, rule)).status).toBe(201);
    return await look(place);
  };
  const lost = { kind: "unreachable", source: "tiktok_oembed" };
  expect(await spoil({ type: "status", status: 500 })).toEqual({ ...lost, reason: "status_500" });
  expect(await spoil({ type: "status", status: 429 })).toEqual({ ...lost, reason: "status_429" });
  expect(await spoil({ type: "drop" })).toEqual({ ...lost, reason: "not_reachable" });
  expect(await spoil({ type: "truncate" })).toMatchObject(lost);
  expect(await spoil({ type: "badGzip" })).toMatchObject(lost);
  expect(await spoil({ type: "contentType", value: "image/png" })).toEqual({
    ...lost,
    reason: "not_text",
  });
  expect(
    await spoil({ type: "contentType", value: "application/json", body: '{"title":1}' }),
  ).toEqual({ ...lost, reason: "answer_not_understood" });
  await publish(places.blog);
  expect(await spoil({ type: "status", status: 403 }, places.blog)).toMatchObject({
    kind: "unreachable",
    reason: "status_403",
  });
  const elsewhere = {
    type: "status",
    status: 302,
    headers: { location: "http://169.254.169.254/latest" },
  };
  expect(await spoil(elsewhere, places.blog)).toMatchObject({ reason: "address_refused" });
});

test("an Instagram post is looked for on every account of the creator", async () => {
  const { platform, url, key, handle } = places.instagram;
  await publish(places.instagram);
  const door = createSocialDoor(simulatedSocial(world.sandbox));
  const read = (handles: string[]) => door.read({ platform, url, key, handles });
  expect(await read(["somebody", handle])).toMatchObject({ kind: "seen", post: { handle } });
  // No professional account has such a name, so that only oEmbed is left, which does not tell the author.
  expect(await read(["somebody", "a){id},x"])).toMatchObject({
    source: "meta_oembed",
    post: { handle: null },
  });
  await control("/posts", {
    platform,
    url: "https://www.instagram.com/p/Other1/",
    handle: "other",
    caption: "x",
  });
  expect(await read(["other"])).toEqual({ kind: "not_available", source: "instagram_api" });
});

test("posts can be changed, lose their label and their owner, and survive a restart", async () => {
  const place = places.x;
  await publish(place);
  const { platform, url } = place;
  await control("/posts/drop-label", { platform, url, label: "#ad" });
  await control("/posts/change", { platform, url, handle: "thief", metrics: { likes: 901 } });
  await world.restart();
  expect(await look(place)).toMatchObject({
    post: { handle: "thief", caption: expect.not.stringContaining("#ad"), metrics: { likes: 901 } },
  });
  const bad = await call("POST", `${world.sandbox.social.url}/control/posts`, {
    platform,
    url: "https://x.com/ploy",
    handle: "x",
    caption: "",
  });
  expect(bad.status).toBe(400);
});

test("a page is read as people read it", () => {
  const page = readPage(`<html><head><title>Kopi</title><script>var a = "#ad";</script>
    <meta property="og:description" content="Rainy &amp; slow"><meta property="og:image" content="https://x.com/a.jpg">
    <meta property="article:published_time" content="2026-11-29T10:00:00+07:00"></head>
    <body><div>Kopi<div>susu</div></div><p>with <b>#</b><i>ad</i></p><style>#sponsored{}</style>
    <!-- #hidden --><noscript>#no</noscript><time datetime="2020-01-01">then</time></body>`);
  expect(page).toEqual({
    text: "Kopi\nRainy & slow\nKopi\nsusu\nwith #ad\nthen",
    publishedAt: "2026-11-29T10:00:00+07:00",
    imageUrl: "https://x.com/a.jpg",
  });
});
