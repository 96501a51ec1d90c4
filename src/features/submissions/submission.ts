/** Rules of a submission: its states, the reasons for sending it back, and whether a caption says that it is paid. */
import type { Transitions } from "../../kernel/transitions";

export const submissionStatuses = [
  "submitted",
  "in_review",
  "changes_requested",
  "content_approved",
  "rejected",
  "posted",
  "verified",
  "endorsed",
  "clawed_back",
] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

/** Every move there is (docs: money, "Submission / endorsement"). */
export const submissionTransitions: Transitions<SubmissionStatus> = {
  submitted: ["in_review"],
  in_review: ["changes_requested", "content_approved", "rejected"],
  changes_requested: ["submitted"],
  content_approved: ["posted"],
  rejected: [],
  posted: ["verified"],
  verified: ["endorsed"],
  endorsed: ["clawed_back"],
  clawed_back: [],
};

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

/** The first version and this many more: then the brand approves or rejects. */
export const changeRoundsMax = 5;
export const mediaPerVersionMax = 10;
export const captionLengthMax = 5_000;

function foldTag(tag: string): string {
  return tag.normalize("NFC").toLowerCase().replace(/^#/, "");
}

/** Hashtags of a caption as platforms see them: # at the start of a word, then letters, marks, digits and _. */
function hashtagsOf(caption: string): string[] {
  const found = caption.normalize("NFC").match(/(?<![\p{L}\p{M}\p{N}_&#])#[\p{L}\p{M}\p{N}_]+/gu);
  return (found ?? []).map(foldTag);
}

/**
 * True when one of the agreed labels stands in the caption as a whole hashtag: `#ad` is not in `#adventure`. Case and
 * the way accents are composed do not matter.
 */
export function isDisclosed(caption: string, disclosureTags: readonly string[]): boolean {
  const present = new Set(hashtagsOf(caption));
  return disclosureTags.some((tag) => present.has(foldTag(tag)));
}
