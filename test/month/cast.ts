/** Everybody who takes part, registered and at work over HTTP; only staff is made as the command line makes it. */
import { createUser, type Role } from "../../src/features/identity";
import { openBankAccount, recordOpeningBalance } from "../../src/features/treasury";
import { money } from "../../src/kernel/money";
import { campaignBody } from "../support/marketplace";
import { uniquePng } from "../support/media";
import { publishPost } from "../support/social";
import { type Caller, createCaller, inLanes, type Json, logIn, send } from "./callers";
import { type CreatorPlan, currencies, type MonthCurrency, type MonthPlan } from "./plan";
import type { World } from "./world";

const password = "correct horse battery staple";
const lanes = 6;
const address = { line1: "12 Soi Ari", city: "Bangkok", postalCode: "10400", country: "TH" };

/** What the books begin with, in minor units. */
export const opening = {
  bank: { USD: 50_000_000n, EUR: 40_000_000n, JPY: 90_000_000n },
  paypal: { USD: 20_000_000n, EUR: 15_000_000n, JPY: 20_000_000n },
} as const;
export const firstChequeNumber = 1001n;
export const bankCode = (currency: MonthCurrency) => `main-${currency.toLowerCase()}`;

export interface Brand {
  id: string;
  caller: Caller;
}

/** A piece of work that only has to be endorsed. */
export interface Piece {
  plan: CreatorPlan;
  day: number;
  submissionId: string;
  brand: Brand;
}

export interface Staff {
  maker: Caller;
  checker: Caller;
  secondChecker: Caller;
  operator: Caller;
}

export interface Person {
  plan: CreatorPlan;
  id: string;
  handle: string;
  caller: Caller;
  applicationId: string;
}

async function staffMember(world: World, name: string, roles: readonly Role[]): Promise<Caller> {
  const email = `${name}@example.com`;
  const person = { email, password, displayName: name, locale: "en" as const };
  await world.composition.services.unitOfWork.run((tx) => createUser(tx, person, roles));
  return createCaller(world.url, await logIn(world.url, email, password));
}

/** The people of the office; the same log-ins when a kept month is opened again. */
export async function hireStaff(world: World): Promise<Staff> {
  return {
    maker: await staffMember(world, "maker", ["finance_maker"]),
    checker: await staffMember(world, "checker", ["finance_checker"]),
    secondChecker: await staffMember(world, "checker2", ["finance_checker"]),
    operator: await staffMember(world, "operator", ["operator"]),
  };
}

/** Logs the same people in again. */
export async function callStaff(world: World): Promise<Staff> {
  const as = async (name: string) =>
    createCaller(world.url, await logIn(world.url, `${name}@example.com`, password));
  return {
    maker: await as("maker"),
    checker: await as("checker"),
    secondChecker: await as("checker2"),
    operator: await as("operator"),
  };
}

/** The accounts, ours and at the simulators, with the same money in both. */
export async function openAccounts(world: World): Promise<void> {
  for (const currency of currencies) {
    const code = bankCode(currency);
    const [bank, paypal] = [opening.bank[currency], opening.paypal[currency]];
    await world.control("bank", "POST", "/accounts", {
      id: code,
      currency,
      openingMinor: bank.toString(),
    });
    const amountMinor = paypal.toString();
    await world.control("paypal", "POST", "/paypal/balance", { currency, amountMinor });
    await world.composition.services.unitOfWork.run(async (tx) => {
      await openBankAccount(tx, "cli:month", {
        code,
        name: `Main ${currency}`,
        currency,
        firstChequeNumber,
      });
      await recordOpeningBalance(tx, "cli:month", {
        account: { kind: "bank", code },
        amount: money(bank, currency),
      });
      await recordOpeningBalance(tx, "cli:month", {
        account: { kind: "paypal" },
        amount: money(paypal, currency),
      });
    });
  }
}

export async function registerBrand(world: World, name: string): Promise<Brand> {
  const email = `${name}@example.com`;
  const person = { email, password, displayName: "Rina", brandName: name, country: "ID" };
  const { brandId } = await send("POST", `${world.url}/v1/auth/register/brand`, {}, person);
  return {
    id: brandId,
    caller: createCaller(world.url, await logIn(world.url, email, password)),
  };
}

async function registerCreator(world: World, plan: CreatorPlan, n: number): Promise<Person> {
  const email = `creator-${n}@example.com`;
  const person = { email, password, displayName: `Ploy ${n}`, country: "TH" };
  const { creatorId } = await send("POST", `${world.url}/v1/auth/register/creator`, {}, person);
  const caller = createCaller(world.url, await logIn(world.url, email, password));
  const account = { platform: "instagram", handle: `ploy.${n}`, followersCount: 12_000 };
  await caller.post("/v1/creators/me/social-accounts", {
    ...account,
    averageEngagementsCount: 600,
  });
  const method =
    plan.receiver === "cheque"
      ? { rail: "cheque", payeeName: `Ploy Suwan ${n}`, postalAddress: address }
      : { rail: "paypal", receiver: plan.receiver };
  await caller.post("/v1/creators/me/payout-methods", method);
  return { plan, id: creatorId, handle: account.handle, caller, applicationId: "" };
}

