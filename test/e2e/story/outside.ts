/** What happens outside the console: at the bank, on the platforms, and the second creator's short way. */

import { tickOff } from "../../../src/demo/chapters/collaboration";
import { call, logIn, type Person, until } from "../../../src/demo/http-client";
import { pictureOf } from "../../../src/demo/picture";
import type { Plan } from "./plan";

export interface Outside {
  /** Of the API. */
  url: string;
  bankUrl: string;
  socialUrl: string;
  /** Of the demo people. */
  password: string;
}

const account = "main-usd";

export async function demoPerson({ url, password }: Outside, name: string): Promise<Person> {
  return await logIn(url, `${name}@kampanye.example`, password);
}

/** The demo creator says who they are and how to pay them, unless they have. @returns their handle. */
export async function prepareCreator(outside: Outside): Promise<{ name: string; handle: string }> {
  const person = await demoPerson(outside, "creator");
  const before = await person.get("/v1/creators/me");
  if (before.socialAccounts.length === 0) {
    await person.post("/v1/creators/me/social-accounts", {
      platform: "instagram",
      handle: "ayu.daily",
      followersCount: 12_400,
      averageEngagementsCount: 1_310,
    });
    const method = { rail: "paypal", receiver: "ayu@example.com" };
    await person.post("/v1/creators/me/payout-methods", method);
  }
  const { displayName, socialAccounts } = await person.get("/v1/creators/me");
  return { name: displayName as string, handle: socialAccounts[0].handle as string };
}

export async function publish(
  { socialUrl }: Outside,
  post: { url: string; handle: string; caption: string },
): Promise<void> {
  await call("POST", `${socialUrl}/control/posts`, { platform: "instagram", ...post });
}

async function registerSecond(outside: Outside, plan: Plan): Promise<Person> {
  const { url, password } = outside;
  const { name, handle } = plan.second;
  const email = `${handle}@creators.example`;
  const body = { email, password, displayName: name, locale: "en", country: "ID" };
  await call("POST", `${url}/v1/auth/register/creator`, body);
  const person = await logIn(url, email, password);
  await person.post("/v1/creators/me/social-accounts", {
    platform: "instagram",
    handle,
    followersCount: 8_300,
    averageEngagementsCount: 640,
  });
  const postalAddress = {
    line1: "Jalan Melati 7",
    city: "Bandung",
    postalCode: "40115",
    country: "ID",
  };
  const method = { rail: "cheque", payeeName: name, postalAddress };
  await person.post("/v1/creators/me/payout-methods", method);
  return person;
}

/** A creator who wants a cheque does everything that earns one. */
export async function earnCheque(outside: Outside, plan: Plan, campaignId: string): Promise<void> {
  const brand = await demoPerson(outside, "brand");
  const creator = await registerSecond(outside, plan);
  const applied = await creator.post(`/v1/campaigns/${campaignId}/applications`, {
    pitch: plan.pitch,
  });
  const path = `/v1/applications/${applied.id}`;
  const fee = { amountMinor: `${plan.chequeFee}00`, currency: "USD" };
  const offered = await brand.post(`${path}/offer`, { fee });
  await creator.post(`${path}/accept`, { version: offered.offerVersion });
  const media = await creator.upload("/v1/media", await pictureOf(plan.second.name), "post.jpg");
  const { caption } = plan;
  const content = { caption, mediaIds: [media.id] };
  const submitted = await creator.post(`${path}/submissions`, content);
  await tickOff(brand, submitted.id as string);
  const submission = `/v1/submissions/${submitted.id}`;
  await brand.post(`${submission}/approve`, {});
  const { handle, url } = plan.second;
  await publish(outside, { url, handle, caption });
  await creator.post(`${submission}/live-post`, { url });
  await until("the second post to be verified", async () => {
    const seen = await brand.get(submission);
    return seen.status === "verified" && seen;
  });
  await brand.post(`${submission}/endorsement`);
}

/** Somebody pays in the cheque, and a brand's transfer comes without the words it should carry. */
export async function moveAtBank(outside: Outside, plan: Plan, number: string): Promise<void> {
  const { bankUrl } = outside;
  const brand = await demoPerson(outside, "brand");
  const me = await brand.get("/v1/me");
  const brandId = me.brands[0].brandId as string;
  const amountMinor = `${plan.strayDeposit}00`;
  const amount = { amountMinor, currency: "USD" };
  await brand.post(`/v1/brands/${brandId}/deposits`, { method: "bank_transfer", amount });
  await call("POST", `${bankUrl}/control/deposits`, {
    account,
    ...amount,
    reference: `Invoice ${plan.title}`,
    name: "Kopi Nusantara",
  });
  await call("POST", `${bankUrl}/control/cheques`, {
    account,
    number,
    amountMinor: `${plan.chequeFee}00`,
    payee: plan.second.name,
  });
}

/** The bank's own file of all that happened. */
export async function statementOf({ bankUrl }: Outside): Promise<string> {
  const { now } = await call("GET", `${bankUrl}/control/clock`);
  const range = `from=2020-01-01&to=${String(now).slice(0, 10)}`;
  const answer = await fetch(`${bankUrl}/accounts/${account}/statement.csv?${range}`);
  return await answer.text();
}

/** The endorsement of the demo creator's piece in this campaign. */
export async function endorsementOf(outside: Outside, applicationId: string): Promise<string> {
  const person = await demoPerson(outside, "creator");
  const { items } = await person.get(`/v1/applications/${applicationId}/submissions`);
  const submission = await person.get(`/v1/submissions/${items[0].id}`);
  return submission.endorsement.id as string;
}
