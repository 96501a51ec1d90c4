/** What creators make, and where it is posted, in the order in which people choose. */
import type { AnswerOf } from "../api/contract";

type Piece = AnswerOf<"GET /v1/campaigns/{campaignId}">["deliverables"][number];

export const platforms = [
  "instagram",
  "tiktok",
  "youtube",
  "x",
  "facebook",
  "blog",
] as const satisfies readonly Piece["platform"][];

export const kinds = [
  "post",
  "story",
  "reel",
  "short",
  "video",
  "tweet",
  "article",
  "review",
] as const satisfies readonly Piece["kind"][];
