import { z } from "zod";
import type { SocialPlatform } from "../../kernel/social-platform";

const metric = z.int().min(0).max(1_000_000_000_000).optional();
export const metricsSchema = z.strictObject({
  views: metric,
  likes: metric,
  comments: metric,
  shares: metric,
  saves: metric,
});

/** One post of the simulated internet. */
export interface SimPost {
  readonly platform: SocialPlatform;
  /** The platform's own number for it; for a blog its host and path. */
  readonly id: string;
  readonly url: string;
  readonly handle: string;
  readonly caption: string;
  readonly publishedAtMs: number;
  readonly thumbnailUrl: string;
  /** What is served at that address, in base64. */
  readonly picture?: string | undefined;
  readonly metrics: z.output<typeof metricsSchema>;
  /** Deleted or private: nobody sees it. */
  readonly isGone: boolean;
}

/** A post as it is from now on; the last line about it counts. */
export interface SocialFact {
  readonly t: "post";
  readonly post: SimPost;
}

/** What the product has to show to be let in. They open nothing but this loopback server. */
export const socialKeys = {
  youtubeApiKey: "sandbox-youtube-key",
  xBearerToken: "sandbox-x-token",
  metaOembedToken: "sandbox-app|sandbox-meta-token",
  instagram: { userId: "17841400000000000", accessToken: "sandbox-instagram-token" },
} as const;

/** Where the simulated platforms keep their pictures. */
export const pictureHost = "images.sandbox.example";

/** The last part of a path that names a post. */
const after = (url: URL, kinds: readonly string[]): string | undefined => {
  const segments = url.pathname.split("/").filter((segment) => segment !== "");
  const at = segments.findIndex((segment) => kinds.includes(segment));
  return at < 0 ? undefined : segments[at + 1];
};

/** The platform's own number for the post at this address; undefined when it is the address of none. */
export function idInUrl(platform: SimPost["platform"], text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  switch (platform) {
    case "instagram":
      return after(url, ["p", "reel", "reels", "tv"]);
    case "tiktok":
      return after(url, ["video", "photo"]);
    case "youtube":
      return (
        url.searchParams.get("v") ??
        after(url, ["shorts", "live"]) ??
        (url.host === "youtu.be" ? url.pathname.slice(1) : undefined)
      );
    case "x":
      return after(url, ["status"]);
    case "facebook":
      return (
        after(url, ["posts", "videos", "reel", "permalink"]) ??
        url.searchParams.get("v") ??
        url.searchParams.get("story_fbid") ??
        undefined
      );
    case "blog":
      return `${url.host}${decodeURI(url.pathname).replace(/\/$/, "")}`;
  }
}
