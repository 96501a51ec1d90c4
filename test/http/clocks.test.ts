/** Dates by which each side has to act: given once, shown to both, and acted upon by the sweep when they are over. */
import { createJobContext } from "../../jobs/context";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import { accounts, creditBalance } from "../../src/features/ledger";
import { keepNotices } from "../../src/features/notifications";
import { startClock } from "../../src/features/submissions/clock-store";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import {
  type Application,
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
  type Submission,
  statusesOf,
  violationsIn,
} from "../support/marketplace";

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

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;

const owner = (statement: string, values: unknown[] = []) =>
  asOwner(app.database.url, statement, values);
const sql = async <T>(text: string, values: unknown[] = []) => (await owner(text, values)) as T[];
const balance = (account: Parameters<typeof creditBalance>[1]) =>
  creditBalance(app.database.unitOfWork.reader, account, "USD");

const accepted = async (options: Parameters<Marketplace["campaign"]>[1] = {}) =>
  await market.accepted(await market.campaign(brand, { creatorsMax: 1, ...options }), creator);
const at = ({ id }: { id: string }, verb = "") => `/v1/submissions/${id}${verb && `/${verb}`}`;
const seen = async (submission: { id: string }) =>
  (await creator.client.get(at(submission)).expect(200)).body;
const applicationOf = async ({ id }: { id: string }) =>
  (await creator.client.get(`/v1/applications/${id}`).expect(200)).body;
const reservedOf = ({ id }: Application) => balance(accounts.applicationReserved(id));
const escrowOf = ({ campaign }: Application) => balance(accounts.campaignEscrow(campaign.id));

async function rejected(application: Application): Promise<Submission> {
  const submission = await market.submitted(application);
  await brand.client.post(at(submission, "reject"), { reasonCode: "quality" }).expect(200);
  return submission;
}

/** Looked at where the platform is in trouble, so that nobody knows. */
async function verifying(application: Application): Promise<Submission> {
  const submission = await market.live(application);
  const action = { type: "status", when: "before", status: 503 };
  await onPlatform("/faults", { match: { method: "GET", path: "^/graph.facebook.com" }, action });
  await app.composition.services.livePosts.check(submission.id);
  return submission;
}

