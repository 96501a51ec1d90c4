import { accounts, creditBalance } from "../../src/features/ledger";
import { endHolds } from "../../src/features/submissions";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  type Creator,
  campaignBody,
  createMarketplace,
  type Marketplace,
  type Submission,
  statusesOf,
  violationsIn,
} from "../support/marketplace";
import { newMember, newStaff } from "../support/people";

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
afterEach(() => expectNoViolations(app));
afterAll(() => app.close());

async function expectNoViolations(of: TestApp): Promise<void> {
  expect(await violationsIn(of)).toEqual([]);
}

const at = (submission: { id: string }, verb = "") =>
  `/v1/submissions/${submission.id}${verb && `/${verb}`}`;
const hand = (application: { id: string }) => `/v1/applications/${application.id}/submissions`;
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const postUrl = () => `https://www.instagram.com/p/${newId().slice(-12)}`;
const balance = (of: TestApp, account: Parameters<typeof creditBalance>[1]) =>
  creditBalance(of.database.unitOfWork.reader, account, "USD");
const query = async <T>(of: TestApp, sql: string, values: unknown[]) =>
  (await of.database.dataSource.query(sql, values)) as T[];
const topics = async (of: TestApp, id: string) =>
  (
    await query<{ topic: string }>(
      of,
      "SELECT topic FROM outbox WHERE EXISTS (SELECT FROM jsonb_each_text(payload) v WHERE v.value = $1) ORDER BY id",
      [id],
    )
  ).map((row) => row.topic);

/** A new accepted application of the shared creator, in a campaign of its own. */
const accepted = async (options: Parameters<Marketplace["campaign"]>[1] = {}) =>
  await market.accepted(await market.campaign(brand, options), creator);

test("approved, then shared, then earned: every step leaves its trace", async () => {
  const application = await accepted();
  const caption = "บ่ายฝนตกกับกาแฟเย็น ☕ น้ำ ก็ ที่ ผู้ — très bon #AD";
  const mediaId = await market.media(creator);
  const handed = await creator.client
    .post(hand(application), { caption, mediaIds: [mediaId] })
    .expect(201);
  expect(handed.body).toMatchObject({ status: "in_review", version: 1, livePost: null });
  const { id } = handed.body;
  const started = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
  expect(started.body.status).toBe("in_progress");
  const sent = await brand.client
    .post(at({ id }, "request-changes"), { reasonCode: "quality", note: "แก้แสงหน่อยค่ะ" })
    .expect(200);
  expect(sent.body.versions[0]).toMatchObject({
    caption,
    decision: "changes_requested",
    reasonCode: "quality",
    note: "แก้แสงหน่อยค่ะ",
  });
  const second = await creator.client.post(hand(application), { caption }).expect(201);
  expect(second.body).toMatchObject({ id, version: 2, status: "in_review" });
  // A Thai caption with an English label: readers may not understand it, so a person has to answer for it.
  const refused = await brand.client.post(at({ id }, "approve"), { version: 2 }).expect(409);
  expect(refused.body.code).toBe("disclosure_unclear");
  expect(refused.body.findings.length).toBeGreaterThan(0);
  await brand.client
    .post(at({ id }, "approve"), { version: 2, disclosureReason: "Her readers know #AD." })
    .expect(200);
  const url = postUrl();
  const posted = await creator.client.post(at({ id }, "live-post"), { url }).expect(200);
  expect(posted.body).toMatchObject({ status: "posted", livePost: { url, verifiedAt: null } });
  const verified = await brand.client
    .post(at({ id }, "live-post/verification"), { reason: "Seen on her page." })
    .expect(200);
  expect(verified.body.status).toBe("verified");
  expect(verified.body.livePost).toMatchObject({
    verifiedAt: expect.any(String),
    verifiedBy: "person",
    verificationReason: "Seen on her page.",
  });
  const endorsed = await brand.client.post(at({ id }, "endorsement")).expect(200);
  expect(endorsed.body).toMatchObject({
    submissionId: id,
    applicationId: application.id,
    fee: usd("10000"),
    platformFee: usd("1000"),
    heldUntil: null,
  });
  expect(endorsed.body.payableAt).not.toBeNull();
  const seen = await creator.client.get(at({ id })).expect(200);
  expect(seen.body.endorsement).toMatchObject({ fee: usd("10000"), platformFee: null });
  expect(seen.body.versions[1].caption).toBe(caption);
  expect(await balance(app, accounts.applicationReserved(application.id))).toBe(0n);
  const done = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
  expect(done.body.status).toBe("completed");
  expect(await topics(app, id)).toEqual([
    "submission.submitted",
    "submission.changes_requested",
    "submission.submitted",
    "submission.approved",
    "submission.posted",
    "submission.verified",
  ]);
  expect(await topics(app, endorsed.body.id)).toEqual([
    "submission.endorsed",
    "endorsement.payable",
  ]);
  const audit = await query<{ action: string }>(
    app,
    "SELECT action FROM audit_events WHERE object_id = $1 ORDER BY id",
    [id],
  );
  expect(audit.map((row) => row.action)).toEqual([
    "submission.submitted",
    "submission.changes_requested",
    "submission.submitted",
    "submission.disclosure_overridden",
    "submission.approved",
    "submission.posted",
    "submission.verifying",
    "submission.verified",
    "submission.endorsed",
  ]);
});

