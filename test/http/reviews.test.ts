/** Reviews after the work: blind until both are in or their time has come, written once, shown once. */
import { createJobContext } from "../../jobs/context";
import { routeEvents } from "../../jobs/registry";
import { revealReviewsJob } from "../../jobs/reveal-reviews-job";
import { applicationTransitions } from "../../src/features/applications/application";
import { revealReviews } from "../../src/features/reviews";
import { isReviewable } from "../../src/features/reviews/review";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import {
  type Application,
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
  statusesOf,
} from "../support/marketplace";
import { newMember, newStaff } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
let creator: Creator;
let operator: Client;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  brand = await market.brand();
  creator = await market.creator();
  operator = (await newStaff(app, ["operator"])).client;
});
afterAll(() => app.close());

const stars = (overall: number, others = 4) => ({
  overall,
  communication: others,
  reliability: others,
  quality: others,
});
const at = ({ id }: { id: string }) => `/v1/applications/${id}/reviews`;
const good = { stars: stars(5), text: "Quick answers, and the brief was clear." };
const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];

/** Everything was delivered and endorsed. */
async function completed(by: Creator = creator, of: Brand = brand): Promise<Application> {
  const application = await market.accepted(await market.campaign(of), by);
  await market.endorsed(application);
  return application;
}

/** What the job does, of one application or of all. */
const reveal = (applicationId: string | null = null) =>
  app.composition.services.unitOfWork.run((tx) => revealReviews(tx, applicationId, 100));

/** Moves a time of the table, which the product itself cannot. */
const shift = (set: string, id: string) =>
  sql(`BEGIN; ALTER TABLE reviews DISABLE TRIGGER reviews_kept; UPDATE reviews SET ${set} WHERE id = '${id}';
       ALTER TABLE reviews ENABLE TRIGGER reviews_kept; COMMIT`);
const anHourAgo = (column: string) => `${column} = now() - interval '1 hour'`;

const revealedEvents = async ({ id }: Application) =>
  (
    await sql<{ id: string }>(
      "SELECT id FROM outbox WHERE topic = 'reviews.revealed' AND payload ->> 'applicationId' = $1",
      [id],
    )
  ).map((row) => row.id);

