/** What a new sandbox is filled with, seen by the people who log in. */

import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { type DemoLogin, ensureDemoLogins } from "../../src/app/demo-logins";
import { checkInvariants } from "../../src/demo/chapters/proof";
import { fillWithExamples } from "../../src/demo/examples/fill";
import { logIn, type Person } from "../../src/demo/http-client";
import { loadConfig } from "../../src/platform/config";
import { createLogger } from "../../src/platform/logger";
import { type RunningProduct, startProduct } from "../../src/start";
import { fastFolder } from "../support/global-setup";

const minuteMs = 60_000;
const dataDir = mkdtempSync(path.join(fastFolder(), "kampanye-examples-"));
let product: RunningProduct;
let logins: DemoLogin[];

const fill = async () => {
  const { sandbox } = product.connected;
  if (!sandbox) throw new Error("No sandbox");
  const steps: string[] = [];
  const place = { base: product.url, outside: sandbox, dataDir, logins };
  const isFilled = await fillWithExamples(place, (what) => void steps.push(what));
  return { isFilled, steps };
};

const person = async (kind: DemoLogin["kind"]): Promise<Person> => {
  const login = logins.find((one) => one.kind === kind);
  return await logIn(product.url, login?.email ?? "", login?.password ?? "");
};

const statuses = (items: { status: string }[]) => new Set(items.map(({ status }) => status));

beforeAll(async () => {
  const config = loadConfig({
    PORT: "0",
    SANDBOX_PAYPAL_PORT: "0",
    SANDBOX_STRIPE_PORT: "0",
    SANDBOX_BANK_PORT: "0",
    SANDBOX_SOCIAL_PORT: "0",
    LOG_LEVEL: "silent",
    DATA_DIR: dataDir,
  });
  product = await startProduct({ config, log: createLogger("silent"), isVolatile: true });
  logins = await ensureDemoLogins(product.composition.services);
  const { isFilled } = await fill();
  expect(isFilled).toBe(true);
}, 4 * minuteMs);
afterAll(async () => {
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, minuteMs);

test("a brand finds work in every state", async () => {
  const brand = await person("brand");
  const campaigns = await brand.all("/v1/campaigns");
  expect(statuses(campaigns)).toEqual(new Set(["open", "draft"]));
  const rainy = campaigns.find(({ title }) => title === "Rainy day drinks");
  const applications = await brand.all(`/v1/campaigns/${rainy.id}/applications`);
  expect([...statuses(applications)].sort()).toEqual([
    "accepted",
    "applied",
    "countered",
    "in_progress",
    "offered",
    "shortlisted",
  ]);
});

test("a creator has been paid, has an offer to answer and content under review", async () => {
  const creator = await person("creator");
  const { items: earnings } = await creator.get("/v1/creators/me/payouts");
  expect((earnings as { stage: string }[]).map(({ stage }) => stage)).toContain("paid");
  const { items: applications } = await creator.get("/v1/applications");
  expect(statuses(applications)).toContain("offered");
});

test("finance has payouts to prepare, to approve, on hold, and a line that belongs to nothing", async () => {
  const maker = await person("finance_maker");
  const payouts = await maker.all("/v1/payouts");
  for (const status of ["draft", "pending_approval", "in_progress", "paid"]) {
    expect(statuses(payouts)).toContain(status);
  }
  expect(payouts.filter(({ attemptState }) => attemptState === "unclaimed")).toHaveLength(1);
  expect(payouts.filter(({ holds }) => holds.length > 0)).toHaveLength(1);
});

test("every invariant holds, and a second start adds nothing", async () => {
  const { violations } = await checkInvariants(product.composition.services.unitOfWork.reader);
  expect(violations).toEqual([]);
  expect((await fill()).isFilled).toBe(false);
});