describe("an endorsement waits for somebody who has looked at the post", () => {
  test("the refusal says what to do, and either way leads on", async () => {
    const byHand = await market.live(await accepted());
    const byCheck = await market.live(await accepted());
    for (const submission of [byHand, byCheck]) {
      const { body } = await brand.client.post(at(submission, "endorsement")).expect(409);
      expect(body).toMatchObject({ code: "post_not_verified", current: { status: "posted" } });
      expect(body.detail).toContain("verifyLivePost");
      expect((await brand.client.get(at(submission)).expect(200)).body.status).toBe("posted");
    }
    const verification = at(byHand, "live-post/verification");
    const nothing = await brand.client.post(verification, {}).expect(422);
    expect(nothing.body.errors[0].pointer).toBe("/body/reason");
    await brand.client.post(verification, { reason: "It is on her page." }).expect(200);
    expect(await app.composition.services.livePosts.check(byCheck.id)).toBe("seen");
    const seen = await brand.client.get(at(byCheck)).expect(200);
    expect(seen.body).toMatchObject({
      status: "verified",
      livePost: { verifiedBy: "check", verificationReason: null },
    });
    for (const submission of [byHand, byCheck]) {
      await brand.client.post(at(submission, "endorsement")).expect(200);
    }
    const audit = await query<{ details: { reason?: string; by: string } }>(
      app,
      "SELECT details FROM audit_events WHERE object_id = ANY($1) AND action = 'submission.verified' ORDER BY id",
      [[byHand.id, byCheck.id]],
    );
    expect(audit.map(({ details }) => details)).toEqual([
      { by: "hand", reason: "It is on her page." },
      { by: "check" },
    ]);
  });

  test("what is known against a post has to be accepted where it is shown", async () => {
    const submission = await market.live(await accepted());
    const wrong = { verdict: "needs_look", reason: "This is another picture." };
    await brand.client.post(at(submission, "live-post/confirmation"), wrong).expect(200);
    for (const [verb, body] of [
      ["endorsement", undefined],
      ["live-post/verification", { reason: "Never mind." }],
    ] as const) {
      const answer = await brand.client.post(at(submission, verb), body).expect(409);
      expect(answer.body).toMatchObject({ code: "post_in_doubt" });
      expect(answer.body.detail).toContain("confirmLivePost");
    }
    const fine = { verdict: "fine", reason: "It is the right one after all." };
    await brand.client.post(at(submission, "live-post/confirmation"), fine).expect(200);
    const { body } = await brand.client.get(at(submission)).expect(200);
    expect(body).toMatchObject({ status: "verified", livePost: { verifiedBy: "person" } });
    await brand.client.post(at(submission, "endorsement")).expect(200);
  });

  test("a look and an endorsement at once: it is endorsed after the look, or refused before it", async () => {
    for (let round = 0; round < 5; round++) {
      const submission = await market.live(await accepted());
      const [answer] = await Promise.all([
        brand.client.post(at(submission, "endorsement")),
        app.composition.services.livePosts.check(submission.id),
      ]);
      const { body } = await brand.client.get(at(submission)).expect(200);
      expect([answer.status, body.status]).toEqual(
        answer.status === 200 ? [200, "endorsed"] : [409, "verified"],
      );
    }
  });
});

