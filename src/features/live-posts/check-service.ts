/** One look at a live post: taken under a lease, asked with no transaction open, written down once. */
import { utcDate } from "../../kernel/clock";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Pictures } from "../../platform/files/pictures";
import type { LivePost, PostReading, SocialDoor } from "../../providers/social";
import { beginVerifying, type ClockSettings } from "../submissions";
import {
  type Agreed,
  type CheckOutcome,
  type Findings,
  findingsOf,
  type Limits,
  type LivePostStatus,
  missesMax,
  nothingKnown,
  type SeenPicture,
  statusAfter,
  wrongAspects,
} from "./live-post";
import { lockWork } from "./live-post-access";
import type { LivePostCheckRow, LivePostWatchRow } from "./live-post-row";
import * as store from "./live-post-store";
import { hasMetrics, metricNames, oddities } from "./metrics";
import { letStand } from "./standing";

export interface CheckSettings extends Limits {
  /** How long a post has to stay, counted from when it was recorded. */
  minLiveMs: number;
  /** Pause between two looks, and after one that proved nothing. */
  checkMs: number;
  retryMs: number;
  /** How long the brand has to endorse what was verified. */
  clocks: Pick<ClockSettings, "reviewMs" | "reminderMs">;
}

export interface CheckOptions extends CheckSettings {
  unitOfWork: UnitOfWork;
  social: SocialDoor;
  pictures: Pictures;
}

const checker = "system:check-live-post";
/** Longer than the slowest look: a few questions of five seconds. */
const leaseMs = 120_000;
const captionKeptMax = 5_000;
const handleKeptMax = 100;
const problemKeptMax = 100;

/** What a stranger wrote, as a text column takes it. */
function kept(text: string | null, lengthMax: number): string | null {
  if (text === null) return null;
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, " ")
    .slice(0, lengthMax)
    .replaceAll(/\p{Cs}/gu, "\ufffd");
}

interface Look {
  outcome: CheckOutcome;
  findings: Findings;
  status: LivePostStatus;
  missesCount: number;
  pauseMs: number;
  /** Also after the time is over. */
  mustAgain: boolean;
  seen?: { post: LivePost; similarity: number | null; distance: number | null };
  problem?: string;
}

/** What was read of a post, and of the picture it shows. */
interface Seeing {
  reading: PostReading;
  picture: SeenPicture;
}

interface Before {
  last: LivePostCheckRow | null;
  lastPicture: LivePostCheckRow | null;
  isHeld: boolean;
}

/** Another picture that was seen stays seen while none can be had, unless a person accepted it. */
function withLastPicture(
  findings: Findings,
  { acceptedPictureHash }: LivePostWatchRow,
  { lastPicture }: Before,
): Findings {
  const isWrong =
    lastPicture?.findings.media === "wrong" && lastPicture.pictureHash !== acceptedPictureHash;
  return findings.media === "unknown" && isWrong ? { ...findings, media: "wrong" } : findings;
}

/** What a reading means for a post that stands like this. */
function lookOf(
  { reading, picture }: Seeing,
  watch: LivePostWatchRow,
  agreed: Agreed,
  before: Before,
  settings: CheckSettings,
): Look {
  const { last, isHeld } = before;
  const { checkMs, retryMs } = settings;
  const { status, missesCount, accepted } = watch;
  const same = { status, missesCount, findings: nothingKnown, pauseMs: checkMs, mustAgain: false };
  switch (reading.kind) {
    case "unknown":
      return { ...same, outcome: "unknown" };
    case "unreachable": {
      const isAgain = last?.outcome === "unreachable";
      const pauseMs = isAgain ? checkMs : retryMs;
      return { ...same, outcome: "unreachable", problem: reading.reason, pauseMs, mustAgain: true };
    }
    case "not_available": {
      const findings: Findings = { ...nothingKnown, available: "wrong" };
      if (accepted.available === "wrong") return { ...same, outcome: "not_available", findings };
      const isGone = missesCount + 1 >= missesMax;
      return {
        outcome: "not_available",
        findings,
        status: isGone ? "gone" : status,
        missesCount: missesCount + 1,
        pauseMs: isGone ? checkMs : retryMs,
        mustAgain: !isGone,
      };
    }
    case "seen": {
      const found = findingsOf(reading.post, picture, agreed, settings);
      const { similarity, distance } = found;
      // A picture that lies between the two limits was had, and takes back what was said about another one.
      const findings = picture.looks
        ? found.findings
        : withLastPicture(found.findings, watch, before);
      const next = isHeld ? "needs_look" : statusAfter(findings, accepted);
      return {
        ...same,
        outcome: "seen",
        findings,
        missesCount: 0,
        // A source that tells less than the one before takes back nothing that was seen.
        status: status === "fine" && next === "unchecked" ? status : next,
        seen: { post: reading.post, similarity, distance },
      };
    }
  }
}

