/**
 * Fills a sandbox at its first start, so that every page shows something: the demo's story with the log-ins that are
 * printed as two of its people, and after it work and money in every state. Everything happens through the public API.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { addMs, dayMs, systemClock, utcDate } from "../../kernel/clock";
import { bringMoney, postCampaigns } from "../chapters/campaigns";
import { applyAndAccept, deliver, postAndEndorse } from "../chapters/collaboration";
import { importStatements, payByCheque, refundDeposit } from "../chapters/finance";
import { agreeOnTerms, mendAtOnce, payByPolicy, payByTwoPeople } from "../chapters/payouts";
import { registerBrands, registerCreators } from "../chapters/people";
import { reportCampaigns } from "../chapters/report";
import { logIn, type Person } from "../http-client";
import type { Outsiders, StoryWorld } from "../story-world";
import { leaveMoneyOpen } from "./open-money";
import { leaveWorkOpen } from "./open-work";
import { receiveVisitors } from "./visitors";

type LoginKind = "brand" | "creator" | "finance_maker" | "finance_checker" | "operator";

export interface Sandbox {
  base: string;
  outside: Outsiders;
  dataDir: string;
  logins: readonly { kind: LoginKind; email: string; password: string }[];
}

const markFile = "examples.begun";

/** Only once: a second attempt on half of a story would stumble over what is there. */
function isFirstTime(dataDir: string): boolean {
  try {
    writeFileSync(path.join(dataDir, markFile), `${systemClock.now().toISOString()}\n`, {
      flag: "wx",
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function enter({ base, outside, logins }: Sandbox) {
  const password = logins[0]?.password ?? "";
  const as = async (kind: LoginKind): Promise<Person> => {
    const login = logins.find((one) => one.kind === kind);
    if (!login) throw new Error(`No log-in for ${kind}`);
    return await logIn(base, login.email, password);
  };
  const [brand, creator, maker, checker, operator] = [
    await as("brand"),
    await as("creator"),
    await as("finance_maker"),
    await as("finance_checker"),
    await as("operator"),
  ];
  const { brands } = await brand.get("/v1/me");
  const { id: creatorId } = await creator.get("/v1/creators/me");
  const world: StoryWorld = {
    base,
    password,
    outside,
    brands: new Map([["kopi", { person: brand, brandId: brands[0].brandId as string }]]),
    creators: new Map([["ayu", { person: creator, creatorId: creatorId as string }]]),
    maker,
    checker,
    campaignIds: new Map(),
    works: [],
    chapters: [],
  };
  return { world, brand, operator };
}

const chapters = [
  registerBrands,
  registerCreators,
  bringMoney,
  agreeOnTerms,
  postCampaigns,
  applyAndAccept,
  deliver,
  postAndEndorse,
  reportCampaigns,
  payByPolicy,
  payByTwoPeople,
  mendAtOnce,
  payByCheque,
  refundDeposit,
];

/** Yesterday and today, because in a sandbox that begins nothing is older. */
const paypalDays = () => {
  const now = systemClock.now();
  return [[utcDate(addMs(now, -dayMs)), utcDate(now)]] as const;
};

/**
 * @param step hears what is going on.
 * @returns false when this sandbox was filled, or somebody has worked in it, before.
 */
export async function fillWithExamples(
  sandbox: Sandbox,
  step: (what: string) => void,
): Promise<boolean> {
  if (!isFirstTime(sandbox.dataDir)) return false;
  const { world, brand, operator } = await enter(sandbox);
  const { items } = await brand.get("/v1/campaigns?limit=1");
  if (items.length > 0) return false;
  for (const tell of chapters) await tell(world, step);
  await importStatements(world, paypalDays());
  await leaveWorkOpen(world, step);
  await leaveMoneyOpen(world, step);
  await receiveVisitors(world, operator);
  return true;
}