test("several pieces: the first open one is meant, fees add up, the last completes", async () => {
  const application = await accepted({
    fee: 10_001n,
    budget: 40_000n,
    deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
  });
  const shown = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
  const [first, second, third] = shown.body.deliverables as { id: string }[];
  const one = await market.submitted(application);
  const two = await market.submitted(application, { deliverableId: third!.id });
  const three = await market.submitted(application);
  const pieces: string[] = [];
  for (const submission of [one, two, three]) {
    const { body } = await creator.client.get(at(submission)).expect(200);
    pieces.push(body.deliverable.id);
  }
  expect(pieces).toEqual([first!.id, third!.id, second!.id]);
  const full = await creator.client.post(hand(application), { caption: "#ad" }).expect(409);
  expect(full.body.code).toBe("deliverable_not_open");
  const earned: string[] = [];
  for (const submission of [one, two, three]) {
    await brand.client.post(at(submission, "approve")).expect(200);
    await market.posted(submission);
    await market.lookedAt(submission);
    const before = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
    expect(before.body.status).toBe("in_progress");
    const { body } = await brand.client.post(at(submission, "endorsement")).expect(200);
    earned.push(body.fee.amountMinor);
  }
  expect(earned).toEqual(["3335", "3333", "3333"]);
  const after = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
  expect(after.body.status).toBe("completed");
  const completed = await query<{ n: number }>(
    app,
    "SELECT count(*)::int AS n FROM outbox WHERE topic = 'application.completed' AND payload ->> 'applicationId' = $1",
    [application.id],
  );
  expect(completed[0]?.n).toBe(1);
  const list = await brand.client.get(`${hand(application)}?limit=2`).expect(200);
  expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([three.id, two.id]);
  const rest = await brand.client
    .get(`${hand(application)}?limit=2&cursor=${list.body.nextCursor}`)
    .expect(200);
  expect(rest.body.items.map((item: { id: string }) => item.id)).toEqual([one.id]);
});

test("work for products alone is endorsed and completed without money", async () => {
  const application = await accepted({ compensation: "product" });
  const submission = await market.verified(application);
  const { body } = await brand.client.post(at(submission, "endorsement")).expect(200);
  expect(body.fee).toEqual(usd("0"));
  // Nobody has to be paid, so nobody is told that something is payable.
  expect(await topics(app, body.id)).toEqual(["submission.endorsed"]);
  const postings = await query(
    app,
    "SELECT 1 FROM ledger_transactions WHERE tags ->> 'application' = $1",
    [application.id],
  );
  expect(postings).toEqual([]);
});

describe("the advertising label", () => {
  test("is asked for before approval, and the refusal changes nothing", async () => {
    const application = await accepted({ disclosureTags: ["#iklan", "#โฆษณา"] });
    const submission = await market.submitted(application, {
      caption: "Suka sekali #iklanku #โฆษณาดี iklan",
    });
    const { body } = await brand.client
      .post(at(submission, "approve"))
      .set("Accept-Language", "id")
      .expect(409);
    expect(body.code).toBe("disclosure_missing");
    expect(body.detail).toContain("#iklan, #โฆษณา");
    const seen = await brand.client.get(at(submission)).expect(200);
    expect(seen.body).toMatchObject({ status: "in_review", versions: [{ decision: null }] });
    await brand.client
      .post(at(submission, "request-changes"), { reasonCode: "disclosure" })
      .expect(200);
    await creator.client.post(hand(application), { caption: "Enak #Iklan" }).expect(201);
    await brand.client.post(at(submission, "approve")).expect(200);
  });
});

