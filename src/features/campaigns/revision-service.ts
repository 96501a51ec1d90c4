/** A brief that changes after creators could read it: a new version beside the old ones. Who agreed before is asked. */
import { ConflictError, InvalidError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import type { Actor } from "../identity";
import { arePromisesEqual, type BriefContent, findDayOutside, hashOfBrief } from "./brief";
import { readBrief, requireExamples } from "./brief-service";
import { countVersions, insertBrief } from "./brief-store";
import type { CampaignStatus } from "./campaign";
import type { CampaignRow } from "./campaign-row";
import { lockOwnCampaign, wrongState } from "./campaign-service";
import * as store from "./campaign-store";

/** Before these a brief is simply edited; after them nobody works by it any more. */
const revisable: readonly CampaignStatus[] = ["funded", "open", "paused", "closed"];
/** Each of them is a question to every accepted creator. */
const revisionsMax = 50;

export interface Revision {
  /** The campaign's version that the caller saw. */
  version: number;
  note: string;
  postBy: string | undefined;
  content: Partial<BriefContent>;
}

async function checkRevision(
  tx: Tx,
  row: CampaignRow,
  before: BriefContent,
  { content, postBy }: { content: BriefContent; postBy: string },
): Promise<void> {
  if (!arePromisesEqual(before.deliverables, content.deliverables)) {
    throw new InvalidError("deliverables_fixed", {}, { pointer: "/body/deliverables" });
  }
  const pointer = "/body/postBy";
  if (postBy < row.applyBy) throw new InvalidError("campaign_dates_reversed", {}, { pointer });
  if (postBy !== row.postBy && postBy < (await store.databaseToday(tx))) {
    throw new InvalidError("post_by_past", {}, { pointer });
  }
  const outside = findDayOutside(content.deliverables, { applyBy: row.applyBy, postBy });
  if (outside) throw new InvalidError("deliverable_day_outside", {}, { pointer: outside });
  await requireExamples(tx, row.brandId, content.brief.exampleMediaIds);
  const from = row.openedBriefVersion ?? row.briefVersion;
  if ((await countVersions(tx, row.id, from)) > revisionsMax) {
    throw new ConflictError("brief_versions_full", { max: revisionsMax });
  }
}

/**
 * Puts a new version of the brief in force for everybody who agrees from now on, in the caller's transaction. The
 * campaign stays locked until that ends, so that nobody is accepted meanwhile.
 * @returns the campaign after that, or undefined when somebody else was quicker.
 * @throws ConflictError `campaign_state` or `brief_versions_full`; InvalidError for days that contradict each other, for
 * examples that are not the brand's, and `deliverables_fixed`.
 */
export async function reviseBrief(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  { version, note, postBy: moved, content: changes }: Revision,
): Promise<{ campaign: CampaignRow; content: BriefContent } | undefined> {
  const row = await lockOwnCampaign(tx, actor, campaignId, ["brand_manager"]);
  if (!revisable.includes(row.status)) throw wrongState(row);
  if (row.version !== version) return undefined;
  const before = await readBrief(tx, row);
  const content = { ...before, ...changes };
  const postBy = moved ?? row.postBy;
  await checkRevision(tx, row, before, { content, postBy });
  if (!(await store.turnToBrief(tx, row, postBy))) return undefined;
  const briefVersion = row.briefVersion + 1;
  const isMoved = postBy !== row.postBy;
  await insertBrief(tx, {
    campaignId,
    version: briefVersion,
    content,
    note,
    postBy: isMoved ? postBy : null,
  });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "campaign.brief_revised",
    objectType: "campaign",
    objectId: campaignId,
    details: { briefVersion, brief: hashOfBrief(content), ...(isMoved ? { postBy } : {}) },
  });
  const campaign = present(await store.findCampaign(tx, campaignId), `Campaign ${campaignId}`);
  return { campaign, content };
}