async function keepPlatformMetrics(
  tx: Tx,
  submissionId: string,
  checkId: string,
  { metrics }: LivePost,
): Promise<void> {
  if (!hasMetrics(metrics)) return;
  const measuredOn = utcDate(await databaseNow(tx));
  const before = await store.metricsBefore(tx, submissionId, "platform", measuredOn);
  const [views, likes, comments, shares, saves] = metricNames.map((name) => metrics[name] ?? null);
  await store.insertMetrics(tx, {
    id: newId(),
    submissionId,
    source: "platform",
    measuredOn,
    views: views ?? null,
    likes: likes ?? null,
    comments: comments ?? null,
    shares: shares ?? null,
    saves: saves ?? null,
    findings: oddities(metrics, before),
    mediaId: null,
    checkId,
    enteredBy: null,
  });
}

async function writeDown(
  tx: Tx,
  watch: LivePostWatchRow,
  { reading, picture }: Seeing,
  look: Look,
): Promise<void> {
  const id = newId();
  const { outcome, findings, status, seen, problem = null } = look;
  const post = seen?.post;
  await store.insertCheck(tx, {
    id,
    submissionId: watch.id,
    outcome,
    source: reading.kind === "unknown" ? null : reading.source,
    handle: kept(post?.handle ?? null, handleKeptMax),
    publishedAt: post?.publishedAt ?? null,
    caption: kept(post?.caption ?? null, captionKeptMax),
    thumbnailUrl: post?.thumbnailUrl ?? null,
    similarityPercent: seen?.similarity ?? null,
    pictureHash: picture.looks?.whole ?? null,
    pictureDistance: seen?.distance ?? null,
    pictureProblem: kept(picture.problem, problemKeptMax),
    findings,
    problem,
    reason: null,
    status,
    checkedBy: checker,
  });
  if (post) await keepPlatformMetrics(tx, watch.id, id, post);
}

async function record(
  tx: Tx,
  submissionId: string,
  seeing: Seeing,
  settings: CheckSettings,
): Promise<CheckOutcome> {
  const submission = await lockWork(tx, submissionId);
  const watch = present(await store.lockWatch(tx, submissionId), `Watch of ${submissionId}`);
  const facts = present(await store.findFacts(tx, submissionId), `Facts of ${submissionId}`);
  const last = await store.lastCheck(tx, submissionId);
  const lastPicture = await store.lastPicture(tx, submissionId);
  const isHeld = await store.isHeldByPerson(tx, submissionId);
  const { acceptedHandle, acceptedCaption, acceptedPictureHash, accepted } = watch;
  const agreed = { ...facts, acceptedHandle, acceptedCaption, acceptedPictureHash };
  const look = lookOf(seeing, watch, agreed, { last, lastPicture, isHeld }, settings);
  // Nobody to ask, day after day, is one line.
  const isNews = look.outcome !== "unknown" || last?.outcome !== "unknown";
  if (isNews) await writeDown(tx, watch, seeing, look);
  const isProof = look.outcome === "seen" || look.status === "gone";
  if (isProof) {
    const wrong = wrongAspects(look.findings, accepted);
    const standing = { status: look.status, wrong, by: checker, resolution: "over" };
    await letStand(tx, { watch, submission }, standing, settings.clocks);
  }
  await store.planNext(tx, submissionId, look);
  return look.outcome;
}

/** Fetches and reads the picture of a post, if it has one and there is anything to compare it with. */
async function seePicture(
  { social, pictures }: Pick<CheckOptions, "social" | "pictures">,
  reading: PostReading,
  approved: readonly unknown[],
): Promise<SeenPicture> {
  if (reading.kind !== "seen") return { looks: null, problem: null };
  const { thumbnailUrl } = reading.post;
  if (thumbnailUrl === null) return { looks: null, problem: "not_told" };
  if (approved.length === 0) return { looks: null, problem: "nothing_to_compare" };
  const picture = await social.picture(thumbnailUrl);
  if (picture.kind === "none") return { looks: null, problem: picture.reason };
  const looks = await pictures.looksOf(picture.bytes);
  return { looks, problem: looks ? null : "shows_nothing" };
}

/**
 * Looks at a post, if it is due and nobody else does.
 * @returns undefined when there was nothing to do.
 */
export async function checkPost(
  { unitOfWork, social, pictures, ...settings }: CheckOptions,
  submissionId: string,
): Promise<CheckOutcome | undefined> {
  const facts = await unitOfWork.run(async (tx) => {
    const submission = await lockWork(tx, submissionId);
    const watch = await store.ensureWatch(tx, submissionId, settings.minLiveMs);
    if (!watch || !(await store.claimWatch(tx, submissionId, leaseMs))) return undefined;
    await beginVerifying(tx, checker, submission);
    return await store.findFacts(tx, submissionId);
  });
  if (!facts) return undefined;
  const { platform, url, key, handles } = facts;
  const reading = await social.read({ platform, url, key, handles });
  const picture = await seePicture({ social, pictures }, reading, facts.looks);
  return await unitOfWork.run((tx) => record(tx, submissionId, { reading, picture }, settings));
}
