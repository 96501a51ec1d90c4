/** What a platform tells about one post, in the same words for all of them. */
import type { SocialPlatform } from "../../kernel/social-platform";

/** Whole numbers; what a platform does not tell is absent. */
export interface PostMetrics {
  views?: number | undefined;
  likes?: number | undefined;
  comments?: number | undefined;
  shares?: number | undefined;
  saves?: number | undefined;
}

/** Null means that the source does not tell, never that there is none. */
export interface LivePost {
  /** Without @; for a blog its host name without www. */
  handle: string | null;
  publishedAt: Date | null;
  /** All of the caption, or with `isPage` all of a page on which it stands somewhere. */
  caption: string | null;
  isPage: boolean;
  thumbnailUrl: string | null;
  metrics: PostMetrics;
}

export type PostSource =
  | "youtube_api"
  | "youtube_oembed"
  | "x_api"
  | "x_oembed"
  | "tiktok_oembed"
  | "instagram_api"
  | "meta_oembed"
  | "page";

export type PostReading =
  | { kind: "seen"; source: PostSource; post: LivePost }
  /** The platform says that nobody can see such a post, or not on this account. */
  | { kind: "not_available"; source: PostSource }
  /** There is nobody to ask: no key, or no interface for this kind of post. A person has to look. */
  | { kind: "unknown" }
  /** There was no answer that proves anything; asking again later is right. */
  | { kind: "unreachable"; source: PostSource; reason: string };

/** The picture of a post as it is shown, or why there is none. */
export type PictureReading = { kind: "seen"; bytes: Buffer } | { kind: "none"; reason: string };

export interface PostQuestion {
  platform: SocialPlatform;
  url: string;
  /** Which post it is, as the platform numbers its own; see `post-url.ts` of submissions. */
  key: string;
  /** Accounts on which it may stand. */
  handles: readonly string[];
}

export const captionLengthMax = 50_000;

/** Nothing known. */
export const blankPost: LivePost = {
  handle: null,
  publishedAt: null,
  caption: null,
  isPage: false,
  thumbnailUrl: null,
  metrics: {},
};
