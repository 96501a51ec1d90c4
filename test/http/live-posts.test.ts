/** Live posts over the API, looked at on simulated platforms over real HTTP. */
import sharp from "sharp";
import { simulatedSocial } from "../../src/app/sandbox-world";
import { findViolations } from "../../src/features/ledger";
import { livePostInvariants } from "../../src/features/live-posts";
import { addMs, dayMs, hourMs, systemClock } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { call, openTestWorld, type TestWorld } from "../sandbox/support";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Brand,
  type Creator,
  createMarketplace,
  dayFromNow,
  type Marketplace,
  type Submission,
} from "../support/marketplace";
import { scene } from "../support/media";
import { newMember, newStaff } from "../support/people";

let world: TestWorld;
let app: TestApp;
let market: Marketplace;
let brand: Brand;
beforeAll(async () => {
  world = await openTestWorld();
  app = await startTestApp({
    outside: { social: simulatedSocial(world.sandbox) },
    environment: { LIVE_POST_RETRY_SECONDS: "0.001" },
  });
  market = createMarketplace(app);
  brand = await market.brand();
});
afterEach(async () => {
  expect(await findViolations(app.database.unitOfWork.reader, livePostInvariants)).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const caption = "A slow afternoon with kopi susu, กาแฟเย็น and rain on the roof. #ad";
const nextNumber = () => `${BigInt(`0x${newId().replaceAll("-", "").slice(-15)}`)}`.slice(0, 18);

interface Posted {
  creator: Creator;
  submission: Submission;
  platform: string;
  url: string;
  handle: string;
}

async function control(path: string, body: object): Promise<void> {
  const answer = await call("POST", `${world.sandbox.social.url}/control${path}`, body);
  expect({ path, body: answer.body, ok: answer.status < 300 }).toMatchObject({ ok: true });
}

async function handleOf(creator: Creator): Promise<string> {
  const { body } = await creator.client.get("/v1/creators/me").expect(200);
  return body.socialAccounts[0].handle;
}

const urls: Readonly<Record<string, (handle: string) => string>> = {
  x: (handle) => `https://x.com/${handle}/status/${nextNumber()}`,
  tiktok: (handle) => `https://www.tiktok.com/@${handle}/video/${nextNumber()}`,
  facebook: (handle) => `https://www.facebook.com/${handle}/posts/${nextNumber()}`,
};
const kinds: Readonly<Record<string, string>> = { x: "tweet", tiktok: "video", facebook: "post" };

/** Approved content that stands on its platform and was recorded, with nothing looked at yet. */
async function posted(
  options: { platform?: string; caption?: string; publish?: object | null; metrics?: object } = {},
): Promise<Posted> {
  const { platform = "x", publish = {} } = options;
  const creator = await market.creator({ platform });
  const handle = await handleOf(creator);
  const campaign = await market.campaign(brand, {
    deliverables: [{ platform, kind: kinds[platform] ?? "post", quantity: 1 }],
  });
  const approved = await market.approved(await market.accepted(campaign, creator), { caption });
  const url = urls[platform]?.(handle) ?? "";
  if (publish) {
    await control("/posts", {
      platform,
      url,
      handle: handle.toUpperCase(),
      caption: options.caption ?? caption,
      metrics: options.metrics ?? {},
      ...publish,
    });
  }
  await creator.client.post(`/v1/submissions/${approved.id}/live-post`, { url }).expect(200);
  return { creator, submission: approved, platform, url, handle };
}

const at = ({ submission }: Posted, verb = "") =>
  `/v1/submissions/${submission.id}/live-post${verb}`;
const check = ({ submission }: Posted) => app.composition.services.livePosts.check(submission.id);
const makeDue = (post: Posted) =>
  asOwner(app.database.url, "UPDATE live_post_watches SET next_check_at = now() WHERE id = $1", [
    post.submission.id,
  ]);

async function look(post: Posted) {
  await makeDue(post);
  await check(post);
  return await shown(post);
}

async function shown(post: Posted) {
  const { body } = await brand.client.get(at(post)).expect(200);
  return body.post;
}

const topicsOf = async (post: Posted) =>
  (
    (await asOwner(
      app.database.url,
      "SELECT topic FROM outbox WHERE topic LIKE 'live_post.%' AND payload ->> 'submissionId' = $1 ORDER BY id",
      [post.submission.id],
    )) as { topic: string }[]
  ).map(({ topic }) => topic);

const isVerified = (post: Posted) =>
  app.composition.services.livePosts.isVerified(app.database.unitOfWork.reader, post.submission.id);

const money = async () =>
  await asOwner(
    app.database.url,
    "SELECT (SELECT count(*) FROM ledger_transactions) AS t, (SELECT count(*) FROM endorsements) AS e",
  );

const allFine = {
  available: "fine",
  owner: "fine",
  published: "fine",
  disclosure: "fine",
  caption: "fine",
  media: "unknown",
};

test("a post that is as agreed is fine, is looked at daily, and is verified without moving money", async () => {
  const post = await posted({
    metrics: { views: 9_000, likes: 410, comments: 12, shares: 3, saves: 8 },
  });
  expect(await shown(post)).toMatchObject({
    status: "unchecked",
    isVerified: false,
    lastCheck: null,
  });
  const before = await money();
  expect(await check(post)).toBe("seen");
  // Not due again: whoever asks twice looks once.
  expect(await check(post)).toBeUndefined();
  const { body } = await post.creator.client.get(at(post)).expect(200);
  expect(body.post).toMatchObject({
    status: "fine",
    isVerified: true,
    concern: null,
    platform: "x",
    lastCheck: {
      outcome: "seen",
      source: "x_api",
      caption,
      similarityPercent: 100,
      findings: allFine,
      problem: null,
      status: "fine",
    },
    metrics: [
      { source: "platform", views: 9_000, likes: 410, saves: 8, findings: [], mediaId: null },
    ],
  });
  const pauseMs = Date.parse(body.post.nextCheckAt) - systemClock.now().getTime();
  expect(pauseMs).toBeGreaterThan(23 * hourMs);
  expect(pauseMs).toBeLessThanOrEqual(24 * hourMs);
  const liveMs = Date.parse(body.post.liveUntil) - Date.parse(body.post.recordedAt);
  expect(liveMs).toBe(30 * dayMs);
  expect(await isVerified(post)).toBe(true);
  expect(await topicsOf(post)).toEqual([]);
  expect(await money()).toEqual(before);
  const submission = await brand.client.get(`/v1/submissions/${post.submission.id}`).expect(200);
  expect(submission.body).toMatchObject({
    status: "verified",
    livePost: { verifiedBy: "check", verificationReason: null },
  });
});

test("each thing that can be wrong is found, told to both once, and over when it is mended", async () => {
  const post = await posted();
  const { platform, url, handle } = post;
  const change = (body: object) => control("/posts/change", { platform, url, ...body });
  const wrong = async (aspect: string) => {
    const seen = await look(post);
    expect(seen).toMatchObject({
      status: "needs_look",
      isVerified: false,
      concern: { kind: "needs_look", aspects: [aspect] },
      lastCheck: { findings: { ...allFine, [aspect]: "wrong" } },
    });
  };
  const mended = async () => {
    expect(await look(post)).toMatchObject({ status: "fine", concern: null, isVerified: true });
  };
  await mended();
  await control("/posts/drop-label", { platform, url, label: "#ad" });
  await wrong("disclosure");
  await wrong("disclosure");
  await change({ caption: `${caption} #adventure` });
  await mended();
  await change({
    caption: "#ad Buy shoes today, only at Sepatu Store, ten percent off everything!",
  });
  await wrong("caption");
  await change({ caption, handle: "somebody.else" });
  await wrong("owner");
  await change({ handle, publishedAt: addMs(systemClock.now(), -40 * dayMs).toISOString() });
  await wrong("published");
  await change({ publishedAt: `${dayFromNow(33)}T00:00:00Z` });
  await wrong("published");
  await change({ publishedAt: systemClock.now().toISOString() });
  await mended();
  // Two findings of the same thing are one piece of news.
  expect(await topicsOf(post)).toEqual(Array(4).fill("live_post.needs_look"));
  const checks = await brand.client.get(`${at(post, "/checks")}?limit=3`).expect(200);
  expect(checks.body.items).toHaveLength(3);
  const rest = await brand.client
    .get(`${at(post, "/checks")}?limit=100&cursor=${checks.body.nextCursor}`)
    .expect(200);
  expect(rest.body.items).toHaveLength(6);
  await expect(
    asOwner(app.database.url, "UPDATE live_post_checks SET caption = 'other'"),
  ).rejects.toThrow(/rows are written once/);
});

test("a second wrong thing is news, and a concern names all that is wrong", async () => {
  const post = await posted({ publish: { handle: "somebody.else" } });
  expect(await look(post)).toMatchObject({ concern: { aspects: ["owner"] } });
  await control("/posts/drop-label", { platform: "x", url: post.url, label: "#ad" });
  expect(await look(post)).toMatchObject({ concern: { aspects: ["owner", "disclosure"] } });
  expect(await topicsOf(post)).toEqual(["live_post.needs_look", "live_post.needs_look"]);
});

test("one look that finds nothing is no proof; the second one is, and the post may come back", async () => {
  const post = await posted();
  const { platform, url } = post;
  await look(post);
  await control("/posts/delete", { platform, url });
  const once = await look(post);
  expect(once).toMatchObject({
    status: "fine",
    concern: null,
    lastCheck: { outcome: "not_available", findings: { available: "wrong", owner: "unknown" } },
  });
  expect(Date.parse(once.nextCheckAt)).toBeLessThan(systemClock.now().getTime() + hourMs);
  expect(await topicsOf(post)).toEqual([]);
  expect(await look(post)).toMatchObject({
    status: "gone",
    isVerified: false,
    concern: { kind: "gone", aspects: ["available"] },
  });
  expect(await look(post)).toMatchObject({ status: "gone" });
  expect(await topicsOf(post)).toEqual(["live_post.gone"]);
  await control("/posts/restore", { platform, url });
  expect(await look(post)).toMatchObject({ status: "fine", concern: null });
  await control("/posts/delete", { platform, url });
  await look(post);
  await control("/posts/restore", { platform, url });
  await look(post);
  await control("/posts/delete", { platform, url });
  // The looks in between count from the start again.
  expect(await look(post)).toMatchObject({ status: "fine" });
});

test("trouble at the platform changes nothing and is tried again", async () => {
  const post = await posted();
  await look(post);
  const fault = { match: { path: "/api.x.com" }, action: { type: "status", status: 503 } };
  await call("POST", `${world.sandbox.social.url}/control/faults`, fault);
  const seen = await look(post);
  expect(seen).toMatchObject({
    status: "fine",
    concern: null,
    lastCheck: { outcome: "unreachable", problem: "status_503" },
  });
  expect(await look(post)).toMatchObject({ status: "fine", lastCheck: { outcome: "seen" } });
});

test("what a source does not tell stays unknown, and a person decides", async () => {
  const tiktok = await posted({ platform: "tiktok" });
  expect(await look(tiktok)).toMatchObject({
    status: "fine",
    lastCheck: { findings: { ...allFine, published: "unknown" } },
  });
  const post = await posted({ platform: "facebook" });
  expect(await look(post)).toMatchObject({
    status: "unchecked",
    isVerified: false,
    lastCheck: { source: "meta_oembed", findings: { available: "fine", owner: "unknown" } },
  });
  const word = { verdict: "fine", reason: "เปิดดูแล้ว ทุกอย่างถูกต้อง" };
  const { body } = await brand.client.post(at(post, "/confirmation"), word).expect(200);
  expect(body.post).toMatchObject({
    status: "fine",
    isVerified: true,
    lastCheck: { outcome: "by_hand", reason: word.reason, findings: { owner: "unknown" } },
  });
  // The next look tells no more and takes nothing back.
  expect(await look(post)).toMatchObject({ status: "fine" });
  await control("/posts/delete", { platform: "facebook", url: post.url });
  await look(post);
  expect(await look(post)).toMatchObject({ status: "gone" });
});

test("nobody to ask is one line, not one a day", async () => {
  const silent = await startTestApp({ outside: { social: undefined } });
  try {
    const there = createMarketplace(silent);
    const someone = await there.brand();
    const creator = await there.creator();
    const submission = await there.live(
      await there.accepted(await there.campaign(someone), creator),
    );
    const { livePosts } = silent.composition.services;
    for (let day = 0; day < 3; day++) {
      expect(await livePosts.check(submission.id)).toBe("unknown");
      await asOwner(silent.database.url, "UPDATE live_post_watches SET next_check_at = now()");
    }
    const { body } = await someone.client
      .get(`/v1/submissions/${submission.id}/live-post/checks`)
      .expect(200);
    expect(body.items).toMatchObject([{ outcome: "unknown", source: null, status: "unchecked" }]);
  } finally {
    await silent.close();
  }
});

describe("a person's word", () => {
  const fine = { verdict: "fine", reason: "We agreed on this wording by phone." };

  test("accepts the caption that was seen, and no third one", async () => {
    const post = await posted({
      caption: "Quite another text about coffee and buns, my friends! #ad",
    });
    expect(await look(post)).toMatchObject({ status: "needs_look" });
    await brand.client.post(at(post, "/confirmation"), fine).expect(200);
    expect(await look(post)).toMatchObject({ status: "fine", concern: null });
    const { platform, url } = post;
    await control("/posts/change", {
      platform,
      url,
      caption: "Shoes for sale, very cheap today #ad",
    });
    expect(await look(post)).toMatchObject({
      status: "needs_look",
      concern: { aspects: ["caption"] },
    });
    await control("/posts/change", { platform, url, caption });
    expect(await look(post)).toMatchObject({ status: "fine" });
  });

  test("accepts a missing label until it is taken back", async () => {
    const post = await posted({ caption: caption.replace(" #ad", "") });
    expect(await look(post)).toMatchObject({ concern: { aspects: ["disclosure"] } });
    await brand.client.post(at(post, "/confirmation"), fine).expect(200);
    expect(await look(post)).toMatchObject({ status: "fine" });
    const back = { verdict: "needs_look", reason: "The label has to be there after all." };
    const { body } = await brand.client.post(at(post, "/confirmation"), back).expect(200);
    expect(body.post).toMatchObject({ status: "needs_look", isVerified: false });
    expect(await look(post)).toMatchObject({ status: "needs_look" });
    const audit = (await asOwner(
      app.database.url,
      "SELECT action FROM audit_events WHERE object_id = $1 AND action LIKE 'live_post.%' ORDER BY id",
      [post.submission.id],
    )) as { action: string }[];
    expect(audit.map(({ action }) => action)).toEqual([
      "live_post.needs_look",
      "live_post.confirmed",
      "live_post.fine",
      "live_post.confirmed",
      "live_post.needs_look",
    ]);
  });

  test("that something is wrong stays until a person takes it back", async () => {
    const post = await posted();
    await look(post);
    const word = { verdict: "needs_look", reason: "It is the picture of another product." };
    await brand.client.post(at(post, "/confirmation"), word).expect(200);
    expect(await look(post)).toMatchObject({
      status: "needs_look",
      isVerified: false,
      concern: { aspects: [] },
      lastCheck: { outcome: "seen", findings: allFine },
    });
    await brand.client.post(at(post, "/confirmation"), fine).expect(200);
    expect(await look(post)).toMatchObject({ status: "fine", concern: null });
    expect(await topicsOf(post)).toEqual(["live_post.needs_look"]);
  });

  test("is a member's of the brand or our own people's, never the creator's", async () => {
    const post = await posted();
    const operator = (await newStaff(app, ["operator"])).client;
    const member = await newMember(app, brand.id);
    await post.creator.client.post(at(post, "/confirmation"), fine).expect(403);
    await operator.post(at(post, "/confirmation"), { ...fine, verdict: "gone" }).expect(200);
    expect(await shown(post)).toMatchObject({ status: "gone", concern: { kind: "gone" } });
    await member.post(at(post, "/confirmation"), { ...fine, verdict: "needs_look" }).expect(200);
    // What leads to money is a manager's word, or one of ours.
    await member.post(at(post, "/confirmation"), fine).expect(403);
    await operator.post(at(post, "/confirmation"), fine).expect(200);
    expect(await shown(post)).toMatchObject({ status: "fine", concern: null });
    await operator.get(at(post)).expect(200);
    const stranger = await market.brand();
    await stranger.client.post(at(post, "/confirmation"), fine).expect(404);
    await stranger.client.get(at(post)).expect(404);
  });

  test("by the older operation counts as verified, until something is known against it", async () => {
    const post = await posted({ platform: "facebook", publish: null });
    expect(await isVerified(post)).toBe(false);
    await brand.client.post(at(post, "/verification"), { reason: "Seen." }).expect(200);
    expect(await isVerified(post)).toBe(true);
    await look(post);
    await look(post);
    expect(await isVerified(post)).toBe(false);
  });
});

test("a look can be asked for, not again and again, and only for a post", async () => {
  const post = await posted();
  const asked = await post.creator.client.post(at(post, "/checks")).expect(202);
  expect(asked.body.post.status).toBe("unchecked");
  expect(await topicsOf(post)).toEqual(["live_post.check_asked"]);
  const creator = await market.creator();
  const open = await market.approved(await market.accepted(await market.campaign(brand), creator));
  const place = `/v1/submissions/${open.id}/live-post`;
  expect((await brand.client.get(place).expect(200)).body).toEqual({
    submissionId: open.id,
    post: null,
  });
  for (const [verb, body] of [
    ["/checks", undefined],
    ["/confirmation", { verdict: "fine", reason: "x" }],
  ] as const) {
    const { body: problem } = await brand.client.post(`${place}${verb}`, body).expect(409);
    expect(problem.code).toBe("live_post_missing");
  }
  const slow = await startTestApp({ outside: { social: simulatedSocial(world.sandbox) } });
  try {
    const there = createMarketplace(slow);
    const submission = await there.live(
      await there.accepted(await there.campaign(await there.brand()), await there.creator()),
    );
    const { client } = submission.application.creator;
    await slow.composition.services.livePosts.check(submission.id);
    const { body: problem } = await client
      .post(`/v1/submissions/${submission.id}/live-post/checks`)
      .expect(409);
    expect(problem.code).toBe("live_post_checked_lately");
  } finally {
    await slow.close();
  }
});

test("two who look at once look once, and a post the event forgot is found", async () => {
  const post = await posted();
  const due = await app.composition.services.livePosts.findDue();
  expect(due).toContain(post.submission.id);
  const outcomes = await Promise.all([check(post), check(post), check(post)]);
  expect(outcomes.filter((outcome) => outcome === "seen")).toHaveLength(1);
  expect(await app.composition.services.livePosts.findDue()).not.toContain(post.submission.id);
});

test("after its time a post is looked at once more and then left alone", async () => {
  const post = await posted();
  await look(post);
  const end = "UPDATE live_post_watches SET live_until = now() + interval '1 hour' WHERE id = $1";
  await asOwner(app.database.url, end, [post.submission.id]);
  const near = await look(post);
  expect(near.nextCheckAt).toBe(near.liveUntil);
  const over =
    "UPDATE live_post_watches SET live_until = now() - interval '1 second' WHERE id = $1";
  await asOwner(app.database.url, over, [post.submission.id]);
  expect(await look(post)).toMatchObject({ status: "fine", nextCheckAt: null });
});

test("lists show each side its own, by state and campaign", async () => {
  const post = await posted({ publish: { handle: "somebody.else" } });
  await look(post);
  const { campaign } = post.submission.application;
  const mine = await post.creator.client.get("/v1/live-posts").expect(200);
  expect(mine.body.items).toMatchObject([
    { submissionId: post.submission.id, status: "needs_look", concern: { aspects: ["owner"] } },
  ]);
  const theirs = await brand.client
    .get(`/v1/live-posts?status=needs_look&campaignId=${campaign.id}`)
    .expect(200);
  expect(theirs.body.items).toHaveLength(1);
  const none = await brand.client
    .get(`/v1/live-posts?status=gone&campaignId=${campaign.id}`)
    .expect(200);
  expect(none.body).toEqual({ items: [], nextCursor: null });
  const page = await brand.client.get("/v1/live-posts?limit=2").expect(200);
  expect(page.body.items).toHaveLength(2);
  const next = await brand.client
    .get(`/v1/live-posts?limit=100&cursor=${page.body.nextCursor}`)
    .expect(200);
  const ids = [...page.body.items, ...next.body.items].map((item) => item.submissionId);
  expect(new Set(ids).size).toBe(ids.length);
  const operator = (await newStaff(app, ["operator"])).client;
  const all = await operator.get(`/v1/live-posts?campaignId=${campaign.id}`).expect(200);
  expect(all.body.items).toHaveLength(1);
  const stranger = await market.brand();
  expect((await stranger.client.get("/v1/live-posts").expect(200)).body.items).toEqual([]);
});

describe("figures", () => {
  test("are dated snapshots with evidence that the brand can see, and are never overwritten", async () => {
    const post = await posted();
    const { client } = post.creator;
    const mediaId = await market.media(post.creator);
    const first = { measuredOn: dayFromNow(-2), mediaId, views: 1_000, likes: 90, saves: 0 };
    const entered = await client.post(at(post, "/metrics"), first).expect(201);
    expect(entered.body).toMatchObject({
      ...first,
      source: "creator",
      comments: null,
      findings: [],
    });
    const later = { measuredOn: dayFromNow(0), mediaId, views: 1_000_000_000_000, likes: 80 };
    const second = await client.post(at(post, "/metrics"), later).expect(201);
    expect(second.body).toMatchObject({ views: 1_000_000_000_000, findings: ["likes_fell"] });
    const odd = { measuredOn: dayFromNow(0), mediaId, views: 10, likes: 11, comments: 12 };
    const third = await client.post(at(post, "/metrics"), odd).expect(201);
    expect(third.body.findings).toEqual([
      "likes_above_views",
      "comments_above_views",
      "views_fell",
      "likes_fell",
    ]);
    const { body } = await brand.client.get(`${at(post, "/metrics")}?limit=2`).expect(200);
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([
      third.body.id,
      second.body.id,
    ]);
    expect((await shown(post)).metrics).toMatchObject([{ id: third.body.id }]);
    await brand.client.get(`/v1/media/${mediaId}`).expect(200);
    await (await market.brand()).client.get(`/v1/media/${mediaId}`).expect(404);
    await expect(
      asOwner(app.database.url, "UPDATE live_post_metrics SET views = 1"),
    ).rejects.toThrow(/rows are written once/);
  });

  test("need one figure, a day that has come, own evidence, a post, and its creator", async () => {
    const post = await posted();
    const { client } = post.creator;
    const mediaId = await market.media(post.creator);
    const good = { measuredOn: dayFromNow(0), mediaId, views: 1 };
    const refused = async (body: object, status: number, code: string, pointer?: string) => {
      const answer = await client.post(at(post, "/metrics"), body).expect(status);
      expect(answer.body).toMatchObject({ code, ...(pointer ? { errors: [{ pointer }] } : {}) });
    };
    const { views: _views, ...none } = good;
    await refused(none, 422, "validation_failed");
    await refused({ ...good, views: -1 }, 422, "validation_failed", "/body/views");
    await refused({ ...good, views: 1_000_000_000_001 }, 422, "validation_failed", "/body/views");
    await refused({ ...good, views: 1.5 }, 422, "validation_failed", "/body/views");
    await refused({ ...good, views: "1" }, 422, "validation_failed", "/body/views");
    await refused(
      { ...good, measuredOn: dayFromNow(3) },
      422,
      "metrics_in_future",
      "/body/measuredOn",
    );
    const theirs = await market.media(await market.creator());
    await refused({ ...good, mediaId: theirs }, 422, "media_unknown", "/body/mediaId");
    await refused({ ...good, mediaId: newId() }, 422, "media_unknown", "/body/mediaId");
    await brand.client.post(at(post, "/metrics"), good).expect(403);
    await (await market.creator()).client.post(at(post, "/metrics"), good).expect(404);
  });

  test("of the platform are kept at every look, with what is odd about them", async () => {
    const post = await posted({ metrics: { views: 100, likes: 50 } });
    await look(post);
    await control("/posts/change", {
      platform: "x",
      url: post.url,
      metrics: { views: 90, likes: 95 },
    });
    await look(post);
    const { body } = await post.creator.client.get(at(post, "/metrics")).expect(200);
    expect(body.items).toMatchObject([
      { source: "platform", views: 90, likes: 95, findings: ["likes_above_views", "views_fell"] },
      { source: "platform", views: 100, likes: 50, findings: [] },
    ]);
  });
});

test("whatever stands in a stranger's post is kept as text and breaks nothing", async () => {
  const nasty = `\u0000\u0007 ${"𝒳".repeat(4_000)} <script>alert(1)</script> '; DROP TABLE live_posts; -- \ud800 #ad`;
  const post = await posted({ caption: nasty, publish: { handle: "x".repeat(5_000) } });
  const seen = await look(post);
  expect(seen).toMatchObject({
    status: "needs_look",
    lastCheck: { outcome: "seen", findings: { owner: "wrong", caption: "wrong" } },
  });
  expect(seen.lastCheck.caption.length).toBeLessThanOrEqual(5_000);
});

describe("pictures", () => {
  const asText = async (picture: { toBuffer(): Promise<Buffer> }) =>
    (await picture.toBuffer()).toString("base64");

  /** A post on X whose approved content has this picture, and that shows that one. */
  async function postedWith(approved: Buffer, shown: string | undefined): Promise<Posted> {
    const creator = await market.creator({ platform: "x" });
    const handle = await handleOf(creator);
    const campaign = await market.campaign(brand, {
      deliverables: [{ platform: "x", kind: "tweet", quantity: 1 }],
    });
    const application = await market.accepted(campaign, creator);
    const upload = await creator.client
      .post("/v1/media")
      .attach("file", approved, { filename: "a.jpg", contentType: "image/jpeg" })
      .expect(201);
    const content = { caption, mediaIds: [upload.body.id] };
    const path = `/v1/applications/${application.id}/submissions`;
    const { body } = await creator.client.post(path, content).expect(201);
    await brand.client.post(`/v1/submissions/${body.id}/approve`).expect(200);
    const url = urls["x"]?.(handle) ?? "";
    const picture = shown === undefined ? {} : { picture: shown };
    await control("/posts", { platform: "x", url, handle, caption, ...picture });
    await creator.client.post(`/v1/submissions/${body.id}/live-post`, { url }).expect(200);
    return { creator, submission: { id: body.id, application }, platform: "x", url, handle };
  }

  const size = { width: 900, height: 900 };

  test("the approved one is known although the platform cut it and saved it anew", async () => {
    const approved = await scene(1, { width: 1_200, height: 800 }).jpeg().toBuffer();
    const cut = sharp(approved).extract({ left: 200, top: 0, width: 800, height: 800 });
    const post = await postedWith(approved, await asText(cut.resize(400).jpeg({ quality: 40 })));
    const { status, lastCheck } = await look(post);
    expect(status).toBe("fine");
    expect(lastCheck).toMatchObject({ findings: { media: "fine" }, pictureProblem: null });
    expect(lastCheck.pictureDistance).toBeLessThanOrEqual(10);
  });

  test("another one needs a look; it stays known when none can be had; a person may accept it", async () => {
    const other = await asText(scene(8, size).png());
    const post = await postedWith(await scene(2, size).jpeg().toBuffer(), other);
    const first = await look(post);
    expect(first).toMatchObject({ status: "needs_look", concern: { aspects: ["media"] } });
    expect(first.lastCheck.pictureDistance).toBeGreaterThanOrEqual(22);
    const { platform, url } = post;
    await control("/posts/change", { platform, url, picture: "AAAA" });
    const lost = await look(post);
    expect(lost).toMatchObject({ status: "needs_look" });
    expect(lost.lastCheck).toMatchObject({
      findings: { media: "wrong" },
      pictureDistance: null,
      pictureProblem: "shows_nothing",
    });
    await brand.client
      .post(at(post, "/confirmation"), {
        verdict: "fine",
        reason: "The second one, it is ours too",
      })
      .expect(200);
    expect(await look(post)).toMatchObject({ status: "fine" });
    await control("/posts/change", { platform, url, picture: other });
    expect((await look(post)).lastCheck).toMatchObject({ pictureDistance: 0 });
    const third = await asText(scene(11, size).png());
    await control("/posts/change", { platform, url, picture: third });
    expect(await look(post)).toMatchObject({ status: "needs_look" });
    await control("/posts/change", {
      platform,
      url,
      picture: await asText(scene(2, size).webp()),
    });
    expect(await look(post)).toMatchObject({ status: "fine", concern: null });
  });

  test("none is no fault of the post, and nothing to compare is not asked for", async () => {
    const without = await postedWith(await scene(3, size).jpeg().toBuffer(), undefined);
    const seen = await look(without);
    expect(seen).toMatchObject({ status: "fine" });
    expect(seen.lastCheck).toMatchObject({
      findings: { media: "unknown" },
      pictureDistance: null,
      pictureProblem: "not_told",
    });
    const plain = await sharp({ create: { ...size, channels: 3, background: "teal" } })
      .png()
      .toBuffer();
    const nothing = await postedWith(plain, await asText(scene(4, size).png()));
    expect((await look(nothing)).lastCheck).toMatchObject({ pictureProblem: "nothing_to_compare" });
  });
});
