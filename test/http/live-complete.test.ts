/** The end of a post: it stayed for as long as was agreed, or vanished before and its fee is looked at again. */
import { createJobContext } from "../../jobs/context";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import { watchLimitsJob } from "../../jobs/watch-limits-job";
import { weighClawbackJob } from "../../jobs/weigh-clawback-job";
import { endHolds } from "../../src/features/submissions";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import {
  type Brand,
  createMarketplace,
  type Marketplace,
  type Submission,
  violationsIn,
} from "../support/marketplace";
import { newStaff } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
let operator: Client;
let checker: Client;
beforeAll(async () => {
  app = await startTestApp({
    environment: { HOLD_PERIOD_SECONDS: "3600", LIVE_POST_RETRY_SECONDS: "0.001" },
  });
  market = createMarketplace(app);
  brand = await market.brand();
  operator = (await newStaff(app, ["operator"])).client;
  checker = (await newStaff(app, ["finance_checker"])).client;
});
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];
const run = async (job: typeof sweepClocksJob, payload = {}) =>
  await job.handle(createJobContext(app.composition.services, app.composition.queue), payload);

interface Endorsed extends Submission {
  url: string;
  endorsementId: string;
}

async function endorsed(): Promise<Endorsed> {
  const campaign = await market.campaign(brand, { creatorsMax: 1 });
  const application = await market.accepted(campaign, await market.creator());
  const submission = await market.approved(application);
  const url = await market.posted(submission);
  await market.lookedAt(submission);
  const { body } = await brand.client.post(`/v1/submissions/${submission.id}/endorsement`);
  return { ...submission, url, endorsementId: body.id };
}

const seen = async ({ id }: Submission) =>
  (await brand.client.get(`/v1/submissions/${id}`).expect(200)).body;

async function timeIsOver({ id }: Submission): Promise<void> {
  await sql("UPDATE submissions SET live_until = now() WHERE id = $1", [id]);
  await sql("UPDATE live_post_watches SET live_until = now() WHERE id = $1", [id]);
}

async function holdIsOver({ endorsementId }: Endorsed): Promise<void> {
  await sql("UPDATE endorsements SET held_until = now() WHERE id = $1", [endorsementId]);
  await app.database.unitOfWork.run((tx) => endHolds(tx, 100));
}