/** What all creators of a currency cost their brand, and a little more because fees do not divide evenly. */
export function budgetOf(plan: MonthPlan, currency: MonthCurrency): bigint {
  const fees = plan.creators
    .filter((creator) => creator.currency === currency)
    .reduce((sum, { feeMinor }) => sum + feeMinor, 0n);
  return (fees * 112n) / 100n;
}

function campaignOf(world: World, plan: MonthPlan, currency: MonthCurrency): Json {
  const day = (n: number) => new Date(world.clock.now().getTime() + n * 86_400_000).toISOString();
  const creators = plan.creators.filter((creator) => creator.currency === currency);
  const [first] = creators;
  if (!first) throw new Error(`Nobody works for ${currency}`);
  return {
    ...campaignBody({
      currency,
      fee: first.feeMinor,
      budget: budgetOf(plan, currency),
      creatorsMax: creators.length,
      deliverables: [{ platform: "instagram", kind: "post", quantity: plan.pieces }],
    }),
    applyBy: day(90).slice(0, 10),
    postBy: day(120).slice(0, 10),
  };
}

/** A campaign with its money set aside, open, and everybody who works for it with an accepted offer. */
export async function openCampaign(
  world: World,
  plan: MonthPlan,
  currency: MonthCurrency,
  brand: Brand,
): Promise<Person[]> {
  const campaign = campaignOf(world, plan, currency);
  const { id } = await brand.caller.post("/v1/campaigns", campaign);
  await brand.caller.post(`/v1/campaigns/${id}/funding`, {});
  await brand.caller.post(`/v1/campaigns/${id}/publish`);
  const people: Person[] = [];
  await inLanes(plan.creators, lanes, async (creator, n) => {
    if (creator.currency !== currency) return;
    const person = await registerCreator(world, creator, n);
    const pitch = { pitch: "I drink this every day." };
    const applied = await person.caller.post(`/v1/campaigns/${id}/applications`, pitch);
    const fee = { amountMinor: creator.feeMinor.toString(), currency };
    const at = `/v1/applications/${applied.id}`;
    const offered = await brand.caller.post(`${at}/offer`, { fee });
    await person.caller.post(`${at}/accept`, { version: offered.offerVersion });
    people.push({ ...person, applicationId: applied.id });
  });
  return people;
}

/** Creators whose payments come back say where they can really be paid. */
export async function correctMethods(people: readonly Person[]): Promise<void> {
  const isWrong = /^(return|refund|reverse|fail)\+/;
  for (const { plan, caller } of people) {
    if (!isWrong.test(plan.receiver)) continue;
    const receiver = plan.receiver.replace(isWrong, "correct-");
    await caller.post("/v1/creators/me/payout-methods", { rail: "paypal", receiver });
  }
}

/** Content is handed in, approved and posted. */
async function makePiece(
  world: World,
  { plan, handle, caller, applicationId }: Person,
  { brand, n, mediaId }: { brand: Brand; n: number; mediaId: string },
): Promise<Piece> {
  const name = `${applicationId}${n}`;
  const caption = "A slow afternoon with kopi susu. #ad";
  const submitted = await caller.post(`/v1/applications/${applicationId}/submissions`, {
    caption,
    mediaIds: [mediaId],
  });
  const at = `/v1/submissions/${submitted.id}`;
  await brand.caller.post(`${at}/approve`);
  const url = `https://www.instagram.com/p/${name.replaceAll("-", "")}/`;
  const publishedAt = world.clock.now().toISOString();
  const post = { platform: "instagram", url, handle, caption, publishedAt };
  await publishPost(world.sandbox.social.url, post);
  await caller.post(`${at}/live-post`, { url });
  return { plan, day: plan.days[n] ?? 3, submissionId: submitted.id, brand };
}

/** All work of these people, each piece looked at and ready for the brand's endorsement. */
export async function doWork(
  world: World,
  people: readonly Person[],
  brand: Brand,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  await inLanes(people, lanes, async (person) => {
    const photo = uniquePng(person.applicationId);
    const media = await person.caller.upload("/v1/media", photo, "photo.png", "image/png");
    for (let n = 0; n < person.plan.days.length; n++) {
      pieces.push(await makePiece(world, person, { brand, n, mediaId: media.id }));
    }
  });
  await world.quiet();
  return pieces;
}
