/** A blog has no interface but its pages: the page itself is read, and its host is its owner. */
import { type PageFacts, readPage } from "./html-text";
import { captionLengthMax, type PostQuestion, type PostReading } from "./live-post";
import { instantOf, linkSchema, type SocialClient } from "./social-client";

const redirectsMax = 3;
const goneStatuses: ReadonlySet<number> = new Set([404, 410]);
const htmlTypes: ReadonlySet<string> = new Set(["text/html", "application/xhtml+xml"]);

function postOf(page: PageFacts, handle: string) {
  return {
    handle,
    publishedAt: instantOf(page.publishedAt),
    caption: page.text.slice(0, captionLengthMax),
    isPage: true,
    thumbnailUrl: linkSchema.parse(page.imageUrl) ?? null,
    metrics: {},
  };
}

export async function readBlog(client: SocialClient, { url }: PostQuestion): Promise<PostReading> {
  const source = "page";
  const { host, pathname, search } = new URL(url);
  const base = client.base(host);
  const answer = await client.ask(`${base}${pathname}${search}`, { redirectsMax });
  if (answer.kind === "failed") return { kind: "unreachable", source, reason: answer.reason };
  const { status, contentType, text } = answer;
  if (goneStatuses.has(status)) return { kind: "not_available", source };
  if (status !== 200) return { kind: "unreachable", source, reason: `status_${status}` };
  if (!htmlTypes.has(contentType)) return { kind: "unreachable", source, reason: "not_text" };
  // Whoever answers in the end is the owner: a page that was moved to somebody else's site shows it here.
  const isMoved = !answer.url.startsWith(`${base}/`);
  const owner = isMoved ? new URL(answer.url).host : host;
  return { kind: "seen", source, post: postOf(readPage(text), owner.replace(/^www\./, "")) };
}