async function look(post: Endorsed, state?: "delete" | "restore"): Promise<void> {
  if (state) {
    const answer = await fetch(`${app.socialUrl}/control/posts/${state}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ platform: "instagram", url: post.url }),
    });
    expect(answer.status).toBe(200);
  }
  for (let looks = 0; looks < (state === "delete" ? 2 : 1); looks++) {
    await sql("UPDATE live_post_watches SET next_check_at = now() WHERE id = $1", [post.id]);
    await market.lookedAt(post);
  }
}

describe("live_complete", () => {
  test("comes when the time, the hold and the last look are over, once, and both are told", async () => {
    const post = await endorsed();
    await run(sweepClocksJob);
    expect((await seen(post)).status).toBe("endorsed");
    await timeIsOver(post);
    await run(sweepClocksJob);
    // The fee is still held.
    expect((await seen(post)).status).toBe("endorsed");
    await holdIsOver(post);
    await run(sweepClocksJob);
    // Nobody has looked for the last time.
    expect((await seen(post)).status).toBe("endorsed");
    await look(post);
    await Promise.all([run(sweepClocksJob), run(sweepClocksJob), run(sweepClocksJob)]);
    expect(await seen(post)).toMatchObject({
      status: "live_complete",
      endorsement: { payableAt: expect.any(String) },
    });
    const topics = await sql<{ id: string; payload: Record<string, string> }>(
      "SELECT id, payload FROM outbox WHERE topic = 'submission.live_complete' AND payload ->> 'submissionId' = $1",
      [post.id],
    );
    expect(topics).toHaveLength(1);
    await lettersOf(app, "submission.live_complete", topics[0]!.id, topics[0]!.payload);
    const letters = await sql<{ user_id: string }>(
      "SELECT user_id FROM mails WHERE kind = 'live_complete' AND subject_id = $1",
      [topics[0]!.id],
    );
    expect(letters.map(({ user_id }) => user_id).sort()).toEqual(
      [brand.userId, post.application.creator.userId].sort(),
    );
    const { body } = await post.application.creator.client
      .get(`/v1/applications/${post.application.id}/submissions`)
      .expect(200);
    expect(body.items[0].status).toBe("live_complete");
  });

  test("does not come for a post about which somebody is concerned, until a person has spoken", async () => {
    const post = await endorsed();
    await holdIsOver(post);
    await look(post, "delete");
    await timeIsOver(post);
    await look(post);
    await run(sweepClocksJob);
    expect((await seen(post)).status).toBe("endorsed");
    const fine = { verdict: "fine", reason: "She took it down an hour after its time." };
    await brand.client.post(`/v1/submissions/${post.id}/live-post/confirmation`, fine).expect(200);
    await run(sweepClocksJob);
    expect((await seen(post)).status).toBe("live_complete");
  });

  test("a story does not have to stay", async () => {
    const deliverables = [{ platform: "instagram", kind: "story", quantity: 1 }];
    const campaign = await market.campaign(brand, { creatorsMax: 1, deliverables });
    const post = await market.live(await market.accepted(campaign, await market.creator()));
    const { clocks, livePost } = await seen(post);
    expect(clocks.liveUntil).toBe(livePost.recordedAt);
  });

  test("fraud that is found later can still be clawed back", async () => {
    const post = await endorsed();
    await holdIsOver(post);
    await timeIsOver(post);
    await look(post);
    await run(sweepClocksJob);
    const { body } = await operator
      .post(`/v1/submissions/${post.id}/clawback`, { reason: "fraud", evidence: "Bought likes." })
      .expect(201);
    const { contentHash } = body;
    await checker.post(`/v1/clawbacks/${body.id}/confirmation`, { contentHash }).expect(200);
    expect((await seen(post)).status).toBe("clawed_back");
  });
});

describe("a post that vanishes before its time", () => {
  const suggestions = async ({ id }: Submission) => {
    const { body } = await operator.get("/v1/clawbacks?limit=100").expect(200);
    return (body.items as { submissionId: string; status: string; id: string }[]).filter(
      ({ submissionId }) => submissionId === id,
    );
  };
  const weigh = async ({ id }: Submission) =>
    await Promise.all(Array.from({ length: 3 }, () => run(weighClawbackJob, { submissionId: id })));

  test("is suggested for a claw-back with what was seen; two people decide", async () => {
    const post = await endorsed();
    await look(post, "delete");
    await weigh(post);
    const [suggested, ...others] = await suggestions(post);
    expect(others).toEqual([]);
    expect(suggested).toMatchObject({
      status: "suggested",
      reason: "removed_early",
      decidedBy: { id: null, name: "system:suggest-clawback" },
      suggestion: expect.stringMatching(
        /^https:.* was last seen 20.*; not found 20.* \(instagram_.*\), 20.*; has to stay until 20/,
      ),
    });
    await run(watchLimitsJob);
    const breaks = await sql(
      "SELECT next_action, owner FROM breaks WHERE kind = 'clawback_suggested' AND object_id = $1",
      [suggested!.id],
    );
    expect(breaks).toEqual([{ next_action: "decide_clawback", owner: "operator" }]);
    // A machine and one person are not two people.
    const contentHash = (suggested as unknown as { contentHash: string }).contentHash;
    const path = `/v1/clawbacks/${suggested!.id}`;
    const early = await checker.post(`${path}/confirmation`, { contentHash }).expect(409);
    expect(early.body.code).toBe("clawback_state");
    const { body } = await operator
      .post(`/v1/submissions/${post.id}/clawback`, {
        reason: "removed_early",
        evidence: "I looked as well, it is not there.",
      })
      .expect(201);
    expect(body).toMatchObject({
      id: suggested!.id,
      status: "proposed",
      evidence: "I looked as well, it is not there.",
      suggestion: (suggested as unknown as { suggestion: string }).suggestion,
    });
    await checker.post(`${path}/confirmation`, { contentHash: body.contentHash }).expect(200);
    expect((await seen(post)).status).toBe("clawed_back");
  });

  test("and comes back: the suggestion is withdrawn, and made anew when it vanishes again", async () => {
    const post = await endorsed();
    await look(post, "delete");
    await weigh(post);
    await look(post, "restore");
    await weigh(post);
    expect(await suggestions(post)).toMatchObject([{ status: "declined" }]);
    await look(post, "delete");
    await weigh(post);
    expect(await suggestions(post)).toMatchObject([
      { status: "suggested" },
      { status: "declined" },
    ]);
  });

  test("and an operator lets it stand: it is not suggested again for the same absence", async () => {
    const post = await endorsed();
    await look(post, "delete");
    await weigh(post);
    const [suggested] = await suggestions(post);
    const path = `/v1/clawbacks/${suggested!.id}/dismissal`;
    await checker.post(path, { reason: "No." }).expect(403);
    const { body } = await operator.post(path, { reason: "The account was hacked." }).expect(200);
    expect(body.status).toBe("declined");
    await operator.post(path, { reason: "Again." }).expect(409);
    await weigh(post);
    expect(await suggestions(post)).toHaveLength(1);
  });

  test("before it was endorsed there is nothing to take back", async () => {
    const campaign = await market.campaign(brand, { creatorsMax: 1 });
    const application = await market.accepted(campaign, await market.creator());
    const submission = await market.approved(application);
    const url = await market.posted(submission);
    await look({ ...submission, url, endorsementId: "" }, "delete");
    await weigh(submission);
    expect(await suggestions(submission)).toEqual([]);
  });
});