describe("writing", () => {
  test("comes back unchanged, and is read by nobody but its author before both are in", async () => {
    const application = await completed();
    const text = "น้ำ ก็ ที่ ผู้ — <b>“ดี”</b> ';-- \u202etxt 👩‍👩‍👧 ﷽\r\n\ttrès e\u0301";
    const { body } = await brand.client
      .post(at(application), { stars: stars(4), text })
      .expect(201);
    expect(body).toMatchObject({ applicationId: application.id, bySide: "brand", text });
    expect(body.stars).toEqual(stars(4));
    const mine = await brand.client.get(at(application)).expect(200);
    expect(mine.body).toMatchObject({
      side: "brand",
      canWrite: false,
      mine: { text, revealedAt: null, answer: null },
      theirs: null,
    });
    const theirs = await creator.client.get(at(application)).expect(200);
    expect(theirs.body).toMatchObject({
      side: "creator",
      canWrite: true,
      mine: null,
      theirs: null,
    });
    await reveal();
    expect((await creator.client.get(at(application))).text).not.toContain("ดี");
    for (const list of [`/v1/creators/${creator.id}/reviews`, `/v1/brands/${brand.id}/reviews`]) {
      expect((await app.http.get(list).expect(200)).text).not.toContain("ดี");
    }
    const staff = await operator.get(`/v1/reviews?creatorId=${creator.id}`).expect(200);
    expect(staff.body.items).toEqual([]);
    for (const verb of ["answer", "hide", "show"]) {
      const client = verb === "answer" ? creator.client : operator;
      const body_ = verb === "answer" ? { text: "?" } : { reason: "?" };
      const hidden = await client.post(`/v1/reviews/${body.id}/${verb}`, body_);
      const none = await client.post(`/v1/reviews/${newId()}/${verb}`, body_);
      expect([hidden.status, hidden.text]).toEqual([404, none.text]);
    }
  });

  test("gives the same answer whether the other side has written or not, and writes the same rows", async () => {
    const first = await completed();
    const second = await completed();
    await brand.client.post(at(second), good).expect(201);
    const seen = [];
    for (const application of [first, second]) {
      const before = await creator.client.get(at(application)).expect(200);
      const answer = await creator.client.post(at(application), good).expect(201);
      const after = await creator.client.get(at(application)).expect(200);
      const events = await sql<{ topic: string }>(
        "SELECT topic FROM outbox WHERE payload ->> 'applicationId' = $1 AND topic LIKE 'review%' ORDER BY id DESC LIMIT 1",
        [application.id],
      );
      const shape = (text: string) =>
        text
          .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "time");
      seen.push([shape(before.text), shape(answer.text), shape(after.text), events]);
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  test("happens once a side: of ten at once one is kept", async () => {
    const application = await completed();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        brand.client.post(at(application), { ...good, text: `try ${n}` }),
      ),
    );
    expect(statusesOf(answers)).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    const again = await brand.client.post(at(application), good).expect(409);
    expect(again.body.code).toBe("review_written");
    const kept = answers.find(({ status }) => status === 201)?.body.text;
    expect((await brand.client.get(at(application))).body.mine.text).toBe(kept);
    // Not even the application's own role may change what was written.
    await expect(
      app.database.dataSource.query(
        "UPDATE reviews SET text = 'better' WHERE application_id = $1",
        [application.id],
      ),
    ).rejects.toThrow(/kept as it was written/);
  });

  test("repeats with the same key give the same review", async () => {
    const application = await completed();
    const key = newId();
    const send = () => brand.client.post(at(application), good).set("Idempotency-Key", key);
    const first = await send().expect(201);
    const again = await send().expect(201);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.text).toBe(first.text);
  });

  test("is for the two sides: the brand's manager and the creator", async () => {
    const application = await completed();
    const member = await newMember(app, brand.id);
    await member.post(at(application), good).expect(403);
    const seen = await member.get(at(application)).expect(200);
    expect(seen.body).toMatchObject({ side: "brand", canWrite: false });
    const stranger = await market.creator();
    const otherBrand = await market.brand();
    for (const client of [stranger.client, otherBrand.client]) {
      const foreign = await client.post(at(application), good).expect(404);
      const none = await client.post(at({ id: newId() }), good).expect(404);
      expect(foreign.text).toBe(none.text);
      await client.get(at(application)).expect(404);
    }
    await operator.post(at(application), good).expect(403);
    await app.http.post(at(application)).send(good).expect(401);
  });

  test("ends with its window", async () => {
    const application = await completed();
    const { body } = await brand.client.get(at(application)).expect(200);
    expect(body.canWrite).toBe(true);
    const days = (Date.parse(body.writeUntil) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(59.9);
    expect(days).toBeLessThan(60.1);
    await sql(
      "UPDATE applications SET ended_at = now() - interval '60 days 1 second' WHERE id = $1",
      [application.id],
    );
    expect((await brand.client.get(at(application))).body.canWrite).toBe(false);
    const late = await brand.client.post(at(application), good).expect(409);
    expect(late.body.code).toBe("review_window_over");
  });

  test.each([0, 6, 1.5, "5", null])("refuses %p stars", async (overall) => {
    const body = { stars: { ...stars(1), overall }, text: "x" };
    const { body: problem } = await brand.client.post(at({ id: newId() }), body).expect(422);
    expect(problem.errors[0].pointer).toBe("/body/stars/overall");
  });
});

describe("in each state of an application", () => {
  const all = Object.keys(applicationTransitions);
  /** Without work and with it; a new one when the last was reviewed. */
  let bare: Application | undefined;
  let worked: Application | undefined;

  test.each(all)("%s", async (status) => {
    bare ??= await market.applied(await market.campaign(brand), creator);
    if (!worked) {
      worked = await market.accepted(await market.campaign(brand), creator);
      await market.submitted(worked);
    }
    for (const [application, hasWork] of [
      [bare, false],
      [worked, true],
    ] as const) {
      await sql("UPDATE applications SET status = $2, ended_at = now() WHERE id = $1", [
        application.id,
        status,
      ]);
      const isOpen = isReviewable(status, hasWork);
      const seen = await creator.client.get(at(application)).expect(200);
      expect(seen.body).toMatchObject({ canWrite: isOpen });
      const answer = await creator.client.post(at(application), good);
      expect([answer.status, answer.body.code]).toEqual(
        isOpen ? [201, undefined] : [409, "review_not_open"],
      );
      if (isOpen && hasWork) worked = undefined;
      else if (isOpen) bare = undefined;
    }
  });

  test("the states that count are these", () => {
    expect(all.filter((status) => isReviewable(status, false))).toEqual(["completed"]);
    expect(all.filter((status) => isReviewable(status, true)).sort()).toEqual([
      "cancelled_by_brand",
      "cancelled_by_creator",
      "completed",
      "terminated",
    ]);
  });

  test("its end is written down when it comes", async () => {
    const application = await market.accepted(await market.campaign(brand), creator);
    await market.submitted(application);
    const ended = async () =>
      (
        await sql<{ ended_at: Date | null }>("SELECT ended_at FROM applications WHERE id = $1", [
          application.id,
        ])
      )[0]?.ended_at;
    expect(await ended()).toBeNull();
    await creator.client.post(`/v1/applications/${application.id}/cancel`).expect(200);
    expect(await ended()).toEqual(expect.any(Date));
    await creator.client.post(at(application), good).expect(201);
  });
});