async function onPlatform(path: string, body: object): Promise<void> {
  const answer = await fetch(`${app.socialUrl}/control${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

async function sweep(): Promise<void> {
  const { services, queue } = app.composition;
  await sweepClocksJob.handle(createJobContext(services, queue), {});
}

/** The clock of a submission ends so many seconds from now. */
async function endsIn({ id }: { id: string }, seconds: number): Promise<void> {
  await owner(
    `UPDATE submissions SET
       review_until = CASE WHEN review_until IS NOT NULL THEN now() + make_interval(secs => $2) END,
       post_until = CASE WHEN post_until IS NOT NULL THEN now() + make_interval(secs => $2) END,
       appeal_until = CASE WHEN appeal_until IS NOT NULL THEN now() + make_interval(secs => $2) END,
       endorse_until = CASE WHEN endorse_until IS NOT NULL THEN now() + make_interval(secs => $2) END
     WHERE id = $1`,
    [id, seconds],
  );
}

const topicsOf = async (id: string) =>
  (
    await sql<{ topic: string }>(
      `SELECT topic FROM outbox WHERE EXISTS (
         SELECT FROM jsonb_each_text(payload) v WHERE v.value = $1) ORDER BY id`,
      [id],
    )
  ).map(({ topic }) => topic);

const secondsUntil = (until: string) => (new Date(until).getTime() - Date.now()) / 1_000;

describe("each state has its date", () => {
  const nothing = {
    reviewUntil: null,
    postUntil: null,
    appealUntil: null,
    endorseUntil: null,
    overdueAt: null,
  };
  const states: [
    status: string,
    to: (application: Application) => Promise<Submission>,
    clock: string,
    days: number,
  ][] = [
    ["in_review", (a) => market.submitted(a), "reviewUntil", 5],
    ["rejected", rejected, "appealUntil", 7],
    ["posted", (a) => market.live(a), "endorseUntil", 5],
    ["verifying", verifying, "endorseUntil", 5],
    ["verified", (a) => market.verified(a), "endorseUntil", 5],
  ];

  test.each(states)("%s", async (status, to, clock, days) => {
    const submission = await to(await accepted());
    const body = await seen(submission);
    expect(body.status).toBe(status);
    const { liveUntil, ...clocks } = body.clocks;
    expect(clocks).toEqual({ ...nothing, [clock]: expect.any(String) });
    expect(secondsUntil(clocks[clock]) / daySeconds).toBeCloseTo(days, 2);
    if (clock === "endorseUntil") expect(secondsUntil(liveUntil) / daySeconds).toBeCloseTo(30, 2);
    else expect(liveUntil).toBeNull();
    const other = await brand.client.get(at(submission)).expect(200);
    expect(other.body.clocks).toEqual(body.clocks);
    const list = await brand.client
      .get(`/v1/applications/${submission.application.id}/submissions`)
      .expect(200);
    expect(list.body.items[0].clocks).toEqual(body.clocks);
  });

  test("a next version gets a date of its own, and a date that was given stays", async () => {
    const application = await accepted();
    const submission = await market.submitted(application);
    const first = (await seen(submission)).clocks.reviewUntil;
    await brand.client
      .post(at(submission, "request-changes"), { reasonCode: "quality" })
      .expect(200);
    const asked = (await seen(submission)).clocks;
    expect(asked).toMatchObject({ reviewUntil: null, appealUntil: expect.any(String) });
    await market.submitted(application);
    const { clocks } = await seen(submission);
    expect(new Date(clocks.reviewUntil).getTime()).toBeGreaterThan(new Date(first).getTime());
    expect(clocks.appealUntil).toBeNull();
    const other = await startTestApp({ environment: { REVIEW_SECONDS: "60" } });
    try {
      const shop = createMarketplace(other);
      const campaign = await shop.campaign(await shop.brand());
      const short = await shop.submitted(await shop.accepted(campaign, await shop.creator()));
      const { body } = await campaign.brand.client.get(at(short)).expect(200);
      expect(secondsUntil(body.clocks.reviewUntil)).toBeLessThan(61);
    } finally {
      await other.close();
    }
    expect((await seen(submission)).clocks).toEqual(clocks);
  });
});

describe("the day to post ends in UTC, with days of grace", () => {
  test.each([
    // A leap day, and a year without one.
    ["2028-02-28", "2028-03-03T00:00:00.000Z"],
    ["2028-02-29", "2028-03-04T00:00:00.000Z"],
    ["2027-02-28", "2027-03-04T00:00:00.000Z"],
    // Clocks change in Europe and in the United States, in spring and in autumn.
    ["2028-03-26", "2028-03-30T00:00:00.000Z"],
    ["2027-10-31", "2027-11-04T00:00:00.000Z"],
    ["2027-03-14", "2027-03-18T00:00:00.000Z"],
    ["2027-11-07", "2027-11-11T00:00:00.000Z"],
    ["2027-12-31", "2028-01-04T00:00:00.000Z"],
  ])("%s is over at %s", async (postBy, until) => {
    const application = await accepted();
    await owner("UPDATE deliverables SET post_by = $2 WHERE application_id = $1", [
      application.id,
      postBy,
    ]);
    const submission = await market.approved(application);
    expect((await seen(submission)).clocks.postUntil).toBe(until);
  });

  test.each([
    ["UTC", "2028-02-27T12:00:00.000Z", "2028-03-03T12:00:00.000Z"],
    ["Europe/Berlin", "2028-03-25T23:30:00.000Z", "2028-03-30T23:30:00.000Z"],
    ["Europe/Berlin", "2027-10-30T00:30:00.000Z", "2027-11-04T00:30:00.000Z"],
    ["America/New_York", "2027-03-14T06:30:00.000Z", "2027-03-19T06:30:00.000Z"],
    ["America/New_York", "2027-11-06T05:30:00.000Z", "2027-11-11T05:30:00.000Z"],
    ["Pacific/Apia", "2028-02-28T23:59:59.999Z", "2028-03-04T23:59:59.999Z"],
  ])("five days are as many seconds in %s from %s", async (zone, from, until) => {
    const { id } = await market.submitted(await accepted());
    await app.database.unitOfWork.run(async (tx) => {
      await tx.query(`SET LOCAL timezone = '${zone}'`);
      const ms = 5 * daySeconds * 1_000;
      await startClock(tx, id, { status: "in_review", ms, from: new Date(from), reminderMs: [] });
    });
    expect((await seen({ id })).clocks.reviewUntil).toBe(until);
  });

  test("who is approved late has the days of grace all the same", async () => {
    const application = await accepted();
    await owner("UPDATE deliverables SET post_by = now()::date - 30 WHERE application_id = $1", [
      application.id,
    ]);
    const { clocks } = await seen(await market.approved(application));
    expect(secondsUntil(clocks.postUntil) / daySeconds).toBeCloseTo(3, 2);
  });
});

describe("when the review clock is over", () => {
  test("clean content is approved by the system, once, and both sides are told", async () => {
    const application = await accepted();
    const submission = await market.submitted(application);
    await sweep();
    expect((await seen(submission)).status).toBe("in_review");
    await endsIn(submission, 0);
    await Promise.all([sweep(), sweep(), sweep()]);
    const body = await seen(submission);
    expect(body).toMatchObject({
      status: "content_approved",
      versions: [{ decision: "approved", isAutomatic: true, reasonCode: null }],
      clocks: { reviewUntil: null, postUntil: expect.any(String) },
    });
    expect(await topicsOf(submission.id)).toEqual([
      "submission.submitted",
      "submission.approved_by_clock",
    ]);
    const mails = await letters("submission.approved_by_clock", submission);
    expect(mails.map(({ kind }) => kind).sort()).toEqual([
      "content_approved_by_clock",
      "review_over_approved",
    ]);
    const audit = await sql<{ actor: string }>(
      "SELECT actor FROM audit_events WHERE object_id = $1 AND action = 'submission.approved'",
      [submission.id],
    );
    expect(audit).toEqual([{ actor: "system:sweep-clocks" }]);
    // Work goes on as after any approval.
    await market.posted(submission);
    await market.lookedAt(submission);
    await brand.client.post(at(submission, "endorsement")).expect(200);
  });

  test("content without its label stays; the brand is reminded and an operator told, once", async () => {
    const application = await accepted();
    const submission = await market.submitted(application, { caption: "So good! #adventure" });
    await endsIn(submission, 0);
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(await seen(submission)).toMatchObject({
      status: "in_review",
      versions: [{ decision: null, isAutomatic: false }],
      clocks: { overdueAt: expect.any(String) },
    });
    expect(await topicsOf(submission.id)).toEqual(["submission.submitted", "submission.overdue"]);
    const { watch } = app.composition.services;
    const breaks = () =>
      sql<{ owner: string; next_action: string; resolved_at: Date | null }>(
        "SELECT owner, next_action, resolved_at FROM breaks WHERE kind = 'submission_overdue' AND object_id = $1",
        [submission.id],
      );
    await watch.look();
    await watch.look();
    expect(await breaks()).toEqual([
      { owner: "operator", next_action: "remind_brand", resolved_at: null },
    ]);
    await brand.client
      .post(at(submission, "request-changes"), { reasonCode: "disclosure" })
      .expect(200);
    await watch.look();
    expect(await breaks()).toMatchObject([{ resolved_at: expect.any(Date) }]);
  });

  test("a decision that comes in time wins, whatever the sweep does meanwhile", async () => {
    for (let round = 0; round < 6; round++) {
      const submission = await market.submitted(await accepted());
      await endsIn(submission, 0);
      const [answer] = await Promise.all([
        brand.client.post(at(submission, "reject"), { reasonCode: "quality" }),
        sweep(),
        sweep(),
      ]);
      const body = await seen(submission);
      expect(body.status).toBe(answer.status === 200 ? "rejected" : "content_approved");
      expect(body.versions).toHaveLength(1);
      if (answer.status !== 200) expect(answer.body.current.status).toBe("content_approved");
    }
  });
});

describe("when the time to post is over", () => {
  test("the piece has expired and its money is the campaign's again, once", async () => {
    const application = await accepted({
      deliverables: [{ platform: "instagram", kind: "post", quantity: 2 }],
    });
    const submission = await market.approved(application);
    await endsIn(submission, 0);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await seen(submission)).toMatchObject({
      status: "expired",
      endorsement: null,
      deliverable: { releasedAt: expect.any(String) },
    });
    expect([await reservedOf(application), await escrowOf(application)]).toEqual([5_500n, 5_500n]);
    const postings = await sql<{ rule: string; reference: string }>(
      "SELECT rule, reference FROM ledger_transactions WHERE tags ->> 'application' = $1 ORDER BY seq",
      [application.id],
    );
    const { deliverable } = await seen(submission);
    expect(postings.at(-1)).toEqual({
      rule: "L8",
      reference: `deliverable:${deliverable.id}:released`,
    });
    expect((await applicationOf(application)).status).toBe("in_progress");
    await market.endorsed(application);
    expect((await applicationOf(application)).status).toBe("completed");
    expect(await reservedOf(application)).toBe(0n);
    expect((await letters("submission.expired", submission)).length).toBe(2);
  });

  test("a post that comes at the same moment counts, or the piece has expired: never both", async () => {
    for (let round = 0; round < 6; round++) {
      const application = await accepted();
      const submission = await market.approved(application);
      await endsIn(submission, 0);
      const url = `https://www.instagram.com/p/${newId().slice(-12)}`;
      const [answer] = await Promise.all([
        creator.client.post(at(submission, "live-post"), { url }),
        sweep(),
      ]);
      const { status } = await seen(submission);
      expect(status).toBe(answer.status === 200 ? "posted" : "expired");
      expect(await reservedOf(application)).toBe(answer.status === 200 ? 11_000n : 0n);
    }
  });
});

