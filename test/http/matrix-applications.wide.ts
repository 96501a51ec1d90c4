/** An application: every state × every operation × every caller, as the tables of transitions and permissions say. */
import {
  type ApplicationStatus,
  applicationStatuses,
  applicationTransitions,
  endings,
  liveStatuses,
  type Side,
  silentStatuses,
} from "../../src/features/applications/application";
import { isReviewable } from "../../src/features/reviews/review";
import { canMove } from "../../src/kernel/transitions";
import { type TestApp } from "../support/app";
import { usd } from "../support/campaign-bodies";
import { type Application, violationsIn } from "../support/marketplace";
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
  type Thing,
  writesBelow,
} from "../support/matrix";
import { agreement, openCampaign, setStatus, statusOf } from "../support/matrix-things";

let app: TestApp;
let cast: Cast;
let matrix: Matrix;
beforeAll(async () => {
  cast = await openCast();
  app = cast.app;
  matrix = {
    stages: stages(),
    rules,
    stateOf: ({ ids }) => statusOf(cast, "applications", ids["applicationId"]),
  };
});
afterAll(() => cast.close());

const at = ({ id }: { id: string }, verb: string) => `/v1/applications/${id}/${verb}`;
const both = { compensation: "both" } as const;

const makers: Record<ApplicationStatus, () => Promise<Application>> = {
  applied: async () => await cast.market.applied(await openCampaign(cast, both), cast.creator),
  invited: async () => {
    const campaign = await openCampaign(cast, both);
    const body = { creatorId: cast.creator.id };
    const path = `/v1/campaigns/${campaign.id}/invitations`;
    const { body: made } = await cast.brand.client.post(path, body).expect(201);
    return { id: made.id, campaign, creator: cast.creator, version: 0 };
  },
  shortlisted: () => after("applied", "brand", "shortlist"),
  offered: async () => await cast.market.offered(await openCampaign(cast, both), cast.creator),
  countered: () => after("offered", "creator", "counter", { version: 1, fee: usd("11000") }, 2),
  accepted: () => agreement(cast, both),
  in_progress: async () => {
    const application = await agreement(cast, twoPieces);
    await cast.market.submitted(application);
    return application;
  },
  completed: async () => {
    const application = await agreement(cast, both);
    await cast.market.endorsed(application);
    return application;
  },
  declined: () => after("applied", "brand", "decline"),
  withdrawn: () => after("applied", "creator", "withdraw"),
  expired: async () => {
    const application = await makers.applied();
    await setStatus(cast, "applications", application.id, "expired", ", ended_at = now()");
    return application;
  },
  cancelled_by_brand: () => after("in_progress", "brand", "cancel"),
  cancelled_by_creator: () => after("in_progress", "creator", "cancel"),
  terminated: async () => {
    const application = await makers.cancelled_by_creator();
    await setStatus(cast, "applications", application.id, "terminated");
    return application;
  },
};

/** Two pieces, so that one can be handed in while the other was. */
const twoPieces = {
  ...both,
  deliverables: [{ platform: "instagram", kind: "post", quantity: 3 }],
};

async function after(
  from: ApplicationStatus,
  side: Side,
  verb: string,
  body?: object,
  version?: number,
): Promise<Application> {
  const application = await makers[from]();
  const { client } = side === "brand" ? cast.brand : cast.creator;
  await client.post(at(application, verb), body).expect(200);
  return version === undefined ? application : { ...application, version };
}

async function makeThing(state: ApplicationStatus): Promise<Thing> {
  const { id, version } = await makers[state]();
  return { ids: { applicationId: id, version: String(Math.max(1, version)) } };
}

const stages = (): Stage[] =>
  applicationStatuses.map((state) => ({ name: state, state, make: () => makeThing(state) }));

const isOneOf = (list: readonly string[], state: string) => list.includes(state);
const move = (state: string, to: ApplicationStatus): Outcome =>
  canMove(applicationTransitions, state as ApplicationStatus, to) ? to : 409;
const stay = (isAllowed: boolean, state: string): Outcome => (isAllowed ? state : 409);
const versionOf = ({ ids }: Thing) => Number(ids["version"]);

/** Whoever made the offer that lies on the table is not asked to answer it. */
const madeBy: Partial<Record<string, Side>> = { offered: "brand", countered: "creator" };

