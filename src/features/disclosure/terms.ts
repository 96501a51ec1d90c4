/** Words and phrases as they are searched in folded text. */
import { fold } from "./folding";

export interface Match {
  /** Place in the folded text. */
  readonly start: number;
  readonly end: number;
}

const thaiLetters = /[\u0e00-\u0e7f]/;
/** Thai has no spaces between words, so only a letter or digit of another script makes a word go on. */
const wordBefore = "(?<![\\p{Script=Latin}\\p{N}_#@&])";
const wordAfter = "(?![\\p{Script=Latin}\\p{N}_])";
const special = /[.*+?^${}()|[\]\\]/g;

/** A gap and a word have no character in common, so that no text makes a search go back and forth for long. */
const gap = "[\\s_-]{1,4}";
const anyWord = "[^\\s_-]{1,40}";

/**
 * A pattern of letters, groups and alternatives: every space stands for a gap, and `\S+` for one word. Give it in folded
 * letters.
 */
export function patternOf(source: string): RegExp {
  const spaced = source.replaceAll("\\S+", anyWord).replaceAll(" ", gap);
  if (thaiLetters.test(source)) return new RegExp(spaced, "gu");
  return new RegExp(`${wordBefore}(?:${spaced})${wordAfter}`, "gu");
}

/** The pattern that finds these very words. */
export function wordsPattern(words: string): RegExp {
  return patternOf(fold(words.trim()).text.replaceAll(special, "\\$&"));
}

export function* matchesOf(pattern: RegExp, text: string): Generator<Match> {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (found.length > 0) yield { start: index, end: index + found.length };
  }
}

const negatedBefore = [
  /(?<![\p{L}\p{N}])(?:not|no|never|isn'?t|wasn'?t|aren'?t|ain'?t|without|bukan|bukanlah|tidak|tak|tanpa|tdk|ga|gak|nggak|enggak|ngga|belum|kein|keine|nicht|pas|sans|no es|non|geen|niet)(?:\s+[\p{L}']+){0,2}\s*[#"'(]?$/u,
  // In Thai a space ends the clause, so what stands before it negates nothing.
  /(?:ไม่|มิได้|มิใช่|ไร้)[^\s]{0,12}$/u,
];
const negationWindow = 40;

/** True when the words before a place turn what stands there into its opposite. */
export function isNegated(text: string, at: number): boolean {
  const sentence =
    text
      .slice(Math.max(0, at - negationWindow), at)
      .split(/[.!?\n,;:|]/)
      .at(-1) ?? "";
  return negatedBefore.some((pattern) => pattern.test(sentence));
}
