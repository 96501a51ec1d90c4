/**
 * X. With a bearer token: API v2, post lookup (https://docs.x.com/x-api/posts/get-post-by-id). Without one: the oEmbed
 * address, which needs no credentials and tells the author and the text.
 */
import { z } from "zod";
import { firstParagraph } from "./html-text";
import { blankPost, type PostQuestion, type PostReading } from "./live-post";
import {
  askJson,
  countSchema,
  handleInUrl,
  instantOf,
  linkSchema,
  type SocialClient,
  unreachable,
} from "./social-client";

const apiHost = "api.x.com";
const oembedHost = "publish.twitter.com";

const lookupSchema = z.object({
  data: z
    .object({
      text: z.string(),
      note_tweet: z.object({ text: z.string() }).optional(),
      author_id: z.string(),
      created_at: z.string().optional(),
      public_metrics: z
        .object({
          impression_count: countSchema,
          like_count: countSchema,
          reply_count: countSchema,
          retweet_count: countSchema,
          quote_count: countSchema,
          bookmark_count: countSchema,
        })
        .optional(),
    })
    .optional(),
  includes: z
    .object({
      users: z.array(z.object({ id: z.string(), username: z.string() })).default([]),
      media: z.array(z.object({ url: linkSchema, preview_image_url: linkSchema })).default([]),
    })
    .optional(),
  errors: z.array(z.object({ type: z.string().default("") })).default([]),
});
const oembedSchema = z.object({ author_url: z.string().optional(), html: z.string() });

/** Deleted, or of an account that is protected or suspended: in each case nobody sees it. */
const goneProblem = /\/(resource-not-found|not-authorized-for-resource)$/;

type Lookup = z.output<typeof lookupSchema>;

function metricsOf({ data }: Lookup) {
  const figures = data?.public_metrics;
  if (!figures) return {};
  const { retweet_count: reposts, quote_count: quotes } = figures;
  return {
    views: figures.impression_count,
    likes: figures.like_count,
    comments: figures.reply_count,
    shares: reposts === undefined ? quotes : reposts + (quotes ?? 0),
    saves: figures.bookmark_count,
  };
}

async function byApi(client: SocialClient, id: string, bearer: string): Promise<PostReading> {
  const source = "x_api";
  const query = {
    expansions: "author_id,attachments.media_keys",
    "tweet.fields": "created_at,public_metrics,note_tweet",
    "user.fields": "username",
    "media.fields": "url,preview_image_url",
  };
  const asked = await askJson(
    client,
    { host: apiHost, path: `/2/tweets/${id}`, query, bearer },
    lookupSchema,
  );
  if (asked.kind === "refused" && asked.status === 404) return { kind: "not_available", source };
  if (asked.kind !== "answer") return unreachable(source, asked);
  const { data, includes, errors } = asked.value;
  if (!data) {
    return errors.some(({ type }) => goneProblem.test(type))
      ? { kind: "not_available", source }
      : { kind: "unreachable", source, reason: "answer_not_understood" };
  }
  const author = includes?.users.find((user) => user.id === data.author_id);
  const [media] = includes?.media ?? [];
  return {
    kind: "seen",
    source,
    post: {
      handle: author?.username ?? null,
      publishedAt: instantOf(data.created_at),
      caption: data.note_tweet?.text ?? data.text,
      isPage: false,
      thumbnailUrl: media?.preview_image_url ?? media?.url ?? null,
      metrics: metricsOf(asked.value),
    },
  };
}

async function byOembed(client: SocialClient, id: string): Promise<PostReading> {
  const source = "x_oembed";
  const url = `https://twitter.com/i/status/${id}`;
  const asked = await askJson(
    client,
    { host: oembedHost, path: "/oembed", query: { url, omit_script: "1", dnt: "true" } },
    oembedSchema,
  );
  if (asked.kind === "refused" && asked.status === 404) return { kind: "not_available", source };
  if (asked.kind !== "answer") return unreachable(source, asked);
  const { author_url: authorUrl, html } = asked.value;
  const caption = firstParagraph(html) ?? null;
  return { kind: "seen", source, post: { ...blankPost, handle: handleInUrl(authorUrl), caption } };
}

export async function readX(client: SocialClient, { key }: PostQuestion): Promise<PostReading> {
  const id = /^x:status\/(\d{1,20})$/.exec(key)?.[1];
  if (id === undefined) return { kind: "unknown" };
  const { xBearerToken } = client.keys;
  return xBearerToken ? await byApi(client, id, xBearerToken) : await byOembed(client, id);
}