test("a rejection stands when its time is over: the money goes back and the application is done", async () => {
  const application = await accepted();
  const submission = await rejected(application);
  await sweep();
  expect(await reservedOf(application)).toBe(11_000n);
  await endsIn(submission, 0);
  await Promise.all([sweep(), sweep()]);
  await sweep();
  expect([await reservedOf(application), await escrowOf(application)]).toEqual([0n, 11_000n]);
  expect(await seen(submission)).toMatchObject({
    status: "rejected",
    deliverable: { releasedAt: expect.any(String) },
  });
  expect((await applicationOf(application)).status).toBe("completed");
  expect((await topicsOf(submission.id)).filter((topic) => topic.includes("appeal"))).toEqual([
    "submission.appeal_over",
  ]);
});

describe("when the time to endorse is over", () => {
  test("what was verified is endorsed by the system, once", async () => {
    const application = await accepted();
    const submission = await market.verified(application);
    await endsIn(submission, 0);
    await Promise.all([sweep(), sweep(), sweep()]);
    const body = await seen(submission);
    expect(body).toMatchObject({
      status: "endorsed",
      endorsement: {
        origin: "clock",
        shareBasisPoints: 10_000,
        fee: { amountMinor: "10000" },
        payableAt: expect.any(String),
      },
    });
    expect(await topicsOf(body.endorsement.id)).toEqual([
      "submission.endorsed_by_clock",
      "endorsement.payable",
    ]);
    expect((await applicationOf(application)).status).toBe("completed");
  });

  test("a post that is gone is not paid for by a machine, and is when it is back", async () => {
    const application = await accepted();
    const submission = await market.approved(application);
    const url = await market.posted(submission);
    await market.lookedAt(submission);
    const look = async (isGone: boolean) => {
      await onPlatform(isGone ? "/posts/delete" : "/posts/restore", { platform: "instagram", url });
      for (let looks = 0; looks < 2; looks++) {
        await owner("UPDATE live_post_watches SET next_check_at = now() WHERE id = $1", [
          submission.id,
        ]);
        await market.lookedAt(submission);
      }
    };
    await look(true);
    await endsIn(submission, 0);
    await sweep();
    expect(await seen(submission)).toMatchObject({
      status: "verified",
      clocks: { overdueAt: expect.any(String) },
      endorsement: null,
    });
    const refused = await brand.client.post(at(submission, "endorsement")).expect(409);
    expect(refused.body.code).toBe("post_in_doubt");
    await look(false);
    expect((await seen(submission)).clocks.overdueAt).toBeNull();
    await sweep();
    expect(await seen(submission)).toMatchObject({
      status: "endorsed",
      endorsement: { origin: "clock" },
    });
  });

  test("an endorsement at the same moment pays once", async () => {
    for (let round = 0; round < 5; round++) {
      const submission = await market.verified(await accepted());
      await endsIn(submission, 0);
      await Promise.all([
        brand.client.post(at(submission, "endorsement")),
        sweep(),
        brand.client.post(at(submission, "endorsement")),
      ]);
      const { endorsement } = await seen(submission);
      const rows = await sql("SELECT rule FROM ledger_transactions WHERE reference = $1", [
        `endorsement:${endorsement.id}`,
      ]);
      expect(rows).toEqual([{ rule: "L9" }]);
    }
  });

  test("what nobody has looked at waits for a person", async () => {
    const submission = await market.live(await accepted());
    await endsIn(submission, 0);
    await sweep();
    expect(await seen(submission)).toMatchObject({
      status: "posted",
      clocks: { overdueAt: expect.any(String) },
    });
  });
});

