/** Disputes: who may open one and from where, what stands still meanwhile, and what a decision moves. */
import { createJobContext } from "../../jobs/context";
import { sweepClocksJob } from "../../jobs/sweep-clocks-job";
import { disputeTransitions } from "../../src/features/disputes/dispute";
import { accounts, creditBalance } from "../../src/features/ledger";
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
  type Submission,
  statusesOf,
  violationsIn,
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
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => app.close());

const owner = (statement: string, values: unknown[] = []) =>
  asOwner(app.database.url, statement, values);
const sql = async <T>(text: string, values: unknown[] = []) => (await owner(text, values)) as T[];
const balance = (account: Parameters<typeof creditBalance>[1]) =>
  creditBalance(app.database.unitOfWork.reader, account, "USD");
const at = ({ id }: { id: string }, verb = "") => `/v1/submissions/${id}${verb && `/${verb}`}`;
const of = ({ id }: { id: string }, verb = "") => `/v1/disputes/${id}${verb && `/${verb}`}`;
const words = {
  reasonCode: "unfair_rejection",
  statement: "Every point of the brief is met. ครบทุกข้อ",
};
const open = (by: { client: Client }, submission: { id: string }, body: object = words) =>
  by.client.post(at(submission, "disputes"), body);
const answer = (by: { client: Client }, dispute: { id: string }) =>
  by.client.post(of(dispute, "answer"), { answer: "The logo is missing." });
const decide = (dispute: { id: string }, body: object, by: Client = operator) =>
  by.post(of(dispute, "decision"), { decision: "Both sides were read.", ...body });
const seen = async (submission: { id: string }) =>
  (await creator.client.get(at(submission)).expect(200)).body;

const accepted = async (options: Parameters<Marketplace["campaign"]>[1] = {}, by = creator) =>
  await market.accepted(await market.campaign(brand, { creatorsMax: 1, ...options }), by);

async function judged(application: Application, verb: string): Promise<Submission> {
  const submission = await market.submitted(application);
  await brand.client.post(at(submission, verb), { reasonCode: "quality" }).expect(200);
  return submission;
}

async function verified(application: Application): Promise<Submission> {
  const submission = await market.live(application);
  const word = { reason: "I have looked at it." };
  await brand.client.post(at(submission, "live-post/verification"), word).expect(200);
  return submission;
}

async function overdue(application: Application): Promise<Submission> {
  const submission = await market.submitted(application, { caption: "No label" });
  await owner("UPDATE submissions SET review_until = now() WHERE id = $1", [submission.id]);
  return submission;
}

async function sweep(): Promise<void> {
  const { services, queue } = app.composition;
  await sweepClocksJob.handle(createJobContext(services, queue), {});
}

const stages: [name: string, to: (a: Application) => Promise<Submission>, who: string[]][] = [
  ["in_review", (a) => market.submitted(a), []],
  ["in_review (overdue)", overdue, ["creator"]],
  ["changes_requested", (a) => judged(a, "request-changes"), ["creator"]],
  ["rejected", (a) => judged(a, "reject"), ["creator"]],
  [
    "rejected (too late)",
    async (a) => {
      const submission = await judged(a, "reject");
      await owner("UPDATE submissions SET appeal_until = now() WHERE id = $1", [submission.id]);
      return submission;
    },
    [],
  ],
  ["content_approved", (a) => market.approved(a), []],
  ["posted", (a) => market.live(a), ["brand", "creator"]],
  ["verified", verified, ["brand", "creator"]],
  [
    "endorsed",
    async (a) => {
      const submission = await market.verified(a);
      await brand.client.post(at(submission, "endorsement")).expect(200);
      return submission;
    },
    [],
  ],
];