describe("what is looked at is what is decided", () => {
  test("a verdict about an older version is refused", async () => {
    const application = await accepted();
    const submission = await market.submitted(application);
    await brand.client
      .post(at(submission, "request-changes"), { reasonCode: "quality", version: 1 })
      .expect(200);
    await creator.client.post(hand(application), { caption: "Second #ad" }).expect(201);
    for (const [verb, body] of [
      ["approve", { version: 1 }],
      ["reject", { reasonCode: "quality", version: 1 }],
      ["request-changes", { reasonCode: "quality", version: 1 }],
    ] as const) {
      const answer = await brand.client.post(at(submission, verb), body).expect(409);
      expect(answer.body.code).toBe("submission_changed");
    }
    await brand.client.post(at(submission, "approve"), { version: 2 }).expect(200);
  });

  test("changes are asked for as often as was agreed, and once more when the creator says so", async () => {
    const application = await accepted();
    const submission = await market.submitted(application);
    const ask = () =>
      brand.client.post(at(submission, "request-changes"), { reasonCode: "other", note: "More" });
    const grant = () => creator.client.post(at(submission, "change-rounds"));
    expect((await grant().expect(409)).body.code).toBe("change_round_left");
    for (let round = 1; round <= 2; round++) {
      await ask().expect(200);
      await creator.client.post(hand(application), { caption: `Round ${round} #ad` }).expect(201);
    }
    expect((await ask().expect(409)).body.code).toBe("change_rounds_spent");
    await brand.client.post(at(submission, "change-rounds")).expect(403);
    const { changeRounds } = (await grant().expect(200)).body;
    expect(changeRounds).toEqual({ usedCount: 2, extraCount: 1, max: 3, isSpent: false });
    await ask().expect(200);
    expect((await grant().expect(409)).body.code).toBe("submission_state");
    await creator.client.post(hand(application), { caption: "The last one #ad" }).expect(201);
    expect((await ask().expect(409)).body.code).toBe("change_rounds_spent");
    await brand.client.post(at(submission, "approve")).expect(200);
  });

  test("a brief may agree on no round at all", async () => {
    const brief = { ...campaignBody().brief, changeRoundsMax: 0 };
    const campaign = await market.campaign(brand, { extra: { brief } });
    const application = await market.accepted(campaign, creator);
    const seen = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
    expect(seen.body.offers[0].terms).toMatchObject({ changeRoundsMax: 0 });
    const submission = await market.submitted(application);
    const ask = { reasonCode: "other" };
    const refused = await brand.client.post(at(submission, "request-changes"), ask).expect(409);
    expect(refused.body.code).toBe("change_rounds_spent");
  });
});

