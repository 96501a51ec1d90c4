/** Disputes and reviews: every state × every operation × every caller. */

import type { Side } from "../../src/features/applications";
import {
  type DisputeStatus,
  disputeStatuses,
  disputeTransitions,
} from "../../src/features/disputes/dispute";
import { canMove } from "../../src/kernel/transitions";
import { type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { violationsIn } from "../support/marketplace";
import {
  type Cast,
  expectAllowances,
  expectRefusals,
  type Matrix,
  type Outcome,
  openCast,
  type Stage,
  type Thing,
  writesBelow,
} from "../support/matrix";
import { agreement, piecesOf, statusOf } from "../support/matrix-things";

let app: TestApp;
let cast: Cast;
let piece: ReturnType<typeof piecesOf>;
beforeAll(async () => {
  cast = await openCast();
  app = cast.app;
  piece = piecesOf(cast);
});
afterEach(async () => expect(await violationsIn(app)).toEqual([]));
afterAll(() => cast.close());

const owner = (sql: string, values: unknown[] = []) => asOwner(app.database.url, sql, values);
const sides: readonly Side[] = ["brand", "creator"];
const other = (side: Side): Side => (side === "brand" ? "creator" : "brand");
const clientOf = (side: Side) => (side === "brand" ? cast.brand : cast.creator).client;

describe("a dispute", () => {
  async function make(state: DisputeStatus, opener: Side, isTimeOver: boolean): Promise<Thing> {
    const { id } = await cast.market.live(...(await piece()));
    const body = { reasonCode: "other", statement: "Please look again." };
    const opened = await clientOf(opener).post(`/v1/submissions/${id}/disputes`, body).expect(201);
    const disputeId = opened.body.id as string;
    const path = `/v1/disputes/${disputeId}`;
    if (state === "withdrawn") await clientOf(opener).post(`${path}/withdrawal`).expect(200);
    if (state === "answered" || state === "decided") {
      await clientOf(other(opener)).post(`${path}/answer`, { answer: "We did." }).expect(200);
    }
    if (state === "decided") await cast.operator.post(`${path}/decision`, ruling).expect(200);
    if (isTimeOver) {
      await owner(
        `BEGIN; ALTER TABLE disputes DISABLE TRIGGER disputes_kept;
         UPDATE disputes SET answer_until = now() WHERE id = '${disputeId}';
         ALTER TABLE disputes ENABLE TRIGGER disputes_kept; COMMIT`,
      );
    }
    return { ids: { disputeId } };
  }

  const ruling = { outcome: "split", shareBasisPoints: 5_000, decision: "A half for each." };
  const timeOver = "open, time over";
  const names = [...disputeStatuses, timeOver];
  const stages: Stage[] = sides.flatMap((opener) =>
    names.map((name) => {
      const state = name === timeOver ? "open" : (name as DisputeStatus);
      const stageName = `${name} (of the ${opener})`;
      return { name: stageName, state, make: () => make(state, opener, name === timeOver) };
    }),
  );
  const openerOf = ({ name }: Stage): Side =>
    name.endsWith("(of the brand)") ? "brand" : "creator";
  const move = (state: string, to: DisputeStatus): Outcome =>
    canMove(disputeTransitions, state as DisputeStatus, to) ? to : 409;

  const rules: Matrix["rules"] = {
    answerDispute: {
      outcome: ({ standing, stage, state }) =>
        standing === openerOf(stage) ? 403 : move(state, "answered"),
      body: () => ({ answer: "We did." }),
    },
    withdrawDispute: {
      outcome: ({ standing, stage, state }) =>
        standing === openerOf(stage) ? move(state, "withdrawn") : 403,
    },
    decideDispute: {
      // Nobody is judged unheard before the time to answer is over.
      outcome: ({ stage, state }) =>
        state === "open" && !stage.name.startsWith(timeOver) ? 409 : move(state, "decided"),
      body: () => ruling,
    },
  };
  const matrix: Matrix = {
    stages,
    rules,
    stateOf: ({ ids }) => statusOf(cast, "disputes", ids["disputeId"]),
  };

  test("has all its operations in the matrix", () => {
    expect(writesBelow(app, "/v1/disputes/")).toEqual(Object.keys(rules).sort());
  });

  test("refuses what is not allowed and keeps no trace of it", async () => {
    expect(await expectRefusals(cast, matrix)).toBeGreaterThan(240);
  });

  test("does what is allowed", async () => {
    expect(await expectAllowances(cast, matrix)).toBe(14);
  });
});

describe("a review", () => {
  const states = ["written", "shown", "answered", "hidden", "hidden, answered"] as const;
  const stars = { overall: 4, communication: 4, reliability: 4, quality: 4 };

  async function make(state: (typeof states)[number], writer: Side): Promise<Thing> {
    const application = await agreement(cast);
    await cast.market.endorsed(application);
    const path = `/v1/applications/${application.id}/reviews`;
    const body = { stars, text: "On time." };
    const written = await clientOf(writer).post(path, body).expect(201);
    const reviewId = written.body.id as string;
    if (state === "written") return { ids: { reviewId } };
    await owner("UPDATE reviews SET revealed_at = now() WHERE id = $1", [reviewId]);
    if (state.endsWith("answered")) {
      const answer = { text: "Thank you." };
      await clientOf(other(writer)).post(`/v1/reviews/${reviewId}/answer`, answer).expect(201);
    }
    if (state.startsWith("hidden")) {
      await cast.operator.post(`/v1/reviews/${reviewId}/hide`, { reason: "A name." }).expect(200);
    }
    return { ids: { reviewId } };
  }

  const stages: Stage[] = sides.flatMap((writer) =>
    states.map((state) => ({
      name: `${state} (of the ${writer})`,
      state,
      make: () => make(state, writer),
    })),
  );
  const writerOf = ({ name }: Stage): Side =>
    name.endsWith("(of the brand)") ? "brand" : "creator";

  const rules: Matrix["rules"] = {
    answerReview: {
      outcome: ({ standing, stage, state }) => {
        if (state === "written") return 404;
        if (standing === writerOf(stage)) return 403;
        // What is hidden can still be answered: it may be shown again.
        if (state.endsWith("answered")) return 409;
        return state === "hidden" ? "hidden, answered" : "answered";
      },
      body: () => ({ text: "Thank you." }),
    },
    hideReview: {
      outcome: ({ state }) => {
        if (state === "written") return 404;
        if (state.startsWith("hidden")) return 409;
        return state === "answered" ? "hidden, answered" : "hidden";
      },
      body: () => ({ reason: "A name." }),
    },
    showReview: {
      outcome: ({ state }) => {
        if (state === "written") return 404;
        if (!state.startsWith("hidden")) return 409;
        return state === "hidden" ? "shown" : "answered";
      },
      body: () => ({ reason: "It is fine." }),
    },
  };
  const matrix: Matrix = {
    stages,
    rules,
    stateOf: async ({ ids }) => {
      const rows = await owner(
        `SELECT CASE WHEN r.hidden_at IS NOT NULL AND a.review_id IS NOT NULL THEN 'hidden, answered'
                     WHEN r.hidden_at IS NOT NULL THEN 'hidden'
                     WHEN a.review_id IS NOT NULL THEN 'answered'
                     WHEN r.revealed_at IS NOT NULL THEN 'shown' ELSE 'written' END AS state
         FROM reviews r LEFT JOIN review_answers a ON a.review_id = r.id WHERE r.id = $1`,
        [ids["reviewId"]],
      );
      return (rows[0] as { state: string }).state;
    },
  };

  test("has all its operations in the matrix", () => {
    expect(writesBelow(app, "/v1/reviews/")).toEqual(Object.keys(rules).sort());
  });

  test("refuses what is not allowed and keeps no trace of it", async () => {
    expect(await expectRefusals(cast, matrix)).toBeGreaterThan(200);
  });

  test("does what is allowed", async () => {
    expect(await expectAllowances(cast, matrix)).toBeGreaterThan(8);
  });
});
