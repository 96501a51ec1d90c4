/**
 * YouTube. With a key: Data API v3, `videos.list` (snippet, statistics) and `channels.list` for the handle
 * (https://developers.google.com/youtube/v3/docs/videos/list). Without one: the public oEmbed address, which tells the
 * title and the channel only. `paidProductPlacementDetails` is told to a video's owner alone, so it is not asked for.
 */
import { z } from "zod";
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

const apiHost = "www.googleapis.com";
const siteHost = "www.youtube.com";

const thumbnailSchema = z.object({ url: linkSchema }).optional();
const videosSchema = z.object({
  items: z.array(
    z.object({
      snippet: z.object({
        publishedAt: z.string().optional(),
        channelId: z.string(),
        title: z.string(),
        description: z.string().default(""),
        thumbnails: z.object({ high: thumbnailSchema, default: thumbnailSchema }).optional(),
      }),
      statistics: z
        .object({ viewCount: countSchema, likeCount: countSchema, commentCount: countSchema })
        .optional(),
    }),
  ),
});
const channelsSchema = z.object({
  items: z.array(z.object({ snippet: z.object({ customUrl: z.string().optional() }) })).default([]),
});
const oembedSchema = z.object({ author_url: z.string().optional(), thumbnail_url: linkSchema });

async function byApi(client: SocialClient, id: string, key: string): Promise<PostReading> {
  const source = "youtube_api";
  const asked = await askJson(
    client,
    { host: apiHost, path: "/youtube/v3/videos", query: { part: "snippet,statistics", id, key } },
    videosSchema,
  );
  if (asked.kind !== "answer") return unreachable(source, asked);
  const [video] = asked.value.items;
  // The API answers 200 with an empty list for a video that is private or gone.
  if (!video) return { kind: "not_available", source };
  const { snippet, statistics } = video;
  const channel = await askJson(
    client,
    {
      host: apiHost,
      path: "/youtube/v3/channels",
      query: { part: "snippet", id: snippet.channelId, key },
    },
    channelsSchema,
  );
  if (channel.kind !== "answer") return unreachable(source, channel);
  const handle = channel.value.items[0]?.snippet.customUrl?.replace(/^@/, "") ?? null;
  const { thumbnails } = snippet;
  return {
    kind: "seen",
    source,
    post: {
      handle,
      publishedAt: instantOf(snippet.publishedAt),
      caption: `${snippet.title}\n${snippet.description}`,
      // A title stands in front, and descriptions end with links: what was approved has to be in there.
      isPage: true,
      thumbnailUrl: thumbnails?.high?.url ?? thumbnails?.default?.url ?? null,
      metrics: {
        views: statistics?.viewCount,
        likes: statistics?.likeCount,
        comments: statistics?.commentCount,
      },
    },
  };
}

async function byOembed(client: SocialClient, id: string): Promise<PostReading> {
  const source = "youtube_oembed";
  const url = `https://www.youtube.com/watch?v=${id}`;
  const asked = await askJson(
    client,
    { host: siteHost, path: "/oembed", query: { url, format: "json" } },
    oembedSchema,
  );
  if (asked.kind === "refused" && asked.status === 404) return { kind: "not_available", source };
  if (asked.kind !== "answer") return unreachable(source, asked);
  const { author_url: authorUrl, thumbnail_url: thumbnailUrl = null } = asked.value;
  const post = { ...blankPost, handle: handleInUrl(authorUrl), thumbnailUrl };
  return { kind: "seen", source, post };
}

export async function readYoutube(
  client: SocialClient,
  { key }: PostQuestion,
): Promise<PostReading> {
  const id = /^youtube:watch\/([\w-]+)$/.exec(key)?.[1];
  // Posts of the community tab have no interface.
  if (id === undefined) return { kind: "unknown" };
  const { youtubeApiKey } = client.keys;
  return youtubeApiKey ? await byApi(client, id, youtubeApiKey) : await byOembed(client, id);
}
