/** Rules of a submission: its states, the reasons for sending it back, and whether a caption says that it is paid. */
import type { Transitions } from "../../kernel/transitions";

export const submissionStatuses = [
  "submitted",
  "in_review",
  "changes_requested",
  "content_approved",
  "rejected",
  "posted",
  "verifying",
  "verified",
  "endorsed",
  "live_complete",
  "clawed_back",
  "expired",
  "disputed",
  "resolved_creator",
  "resolved_brand",
  "resolved_split",
  "cancelled",
] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

/**
 * Every move there is (docs: money, "Submission / endorsement"), but for the way back from a dispute, which is a table of
 * its own so that no other step can start in one. `cancelled` is a piece whose collaboration was broken off.
 */
export const submissionTransitions: Transitions<SubmissionStatus> = {
  submitted: ["in_review"],
  in_review: ["changes_requested", "content_approved", "rejected", "disputed", "cancelled"],
  changes_requested: ["submitted", "disputed", "cancelled"],
  content_approved: ["posted", "expired", "cancelled"],
  rejected: ["disputed", "cancelled"],
  posted: ["verifying", "disputed", "cancelled"],
  // Back to `posted` when something has to be mended.
  verifying: ["posted", "verified", "disputed", "cancelled"],
  verified: ["endorsed", "disputed", "cancelled"],
  // Disputed only while its fee is held.
  endorsed: ["live_complete", "clawed_back", "disputed"],
  live_complete: ["clawed_back"],
  clawed_back: [],
  expired: [],
  disputed: ["resolved_creator", "resolved_brand", "resolved_split"],
  resolved_creator: ["clawed_back"],
  resolved_brand: [],
  resolved_split: ["clawed_back"],
  cancelled: ["clawed_back"],
};

/** States that can be disputed; a dispute that is withdrawn leads back to where it began. */
export const disputableStatuses = [
  "in_review",
  "changes_requested",
  "rejected",
  "posted",
  "verifying",
  "verified",
  "endorsed",
] as const satisfies readonly SubmissionStatus[];
export type DisputableStatus = (typeof disputableStatuses)[number];

/** Why a fee was earned: somebody endorsed it, nobody did in time, the brand cancelled, or an operator decided. */
export const earningOrigins = ["endorsement", "clock", "kill_fee", "dispute"] as const;
export type EarningOrigin = (typeof earningOrigins)[number];

export const reasonCodes = [
  "brief_not_met",
  "disclosure",
  "quality",
  "factual_error",
  "brand_safety",
  "rights",
  "other",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Rounds of changes where the terms are of an earlier release and name none. */
export const unnamedRoundsMax = 5;
/** Rounds a creator may give beside the agreed ones. */
export const extraRoundsMax = 10;
export const mediaPerVersionMax = 10;
export const captionLengthMax = 5_000;

export const translationsMax = 5;

/** The caption in another language. */
export interface Translation {
  language: string;
  caption: string;
}

/** One of the captions of a version; the language is null where the creator did not say. */
export interface Caption {
  language: string | null;
  caption: string;
}

/** Every caption of a version, the one that is posted first. */
export function captionsOf({
  caption,
  language,
  translations,
}: Caption & { translations: readonly Translation[] }): Caption[] {
  return [{ language, caption }, ...translations];
}

function foldTag(tag: string): string {
  return tag.normalize("NFC").toLowerCase().replace(/^#/, "");
}

/** Hashtags of a caption as platforms see them: # at the start of a word, then letters, marks, digits and _. */
function hashtagsOf(caption: string): string[] {
  const found = caption.normalize("NFC").match(/(?<![\p{L}\p{M}\p{N}_&#])#[\p{L}\p{M}\p{N}_]+/gu);
  return (found ?? []).map(foldTag);
}

export function hasHashtag(caption: string, tag: string): boolean {
  return hashtagsOf(caption).includes(foldTag(tag));
}

/** A name may have dots inside, but one behind it ends the sentence. */
const foldMention = (mention: string) =>
  mention
    .normalize("NFC")
    .toLowerCase()
    .replace(/[.-]+$/, "");

/** True when the account is named as a whole: `@kopi` is neither in `@kopiku` nor in `me@kopi.id`. */
export function hasMention(caption: string, mention: string): boolean {
  const found = caption.normalize("NFC").match(/(?<![\p{L}\p{M}\p{N}_@.])@[\p{L}\p{M}\p{N}_.-]+/gu);
  return (found ?? []).map(foldMention).includes(foldMention(mention));
}

/**
 * True when one of the agreed labels stands in the caption as a whole hashtag: `#ad` is not in `#adventure`. Case and
 * the way accents are composed do not matter.
 */
export function isDisclosed(caption: string, disclosureTags: readonly string[]): boolean {
  const present = new Set(hashtagsOf(caption));
  return disclosureTags.some((tag) => present.has(foldTag(tag)));
}
