/** Facts out of HTML by a real parser: pages are written by strangers. */
import { Parser } from "htmlparser2";

export interface PageFacts {
  /** What a reader sees, and the page's own title and description. */
  text: string;
  publishedAt: string | undefined;
  imageUrl: string | undefined;
}

/** Everything else begins a new line, so that two paragraphs do not grow together and a hashtag in bold stays one. */
const inline: ReadonlySet<string> = new Set(
  "a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup u wbr".split(" "),
);
const hidden: ReadonlySet<string> = new Set(["script", "style", "noscript", "template", "svg"]);
const publishedNames: ReadonlySet<string> = new Set([
  "article:published_time",
  "datepublished",
  "date",
  "dc.date.issued",
]);
const describing: ReadonlySet<string> = new Set(["og:title", "og:description", "description"]);

function tidy(parts: readonly string[]): string {
  const lines = parts.join("").split("\n");
  return lines.flatMap((line) => line.replaceAll(/[ \t\r]+/g, " ").trim() || []).join("\n");
}

function noteMeta(facts: PageFacts, parts: string[], attributes: Record<string, string>): void {
  const { property, name, itemprop, content } = attributes;
  const key = (property ?? name ?? itemprop ?? "").toLowerCase();
  if (content === undefined) return;
  if (describing.has(key)) parts.push(content, "\n");
  if (publishedNames.has(key)) facts.publishedAt ??= content;
  if (key === "og:image") facts.imageUrl ??= content;
}

/** Reads a whole page. */
export function readPage(html: string): PageFacts {
  const parts: string[] = [];
  const facts: PageFacts = { text: "", publishedAt: undefined, imageUrl: undefined };
  let hiddenDepth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (hidden.has(name)) hiddenDepth++;
      if (!inline.has(name)) parts.push("\n");
      if (name === "meta") noteMeta(facts, parts, attributes);
      if (name === "time") facts.publishedAt ??= attributes["datetime"];
    },
    ontext(text) {
      if (hiddenDepth === 0) parts.push(text);
    },
    onclosetag(name) {
      if (hidden.has(name)) hiddenDepth--;
      if (!inline.has(name)) parts.push("\n");
    },
  });
  parser.end(html);
  return { ...facts, text: tidy(parts) };
}

/** The text of the first paragraph; undefined when there is none. */
export function firstParagraph(html: string): string | undefined {
  const parts: string[] = [];
  let isInside = false;
  let isOver = false;
  const parser = new Parser({
    onopentag(name) {
      if (name === "p" && !isOver) isInside = true;
      if (name === "br" && isInside) parts.push("\n");
    },
    ontext(text) {
      if (isInside) parts.push(text);
    },
    onclosetag(name) {
      if (name !== "p" || !isInside) return;
      isInside = false;
      isOver = true;
    },
  });
  parser.end(html);
  return isOver ? parts.join("").trim() : undefined;
}
