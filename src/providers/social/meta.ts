/**
 * Instagram and Facebook. Business Discovery tells a professional account's media to another professional account
 * (https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/business_discovery). oEmbed
 * tells since 2025-11-03 neither author nor picture (https://developers.facebook.com/blog/post/2025/04/08/oembed-updates/): it
 * proves that a public post is there, and nothing else.
 */
import { z } from "zod";
import type { SocialKeys } from "../../platform/social-settings";
import { blankPost, type PostQuestion, type PostReading } from "./live-post";
import {
  type Asked,
  askJson,
  countSchema,
  instantOf,
  linkSchema,
  type SocialClient,
  unreachable,
} from "./social-client";

const host = "graph.facebook.com";
const version = "v25.0";
const mediaPerPage = 50;
/** The newest 200 posts of an account; a post we look for is a month old at most. */
const pagesMax = 4;
/** Every name costs up to four questions, and a look has to end before its lease. */
const namesMax = 5;

const mediaSchema = z.object({
  permalink: z.string().optional(),
  caption: z.string().default(""),
  timestamp: z.string().optional(),
  like_count: countSchema,
  comments_count: countSchema,
  media_url: linkSchema,
  thumbnail_url: linkSchema,
});
const discoverySchema = z.object({
  business_discovery: z.object({
    username: z.string(),
    media: z
      .object({
        data: z.array(mediaSchema),
        paging: z
          .object({ cursors: z.object({ after: z.string().optional() }).optional() })
          .optional(),
      })
      .optional(),
  }),
});
const errorSchema = z.object({ error: z.object({ code: z.number().optional() }) });
/** Graph API: the object does not exist, or is not public. */
const goneCode = 24;
/** Graph API: no professional account has this name. */
const noAccountCodes: ReadonlySet<number> = new Set([24, 110]);

function errorCode(asked: Asked<unknown>): number | undefined {
  if (asked.kind !== "refused") return undefined;
  return errorSchema.safeParse(asked.body).data?.error.code;
}

const mediaFields = "permalink,caption,timestamp,like_count,comments_count,media_url,thumbnail_url";

/** A name that can stand inside the field expression; Instagram has no others. */
const instagramName = /^[A-Za-z0-9._]{1,30}$/;

async function discoverPage(
  client: SocialClient,
  account: NonNullable<SocialKeys["instagram"]>,
  name: string,
  after: string | undefined,
) {
  const from = after === undefined ? "" : `.after(${after})`;
  const media = `media${from}.limit(${mediaPerPage}){${mediaFields}}`;
  const fields = `business_discovery.username(${name}){username,${media}}`;
  const query = { fields, access_token: account.accessToken };
  return await askJson(
    client,
    { host, path: `/${version}/${account.userId}`, query },
    discoverySchema,
  );
}

/** @returns undefined when no professional account has this name. */
async function findOnAccount(
  client: SocialClient,
  account: NonNullable<SocialKeys["instagram"]>,
  name: string,
  code: string,
): Promise<PostReading | undefined> {
  const source = "instagram_api";
  let after: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const asked = await discoverPage(client, account, name, after);
    if (asked.kind !== "answer") {
      return noAccountCodes.has(errorCode(asked) ?? 0) ? undefined : unreachable(source, asked);
    }
    const { username, media } = asked.value.business_discovery;
    const found = media?.data.find(({ permalink }) => permalink?.split("/").includes(code));
    if (found) {
      const { like_count: likes, comments_count: comments } = found;
      return {
        kind: "seen",
        source,
        post: {
          handle: username,
          publishedAt: instantOf(found.timestamp),
          caption: found.caption,
          isPage: false,
          thumbnailUrl: found.thumbnail_url ?? found.media_url ?? null,
          metrics: { likes, comments },
        },
      };
    }
    after = media?.paging?.cursors?.after;
    if (after === undefined || !/^[\w=+/-]{1,500}$/.test(after)) break;
  }
  return { kind: "not_available", source };
}

async function byOembed(client: SocialClient, endpoint: string, url: string): Promise<PostReading> {
  const source = "meta_oembed";
  const { metaOembedToken: token } = client.keys;
  if (!token) return { kind: "unknown" };
  const query = { url, access_token: token, omitscript: "true" };
  const path = `/${version}/${endpoint}`;
  const asked = await askJson(client, { host, path, query }, z.object({ html: z.string() }));
  if (asked.kind === "answer") return { kind: "seen", source, post: blankPost };
  return errorCode(asked) === goneCode || (asked.kind === "refused" && asked.status === 404)
    ? { kind: "not_available", source }
    : unreachable(source, asked);
}

export async function readInstagram(
  client: SocialClient,
  { url, key, handles }: PostQuestion,
): Promise<PostReading> {
  const code = /^instagram:p\/([\w-]+)$/.exec(key)?.[1];
  // Stories end after a day and are told to nobody.
  if (code === undefined) return { kind: "unknown" };
  const { instagram } = client.keys;
  const names = handles.filter((name) => instagramName.test(name)).slice(0, namesMax);
  let last: PostReading | undefined;
  for (const name of instagram ? names : []) {
    const reading = instagram && (await findOnAccount(client, instagram, name, code));
    if (reading?.kind === "seen") return reading;
    // One account that could not be read may be the one it stands on.
    if (reading && last?.kind !== "unreachable") last = reading;
  }
  return last ?? (await byOembed(client, "instagram_oembed", url));
}

export async function readFacebook(
  client: SocialClient,
  { url }: PostQuestion,
): Promise<PostReading> {
  const isVideo = /\/(videos|reel|watch)(\/|\?|$)/.test(url);
  return await byOembed(client, isVideo ? "oembed_video" : "oembed_post", url);
}
