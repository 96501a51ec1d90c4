/** A caption taken apart: folded text, hashtags and their blocks, and where its visible part ends. */
import { type Folded, fold, invisible, originalSpan } from "./folding";
import type { Match } from "./terms";

export interface Hashtag extends Match {
  /** Letters after the #, folded, without underscores. */
  readonly name: string;
  /** Number of hashtags in a row this one stands in, and its place there from zero. */
  readonly blockSize: number;
  readonly blockAt: number;
}

export interface Caption {
  readonly original: string;
  readonly folded: Folded;
  /** The folded text with addresses blanked out: what stands in a link is no label. */
  readonly text: string;
  readonly hashtags: readonly Hashtag[];
}

const addresses = /(?:https?:\/\/|www\.)\S+/gu;
/** Readers see a hashtag behind a Thai letter as well, where no space is usual. */
const hashtag = /(?<![\p{Script=Latin}\p{N}_&#/])#([\p{L}\p{M}\p{N}_]+)/gu;
const mentions = /@[\p{L}\p{M}\p{N}_.-]+/gu;
const words = /[\p{L}\p{N}]/u;

/** Text without mentions and hashtags: has it words? */
export function hasWords(text: string): boolean {
  return words.test(text.replaceAll(mentions, " ").replaceAll(hashtag, " "));
}

function blocksOf(text: string, found: readonly RegExpExecArray[]): RegExpExecArray[][] {
  const blocks: RegExpExecArray[][] = [];
  let end = -1;
  for (const tag of found) {
    const between = end < 0 ? undefined : text.slice(end, tag.index);
    const last = blocks.at(-1);
    if (last && between !== undefined && !hasWords(between)) last.push(tag);
    else blocks.push([tag]);
    end = tag.index + tag[0].length;
  }
  return blocks;
}

export function readCaption(original: string): Caption {
  const folded = fold(original);
  const text = folded.text.replaceAll(addresses, (address) => " ".repeat(address.length));
  const blocks = blocksOf(text, [...text.matchAll(hashtag)]);
  const hashtags = blocks.flatMap((block) =>
    block.map((tag, blockAt) => ({
      start: tag.index,
      end: tag.index + tag[0].length,
      name: (tag[1] ?? "").replaceAll("_", ""),
      blockSize: block.length,
      blockAt,
    })),
  );
  return { original, folded, text, hashtags };
}

export const spanOf = ({ folded }: Caption, { start, end }: Match) =>
  originalSpan(folded, start, end);

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const lineBreaks = /\r\n|[\n\r\u2028\u2029]/g;

/**
 * Whether a reader who has not tapped "more" sees the caption up to a place of the original.
 * @param graphemesMax visible characters as people count them; what cannot be seen is not counted
 */
export function isVisible(
  original: string,
  end: number,
  fold: { graphemesMax: number; linesMax: number },
): boolean {
  const before = original.slice(0, end);
  if ((before.match(lineBreaks) ?? []).length >= fold.linesMax) return false;
  let count = 0;
  for (const { segment } of graphemes.segment(before)) {
    if (Array.from(segment).every((point) => invisible.test(point))) continue;
    count += 1;
    if (count > fold.graphemesMax) return false;
  }
  return true;
}