function end({ caller, standing, state }: Asked, ending: "declined" | "withdrawn"): Outcome {
  if (!isOneOf(endings[ending][standing as Side], state)) return 409;
  // What a manager offered or was asked to accept, only a manager takes back or refuses.
  return caller === "member" && madeBy[state] ? 403 : move(state, ending);
}

const deserving = [...liveStatuses, "completed"];
/** Stages in which there was an agreement, and with it a product to send. */
const agreed = [...deserving, "cancelled_by_brand", "cancelled_by_creator", "terminated"];
const worked = [
  "in_progress",
  "completed",
  "cancelled_by_brand",
  "cancelled_by_creator",
  "terminated",
];

const rules: Matrix["rules"] = {
  shortlistApplication: { outcome: ({ state }) => move(state, "shortlisted") },
  makeOffer: { outcome: ({ state }) => move(state, "offered"), body: () => ({}) },
  counterOffer: {
    outcome: ({ state }) => move(state, "countered"),
    body: (thing) => ({ version: versionOf(thing), fee: usd("10500") }),
  },
  acceptOffer: {
    outcome: ({ standing, state }) => (madeBy[state] === standing ? 409 : move(state, "accepted")),
    body: (thing) => ({ version: versionOf(thing) }),
  },
  declineApplication: { outcome: (asked) => end(asked, "declined") },
  withdrawApplication: { outcome: (asked) => end(asked, "withdrawn") },
  submitContent: {
    outcome: ({ state }) => (state === "in_progress" ? state : move(state, "in_progress")),
    body: () => ({ caption: "A quiet cup. #ad" }),
    isOnce: true,
  },
  cancelCollaboration: {
    outcome: ({ standing, state }) =>
      move(state, standing === "brand" ? "cancelled_by_brand" : "cancelled_by_creator"),
    body: () => ({}),
  },
  sendMessage: {
    outcome: ({ state }) => stay(!isOneOf(silentStatuses, state), state),
    body: () => ({ body: "Hello" }),
  },
  // Nothing was written, so there is nothing that could be read.
  readMessages: {
    outcome: () => 422,
    body: () => ({ upTo: "01900000-0000-7000-8000-000000000001" }),
  },
  shipProduct: {
    outcome: ({ state }) => stay(isOneOf(deserving, state), state),
    body: () => ({ carrier: "JNE" }),
  },
  // Sent first: see the shipment's own test for what becomes of one.
  confirmReceipt: { outcome: ({ state }) => stay(isOneOf(agreed, state) && false, state) },
  waiveShipment: { outcome: ({ state }) => stay(isOneOf(deserving, state), state), isOnce: true },
  // A question about terms is a thing of its own, see changed-terms.
  acceptTerms: { outcome: () => 409, body: () => ({ briefVersion: 2 }) },
  keepTerms: { outcome: () => 409, body: () => ({ briefVersion: 2 }) },
  reviewCounterparty: {
    outcome: ({ state }) => stay(isReviewable(state, isOneOf(worked, state)), state),
    body: () => ({
      stars: { overall: 5, communication: 4, reliability: 4, quality: 5 },
      text: "Kept every promise.",
    }),
  },
};

test("every operation on an application is in the matrix", () => {
  expect(writesBelow(app, "/v1/applications/{applicationId}/")).toEqual(Object.keys(rules).sort());
});

test("what is not allowed is refused, whoever asks, and leaves no trace", async () => {
  expect(await expectRefusals(cast, matrix)).toBeGreaterThan(1_400);
});

test("what is allowed leads where the table says", async () => {
  expect(await expectAllowances(cast, matrix)).toBeGreaterThan(80);
  expect(await violationsIn(app)).toEqual([]);
});

test("each move of the table is made by somebody, but for those that time and the system make", () => {
  const made = new Set(
    cellsOf(app, matrix).map(({ stage, outcome }) => `${stage.state} → ${outcome}`),
  );
  const missing = applicationStatuses.flatMap((from) =>
    applicationTransitions[from]
      .filter((to) => !made.has(`${from} → ${to}`))
      .map((to) => `${from} → ${to}`),
  );
  expect(missing.filter((move) => !/→ (expired|terminated|completed)$/.test(move))).toEqual([]);
});
