/** Rules about posts that are live: how one can stand, what is looked at, and what counts as wrong. */
import { addMs, secondMs } from "../../kernel/clock";
import { containedPercent, similarityPercent } from "../../kernel/text-similarity";
import type { Transitions } from "../../kernel/transitions";
import type { LivePost } from "../../providers/social";
import { isDisclosed } from "../submissions";

export const livePostStatuses = ["unchecked", "fine", "needs_look", "gone"] as const;
export type LivePostStatus = (typeof livePostStatuses)[number];

/** A post can get better by itself as well as worse; `unchecked` again when nothing is wrong and not all can be seen. */
export const livePostTransitions: Transitions<LivePostStatus> = {
  unchecked: ["fine", "needs_look", "gone"],
  fine: ["needs_look", "gone"],
  needs_look: ["unchecked", "fine", "gone"],
  gone: ["unchecked", "fine", "needs_look"],
};

export const checkOutcomes = [
  "seen",
  "not_available",
  "unknown",
  "unreachable",
  "by_hand",
] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

export const aspects = ["available", "owner", "published", "disclosure", "caption"] as const;
export type Aspect = (typeof aspects)[number];
/** `unknown`: no source tells. */
export const aspectResults = ["fine", "wrong", "unknown"] as const;
export type AspectResult = (typeof aspectResults)[number];
export type Findings = Record<Aspect, AspectResult>;

/** Without these nobody can say that a post is fine. The date is told by few platforms. */
const essential: readonly Aspect[] = ["available", "owner", "disclosure", "caption"];

/** Looks in a row that do not find a post before it counts as gone: one may be the platform's own trouble. */
export const missesMax = 2;

/** What was agreed, and what a person accepted since. */
export interface Agreed {
  handles: readonly string[];
  caption: string;
  disclosureTags: readonly string[];
  /** Nothing earlier was approved, nothing later was promised. */
  publishedFrom: Date;
  publishedUntil: Date;
  acceptedHandle: string | null;
  acceptedCaption: string | null;
}

export const nothingKnown: Findings = {
  available: "unknown",
  owner: "unknown",
  published: "unknown",
  disclosure: "unknown",
  caption: "unknown",
};

const foldHandle = (handle: string) =>
  handle
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^@/, "")
    .replace(/^www\./, "");

function ownerOf({ handle }: LivePost, { handles, acceptedHandle }: Agreed): AspectResult {
  if (handle === null) return "unknown";
  const known = new Set([...handles, ...(acceptedHandle ? [acceptedHandle] : [])].map(foldHandle));
  return known.has(foldHandle(handle)) ? "fine" : "wrong";
}

function dateOf(
  { publishedAt }: LivePost,
  { publishedFrom, publishedUntil }: Agreed,
): AspectResult {
  if (publishedAt === null) return "unknown";
  // Most platforms tell whole seconds, rounded down.
  const isEarly = addMs(publishedAt, secondMs) <= publishedFrom;
  return !isEarly && publishedAt < publishedUntil ? "fine" : "wrong";
}

/** How much of what was approved is there, in percent; null when the caption is not told. */
export function likenessOf(post: LivePost, agreed: Agreed): number | null {
  const { caption, isPage } = post;
  if (caption === null) return null;
  const compare = isPage ? containedPercent : similarityPercent;
  const wanted = [agreed.caption, ...(agreed.acceptedCaption ? [agreed.acceptedCaption] : [])];
  return Math.max(...wanted.map((text) => compare(text, caption)));
}

/** What one look at a post found. */
export function findingsOf(
  post: LivePost,
  agreed: Agreed,
  similarityMin: number,
): { findings: Findings; similarity: number | null } {
  const similarity = likenessOf(post, agreed);
  const { caption } = post;
  const judged = (isFine: boolean): AspectResult => (isFine ? "fine" : "wrong");
  return {
    similarity,
    findings: {
      available: "fine",
      owner: ownerOf(post, agreed),
      published: dateOf(post, agreed),
      disclosure:
        caption === null ? "unknown" : judged(isDisclosed(caption, agreed.disclosureTags)),
      caption: similarity === null ? "unknown" : judged(similarity >= similarityMin),
    },
  };
}

export type Accepted = Partial<Record<Aspect, AspectResult>>;

/** Aspects that are wrong and that nobody accepted as wrong. */
export function wrongAspects(findings: Findings, accepted: Accepted): Aspect[] {
  return aspects.filter((aspect) => findings[aspect] === "wrong" && accepted[aspect] !== "wrong");
}

/** How a post stands after a look that found it. A person's acceptance stands for what no source tells. */
export function statusAfter(findings: Findings, accepted: Accepted): LivePostStatus {
  if (wrongAspects(findings, accepted).length > 0) return "needs_look";
  const isKnown = (aspect: Aspect) =>
    findings[aspect] !== "unknown" || accepted[aspect] !== undefined;
  return essential.every(isKnown) ? "fine" : "unchecked";
}