describe("live posts", () => {
  test("belong to the platform of the piece and to an account of the creator", async () => {
    const submission = await market.approved(await accepted());
    const record = (url: string) => creator.client.post(at(submission, "live-post"), { url });
    for (const url of [
      "https://www.tiktok.com/@ploy/video/72",
      "https://instagram.com.evil.com/p/Cx1",
      "https://www.instagram.com/ploy",
    ]) {
      const { body } = await record(url).expect(422);
      expect(body).toMatchObject({
        code: "url_not_on_platform",
        errors: [{ pointer: "/body/url" }],
      });
    }
    const other = await market.creator();
    const theirs = await market.approved(
      await market.accepted(await market.campaign(brand), other),
    );
    const accountsOf = await other.client.get("/v1/creators/me").expect(200);
    await other.client
      .delete(`/v1/creators/me/social-accounts/${accountsOf.body.socialAccounts[0].id}`)
      .expect(204);
    const gone = await other.client.post(at(theirs, "live-post"), { url: postUrl() }).expect(409);
    expect(gone.body.code).toBe("social_account_missing");
  });

  test("count once, whatever the form of the address and however many send it at once", async () => {
    const submissions: Submission[] = [];
    for (let n = 0; n < 4; n++) submissions.push(await market.approved(await accepted()));
    const forms = [
      "https://www.instagram.com/p/CxOnce/",
      "https://instagram.com/reel/CxOnce?igsh=1",
      "https://m.instagram.com/ploy/p/CxOnce",
      "https://INSTAGRAM.com/p/CxOnce",
    ];
    const answers = await Promise.all(
      submissions.map((submission, n) =>
        creator.client.post(at(submission, "live-post"), { url: forms[n] }),
      ),
    );
    expect(statusesOf(answers)).toEqual([200, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe("url_taken");
  });

  test("a blog may be any public site", async () => {
    const blogger = await market.creator({ platform: "blog" });
    const campaign = await market.campaign(brand, {
      deliverables: [{ platform: "blog", kind: "article", quantity: 1 }],
    });
    const submission = await market.approved(await market.accepted(campaign, blogger));
    const record = (url: string) => blogger.client.post(at(submission, "live-post"), { url });
    await record("https://127.0.0.1/post").expect(422);
    await record("https://metadata.internal/post").expect(422);
    const { body } = await record("https://www.Kopi.co.id/ulasan/?utm_source=x").expect(200);
    expect(body.livePost.url).toBe("https://www.kopi.co.id/ulasan");
  });

  test.each([
    "http://www.instagram.com/p/Cx1",
    "https://user:pw@www.instagram.com/p/Cx1",
    "https://www.instagram.com:443/p/Cx1",
    "https://www.instagram.com/p/Cx1#x",
    "javascript:alert(1)",
    "https://www.instagram.com\\p",
    "https://www.instagram.com/p/a b",
    "not a link",
    "",
    "https://a.com/\u0000",
    "https://a.com/\ud800",
    `https://www.instagram.com/p/${"x".repeat(2_000)}`,
  ])("%j is refused with a pointer", async (url) => {
    const { body } = await creator.client
      .post(`/v1/submissions/${newId()}/live-post`, { url })
      .expect(422);
    expect(body.errors[0].pointer).toBe("/body/url");
  });
});

/** Each state with the way to get there. */
const stages: Record<string, (application: Application) => Promise<Submission>> = {
  in_review: (application) => market.submitted(application),
  changes_requested: async (application) => {
    const submission = await market.submitted(application);
    await brand.client
      .post(at(submission, "request-changes"), { reasonCode: "quality" })
      .expect(200);
    return submission;
  },
  rejected: async (application) => {
    const submission = await market.submitted(application);
    await brand.client.post(at(submission, "reject"), { reasonCode: "brief_not_met" }).expect(200);
    return submission;
  },
  content_approved: (application) => market.approved(application),
  posted: (application) => market.live(application),
  verified: (application) => market.verified(application),
  endorsed: async (application) => {
    const submission = await market.verified(application);
    await brand.client.post(at(submission, "endorsement")).expect(200);
    return submission;
  },
  expired: async (application) => {
    const submission = await market.approved(application);
    await asOwner(app.database.url, "UPDATE submissions SET post_until = now() WHERE id = $1", [
      submission.id,
    ]);
    const due = { status: "content_approved", submissionId: submission.id } as const;
    expect(await app.composition.services.clocks.settle(due)).toBe(true);
    return submission;
  },
  disputed: async (application) => (await disputed(application)).submission,
  resolved_creator: (application) => resolved(application, { outcome: "creator" }),
  resolved_brand: (application) => resolved(application, { outcome: "brand" }),
  resolved_split: (application) =>
    resolved(application, { outcome: "split", shareBasisPoints: 5_000 }),
  cancelled: async (application) => {
    const submission = await market.submitted(application);
    await brand.client.post(`/v1/applications/${application.id}/cancel`).expect(200);
    return submission;
  },
};

async function disputed(application: Application) {
  const submission = await market.live(application);
  const { body } = await creator.client
    .post(at(submission, "disputes"), { reasonCode: "not_endorsed", statement: "It is live." })
    .expect(201);
  return { submission, disputeId: body.id as string };
}

async function resolved(application: Application, ruling: object): Promise<Submission> {
  const { submission, disputeId } = await disputed(application);
  const place = `/v1/disputes/${disputeId}`;
  await brand.client.post(`${place}/answer`, { answer: "It is not." }).expect(200);
  const operator = (await newStaff(app, ["operator"])).client;
  await operator.post(`${place}/decision`, { decision: "Seen.", ...ruling }).expect(200);
  return submission;
}

describe("steps out of order", () => {
  const acts: [
    name: string,
    side: "brand" | "creator",
    verb: string,
    body: () => object | undefined,
  ][] = [
    ["approve", "brand", "approve", () => ({})],
    ["request changes", "brand", "request-changes", () => ({ reasonCode: "quality" })],
    ["reject", "brand", "reject", () => ({ reasonCode: "quality" })],
    ["record the post", "creator", "live-post", () => ({ url: postUrl() })],
    ["verify the post", "brand", "live-post/verification", () => ({ reason: "Seen." })],
    ["endorse", "brand", "endorsement", () => undefined],
    ["dispute", "creator", "disputes", () => ({ reasonCode: "other", statement: "Look again." })],
  ];
  const allowed: Record<string, string[]> = {
    in_review: ["approve", "request changes", "reject"],
    changes_requested: ["dispute"],
    rejected: ["dispute"],
    content_approved: ["record the post"],
    posted: ["verify the post", "dispute"],
    verified: ["endorse", "dispute"],
    endorsed: [],
    expired: [],
    disputed: [],
    resolved_creator: [],
    resolved_brand: [],
    resolved_split: [],
    cancelled: [],
  };

  test.each(Object.keys(stages))(
    "every act from `%s` is allowed or leaves no trace",
    async (from) => {
      for (const [name, side, verb, body] of acts) {
        const submission = await stages[from]!(await accepted());
        const before = await creator.client.get(at(submission)).expect(200);
        const client: Client = side === "brand" ? brand.client : creator.client;
        const answer = await client.post(at(submission, verb), body());
        const isAllowed = allowed[from]!.includes(name);
        const wanted = name === "dispute" ? 201 : 200;
        expect([name, answer.status]).toEqual([name, isAllowed ? wanted : 409]);
        if (isAllowed) continue;
        // A review is nothing to argue about before its date.
        if (name === "dispute" && from === "in_review") {
          expect(answer.body.code).toBe("dispute_not_possible");
        } else {
          const early = from === "posted" ? "post_not_verified" : "submission_not_live";
          // What was earned can be disputed while it is held, and here nothing is held.
          const late = from === "endorsed" ? "dispute_not_possible" : "submission_state";
          const codes: Record<string, string> = { endorse: early, dispute: late };
          expect([name, answer.body.code]).toEqual([name, codes[name] ?? "submission_state"]);
          if (answer.body.current) expect(answer.body.current.status).toBe(from);
        }
        expect((await creator.client.get(at(submission)).expect(200)).text).toBe(before.text);
      }
    },
  );

  test("content is handed in only where work is going on", async () => {
    const campaign = await market.campaign(brand);
    const other = await market.creator();
    const application = await market.offered(campaign, other);
    const send = () => other.client.post(hand(application), { caption: "Early #ad" });
    const early = await send().expect(409);
    expect(early.body).toMatchObject({ code: "application_state", current: { status: "offered" } });
    await other.client
      .post(`/v1/applications/${application.id}/accept`, { version: 1 })
      .expect(200);
    await market.endorsed({ ...application, version: 1 });
    const late = await send().expect(409);
    expect(late.body.code).toBe("application_state");
  });

  test("a rejected piece keeps its money reserved and is not open again", async () => {
    const application = await accepted();
    await stages["rejected"]!(application);
    const again = await creator.client
      .post(hand(application), { caption: "Again #ad" })
      .expect(409);
    expect(again.body.code).toBe("deliverable_not_open");
    expect(await balance(app, accounts.applicationReserved(application.id))).toBe(11_000n);
  });
});

describe("many at once", () => {
  test("ten endorsements of one submission give one endorsement and one posting", async () => {
    const submission = await market.verified(await accepted());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => brand.client.post(at(submission, "endorsement"))),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const { status, body } of answers) {
      if (status !== 200) expect([status, body.code]).toEqual([409, "submission_not_live"]);
    }
    const rows = await query<{ id: string }>(
      app,
      "SELECT id FROM endorsements WHERE submission_id = $1",
      [submission.id],
    );
    expect(rows).toHaveLength(1);
    const postings = await query<{ rule: string }>(
      app,
      "SELECT rule FROM ledger_transactions WHERE tags ->> 'endorsement' = $1 ORDER BY seq",
      [rows[0]!.id],
    );
    expect(postings.map((row) => row.rule)).toEqual(["L9", "L11"]);
    expect(await topics(app, rows[0]!.id)).toEqual(["submission.endorsed", "endorsement.payable"]);
  });

  test("one key sent ten times endorses once and gives one answer", async () => {
    const submission = await market.verified(await accepted());
    const send = () =>
      brand.client.post(at(submission, "endorsement")).set("Idempotency-Key", "endorse-once");
    const first = await send().expect(200);
    const answers = await Promise.all(Array.from({ length: 9 }, send));
    for (const answer of answers) {
      if (answer.status === 200) expect(answer.body).toEqual(first.body);
      else expect(answer.body.code).toBe("idempotency_in_progress");
    }
    expect((await send().expect(200)).headers["idempotency-replayed"]).toBe("true");
  });

  test("the last pieces endorsed at once complete the application once", async () => {
    for (let round = 0; round < 4; round++) {
      const application = await accepted({
        deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
      });
      const submissions: Submission[] = [];
      for (let n = 0; n < 3; n++) submissions.push(await market.verified(application));
      const answers = await Promise.all(
        submissions.map((submission) => brand.client.post(at(submission, "endorsement"))),
      );
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
      const { body } = await creator.client.get(`/v1/applications/${application.id}`).expect(200);
      expect(body.status).toBe("completed");
      expect(await balance(app, accounts.applicationReserved(application.id))).toBe(0n);
    }
  });

  test("approval and a request for changes race: one decides", async () => {
    for (let round = 0; round < 5; round++) {
      const submission = await market.submitted(await accepted());
      const answers = await Promise.all([
        brand.client.post(at(submission, "approve")),
        brand.client.post(at(submission, "request-changes"), { reasonCode: "quality" }),
        brand.client.post(at(submission, "reject"), { reasonCode: "quality" }),
      ]);
      expect(statusesOf(answers)).toEqual([200, 409, 409]);
      const { body } = await brand.client.get(at(submission)).expect(200);
      const won = answers.findIndex((answer) => answer.status === 200);
      expect(body.status).toBe(["content_approved", "changes_requested", "rejected"][won]);
      expect(body.versions).toHaveLength(1);
    }
  });

  test("content handed in twice at once for one piece is one submission", async () => {
    const application = await accepted();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        creator.client.post(hand(application), { caption: "At once #ad" }),
      ),
    );
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409, 409]);
  });
});

