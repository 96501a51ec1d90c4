/** A campaign: every state × every operation × every caller, as the tables of steps and permissions say. */

import { settleCampaign } from "../../src/features/campaigns";
import {
  type CampaignStatus,
  type CampaignStep,
  campaignSteps,
  campaignTransitions,
} from "../../src/features/campaigns/campaign";
import { canMove, statesOf } from "../../src/kernel/transitions";
import { type TestApp } from "../support/app";
import { usd } from "../support/campaign-bodies";
import { asOwner } from "../support/database";
import { type Creator, dayFromNow, violationsIn } from "../support/marketplace";
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
import { openCampaign, statusOf } from "../support/matrix-things";

let app: TestApp;
let cast: Cast;
let matrix: Matrix;
beforeAll(async () => {
  cast = await openCast();
  app = cast.app;
  worker = await cast.market.creator();
  for (const name of ["manager", "member"]) guests.set(name, (await cast.market.creator()).id);
  matrix = {
    stages,
    rules,
    stateOf: ({ ids }) => statusOf(cast, "campaigns", ids["campaignId"]),
  };
});
afterAll(() => cast.close());

async function after(from: CampaignStatus, verb: string, body?: object): Promise<{ id: string }> {
  const campaign = await makers[from]();
  await cast.brand.client.post(`/v1/campaigns/${campaign.id}/${verb}`, body).expect(200);
  return campaign;
}

const makers: Record<CampaignStatus, () => Promise<{ id: string }>> = {
  draft: () => openCampaign(cast, { status: "draft" }),
  // More than the brand has.
  funding_pending: async () => {
    const options = { status: "draft", budget: 990_000_000_000n } as const;
    const campaign = await openCampaign(cast, options);
    await cast.brand.client.post(`/v1/campaigns/${campaign.id}/funding`, {}).expect(200);
    return campaign;
  },
  funded: () => openCampaign(cast, { status: "funded" }),
  open: () => openCampaign(cast),
  paused: () => after("open", "pause"),
  closed: () => after("open", "close"),
  settled: async () => {
    const campaign = await makers.closed();
    const settled = await app.database.unitOfWork.run((tx) =>
      settleCampaign(tx, campaign.id, "test"),
    );
    expect(settled).toBe(true);
    return campaign;
  },
  cancelling: async () => {
    const campaign = await openCampaign(cast);
    await cast.market.accepted(campaign, worker);
    await cast.brand.client.post(`/v1/campaigns/${campaign.id}/cancel`).expect(200);
    return campaign;
  },
  cancelled: () => after("draft", "cancel"),
};

/** Works on what is being cancelled; the creators who call have no part in any campaign. */
let worker: Creator;
/** Creators who were invited nowhere, by who will invite them. */
const guests = new Map<string, string>();

const states = statesOf(campaignTransitions);
const stages: Stage[] = states.map((state) => ({
  name: state,
  state,
  make: async (): Promise<Thing> => ({ ids: { campaignId: (await makers[state]()).id } }),
}));

const isIn = (state: string, ...list: CampaignStatus[]) => (list as string[]).includes(state);
const stay = (state: string, ...list: CampaignStatus[]): Outcome =>
  isIn(state, ...list) ? state : 409;
const step = (state: string, ...steps: CampaignStep[]): Outcome =>
  steps.find(({ from }) => isIn(state, ...from))?.to ?? 409;

async function versionOf({ ids }: Thing): Promise<number> {
  const sql = "SELECT version FROM campaigns WHERE id = $1";
  const rows = await asOwner(app.database.url, sql, [ids["campaignId"]]);
  return (rows[0] as { version: number }).version;
}

/** What any creator finds of a public campaign: that it is open, or that it was. */
const apply = ({ state }: { state: string }): Outcome => {
  if (state === "open") return state;
  return isIn(state, "paused", "closed", "settled") ? 409 : 404;
};

const withMoney = ["funded", "open", "paused"] as const;
const all = [...states];

const rules: Matrix["rules"] = {
  publishCampaign: { outcome: ({ state }) => step(state, campaignSteps.publish) },
  pauseCampaign: { outcome: ({ state }) => step(state, campaignSteps.pause) },
  resumeCampaign: { outcome: ({ state }) => step(state, campaignSteps.resume) },
  closeCampaign: { outcome: ({ state }) => step(state, campaignSteps.close) },
  reviseCampaign: { outcome: ({ state }) => step(state, campaignSteps.revise) },
  // Nobody works on these, so both steps of a cancellation are taken at once.
  cancelCampaign: {
    outcome: ({ state }) => {
      const to = step(state, campaignSteps.discard, campaignSteps.beginCancelling);
      return to === "cancelling" ? campaignSteps.finishCancelling.to : to;
    },
  },
  updateCampaign: {
    outcome: ({ state }) => stay(state, "draft"),
    body: async (thing) => ({ version: await versionOf(thing), creatorsMax: 2 }),
  },
  fundCampaign: {
    outcome: ({ state }) => {
      const isCovered = state === "draft";
      return isCovered ? campaignSteps.fund.to : stay(state, "funding_pending", ...withMoney);
    },
    body: (_, { state }) => (isIn(state, ...withMoney) ? { amount: usd(10) } : {}),
  },
  takeBackFunding: {
    outcome: ({ state }) => stay(state, ...withMoney),
    body: () => ({ amount: usd(10) }),
  },
  applyToCampaign: {
    outcome: apply,
    forStrangers: apply,
    body: () => ({ pitch: "I drink this every day." }),
    isOnce: true,
  },
  inviteCreator: {
    outcome: ({ state }) => stay(state, "open"),
    body: (_, { caller }) => ({ creatorId: guests.get(caller) ?? worker.id }),
  },
  proposeBrief: {
    outcome: ({ state }) => stay(state, "funded", "open", "paused", "closed"),
    body: async (thing) => ({ version: await versionOf(thing), note: "Nothing new." }),
  },
  copyCampaign: {
    outcome: ({ state }) => stay(state, ...all),
    body: () => ({ applyBy: dayFromNow(3), postBy: dayFromNow(9) }),
  },
  saveCampaignAsTemplate: {
    outcome: ({ state }) => stay(state, ...all),
    body: () => ({ name: "Kept" }),
  },
  // It changes nothing in any state; here nobody names a price that could be weighed.
  choosePortfolio: { outcome: () => 409, body: () => ({}) },
};

test("every operation on a campaign is in the matrix", () => {
  expect(writesBelow(app, "/v1/campaigns/{campaignId}")).toEqual(Object.keys(rules).sort());
});

test("what is not allowed is refused, whoever asks, and leaves no trace", async () => {
  expect(await expectRefusals(cast, matrix)).toBeGreaterThan(900);
});

test("what is allowed leads where the steps say", async () => {
  expect(await expectAllowances(cast, matrix)).toBeGreaterThan(60);
  expect(await violationsIn(app)).toEqual([]);
});

test("every step is a move of the table, and every move of the table is a step", () => {
  const steps: CampaignStep[] = Object.values(campaignSteps);
  for (const { from, to } of steps) {
    for (const state of from)
      expect([state, to, canMove(campaignTransitions, state, to)]).toEqual([state, to, true]);
  }
  const moves = states.flatMap((from) => campaignTransitions[from].map((to) => `${from} → ${to}`));
  const made = steps.flatMap(({ from, to }) => from.map((state) => `${state} → ${to}`));
  expect([...new Set(made)].sort()).toEqual(moves.sort());
});
