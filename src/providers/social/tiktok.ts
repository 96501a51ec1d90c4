/**
 * TikTok. The oEmbed address needs no key and tells the author and the caption (https://developers.tiktok.com/doc/embed-videos).
 * It does not tell the date; figures are told to the video's owner only.
 */
import { z } from "zod";
import { blankPost, type PostQuestion, type PostReading } from "./live-post";
import { askJson, handleInUrl, linkSchema, type SocialClient, unreachable } from "./social-client";

const host = "www.tiktok.com";

const oembedSchema = z.object({
  title: z.string(),
  author_url: z.string().optional(),
  author_unique_id: z.string().optional(),
  thumbnail_url: linkSchema,
});

/** It answers 400 for a video that is private or gone as well. */
const goneStatuses: ReadonlySet<number> = new Set([400, 404]);

export async function readTiktok(
  client: SocialClient,
  { url }: PostQuestion,
): Promise<PostReading> {
  const source = "tiktok_oembed";
  const asked = await askJson(client, { host, path: "/oembed", query: { url } }, oembedSchema);
  if (asked.kind === "refused" && goneStatuses.has(asked.status)) {
    return { kind: "not_available", source };
  }
  if (asked.kind !== "answer") return unreachable(source, asked);
  const {
    title,
    author_url: authorUrl,
    author_unique_id: name,
    thumbnail_url: image,
  } = asked.value;
  const handle = name ?? handleInUrl(authorUrl);
  const post = { ...blankPost, handle, caption: title, thumbnailUrl: image ?? null };
  return { kind: "seen", source, post };
}
