/**
 * Addresses of live posts. They are read and never fetched. What matters is that the address belongs to the platform
 * that was agreed, and that two addresses of one post are known to be the same, because one post earns one fee.
 */
import { isPublicHostName } from "../../kernel/host-name";
import type { SocialPlatform } from "../../kernel/social-platform";

export interface PostAddress {
  /** Cleaned for showing: lower-case host, no tracking, no slash at the end. */
  url: string;
  /** Equal for every form of the same post's address. */
  key: string;
}

export const postUrlLengthMax = 2_000;

const shape = /^https:\/\/[^/?#\\@\s:]+(?:[/?][^#\\\s]*)?$/i;

/** https, a host name and a path; no credentials, port, fragment, backslash or space. */
export function hasPostUrlShape(text: string): boolean {
  return shape.test(text) && URL.canParse(text);
}

type SocialSite = Exclude<SocialPlatform, "blog">;

const hosts: Readonly<Record<SocialSite, readonly string[]>> = {
  instagram: ["instagram.com", "m.instagram.com"],
  tiktok: ["tiktok.com", "m.tiktok.com"],
  youtube: ["youtube.com", "m.youtube.com", "youtu.be"],
  x: ["x.com", "mobile.x.com", "twitter.com", "mobile.twitter.com"],
  facebook: ["facebook.com", "m.facebook.com", "web.facebook.com"],
};

/** Parameters that name a post; all others only tell how somebody came to it. */
const namingParameters: Readonly<Record<SocialSite, readonly string[]>> = {
  instagram: [],
  tiktok: [],
  youtube: ["v"],
  x: [],
  facebook: ["fbid", "id", "story_fbid", "v"],
};

const trackingParameter = /^(utm_.*|fbclid|gclid|igsh|igshid|mc_cid|mc_eid)$/;

interface Parts {
  host: string;
  /** Decoded, without empty ones. */
  segments: string[];
  parameters: [string, string][];
}

function partsOf(text: string, isKept: (name: string) => boolean): Parts | undefined {
  if (!hasPostUrlShape(text)) return undefined;
  const { hostname, pathname, searchParams } = new URL(text);
  try {
    const segments = pathname
      .split("/")
      .filter((segment) => segment !== "")
      .map((segment) => decodeURIComponent(segment).normalize("NFC"));
    // A slash or a control character that was hidden by encoding is no part of any real post's address.
    if (segments.some((segment) => /[/\\\p{Cc}]/u.test(segment))) return undefined;
    const parameters = [...searchParams]
      .filter(([name]) => isKept(name))
      .sort((one, other) => (one.join("=") < other.join("=") ? -1 : 1));
    return { host: hostname.replace(/^www\./, ""), segments, parameters };
  } catch {
    return undefined;
  }
}

const id = /^[\w-]{1,64}$/;

/** The part of a path that names the post, whoever's name stands before it; undefined when it names none. */
function socialKey(site: SocialSite, { host, segments, parameters }: Parts): string | undefined {
  const [first = "", second = "", third = ""] = segments;
  const named = (kind: string, value: string) => (id.test(value) ? `${kind}/${value}` : undefined);
  switch (site) {
    case "instagram": {
      if (first === "stories") return named("stories", third);
      const at = segments.findIndex((segment) => /^(p|reel|reels|tv)$/.test(segment));
      return at === 0 || at === 1 ? named("p", segments[at + 1] ?? "") : undefined;
    }
    case "tiktok":
      return first.startsWith("@") && /^(video|photo)$/.test(second)
        ? named("post", third)
        : undefined;
    case "youtube": {
      if (host === "youtu.be") return named("watch", first);
      if (first === "watch" && parameters.length === 1)
        return named("watch", parameters[0]?.[1] ?? "");
      if (/^(shorts|live)$/.test(first)) return named("watch", second);
      return first === "post" ? named("post", second) : undefined;
    }
    case "x": {
      const at = segments.indexOf("status");
      return at > 0 ? named("status", segments[at + 1] ?? "") : undefined;
    }
    case "facebook": {
      const at = segments.findIndex((segment) => /^(posts|videos|reel|permalink)$/.test(segment));
      if (at >= 0) return named("post", segments[at + 1] ?? "");
      const naming = parameters.filter(([name]) => name !== "id");
      return naming.length === 1 ? named("post", naming[0]?.[1] ?? "") : undefined;
    }
  }
}

function shown(host: string, { segments, parameters }: Parts): string {
  const path = segments.map((segment) => `/${encodeURIComponent(segment).replace("%40", "@")}`);
  const query = new URLSearchParams(parameters).toString();
  return `https://${host}${path.join("")}${query === "" ? "" : `?${query}`}`;
}

function blogAddress(text: string): PostAddress | undefined {
  const parts = partsOf(text, (name) => !trackingParameter.test(name));
  if (!parts) return undefined;
  const { host, segments, parameters } = parts;
  const isSocial = Object.values(hosts).some((known) => known.includes(host));
  if (!isPublicHostName(host) || isSocial) return undefined;
  // The front page of a site shows something else tomorrow; it is no post.
  if (segments.length === 0 && parameters.length === 0) return undefined;
  const query = parameters.map((pair) => pair.join("=")).join("&");
  const key = `blog:${host}/${segments.join("/")}?${query}`;
  return { url: shown(new URL(text).hostname, parts), key };
}

/**
 * The address of a post on this platform.
 * @returns undefined when it is not the address of a post there.
 */
export function readPostUrl(text: string, platform: SocialPlatform): PostAddress | undefined {
  if (platform === "blog") return blogAddress(text);
  const parts = partsOf(text, (name) => namingParameters[platform].includes(name));
  if (!parts || !hosts[platform].includes(parts.host)) return undefined;
  const key = socialKey(platform, parts);
  if (key === undefined) return undefined;
  return { url: shown(new URL(text).hostname, parts), key: `${platform}:${key}` };
}