describe("who may open one, and from where", () => {
  test.each(stages)("%s", async (_name, to, who) => {
    for (const [side, person] of [
      ["brand", brand],
      ["creator", creator],
    ] as const) {
      const submission = await to(await accepted());
      const before = await seen(submission);
      const { status, body } = await open(person, submission);
      if (!who.includes(side)) {
        expect([side, status]).toEqual([side, 409]);
        expect(["dispute_not_possible", "submission_state"]).toContain(body.code);
        expect(await seen(submission)).toEqual(before);
        continue;
      }
      expect([side, status]).toEqual([side, 201]);
      expect(body).toMatchObject({
        status: "open",
        fromStatus: before.status,
        openedBy: side,
        statement: words.statement,
        submission: { status: "disputed" },
      });
      // The clock stands still, and nobody can do anything else about the piece.
      const { clocks } = await seen(submission);
      expect(clocks).toMatchObject({ reviewUntil: null, appealUntil: null, endorseUntil: null });
      for (const [verb, body] of [
        ["approve", {}],
        ["reject", { reasonCode: "quality" }],
        ["request-changes", { reasonCode: "quality" }],
        ["live-post/verification", { reason: "Seen." }],
        ["endorsement", undefined],
      ] as const) {
        expect((await brand.client.post(at(submission, verb), body)).status).toBe(409);
      }
      expect((await open(person, submission)).status).toBe(409);
    }
  });

  test("members of the brand read, managers act; strangers see nothing", async () => {
    const submission = await market.live(await accepted());
    const member = await newMember(app, brand.id);
    expect((await open({ client: member }, submission).expect(403)).body.code).toBe("not_allowed");
    const { body: dispute } = await open(creator, submission).expect(201);
    await member.get(of(dispute)).expect(200);
    await member.post(of(dispute, "answer"), { answer: "x" }).expect(403);
    await operator.get(of(dispute)).expect(200);
    for (const { client } of [await market.brand(), await market.creator()]) {
      const theirs = await client.get(of(dispute)).expect(404);
      expect(theirs.text).toBe((await client.get(of({ id: newId() })).expect(404)).text);
      await client.post(of(dispute, "answer"), { answer: "x" }).expect(404);
      await client.post(of(dispute, "withdrawal")).expect(404);
      const list = await client.get("/v1/disputes").expect(200);
      expect(list.body.items).toEqual([]);
    }
    for (const client of [brand.client, creator.client, operator]) {
      const list = await client.get(`/v1/disputes?submissionId=${submission.id}`).expect(200);
      expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([dispute.id]);
    }
    const none = await operator.get(`/v1/disputes?status=decided&submissionId=${submission.id}`);
    expect(none.body.items).toEqual([]);
  });

  test("evidence is one's own, and both sides and operators may look at it and at the content", async () => {
    const application = await accepted();
    const submission = await market.live(application);
    const mine = await market.media(creator);
    const theirs = await market.media(brand);
    const foreign = await open(creator, submission, { ...words, mediaIds: [theirs] }).expect(422);
    expect(foreign.body).toMatchObject({ code: "media_unknown" });
    expect((await seen(submission)).status).toBe("posted");
    const { body: dispute } = await open(creator, submission, { ...words, mediaIds: [mine] });
    const content = dispute.submission.versions[0].media[0].id;
    for (const client of [brand.client, creator.client, operator]) {
      for (const mediaId of [mine, content]) {
        await client.get(of(dispute, `media/${mediaId}`)).expect(200);
      }
      await client.get(of(dispute, `media/${theirs}`)).expect(404);
      await client.get(of(dispute, `media/${newId()}`)).expect(404);
    }
    await (await market.creator()).client.get(of(dispute, `media/${mine}`)).expect(404);
  });
});

describe("withdrawn", () => {
  const standing = stages.filter(([, , who]) => who.length > 0);
  test.each(standing)(
    "from %s it stands where it stood, with the time that was left",
    async (_n, to) => {
      const submission = await to(await accepted());
      const before = await seen(submission);
      const clock = Object.entries(before.clocks as Record<string, string | null>).find(
        ([name, until]) => until !== null && name !== "liveUntil",
      )!;
      const { body: dispute } = await open(creator, submission).expect(201);
      // A day goes by.
      await owner("ALTER TABLE disputes DISABLE TRIGGER disputes_kept");
      await owner("UPDATE disputes SET opened_at = opened_at - interval '1 day' WHERE id = $1", [
        dispute.id,
      ]);
      await owner("ALTER TABLE disputes ENABLE TRIGGER disputes_kept");
      await sweep();
      expect((await seen(submission)).status).toBe("disputed");
      await brand.client.post(of(dispute, "withdrawal")).expect(403);
      const back = await creator.client.post(of(dispute, "withdrawal")).expect(200);
      expect(back.body).toMatchObject({
        status: "withdrawn",
        submission: { status: before.status },
      });
      const after = (await seen(submission)).clocks[clock[0]];
      const moved = new Date(after).getTime() - new Date(clock[1]!).getTime();
      expect(Math.abs(moved)).toBeLessThan(10_000);
      expect(new Date(after).getTime() - Date.now()).toBeLessThanOrEqual(
        dispute.remainingSeconds * 1_000 + 1_000,
      );
      expect((await creator.client.post(of(dispute, "withdrawal")).expect(409)).body.code).toBe(
        "dispute_state",
      );
    },
  );

  test("each side has three of them", async () => {
    const submission = await market.live(await accepted());
    for (let round = 0; round < 3; round++) {
      const { body } = await open(creator, submission).expect(201);
      await creator.client.post(of(body, "withdrawal")).expect(200);
    }
    expect((await open(creator, submission).expect(409)).body.code).toBe("disputes_spent");
    await open(brand, submission).expect(201);
  });
});

