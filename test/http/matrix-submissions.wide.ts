/** A submission: every state × every operation × every caller, as the tables of transitions and permissions say. */

import type { Side } from "../../src/features/applications";
import { mayDispute } from "../../src/features/disputes/dispute";
import { endHolds } from "../../src/features/submissions";
import {
  type DisputableStatus,
  disputableStatuses,
  type SubmissionStatus,
  submissionStatuses,
  submissionTransitions,
} from "../../src/features/submissions/submission";
import { canMove } from "../../src/kernel/transitions";
import { type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { dayFromNow, type Submission, violationsIn } from "../support/marketplace";
import {
  type Asked,
  type Cast,
  cellsOf,
  expectAllowances,
  expectRefusals,
  type Matrix,
  type Outcome,
  openCast,
  type Stage,
  writesBelow,
} from "../support/matrix";
import {
  agreement,
  exampleBody,
  lookAt,
  piecesOf,
  setStatus,
  statusOf,
} from "../support/matrix-things";

let app: TestApp;
let cast: Cast;
let matrix: Matrix;
let mediaId: string;
beforeAll(async () => {
  // A fee can be disputed while it is held.
  cast = await openCast({ environment: { HOLD_PERIOD_SECONDS: "3600" } });
  app = cast.app;
  piece = piecesOf(cast);
  mediaId = await cast.market.media(cast.creator);
  matrix = {
    stages: stages(),
    rules,
    stateOf: ({ ids }) => statusOf(cast, "submissions", ids["submissionId"]),
  };
});
afterAll(() => cast.close());

const owner = (sql: string, values: unknown[]) => asOwner(app.database.url, sql, values);
const at = ({ id }: { id: string }, verb: string) => `/v1/submissions/${id}/${verb}`;
let piece: ReturnType<typeof piecesOf>;
const make = {
  submitted: async () => await cast.market.submitted(...(await piece())),
  approved: async () => await cast.market.approved(...(await piece())),
  live: async () => await cast.market.live(...(await piece())),
};

async function judged(verb: string): Promise<Submission> {
  const submission = await make.submitted();
  const body = { reasonCode: "quality" };
  await cast.brand.client.post(at(submission, verb), body).expect(200);
  return submission;
}

async function verified(): Promise<Submission> {
  const submission = await make.live();
  await lookAt(app, submission);
  return submission;
}

async function endorsed(): Promise<Submission> {
  const submission = await verified();
  await cast.brand.client.post(at(submission, "endorsement")).expect(200);
  return submission;
}

async function disputed(): Promise<{ submission: Submission; dispute: string }> {
  const submission = await make.live();
  const body = { reasonCode: "not_endorsed", statement: "It is live." };
  const { body: made } = await cast.creator.client
    .post(at(submission, "disputes"), body)
    .expect(201);
  return { submission, dispute: `/v1/disputes/${made.id}` };
}

async function resolved(ruling: object): Promise<Submission> {
  const { submission, dispute } = await disputed();
  await cast.brand.client.post(`${dispute}/answer`, { answer: "It is not." }).expect(200);
  await cast.operator.post(`${dispute}/decision`, { decision: "Seen.", ...ruling }).expect(200);
  return submission;
}

async function clawedBack(): Promise<Submission> {
  const submission = await endorsed();
  const body = { reason: "removed_early", evidence: "It was gone after a day." };
  const { body: made } = await cast.operator.post(at(submission, "clawback"), body).expect(201);
  const { contentHash } = made;
  await cast.clients["finance checker"]
    ?.post(`/v1/clawbacks/${made.id}/confirmation`, { contentHash })
    .expect(200);
  return submission;
}

/** The time in which it has to stay is over, nobody has to look again, and the clock comes by. */
async function liveComplete(): Promise<Submission> {
  const submission = await endorsed();
  await owner("UPDATE endorsements SET held_until = now() WHERE submission_id = $1", [
    submission.id,
  ]);
  await app.database.unitOfWork.run((tx) => endHolds(tx, 100));
  await owner("UPDATE submissions SET live_until = now() WHERE id = $1", [submission.id]);
  await owner(
    "UPDATE live_post_watches SET live_until = now(), next_check_at = NULL WHERE id = $1",
    [submission.id],
  );
  expect(await app.composition.services.clocks.completeLive(submission.id)).toBe(true);
  return submission;
}

async function overdue(column: string, from: () => Promise<Submission>): Promise<Submission> {
  const submission = await from();
  await owner(`UPDATE submissions SET ${column} = now() WHERE id = $1`, [submission.id]);
  return submission;
}

const makers: Partial<Record<SubmissionStatus, () => Promise<Submission>>> = {
  // Left in the transaction in which it is entered.
  submitted: async () => {
    const submission = await make.submitted();
    await setStatus(cast, "submissions", submission.id, "submitted", ", review_until = NULL");
    return submission;
  },
  in_review: make.submitted,
  changes_requested: () => judged("request-changes"),
  rejected: () => judged("reject"),
  content_approved: make.approved,
  posted: make.live,
  verified,
  endorsed,
  clawed_back: clawedBack,
  live_complete: liveComplete,
  expired: async () => {
    const submission = await overdue("post_until", make.approved);
    const due = { status: "content_approved", submissionId: submission.id } as const;
    expect(await app.composition.services.clocks.settle(due)).toBe(true);
    return submission;
  },
  disputed: async () => (await disputed()).submission,
  resolved_creator: () => resolved({ outcome: "creator" }),
  resolved_brand: () => resolved({ outcome: "brand" }),
  resolved_split: () => resolved({ outcome: "split", shareBasisPoints: 5_000 }),
  cancelled: async () => {
    const submission = await cast.market.submitted(await agreement(cast));
    const path = `/v1/applications/${submission.application.id}/cancel`;
    await cast.brand.client.post(path, {}).expect(200);
    return submission;
  },
};

/** A state that no request leads to directly is written over a post. */
async function byHand(state: SubmissionStatus): Promise<Submission> {
  const submission = await make.live();
  await setStatus(cast, "submissions", submission.id, state);
  return submission;
}

function stage(name: string, state: SubmissionStatus, from: () => Promise<Submission>): Stage {
  return { name, state, make: async () => ({ ids: { submissionId: (await from()).id } }) };
}

const stages = (): Stage[] => [
  ...submissionStatuses.map((state) => stage(state, state, makers[state] ?? (() => byHand(state)))),
  stage("in_review, time over", "in_review", () => overdue("review_until", make.submitted)),
  stage("rejected, time over", "rejected", () => overdue("appeal_until", () => judged("reject"))),
];

const isIn = (state: string, ...list: SubmissionStatus[]) => (list as string[]).includes(state);
const can = (state: string, to: SubmissionStatus) =>
  canMove(submissionTransitions, state as SubmissionStatus, to);
const move = (state: string, to: SubmissionStatus): Outcome => (can(state, to) ? to : 409);
const stay = (isAllowed: boolean, state: string): Outcome => (isAllowed ? state : 409);

/** States before the creator said where it is; a dispute here is about a post. */
const withoutPost: SubmissionStatus[] = [
  "submitted",
  "in_review",
  "changes_requested",
  "rejected",
  "content_approved",
  "expired",
  "cancelled",
];
/** Comments are written as long as something can still be done about the content. */
const talkedAbout: SubmissionStatus[] = [
  "in_review",
  "changes_requested",
  "content_approved",
  "rejected",
  "posted",
  "verified",
  "disputed",
];
const hasPost = (state: string) => !isIn(state, ...withoutPost);

const isDisputable = (state: string): state is DisputableStatus =>
  (disputableStatuses as readonly string[]).includes(state);

function dispute({ standing, state, stage: { name } }: Asked): Outcome {
  const isOver = name.endsWith("time over");
  const isAllowed = isDisputable(state) && mayDispute(standing as Side, state, isOver);
  return isAllowed ? move(state, "disputed") : 409;
}

/** A person who looks moves a post to `verified`, from wherever it waits for a look. */
const waitsForLook = (state: string) => state === "posted" || can(state, "verified");

const rules: Matrix["rules"] = {
  requestChanges: {
    outcome: ({ state }) => move(state, "changes_requested"),
    body: () => ({ reasonCode: "quality" }),
  },
  approveContent: { outcome: ({ state }) => move(state, "content_approved"), body: () => ({}) },
  rejectContent: {
    outcome: ({ state }) => move(state, "rejected"),
    body: () => ({ reasonCode: "quality" }),
  },
  recordLivePost: {
    outcome: ({ state }) => (state === "content_approved" ? move(state, "posted") : 409),
    body: ({ ids }) => ({ url: `https://www.instagram.com/p/${ids["submissionId"]?.slice(-12)}/` }),
  },
  verifyLivePost: {
    outcome: ({ state }) => (waitsForLook(state) ? "verified" : 409),
    body: () => exampleBody(app, "verifyLivePost"),
  },
  // Where a person's look leads straight to `verified`, whoever endorses has looked.
  endorseSubmission: {
    outcome: ({ state }) => {
      const isLook = state === "posted" && can(state, "verified");
      return isLook ? "endorsed" : move(state, "endorsed");
    },
  },
  openDispute: {
    outcome: dispute,
    body: () => ({ reasonCode: "other", statement: "Please look again." }),
  },
  // Nothing moves before finance confirms; what was never earned has nothing to take back.
  decideClawback: {
    outcome: ({ state }) => {
      if (state === "clawed_back") return 409;
      return can(state, "clawed_back") ? state : 404;
    },
    body: () => ({ reason: "removed_early", evidence: "It was gone after a day." }),
    isOnce: true,
  },
  checkLivePost: { outcome: ({ state }) => stay(hasPost(state), state), isOnce: true },
  addReviewComment: {
    outcome: ({ state }) => stay(isIn(state, ...talkedAbout), state),
    body: () => ({ kind: "general", body: "Lovely light." }),
  },
  answerChecklist: {
    outcome: ({ state }) => stay(state === "in_review", state),
    body: () => ({ answers: [{ item: "format.1", answer: "met" }] }),
  },
  // Nothing is spent yet, so there is no other round to give.
  grantChangeRound: { outcome: () => 409 },
  // Whoever says that it is gone asks for it to be mended.
  confirmLivePost: {
    outcome: ({ state }) => (state === "verifying" ? "posted" : stay(hasPost(state), state)),
    body: () => ({ verdict: "gone", reason: "Looked at it." }),
  },
  enterLivePostMetrics: {
    outcome: ({ state }) => stay(hasPost(state), state),
    body: () => ({ measuredOn: dayFromNow(0), mediaId, likes: 5 }),
  },
};

test("every operation on a submission is in the matrix", () => {
  expect(writesBelow(app, "/v1/submissions/{submissionId}/")).toEqual(Object.keys(rules).sort());
});

test("what is not allowed is refused, whoever asks, and leaves no trace", async () => {
  expect(await expectRefusals(cast, matrix)).toBeGreaterThan(1_200);
});

test("what is allowed leads where the table says", async () => {
  expect(await expectAllowances(cast, matrix)).toBeGreaterThan(60);
});

test("each move of the table is made by somebody, but for those of other operations and of the system", () => {
  const made = new Set(
    cellsOf(app, matrix).map(({ stage: { state }, outcome }) => `${state} → ${outcome}`),
  );
  const missing = submissionStatuses.flatMap((from) =>
    submissionTransitions[from]
      .filter((to) => !made.has(`${from} → ${to}`))
      .map((to) => `${from} → ${to}`),
  );
  // Handing in, cancelling, deciding and taking back are steps on other things; time and the system make the rest.
  const elsewhere =
    /→ (in_review|submitted|cancelled|expired|resolved_\w+|clawed_back|verifying|live_complete)$|^verifying → posted$/;
  expect(missing.filter((move) => !elsewhere.test(move))).toEqual([]);
});

test("the books hold in everything that was made without writing over a state", async () => {
  const written = submissionStatuses.filter((state) => state === "submitted" || !makers[state]);
  await owner(
    "UPDATE submissions SET status = 'in_review', review_until = now() WHERE status = 'submitted'",
    [],
  );
  expect(written.length).toBeLessThan(4);
  expect(await violationsIn(app)).toEqual([]);
});
