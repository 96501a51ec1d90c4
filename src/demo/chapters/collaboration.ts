/** Chapters 5 to 7: creators apply and are accepted, deliver, post, and are endorsed. */
import { campaigns, changedCreator, declinedCreator } from "../cast";
import type { Json } from "../http-client";
import type { Row } from "../narrator";
import { amountText, brandOf, campaignId, creatorAt, type StoryWorld } from "../story-world";

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

/** A picture of one dot; enough to be a real PNG. */
export const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export async function deliver(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const work of world.works) {
    const role = campaigns.find((campaign) => campaign.key === work.campaign);
    if (!role) continue;
    const creator = creatorAt(world, work.creator).person;
    const brand = brandOf(world, role.brand).person;
    step(`${work.creator} delivers for "${role.title}"`);
    const media = await creator.upload("/v1/media", picture, "post.png");
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
      await creator.post(path, { ...content, caption: `${role.caption} ☕` });
      versions = 2;
    }
    const approved = await brand.post(`/v1/submissions/${submitted.id}/approve`, {});
    rows.push({ campaign: role.title, creator: work.creator, versions, content: approved.status });
  }
  return rows;
}

export async function postAndEndorse(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, work] of world.works.entries()) {
    const role = campaigns.find((campaign) => campaign.key === work.campaign);
    if (!role) continue;
    const brand = brandOf(world, role.brand).person;
    step(`${work.creator} is live, ${role.brand} endorses`);
    const url = `https://www.instagram.com/p/demo${index + 1}/`;
    const posted = creatorAt(world, work.creator).person;
    await posted.post(`/v1/submissions/${work.submissionId}/live-post`, { url });
    const endorsed = await brand.post(`/v1/submissions/${work.submissionId}/endorsement`);
    work.endorsementId = endorsed.id as string;
    rows.push({
      campaign: role.title,
      creator: work.creator,
      earned: endorsed.fee.amountMinor === "0" ? "products" : amountText(endorsed.fee),
    });
  }
  return rows;
}
