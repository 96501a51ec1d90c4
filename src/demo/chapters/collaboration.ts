/** Chapters 5 to 7: creators apply and are accepted, deliver, post, and are endorsed. */
import { type CampaignRole, campaigns, changedCreator, declinedCreator, handleOf } from "../cast";
import { call, type Json, type Person, until } from "../http-client";
import type { Row } from "../narrator";
import { pictureOf } from "../picture";
import {
  amountText,
  brandOf,
  campaignId,
  creatorAt,
  type StoryWorld,
  type Work,
} from "../story-world";

type Step = (what: string) => void;

export async function applyAndAccept(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const role of campaigns) {
    const brand = brandOf(world, role.brand).person;
    const id = campaignId(world, role.key);
    for (const key of role.accepted) {
      const { person } = creatorAt(world, key);
      step(`${key} applies to "${role.title}"`);
      const applied = await person.post(`/v1/campaigns/${id}/applications`, {
        pitch: "My followers ask for exactly this.",
      });
      await brand.post(`/v1/applications/${applied.id}/shortlist`);
      const offered = await brand.post(`/v1/applications/${applied.id}/offer`, {});
      const accepted = await person.post(`/v1/applications/${applied.id}/accept`, {
        version: offered.offerVersion,
      });
      world.works.push({
        campaign: role.key,
        creator: key,
        applicationId: applied.id as string,
        submissionId: "",
        endorsementId: "",
      });
      rows.push(applicationRow(role.title, key, accepted));
    }
  }
  rows.push(await decline(world, step));
  return rows;
}

function applicationRow(campaign: string, creator: string, application: Json): Row {
  const reserved = application.reservation?.amount;
  return {
    campaign,
    creator,
    application: application.status,
    "set aside before filming": reserved ? amountText(reserved) : "–",
  };
}

async function decline(world: StoryWorld, step: Step): Promise<Row> {
  const role = campaigns[0];
  if (!role) throw new Error("The story needs a first campaign");
  step(`${declinedCreator} applies and is declined`);
  const applied = await creatorAt(world, declinedCreator).person.post(
    `/v1/campaigns/${campaignId(world, role.key)}/applications`,
    { pitch: "I would love to try something new." },
  );
  const declined = await brandOf(world, role.brand).person.post(
    `/v1/applications/${applied.id}/decline`,
  );
  return applicationRow(role.title, declinedCreator, declined);
}

function roleOf(work: Work): CampaignRole {
  const role = campaigns.find((campaign) => campaign.key === work.campaign);
  if (!role) throw new Error(`No campaign ${work.campaign}`);
  return role;
}

/** What was approved in the end. */
const captionOf = ({ caption }: CampaignRole, creator: string) =>
  creator === changedCreator ? `${caption} ☕` : caption;

/** The brand has looked for everything its brief asks that no machine can see. */
export async function tickOff(brand: Person, submissionId: string): Promise<void> {
  const path = `/v1/submissions/${submissionId}/checklist`;
  const { items } = await brand.get(path);
  const answers = (items as { item: string; answeredBy: string }[])
    .filter(({ answeredBy }) => answeredBy === "reviewer")
    .map(({ item }) => ({ item, answer: "met" }));
  await brand.put(path, { answers });
}

export async function deliver(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const work of world.works) {
    const role = campaigns.find((campaign) => campaign.key === work.campaign);
    if (!role) continue;
    const creator = creatorAt(world, work.creator).person;
    const brand = brandOf(world, role.brand).person;
    step(`${work.creator} delivers for "${role.title}"`);
    const media = await creator.upload(
      "/v1/media",
      await pictureOf(`${role.key} ${work.creator}`),
      "post.jpg",
    );
    const content = { caption: role.caption, mediaIds: [media.id] };
    const path = `/v1/applications/${work.applicationId}/submissions`;
    const submitted = await creator.post(path, content);
    work.submissionId = submitted.id as string;
    let versions = 1;
    if (work.creator === changedCreator) {
      await brand.post(`/v1/submissions/${submitted.id}/request-changes`, {
        reasonCode: "brief_not_met",
        note: "Please show the cup.",
      });
      await creator.post(path, { ...content, caption: captionOf(role, work.creator) });
      versions = 2;
    }
    await tickOff(brand, submitted.id as string);
    const approved = await brand.post(`/v1/submissions/${submitted.id}/approve`, {});
    rows.push({ campaign: role.title, creator: work.creator, versions, content: approved.status });
  }
  return rows;
}

/** The post appears on the simulated platform, and the creator says where. */
async function goLive(world: StoryWorld, work: Work, url: string, caption: string) {
  const platform = "instagram";
  const post = { platform, url, handle: handleOf(work.creator), caption };
  await call("POST", `${world.outside.socialUrl}/control/posts`, post);
  const { person } = creatorAt(world, work.creator);
  await person.post(`/v1/submissions/${work.submissionId}/live-post`, { url });
}

export async function postAndEndorse(world: StoryWorld, step: Step): Promise<Row[]> {
  for (const [index, work] of world.works.entries()) {
    step(`${work.creator} is live`);
    const url = `https://www.instagram.com/p/demo${index + 1}/`;
    await goLive(world, work, url, captionOf(roleOf(work), work.creator));
  }
  const rows: Row[] = [];
  for (const work of world.works) {
    const role = roleOf(work);
    const brand = brandOf(world, role.brand).person;
    step(`${work.creator}'s post is looked at, ${role.brand} endorses`);
    const path = `/v1/submissions/${work.submissionId}`;
    const { livePost } = await until(`the post of ${work.creator} to be verified`, async () => {
      const submission = await brand.get(path);
      return submission.status === "verified" && submission;
    });
    const endorsed = await brand.post(`${path}/endorsement`);
    work.endorsementId = endorsed.id as string;
    rows.push({
      campaign: role.title,
      creator: work.creator,
      "verified by": livePost.verifiedBy,
      earned: endorsed.fee.amountMinor === "0" ? "products" : amountText(endorsed.fee),
    });
  }
  return rows;
}