describe("walls", () => {
  const acts: [verb: string, body: object | undefined][] = [
    ["approve", {}],
    ["request-changes", { reasonCode: "quality" }],
    ["reject", { reasonCode: "quality" }],
    ["live-post", { url: "https://www.instagram.com/p/CxWall" }],
    ["live-post/verification", { reason: "Seen." }],
    ["endorsement", undefined],
  ];

  test("foreign submissions and applications look like none, to the byte", async () => {
    const application = await accepted();
    const submission = await market.submitted(application);
    const before = await brand.client.get(at(submission)).expect(200);
    for (const { client } of [await market.brand(), await market.creator()]) {
      const unknown = { id: newId() };
      for (const path of [at, hand]) {
        const theirs = await client.get(path(path === at ? submission : application));
        const nobody = await client.get(path(unknown));
        expect([theirs.status, theirs.text]).toEqual([404, nobody.text]);
      }
      const content = { caption: "Mine #ad" };
      const foreign = await client.post(hand(application), content);
      const none = await client.post(hand(unknown), content);
      expect([foreign.status, foreign.text]).toEqual([none.status, none.text]);
      for (const [verb, body] of acts) {
        const theirs = await client.post(at(submission, verb), body);
        const nobody = await client.post(at(unknown, verb), body);
        expect([verb, theirs.status, theirs.text]).toEqual([verb, nobody.status, nobody.text]);
        expect([403, 404]).toContain(theirs.status);
      }
    }
    expect((await brand.client.get(at(submission)).expect(200)).text).toBe(before.text);
  });

  test("a piece of another application is not found", async () => {
    const [mine, other] = [await accepted(), await accepted()];
    const { body } = await creator.client.get(`/v1/applications/${other.id}`).expect(200);
    const send = (deliverableId: string) =>
      creator.client.post(hand(mine), { caption: "x #ad", deliverableId });
    const foreign = await send(body.deliverables[0].id).expect(404);
    expect(foreign.text).toBe((await send(newId()).expect(404)).text);
  });

  test("a member reviews, only a manager approves, rejects and endorses", async () => {
    const submission = await market.submitted(await accepted());
    const member = await newMember(app, brand.id);
    await member.get(at(submission)).expect(200);
    await member.post(at(submission, "approve")).expect(403);
    await member.post(at(submission, "reject"), { reasonCode: "quality" }).expect(403);
    await brand.client.post(at(submission, "approve")).expect(200);
    await creator.client.post(at(submission, "live-post"), { url: postUrl() }).expect(200);
    await member.post(at(submission, "endorsement")).expect(403);
    // What leads to money is a manager's word.
    const word = { reason: "Seen on her page." };
    await member.post(at(submission, "live-post/verification"), word).expect(403);
    await brand.client.post(at(submission, "live-post/verification"), word).expect(200);
    const { body } = await brand.client.post(at(submission, "endorsement")).expect(200);
    expect(body.submissionId).toBe(submission.id);
  });

  test("a creator who joins the brand cannot endorse the own work", async () => {
    const person = await market.creator();
    const submission = await market.live(
      await market.accepted(await market.campaign(brand), person),
    );
    await asOwner(
      app.database.url,
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_manager')",
      [brand.id, person.userId],
    );
    const { body } = await person.client.post(at(submission, "endorsement")).expect(403);
    expect(body.code).toBe("not_allowed");
  });

  test("an endorsement needs a key", async () => {
    const { body } = await app.http
      .post(at({ id: newId() }, "endorsement"))
      .set("Authorization", `Bearer ${brand.client.token}`)
      .expect(400);
    expect(body.code).toBe("idempotency_key_required");
  });
});

