/** The one door to social platforms: official interfaces and oEmbed, and for blogs the page. Nothing is scraped. */
import type { SocialPlatform } from "../../kernel/social-platform";
import { createSafeFetch } from "../../platform/safe-fetch";
import type { SocialSettings } from "../../platform/social-settings";
import { readBlog } from "./blog";
import type { PictureReading, PostQuestion, PostReading } from "./live-post";
import { readFacebook, readInstagram } from "./meta";
import { readPicture } from "./picture";
import type { SocialClient } from "./social-client";
import { readTiktok } from "./tiktok";
import { readX } from "./x";
import { readYoutube } from "./youtube";

export type { LivePost, PictureReading, PostReading, PostSource } from "./live-post";
export { metricMax } from "./social-client";

export interface SocialDoor {
  /** Looks at one post. Never throws for what a platform or a page does. */
  read(question: PostQuestion): Promise<PostReading>;
  /** Fetches the picture that a platform named. Never throws for what comes back. */
  picture(url: string): Promise<PictureReading>;
}

const readers: Readonly<
  Record<SocialPlatform, (client: SocialClient, question: PostQuestion) => Promise<PostReading>>
> = {
  instagram: readInstagram,
  tiktok: readTiktok,
  youtube: readYoutube,
  x: readX,
  facebook: readFacebook,
  blog: readBlog,
};

/** @param settings undefined when nobody may be asked at all: then every answer is `unknown`. */
export function createSocialDoor(settings: SocialSettings | undefined): SocialDoor {
  if (!settings) {
    return {
      read: async () => ({ kind: "unknown" }),
      picture: async () => ({ kind: "none", reason: "nobody_asked" }),
    };
  }
  const { sandboxOrigin, ...keys } = settings;
  const client: SocialClient = {
    keys,
    ask: createSafeFetch({ sandboxOrigin }),
    // One origin stands for the whole internet in the sandbox; the host becomes the beginning of the path.
    base: (host) => (sandboxOrigin === undefined ? `https://${host}` : `${sandboxOrigin}/${host}`),
  };
  return {
    read: async (question) => await readers[question.platform](client, question),
    picture: async (url) => await readPicture(client, url),
  };
}