describe("showing", () => {
  test("happens when both are in, for both at once and with one event", async () => {
    const newcomer = await market.creator();
    const application = await completed(newcomer);
    await brand.client.post(at(application), good).expect(201);
    expect(await reveal(application.id)).toBe(0);
    await newcomer.client.post(at(application), { ...good, text: "Paid at once." }).expect(201);
    expect(await reveal(application.id)).toBe(2);
    expect(await reveal(application.id)).toBe(0);
    expect(await revealedEvents(application)).toHaveLength(1);
    const { body } = await newcomer.client.get(at(application)).expect(200);
    expect(body).toMatchObject({ mine: { text: "Paid at once." }, theirs: { text: good.text } });
    expect(body.mine.revealedAt).toBe(body.theirs.revealedAt);
    const list = await app.http.get(`/v1/creators/${newcomer.id}/reviews`).expect(200);
    expect(list.body).toMatchObject({
      items: [
        { bySide: "brand", reviewerName: "Warung Kopi", text: good.text, isWrittenBlind: true },
      ],
      nextCursor: null,
      summary: { count: 1, overall: "5.00", quality: "4.00" },
    });
    expect(list.text).not.toContain(application.id);
  });

  test("is exactly once when both sides write at the same instant and workers race", async () => {
    await reveal();
    const applications = [await completed(), await completed(), await completed()];
    await Promise.all(
      applications.flatMap((application) => [
        brand.client.post(at(application), good).expect(201),
        application.creator.client.post(at(application), good).expect(201),
      ]),
    );
    const shown = await Promise.all([
      ...applications.flatMap(({ id }) => [reveal(id), reveal(id)]),
      reveal(),
      reveal(),
    ]);
    // Whoever finds a row taken leaves it to the other; the sweep finds what both left.
    shown.push(await reveal());
    expect(shown.reduce((sum, count) => sum + count, 0)).toBe(6);
    for (const application of applications) {
      expect(await revealedEvents(application)).toHaveLength(1);
    }
  });

  test("happens two weeks after writing by itself, once, and not a moment before", async () => {
    const application = await completed();
    const { body } = await creator.client.post(at(application), good).expect(201);
    const days = (Date.parse(body.revealBy) - Date.parse(body.writtenAt)) / 86_400_000;
    expect(days).toBeCloseTo(14, 5);
    await shift("reveal_by = now() + interval '1 minute'", body.id);
    expect(await reveal()).toBe(0);
    await shift(anHourAgo("reveal_by"), body.id);
    // The sweep, as the scheduler asks for it.
    const { services, queue } = app.composition;
    await revealReviewsJob.handle(createJobContext(services, queue), {});
    await revealReviewsJob.handle(createJobContext(services, queue), {});
    expect(await revealedEvents(application)).toHaveLength(1);
    const read = await brand.client.get(at(application)).expect(200);
    expect(read.body).toMatchObject({ mine: null, theirs: { text: good.text }, canWrite: true });
  });

  test("whoever writes after reading may do so, and everybody can see that", async () => {
    const application = await completed();
    const { body } = await brand.client.post(at(application), good).expect(201);
    await shift(anHourAgo("reveal_by"), body.id);
    expect(await reveal(application.id)).toBe(1);
    await creator.client.post(at(application), { ...good, text: "No, they did not." }).expect(201);
    expect(await reveal(application.id)).toBe(1);
    expect(await revealedEvents(application)).toHaveLength(2);
    const { items } = (await app.http.get(`/v1/brands/${brand.id}/reviews`).expect(200)).body;
    expect(items[0]).toMatchObject({ text: "No, they did not.", isWrittenBlind: false });
    const about = await app.http.get(`/v1/creators/${creator.id}/reviews`).expect(200);
    expect(about.body.items[0]).toMatchObject({ isWrittenBlind: true });
  });

  test("is asked for by the event of writing, and by a sweep", () => {
    const id = newId();
    const [job] = routeEvents([
      { id: newId(), topic: "review.written", payload: { applicationId: id } },
    ]);
    expect(job).toMatchObject({ name: "reveal-reviews", payload: { applicationId: id } });
  });
});

