/** Work in every state between an application and an endorsement, so that whoever logs in finds something to do. */

import { handleOf } from "../cast";
import { campaignBody, payIn } from "../chapters/campaigns";
import { tickOff } from "../chapters/collaboration";
import { call, until } from "../http-client";
import { pictureOf } from "../picture";
import { brandOf, creatorAt, type StoryWorld } from "../story-world";

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const goodCaption = "Hujan, teh hangat, dan waktu untuk diri sendiri. #iklan #kopinusantara";
/** Without a disclosure: the linter has something to find. */
const barePost = "Minuman favoritku di hari hujan! Pakai kode HUJAN10 ya.";

const rainyDays = {
  title: "Rainy day drinks",
  compensation: "money",
  currency: "USD",
  budgetMinor: "120000",
  feeMinor: "9000",
  creatorsMax: 10,
  disclosureTag: "#iklan",
  market: "ID",
} as const;

/** One campaign of the first brand, step by step with each creator. */
interface Scene {
  world: StoryWorld;
  campaignId: string;
}

async function openCampaign(world: StoryWorld): Promise<Scene> {
  await payIn(world, { brand: "kopi", method: "stripe", amount: usd("250000") });
  const brand = brandOf(world, "kopi").person;
  const draft = await brand.post("/v1/campaigns", campaignBody(rainyDays));
  await brand.post(`/v1/campaigns/${draft.id}/funding`, {});
  await brand.post(`/v1/campaigns/${draft.id}/publish`);
  await brand.post(
    "/v1/campaigns",
    campaignBody({ ...rainyDays, title: "Table for everybody", budgetMinor: "60000" }),
  );
  return { world, campaignId: draft.id as string };
}

const brandIn = ({ world }: Scene) => brandOf(world, "kopi").person;
const creatorIn = ({ world }: Scene, key: string) => creatorAt(world, key).person;

async function apply(scene: Scene, key: string, pitch: string): Promise<string> {
  const path = `/v1/campaigns/${scene.campaignId}/applications`;
  const applied = await creatorIn(scene, key).post(path, { pitch });
  return applied.id as string;
}

async function offered(scene: Scene, key: string, pitch: string) {
  const id = await apply(scene, key, pitch);
  const { offerVersion } = await brandIn(scene).post(`/v1/applications/${id}/offer`, {});
  return { id, version: offerVersion as number };
}

async function accepted(scene: Scene, key: string): Promise<string> {
  const { id, version } = await offered(scene, key, "I already have the right corner for it.");
  await creatorIn(scene, key).post(`/v1/applications/${id}/accept`, { version });
  return id;
}

/** @returns the submission. */
async function delivered(scene: Scene, key: string, caption = goodCaption): Promise<string> {
  const applicationId = await accepted(scene, key);
  const creator = creatorIn(scene, key);
  const media = await creator.upload("/v1/media", await pictureOf(`rain ${key}`), "post.jpg");
  const content = { caption, mediaIds: [media.id] };
  const { id } = await creator.post(`/v1/applications/${applicationId}/submissions`, content);
  return id as string;
}

async function approved(scene: Scene, key: string): Promise<string> {
  const id = await delivered(scene, key);
  await tickOff(brandIn(scene), id);
  await brandIn(scene).post(`/v1/submissions/${id}/approve`, {});
  return id;
}

async function posted(scene: Scene, key: string): Promise<string> {
  const id = await approved(scene, key);
  const url = `https://www.instagram.com/p/rain-${key}/`;
  const post = { platform: "instagram", url, handle: handleOf(key), caption: goodCaption };
  await call("POST", `${scene.world.outside.socialUrl}/control/posts`, post);
  await creatorIn(scene, key).post(`/v1/submissions/${id}/live-post`, { url });
  return id;
}

async function talk(scene: Scene): Promise<void> {
  await apply(scene, "budi", "Rain on the roof, a pot of tea: I film that every week.");
  const shortlisted = await apply(scene, "citra", "My readers cook on rainy days.");
  await brandIn(scene).post(`/v1/applications/${shortlisted}/shortlist`);
  await offered(scene, "lek", "I would like to try this with my father.");
  const { id, version } = await offered(scene, "gun", "A reel in three scenes, if you like.");
  await creatorIn(scene, "gun").post(`/v1/applications/${id}/counter`, {
    version,
    fee: usd("11000"),
    note: "Three scenes take me two days.",
  });
  await creatorIn(scene, "gun").post(`/v1/applications/${id}/messages`, {
    body: "Shall I show the packaging, or only the cup?",
  });
}

async function review(scene: Scene): Promise<void> {
  await accepted(scene, "hana");
  await delivered(scene, "ayu", barePost);
  const changes = await delivered(scene, "intan");
  await brandIn(scene).post(`/v1/submissions/${changes}/request-changes`, {
    reasonCode: "brief_not_met",
    note: "Please let the rain be heard for a second longer.",
  });
  const refused = await delivered(scene, "dewi");
  await brandIn(scene).post(`/v1/submissions/${refused}/reject`, {
    reasonCode: "brief_not_met",
    note: "The cup of another brand can be seen.",
  });
  await creatorIn(scene, "dewi").post(`/v1/submissions/${refused}/disputes`, {
    reasonCode: "unfair_rejection",
    statement: "The cup is my own and has no name on it.",
  });
}

async function goLive(scene: Scene): Promise<void> {
  await approved(scene, "kate");
  const id = await posted(scene, "fah");
  await until("the post to be verified", async () => {
    const { status } = await brandIn(scene).get(`/v1/submissions/${id}`);
    return status === "verified";
  });
}

/** @param step hears what is going on. */
export async function leaveWorkOpen(
  world: StoryWorld,
  step: (what: string) => void,
): Promise<void> {
  step("a campaign with work in every state");
  const scene = await openCampaign(world);
  await talk(scene);
  await review(scene);
  await goLive(scene);
}
