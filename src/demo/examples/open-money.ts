/** What waits for finance: payouts of which one is prepared and one is held, an offer in another currency, a strange bank line. */

import { handleOf } from "../cast";
import { campaignBody, importBank, payIn } from "../chapters/campaigns";
import { tickOff } from "../chapters/collaboration";
import { call, type Json, until } from "../http-client";
import { pictureOf } from "../picture";
import { brandOf, creatorAt, type StoryWorld } from "../story-world";

const caption = "#โฆษณา เซรั่มก่อนนอนของฉันคืนนี้";
const endorsed = ["gun", "intan", "jai", "lek"] as const;

const nightSerum = {
  title: "เซรั่มก่อนนอน คืนที่ผิวได้พัก",
  compensation: "money",
  currency: "THB",
  budgetMinor: "4000000",
  feeMinor: "500000",
  creatorsMax: 7,
  disclosureTag: "#โฆษณา",
  market: "TH",
} as const;

async function openCampaign(world: StoryWorld): Promise<string> {
  const amount = { amountMinor: "4500000", currency: "THB" };
  await payIn(world, { brand: "siam", method: "stripe", amount });
  const brand = brandOf(world, "siam").person;
  const { id } = await brand.post("/v1/campaigns", campaignBody(nightSerum));
  await brand.post(`/v1/campaigns/${id}/funding`, {});
  await brand.post(`/v1/campaigns/${id}/publish`);
  return id as string;
}

async function earn(world: StoryWorld, campaignId: string, key: string): Promise<void> {
  const brand = brandOf(world, "siam").person;
  const creator = creatorAt(world, key).person;
  const pitch = "I have tried it for a week already.";
  const applied = await creator.post(`/v1/campaigns/${campaignId}/applications`, { pitch });
  const offer = await brand.post(`/v1/applications/${applied.id}/offer`, {});
  await creator.post(`/v1/applications/${applied.id}/accept`, { version: offer.offerVersion });
  const media = await creator.upload("/v1/media", await pictureOf(`night ${key}`), "post.jpg");
  const content = { caption, mediaIds: [media.id] };
  const { id } = await creator.post(`/v1/applications/${applied.id}/submissions`, content);
  await tickOff(brand, id as string);
  await brand.post(`/v1/submissions/${id}/approve`, {});
  const url = `https://www.instagram.com/p/night-${key}/`;
  const post = { platform: "instagram", url, handle: handleOf(key), caption };
  await call("POST", `${world.outside.socialUrl}/control/posts`, post);
  await creator.post(`/v1/submissions/${id}/live-post`, { url });
  await until(`the post of ${key} to be verified`, async () => {
    const { status } = await brand.get(`/v1/submissions/${id}`);
    return status === "verified";
  });
  await brand.post(`/v1/submissions/${id}/endorsement`);
}

async function offerToDemoCreator(world: StoryWorld, campaignId: string): Promise<void> {
  const brand = brandOf(world, "siam").person;
  const { person } = creatorAt(world, "ayu");
  const pitch = "My evenings are calm, and so are my readers.";
  const applied = await person.post(`/v1/campaigns/${campaignId}/applications`, { pitch });
  await brand.post(`/v1/applications/${applied.id}/offer`, {});
}

async function waitForDrafts(world: StoryWorld): Promise<Json[]> {
  return await until("payouts that wait for two people", async () => {
    const page = await world.maker.get("/v1/payouts?currency=THB&status=draft");
    return page.items.length === endorsed.length && (page.items as Json[]);
  });
}

/** A line that belongs to nothing: somebody forgot the reference. */
async function strangeLine(world: StoryWorld): Promise<void> {
  await call("POST", `${world.outside.bankUrl}/control/deposits`, {
    account: "main-usd",
    amountMinor: "18750",
    currency: "USD",
    reference: "INVOICE 4471",
    name: "Northwind Trading",
  });
  await importBank(world, "main-usd");
}

/** @param step hears what is going on. */
export async function leaveMoneyOpen(
  world: StoryWorld,
  step: (what: string) => void,
): Promise<void> {
  step("payouts that wait for two people");
  const campaignId = await openCampaign(world);
  for (const key of endorsed) await earn(world, campaignId, key);
  await offerToDemoCreator(world, campaignId);
  const [prepared, held] = await waitForDrafts(world);
  await world.maker.post("/v1/payouts/prepare", { payoutIds: [prepared.id] });
  await world.maker.post(`/v1/payouts/${held.id}/hold`, {
    reason: "The creator asked to check the amount first.",
  });
  step("a bank line that belongs to nothing");
  await strangeLine(world);
}