/** Both have written, and it is shown. Answers the ids of the brand's and of the creator's review. */
async function shown(application: Application, overall: number): Promise<[string, string]> {
  const body = (text: string) => ({ stars: stars(overall, overall), text });
  const { client } = application.campaign.brand;
  const one = await client.post(at(application), body("by the brand")).expect(201);
  const other = await application.creator.client
    .post(at(application), body("by the creator"))
    .expect(201);
  expect(await reveal(application.id)).toBe(2);
  return [one.body.id, other.body.id];
}

describe("what everybody reads", () => {
  test("has averages of what is shown only, page by page", async () => {
    const newcomer = await market.creator();
    const other = await market.brand();
    const list = `/v1/creators/${newcomer.id}/reviews`;
    expect((await app.http.get(list).expect(200)).body).toEqual({
      items: [],
      nextCursor: null,
      summary: { count: 0, overall: null, communication: null, reliability: null, quality: null },
    });
    for (const overall of [5, 4, 4]) await shown(await completed(newcomer, other), overall);
    // One that is not shown yet counts for nothing.
    await other.client
      .post(at(await completed(newcomer, other)), { stars: stars(1, 1), text: "waits" })
      .expect(201);
    const first = await app.http.get(`${list}?limit=2`).expect(200);
    expect(first.body.summary).toEqual({
      count: 3,
      overall: "4.33",
      communication: "4.33",
      reliability: "4.33",
      quality: "4.33",
    });
    expect(first.body.items).toHaveLength(2);
    const cursor = first.body.nextCursor as string;
    const second = await app.http.get(`${list}?limit=2&cursor=${cursor}`).expect(200);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.nextCursor).toBeNull();
    const ofBrand = await app.http.get(`/v1/brands/${other.id}/reviews`).expect(200);
    expect(ofBrand.body.summary).toMatchObject({ count: 3, overall: "4.33" });
    expect(ofBrand.body.items[0]).toMatchObject({ bySide: "creator", text: "by the creator" });
    for (const path of [`/v1/creators/${newId()}/reviews`, `/v1/brands/${newId()}/reviews`]) {
      await app.http.get(path).expect(404);
    }
  });

  test("is hidden by staff with a reason, counts no more, and can be shown again", async () => {
    const newcomer = await market.creator();
    const application = await completed(newcomer);
    const [id] = await shown(application, 2);
    const list = `/v1/creators/${newcomer.id}/reviews`;
    for (const client of [brand.client, newcomer.client]) {
      await client.post(`/v1/reviews/${id}/hide`, { reason: "It is about me." }).expect(403);
    }
    const hide = () =>
      operator.post(`/v1/reviews/${id}/hide`, { reason: "Names a private person." });
    const answers = await Promise.all([hide(), hide(), hide()]);
    expect(statusesOf(answers)).toEqual([200, 409, 409]);
    expect((await app.http.get(list)).body).toMatchObject({ items: [], summary: { count: 0 } });
    const seen = await newcomer.client.get(at(application)).expect(200);
    expect(seen.body.theirs.hiddenReason).toBe("Names a private person.");
    const hidden = await operator.get("/v1/reviews?status=hidden").expect(200);
    expect(hidden.body.items).toMatchObject([{ id, creatorId: newcomer.id, brandId: brand.id }]);
    const back = await operator
      .post(`/v1/reviews/${id}/show`, { reason: "Wrong one." })
      .expect(200);
    expect(back.body.hiddenReason).toBeNull();
    expect(
      (await operator.post(`/v1/reviews/${id}/show`, { reason: "x" }).expect(409)).body.code,
    ).toBe("review_state");
    expect((await app.http.get(list)).body.summary.count).toBe(1);
    const trail = await sql<{ action: string }>(
      "SELECT action FROM audit_events WHERE object_type = 'review' AND object_id = $1 ORDER BY id",
      [id],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      "review.written",
      "review.revealed",
      "review.hidden",
      "review.shown",
    ]);
    const reasons = await sql<{ reason: string }>(
      "SELECT reason FROM review_decisions WHERE review_id = $1 ORDER BY id",
      [id],
    );
    expect(reasons.map(({ reason }) => reason)).toEqual(["Names a private person.", "Wrong one."]);
  });
});

