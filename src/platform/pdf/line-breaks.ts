/** Where a text may go on in the next line. Thai has no spaces between words, so a dictionary finds them. */
import type { Locale } from "../../kernel/locale";

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(locale: Locale, granularity: "word" | "grapheme"): Intl.Segmenter {
  const key = `${locale} ${granularity}`;
  const known = segmenters.get(key);
  if (known) return known;
  const created = new Intl.Segmenter(locale, { granularity });
  segmenters.set(key, created);
  return created;
}

const isThai = (text: string) => /\p{Script=Thai}/u.test(text);
/** Belongs to the word before it: closing marks, Thai repetition and abbreviation signs. */
const staysBehind = /^[\p{Pe}\p{Pf}.,;:!?%ๆฯ]/u;

/** The words of a Thai text; spaces and closing signs stay with the word before them. */
function thaiWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter("th", "word").segment(text)) {
    const last = words.length - 1;
    const joins = last >= 0 && (segment.trim() === "" || staysBehind.test(segment));
    if (joins) words[last] += segment;
    else words.push(segment);
  }
  return words;
}

/** Pieces that stay in one line as long as they fit; each keeps the spaces that follow it. */
function pieces(text: string): string[] {
  return (text.match(/\S+\s*|\s+/g) ?? []).flatMap((part) => {
    if (isThai(part)) return thaiWords(part);
    // A long address or file name may be broken after these signs.
    return part.split(/(?<=[-/@_])(?=\p{L}{2})/u);
  });
}

/** A piece that is wider than a line, cut between what a reader sees as characters. */
function cut(piece: string, fits: (text: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of segmenter("en", "grapheme").segment(piece)) {
    if (line !== "" && !fits(line + segment)) {
      lines.push(line);
      line = segment;
    } else {
      line += segment;
    }
  }
  return [...lines, line];
}

/**
 * `text` in lines for which `fits` holds; line feeds in it start a new line. A single character that is too wide stays
 * in a line of its own. Always at least one line.
 */
export function breakLines(text: string, fits: (line: string) => boolean): string[] {
  return text.split("\n").flatMap((paragraph) => {
    // Most texts fit as they are, and measuring is what costs time.
    if (fits(paragraph.trimEnd())) return [paragraph.trimEnd()];
    const lines: string[] = [];
    let line = "";
    for (const piece of pieces(paragraph)) {
      if (fits((line + piece).trimEnd())) {
        line += piece;
        continue;
      }
      if (line.trim() !== "") lines.push(line.trimEnd());
      const parts = fits(piece.trimEnd())
        ? [piece]
        : cut(piece, (candidate) => fits(candidate.trimEnd()));
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? "";
    }
    return [...lines, line.trimEnd()];
  });
}