describe("reminders", () => {
  const states: [
    topic: string,
    kind: string,
    to: (a: Application) => Promise<Submission>,
    side: string,
  ][] = [
    ["submission.review_reminded", "review_reminder", (a) => market.submitted(a), "brand"],
    ["submission.post_reminded", "post_reminder", (a) => market.approved(a), "creator"],
    ["submission.appeal_reminded", "appeal_reminder", rejected, "creator"],
    ["submission.endorse_reminded", "endorse_reminder", (a) => market.verified(a), "brand"],
  ];

  test.each(states)(
    "%s: each once, however often the sweep looks",
    async (topic, kind, to, side) => {
      const submission = await to(await accepted());
      const count = async () => (await topicsOf(submission.id)).filter((t) => t === topic).length;
      await endsIn(submission, 3 * daySeconds);
      await sweep();
      expect(await count()).toBe(0);
      await endsIn(submission, 2 * daySeconds - 60);
      await Promise.all([sweep(), sweep()]);
      expect(await count()).toBe(1);
      const [mail, ...others] = await letters(topic, submission);
      expect(others).toEqual([]);
      expect(mail).toMatchObject({
        kind,
        user_id: side === "brand" ? brand.userId : creator.userId,
      });
      expect(mail!.body).toContain("UTC");
      await endsIn(submission, 11 * hourSeconds);
      await sweep();
      await sweep();
      expect(await count()).toBe(2);
    },
  );

  test("many workers at once write each reminder once, for the brand and for the creator", async () => {
    const waiting: { submission: Submission; topic: string; kind: string }[] = [];
    for (let n = 0; n < 3; n++) {
      const [review, post] = [
        await market.submitted(await accepted()),
        await market.approved(await accepted()),
      ];
      waiting.push(
        { submission: review, topic: "submission.review_reminded", kind: "review_reminder" },
        { submission: post, topic: "submission.post_reminded", kind: "post_reminder" },
      );
    }
    for (const { submission } of waiting) await endsIn(submission, 10 * hourSeconds);
    await Promise.all(Array.from({ length: 8 }, sweep));
    const { unitOfWork, notifications } = app.composition.services;
    for (const { submission, topic, kind } of waiting) {
      // Both reminders were due; one letter is enough.
      const events = await sql<{ id: string; payload: Record<string, string> }>(
        "SELECT id, payload FROM outbox WHERE topic = $1 AND payload ->> 'submissionId' = $2",
        [topic, submission.id],
      );
      expect(events).toHaveLength(1);
      const [event] = events;
      const { id, payload } = event!;
      const worker = async () => {
        await unitOfWork.run((tx) => keepNotices(tx, [{ id, topic, payload }]));
        await notifications.write([id]);
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      const mails = await sql<{ user_id: string }>(
        "SELECT user_id FROM mails WHERE subject_id = $1 AND kind = $2",
        [id, kind],
      );
      const reader = kind === "review_reminder" ? brand.userId : creator.userId;
      expect(mails).toEqual([{ user_id: reader }]);
    }
  });

  test("each side's lead time is a setting of its own", async () => {
    const other = await startTestApp({
      environment: { REVIEW_REMINDER_SECONDS: "3600", POST_REMINDER_SECONDS: "7200" },
    });
    try {
      const shop = createMarketplace(other);
      const owned = await shop.brand();
      const person = await shop.creator();
      const start = async () => await shop.accepted(await shop.campaign(owned), person);
      const review = await shop.submitted(await start());
      const post = await shop.approved(await start());
      const told = async (minutes: number) => {
        await asOwner(
          other.database.url,
          `UPDATE submissions SET review_until = CASE WHEN review_until IS NOT NULL THEN now() + make_interval(mins => $1) END,
             post_until = CASE WHEN post_until IS NOT NULL THEN now() + make_interval(mins => $1) END`,
          [minutes],
        );
        await other.composition.services.clocks.remind();
        const rows = (await asOwner(
          other.database.url,
          "SELECT payload ->> 'submissionId' AS id FROM outbox WHERE topic LIKE '%_reminded' ORDER BY outbox.id",
        )) as { id: string }[];
        return rows.map(({ id }) => id);
      };
      expect(await told(150)).toEqual([]);
      expect(await told(90)).toEqual([post.id]);
      expect(await told(30)).toEqual([post.id, review.id]);
    } finally {
      await other.close();
    }
  });

  test("of a clock that is shorter than the reminder there is none", async () => {
    const other = await startTestApp({ environment: { REVIEW_SECONDS: "86400" } });
    try {
      const shop = createMarketplace(other);
      const campaign = await shop.campaign(await shop.brand());
      const { id } = await shop.submitted(await shop.accepted(campaign, await shop.creator()));
      const [row] = (await asOwner(
        other.database.url,
        "SELECT reminders_count FROM submissions WHERE id = $1",
        [id],
      )) as { reminders_count: number }[];
      expect(row?.reminders_count).toBe(1);
      await other.composition.services.clocks.remind();
      const told = await asOwner(
        other.database.url,
        "SELECT 1 FROM outbox WHERE topic = 'submission.review_reminded'",
      );
      expect(told).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test("a letter is not written once what it asks for was done", async () => {
    const submission = await market.submitted(await accepted());
    await endsIn(submission, hourSeconds);
    await sweep();
    await brand.client.post(at(submission, "approve")).expect(200);
    expect(await letters("submission.review_reminded", submission)).toEqual([]);
  });
});

test("content handed in at the same moment as others act is one thing after the other", async () => {
  const application = await accepted();
  const submission = await market.submitted(application);
  await endsIn(submission, 0);
  const answers = await Promise.all([
    brand.client.post(at(submission, "approve")),
    brand.client.post(at(submission, "request-changes"), { reasonCode: "quality" }),
    sweep().then(() => ({ status: 0 })),
  ]);
  expect(statusesOf(answers).filter((status) => status === 200).length).toBeLessThanOrEqual(1);
});

/** Letters that the latest event of a topic about a submission writes. */
async function letters(topic: string, submission: { id: string }) {
  const [event] = await sql<{ id: string; payload: Record<string, string> }>(
    "SELECT id, payload FROM outbox WHERE topic = $1 AND payload ->> 'submissionId' = $2 ORDER BY id DESC LIMIT 1",
    [topic, submission.id],
  );
  await lettersOf(app, topic, event!.id, event!.payload);
  return await sql<{ kind: string; user_id: string; body: string }>(
    "SELECT kind, user_id, body FROM mails WHERE subject_id = $1",
    [event!.id],
  );
}