describe("an answer", () => {
  test("is given once, by the side that was reviewed, and stands below the review", async () => {
    const application = await completed();
    const [byBrand, byCreator] = await shown(application, 3);
    const answer = (client: Client, id: string, text = "ขอบคุณค่ะ 🙏") =>
      client.post(`/v1/reviews/${id}/answer`, { text });
    await answer(brand.client, byBrand).expect(403);
    await answer(await newMember(app, brand.id), byCreator).expect(403);
    await answer((await market.creator()).client, byBrand).expect(404);
    await answer((await market.brand()).client, byCreator).expect(404);
    const answers = await Promise.all(
      ["a", "b", "c", "d"].map((text) => answer(creator.client, byBrand, text)),
    );
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409]);
    const kept = answers.find(({ status }) => status === 201)?.body.answer.text;
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("review_answered");
    await answer(brand.client, byCreator).expect(201);
    const list = await app.http.get(`/v1/creators/${creator.id}/reviews`).expect(200);
    expect(list.body.items[0].answer).toMatchObject({ text: kept });
    const seen = await creator.client.get(at(application)).expect(200);
    expect(seen.body.mine.answer).toMatchObject({ text: "ขอบคุณค่ะ 🙏" });
  });
});

describe("letters", () => {
  const mails = (eventId: string) =>
    sql<{ user_id: string; kind: string; subject: string }>(
      "SELECT user_id, kind, subject FROM mails WHERE subject_id = $1 ORDER BY kind, user_id",
      [eventId],
    );
  const writtenTo = async (topic: string, payload: Record<string, string>) => {
    const id = newId();
    await lettersOf(app, topic, id, payload);
    await lettersOf(app, topic, id, payload);
    return await mails(id);
  };

  let other: Brand;
  let otherApplication: Application;
  beforeAll(async () => {
    other = await market.brand();
    otherApplication = await completed(creator, other);
  });

  test("invite both sides when there is something to review", async () => {
    const applicationId = otherApplication.id;
    const invited = await writtenTo("application.completed", { applicationId });
    expect(invited.map(({ user_id, kind }) => `${kind} ${user_id}`).sort()).toEqual(
      [other.userId, creator.userId].map((id) => `review_invited ${id}`).sort(),
    );
    const bare = await market.accepted(await market.campaign(other), creator);
    const worked = await market.accepted(await market.campaign(other), creator);
    await market.submitted(worked);
    for (const [{ id }, kinds] of [
      [bare, ["collaboration_cancelled_by_brand"]],
      [worked, ["collaboration_cancelled_by_brand", "review_invited", "review_invited"]],
    ] as const) {
      const letters = await writtenTo("application.cancelled", { applicationId: id, by: "brand" });
      expect(letters.map(({ kind }) => kind)).toEqual(kinds);
    }
  });

  test("tell both that reviews are shown, and the author that there is an answer", async () => {
    const applicationId = otherApplication.id;
    await creator.client.patch("/v1/me", { locale: "th" }).expect(200);
    const letters = await writtenTo("reviews.revealed", { applicationId });
    expect(letters.map(({ user_id }) => user_id).sort()).toEqual(
      [other.userId, creator.userId].sort(),
    );
    expect(letters.find(({ user_id }) => user_id === creator.userId)?.subject).toContain("รีวิว");
    for (const [by, reader] of [
      ["brand", creator.userId],
      ["creator", other.userId],
    ] as const) {
      const answered = await writtenTo("review.answered", { applicationId, by });
      expect(answered).toMatchObject([{ user_id: reader, kind: "review_answered" }]);
    }
  });

  test("nobody is told that the other side has written", () => {
    const jobs = routeEvents([
      { id: newId(), topic: "review.written", payload: { applicationId: newId() } },
    ]);
    expect(jobs.map(({ name }) => name)).toEqual(["reveal-reviews"]);
  });
});
