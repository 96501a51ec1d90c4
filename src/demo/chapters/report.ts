/** What the campaigns cost and brought: creators enter the figures of their posts, brands read the reports. */
import { campaigns } from "../cast";
import type { Json } from "../http-client";
import type { Row } from "../narrator";
import { pictureOf } from "../picture";
import { amountText, brandOf, campaignId, creatorAt, type StoryWorld } from "../story-world";

/** Invented; later posts do a little better. */
const figuresOf = (at: number) => ({
  views: 1_200 + at * 310,
  likes: 90 + at * 17,
  comments: 8 + at,
  shares: 2 + (at % 4),
  saves: at % 3,
});

function priceText({ amountMinor, currency, reason }: Json): string {
  return amountMinor === null ? (reason as string) : `${amountMinor} minor units of ${currency}`;
}

/** Every third creator forgets to enter anything: the report says so instead of counting nothing as zero. */
export async function reportCampaigns(
  world: StoryWorld,
  step: (what: string) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const role of campaigns) {
    const brand = brandOf(world, role.brand).person;
    const path = `/v1/campaigns/${campaignId(world, role.key)}/report`;
    const { asOf: measuredOn } = await brand.get(path);
    const works = world.works.filter(({ campaign }) => campaign === role.key);
    for (const [at, { creator, submissionId }] of works.entries()) {
      if (at % 3 === 2) continue;
      step(`${creator} enters what the post reached`);
      const { person } = creatorAt(world, creator);
      const { id: mediaId } = await person.upload(
        "/v1/media",
        await pictureOf(`figures of ${creator}`),
        "figures.jpg",
      );
      const figures = { measuredOn, mediaId, ...figuresOf(at) };
      await person.post(`/v1/submissions/${submissionId}/live-post/metrics`, figures);
    }
    const { total } = await brand.get(path);
    rows.push({
      campaign: role.title,
      cost: amountText(total.cost.total),
      "posts measured": `${total.posts.measuredCount} of ${total.posts.liveCount}`,
      engagements: total.engagements.total ?? "unknown",
      "cost of one": priceText(total.costPerEngagement),
    });
  }
  return rows;
}