describe("decided", () => {
  async function answered(application: Application) {
    const submission = await market.live(application);
    const { body: dispute } = await open(creator, submission).expect(201);
    await answer(brand, dispute).expect(200);
    return { submission, dispute };
  }

  const outcomes: [body: object, status: string, fee: bigint, platformFee: bigint, rule: string][] =
    [
      [{ outcome: "creator" }, "resolved_creator", 10_000n, 1_000n, "L9"],
      [{ outcome: "brand" }, "resolved_brand", 0n, 0n, "L8"],
      [{ outcome: "split", shareBasisPoints: 4_000 }, "resolved_split", 4_000n, 400n, "L10"],
      [{ outcome: "split", shareBasisPoints: 3_333 }, "resolved_split", 3_333n, 333n, "L10"],
    ];

  test.each(outcomes)("%j", async (ruling, status, fee, platformFee, rule) => {
    const person = await market.creator();
    const application = await accepted({}, person);
    const submission = await market.live(application);
    const { body: dispute } = await open(person, submission).expect(201);
    await answer(brand, dispute).expect(200);
    const { body } = await decide(dispute, ruling).expect(200);
    expect(body).toMatchObject({
      status: "decided",
      decision: "Both sides were read.",
      submission: { status },
    });
    const { campaign } = application;
    expect(await balance(accounts.creatorPayable(person.id))).toBe(fee);
    expect(await balance(accounts.campaignEscrow(campaign.id))).toBe(11_000n - fee - platformFee);
    expect(await balance(accounts.applicationReserved(application.id))).toBe(0n);
    const rules = await sql<{ rule: string }>(
      "SELECT rule FROM ledger_transactions WHERE tags ->> 'application' = $1 AND rule <> 'L7'",
      [application.id],
    );
    expect(rules).toEqual([{ rule }]);
    const done = await person.client.get(`/v1/applications/${application.id}`).expect(200);
    expect(done.body.status).toBe("completed");
    const own = await person.client.get(of(dispute)).expect(200);
    expect(own.body.submission.endorsement?.platformFee ?? null).toBeNull();
    expect((await decide(dispute, ruling).expect(409)).body.code).toBe("dispute_state");
  });

  test("not before the other side could answer", async () => {
    const submission = await judged(await accepted(), "reject");
    const { body: dispute } = await open(creator, submission).expect(201);
    const early = await decide(dispute, { outcome: "creator" }).expect(409);
    expect(early.body.code).toBe("dispute_answer_awaited");
    await owner("ALTER TABLE disputes DISABLE TRIGGER disputes_kept");
    await owner("UPDATE disputes SET answer_until = now() WHERE id = $1", [dispute.id]);
    await owner("ALTER TABLE disputes ENABLE TRIGGER disputes_kept");
    await decide(dispute, { outcome: "creator" }).expect(200);
    expect((await seen(submission)).endorsement).toMatchObject({ origin: "dispute" });
  });

  test("answered once, by the other side only", async () => {
    const submission = await market.live(await accepted());
    const { body: dispute } = await open(brand, submission).expect(201);
    await answer(brand, dispute).expect(403);
    const answers = await Promise.all([1, 2, 3].map(() => answer(creator, dispute)));
    expect(statusesOf(answers)).toEqual([200, 409, 409]);
    const { body } = await brand.client.get(of(dispute)).expect(200);
    expect(body).toMatchObject({ status: "answered", answer: "The logo is missing." });
    await expect(
      owner("UPDATE disputes SET answer = 'other' WHERE id = $1", [dispute.id]),
    ).rejects.toThrow(/kept as it is/);
  });

  test("by nobody of either side, whatever roles they have", async () => {
    const insider = await newStaff(app, ["operator"]);
    await owner(
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_member')",
      [brand.id, insider.userId],
    );
    const { dispute } = await answered(await accepted());
    const no = await decide(dispute, { outcome: "brand" }, insider.client).expect(409);
    expect(no.body.code).toBe("dispute_own_side");
    await decide(dispute, { outcome: "brand" }, brand.client).expect(403);
    await decide(dispute, { outcome: "brand" }, creator.client).expect(403);
    const person = await market.creator();
    await owner("UPDATE users SET roles = array_append(roles, 'operator') WHERE id = $1", [
      person.userId,
    ]);
    const submission = await market.live(await accepted({}, person));
    const own = await open(person, submission).expect(201);
    await answer(brand, own.body).expect(200);
    const self = await decide(own.body, { outcome: "creator" }, person.client).expect(409);
    expect(self.body.code).toBe("dispute_own_side");
  });

  test("ten decisions at once, and a withdrawal: one of them counts", async () => {
    for (let round = 0; round < 4; round++) {
      const { submission, dispute } = await answered(await accepted());
      const answers = await Promise.all([
        ...Array.from({ length: 10 }, (_, n) =>
          decide(
            dispute,
            n % 2 ? { outcome: "brand" } : { outcome: "split", shareBasisPoints: 5_000 },
          ),
        ),
        creator.client.post(of(dispute, "withdrawal")),
      ]);
      expect(statusesOf(answers).filter((status) => status === 200)).toHaveLength(1);
      const isWithdrawn = answers.at(-1)!.status === 200;
      expect((await seen(submission)).status).toMatch(isWithdrawn ? /^posted$/ : /^resolved_/);
    }
  });

  test("a decision is written once", async () => {
    const { dispute } = await answered(await accepted());
    await decide(dispute, { outcome: "brand" }).expect(200);
    await expect(
      owner("UPDATE disputes SET outcome = 'creator' WHERE id = $1", [dispute.id]),
    ).rejects.toThrow(/kept as it is/);
    await expect(
      app.database.dataSource.query("DELETE FROM disputes WHERE id = $1", [dispute.id]),
    ).rejects.toThrow(/permission denied/);
  });

  test.each([
    [{ outcome: "split" }, "/body/shareBasisPoints"],
    [{ outcome: "split", shareBasisPoints: 0 }, "/body/shareBasisPoints"],
    [{ outcome: "split", shareBasisPoints: 10_000 }, "/body/shareBasisPoints"],
    [{ outcome: "creator", shareBasisPoints: 10 }, "/body/shareBasisPoints"],
    [{ outcome: "creator", decision: " " }, "/body/decision"],
  ])("%j is refused", async (body, pointer) => {
    const refused = await decide({ id: newId() }, body).expect(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(
      pointer,
    );
  });
});

test("an open dispute is an operator's business until it is decided", async () => {
  const submission = await market.live(await accepted());
  const { body: dispute } = await open(creator, submission).expect(201);
  const { watch } = app.composition.services;
  const found = () =>
    sql<{ next_action: string; resolved_at: Date | null }>(
      "SELECT next_action, resolved_at FROM breaks WHERE kind = 'dispute_undecided' AND object_id = $1",
      [dispute.id],
    );
  await watch.look();
  expect(await found()).toEqual([{ next_action: "await_answer", resolved_at: null }]);
  await answer(brand, dispute).expect(200);
  await watch.look();
  expect(await found()).toEqual([{ next_action: "decide_dispute", resolved_at: null }]);
  await decide(dispute, { outcome: "brand" }).expect(200);
  await watch.look();
  expect(await found()).toMatchObject([{ resolved_at: expect.any(Date) }]);
});

test("each step is told to whom it concerns, in their language", async () => {
  const person = await market.creator();
  await owner("UPDATE users SET locale = 'th' WHERE id = $1", [person.userId]);
  const submission = await market.live(await accepted({}, person));
  const { body: dispute } = await open(person, submission).expect(201);
  await answer(brand, dispute).expect(200);
  await decide(dispute, { outcome: "brand" }).expect(200);
  const events = await sql<{ id: string; topic: string; payload: Record<string, string> }>(
    "SELECT id, topic, payload FROM outbox WHERE payload ->> 'disputeId' = $1 ORDER BY id",
    [dispute.id],
  );
  expect(events.map(({ topic }) => topic)).toEqual([
    "dispute.opened",
    "dispute.answered",
    "dispute.decided",
  ]);
  for (const { id, topic, payload } of events) await lettersOf(app, topic, id, payload);
  const mails = await sql<{ kind: string; user_id: string; locale: string }>(
    "SELECT kind, user_id, locale FROM mails WHERE subject_id = ANY($1::uuid[]) ORDER BY kind, locale",
    [events.map(({ id }) => id)],
  );
  const brandManagers = mails.filter((mail) => mail.user_id === brand.userId);
  expect(brandManagers.map(({ kind }) => kind)).toEqual(["dispute_decided", "dispute_opened"]);
  const own = mails.filter((mail) => mail.user_id === person.userId);
  expect(own).toMatchObject([
    { kind: "dispute_answered", locale: "th" },
    { kind: "dispute_decided", locale: "th" },
  ]);
});

test("the table of a dispute's states is the one that was agreed", () => {
  expect(disputeTransitions).toEqual({
    open: ["answered", "withdrawn", "decided"],
    answered: ["withdrawn", "decided"],
    withdrawn: [],
    decided: [],
  });
});