describe("bad input", () => {
  test.each([
    [{}, "/body/caption"],
    [{ caption: " \n" }, "/body/caption"],
    [{ caption: 5 }, "/body/caption"],
    [{ caption: "x".repeat(5_001) }, "/body/caption"],
    [{ caption: "a\u0000" }, "/body/caption"],
    [{ caption: "a\ud83d" }, "/body/caption"],
    [{ caption: "a", mediaIds: "x" }, "/body/mediaIds"],
    [{ caption: "a", mediaIds: ["x"] }, "/body/mediaIds/0"],
    [{ caption: "a", mediaIds: Array.from({ length: 11 }, () => newId()) }, "/body/mediaIds"],
    [{ caption: "a", mediaIds: Array(2).fill(newId()) }, "/body/mediaIds"],
    [{ caption: "a", deliverableId: "1" }, "/body/deliverableId"],
    [{ caption: "a", status: "endorsed" }, "/body/status"],
  ])("content %j", async (body, pointer) => {
    const application = await accepted();
    const { body: problem } = await creator.client.post(hand(application), body).expect(422);
    expect(problem.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(pointer);
    const { body: list } = await creator.client.get(hand(application)).expect(200);
    expect(list.items).toEqual([]);
  });

  test.each([
    ["request-changes", {}, "/body/reasonCode"],
    ["request-changes", { reasonCode: "because" }, "/body/reasonCode"],
    ["request-changes", { reasonCode: "quality", note: "" }, "/body/note"],
    ["request-changes", { reasonCode: "quality", note: "\u0000" }, "/body/note"],
    ["request-changes", { reasonCode: "quality", note: "\ude00" }, "/body/note"],
    ["request-changes", { reasonCode: "quality", note: "x".repeat(2_001) }, "/body/note"],
    ["reject", { note: "x" }, "/body/reasonCode"],
    ["reject", { reasonCode: "quality", version: "1" }, "/body/version"],
    ["approve", { version: 0 }, "/body/version"],
    ["approve", { fee: usd("1") }, "/body/fee"],
  ])("%s %j", async (verb, body, pointer) => {
    const answer = await brand.client.post(at({ id: newId() }, verb), body).expect(422);
    expect(answer.body.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(
      pointer,
    );
  });
});

describe("with a hold period", () => {
  let held: TestApp;
  let shop: Marketplace;
  beforeAll(async () => {
    held = await startTestApp({ environment: { HOLD_PERIOD_SECONDS: "3600" } });
    shop = createMarketplace(held);
  });
  afterEach(() => expectNoViolations(held));
  afterAll(() => held.close());

  const end = (limit: number) => held.database.unitOfWork.run((tx) => endHolds(tx, limit));

  test("the fee waits, and becomes payable once when the hold is over", async () => {
    const owner = await shop.brand();
    const person = await shop.creator();
    const campaign = await shop.campaign(owner, {
      deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
    });
    const application = await shop.accepted(campaign, person);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push(await shop.endorsed(application));
    expect(await balance(held, accounts.creatorHeld(person.id))).toBe(10_000n);
    expect(await balance(held, accounts.creatorPayable(person.id))).toBe(0n);
    expect(await topics(held, ids[0]!)).toEqual(["submission.endorsed"]);
    expect(await end(10)).toBe(0);
    await asOwner(
      held.database.url,
      "UPDATE endorsements SET held_until = now() - interval '1 second'",
    );
    const ended = await Promise.all([end(2), end(2), end(2)]);
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(await end(10)).toBe(0);
    expect(await balance(held, accounts.creatorHeld(person.id))).toBe(0n);
    expect(await balance(held, accounts.creatorPayable(person.id))).toBe(10_000n);
    for (const id of ids) {
      expect(await topics(held, id)).toEqual(["submission.endorsed", "endorsement.payable"]);
    }
  });
});
