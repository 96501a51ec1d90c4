/** What a person says about a post after looking at it, with a reason; it outlives the next look of a machine. */
import { AppError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import { requireManager } from "../applications";
import { type Actor, userIdOf } from "../identity";
import type { CheckSettings } from "./check-service";
import {
  type Accepted,
  type Aspect,
  aspects,
  type Findings,
  type LivePostStatus,
  nothingKnown,
} from "./live-post";
import { auditPost, lockPost, lockWork, seePost } from "./live-post-access";
import type { LivePostCheckRow, LivePostWatchRow } from "./live-post-row";
import * as store from "./live-post-store";
import { letStand } from "./standing";

export type Verdict = Exclude<LivePostStatus, "unchecked">;

/** Another caption, account or picture is accepted as the one that was seen, not as any other. */
const pinned: ReadonlySet<Aspect> = new Set<Aspect>(["owner", "caption", "media"]);

type Acceptance = Pick<
  LivePostWatchRow,
  "accepted" | "acceptedCaption" | "acceptedHandle" | "acceptedPictureHash"
>;

/** How the post stood by the last look, with what it saw before it was gone. */
function acceptance(
  last: LivePostCheckRow | null,
  seen: LivePostCheckRow | null,
  picture: LivePostCheckRow | null,
): Acceptance {
  const findings: Findings = { ...nothingKnown, ...last?.findings };
  const accepted: Accepted = {};
  for (const aspect of aspects) {
    const result = findings[aspect];
    if (result !== "fine" && !(result === "wrong" && pinned.has(aspect))) accepted[aspect] = result;
  }
  return {
    accepted,
    acceptedCaption: findings.caption === "wrong" ? (seen?.caption ?? null) : null,
    acceptedHandle: findings.owner === "wrong" ? (seen?.handle ?? null) : null,
    acceptedPictureHash: findings.media === "wrong" ? (picture?.pictureHash ?? null) : null,
  };
}

const nothingAccepted: Acceptance = {
  accepted: {},
  acceptedCaption: null,
  acceptedHandle: null,
  acceptedPictureHash: null,
};

/**
 * A brand person, or one of ours, says how a post stands. `fine` accepts what is wrong or unknown by the last look; any
 * other verdict takes such an acceptance back. `fine` leads to money, so of the brand only a manager says it.
 * @throws ConflictError `live_post_missing`; AppError 403 for the creator and for a brand's member who says `fine`.
 */
export async function confirmPost(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { verdict, reason }: { verdict: Verdict; reason: string },
  { minLiveMs, clocks }: CheckSettings,
): Promise<void> {
  const seenPost = await seePost(tx, actor, submissionId);
  const { side, campaign } = seenPost;
  if (side === "creator") throw new AppError(403, "not_allowed");
  if (verdict === "fine" && side === "brand" && campaign) requireManager(actor, { side, campaign });
  const submission = await lockWork(tx, submissionId);
  const watch = await lockPost(tx, submissionId, minLiveMs);
  const last = await store.lastLook(tx, submissionId);
  const seen = await store.lastCheck(tx, submissionId, true);
  const isFine = verdict === "fine";
  const picture = await store.lastPicture(tx, submissionId);
  const accepted = isFine ? acceptance(last, seen, picture) : nothingAccepted;
  await store.keepAcceptance(tx, watch.id, accepted);
  const findings: Findings = { ...nothingKnown, ...last?.findings };
  await store.insertCheck(tx, {
    id: newId(),
    submissionId,
    outcome: "by_hand",
    source: null,
    handle: null,
    publishedAt: null,
    caption: null,
    thumbnailUrl: null,
    similarityPercent: null,
    pictureHash: null,
    pictureDistance: null,
    pictureProblem: null,
    findings,
    problem: null,
    reason,
    status: verdict,
    checkedBy: actor.principal,
  });
  await auditPost(tx, actor.principal, submissionId, "confirmed", { verdict });
  const wrong =
    verdict === "gone" ? (["available"] as const) : aspects.filter((a) => findings[a] === "wrong");
  const by = actor.principal;
  const person = { userId: userIdOf(actor), reason };
  const standing = { status: verdict, wrong, by, person, resolution: "confirmed" };
  await letStand(tx, { watch, submission }, standing, clocks);
}
