/** In which languages a caption is written, told by its script and by words that only one language has. */
import type { Caption } from "./caption";
import { languageWords } from "./language-words";

/** Languages whose labels the linter knows. */
export const knownLanguages = ["en", "id", "th", "de", "fr", "es", "it", "nl"] as const;
export type KnownLanguage = (typeof knownLanguages)[number];

export interface PostLanguages {
  /** Empty when it cannot be told, for instance because there are no words. */
  readonly languages: readonly string[];
  /** False when the language is one whose labels nobody has listed. */
  readonly isKnown: boolean;
}

export const isKnownLanguage = (language: string): language is KnownLanguage =>
  (knownLanguages as readonly string[]).includes(language);

const notProse = /(?:https?:\/\/|www\.)\S+|[@#][\p{L}\p{M}\p{N}_.]+/gu;
const wordPattern = /[\p{Script=Latin}']+/gu;

/** A Thai post keeps its English product names: this share of Thai letters is enough. */
const thaiShareMin = 0.3;
const otherShareMin = 0.5;
/** A second language counts as well when it has this share of the hits of the first. */
const secondShareMin = 0.6;

const countOf = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length;

function byWords(text: string): string[] {
  const hits = new Map<string, number>();
  for (const word of text.match(wordPattern) ?? []) {
    for (const language of languageWords.get(word) ?? []) {
      hits.set(language, (hits.get(language) ?? 0) + 1);
    }
  }
  const ranked = [...hits].sort(([, a], [, b]) => b - a);
  const best = ranked[0]?.[1] ?? 0;
  return ranked.filter(([, count]) => count >= best * secondShareMin).map(([language]) => language);
}

/** @param given BCP 47 as the caller states it; it is believed */
export function postLanguages(
  { original, folded }: Caption,
  given: string | undefined,
): PostLanguages {
  if (given !== undefined) {
    const [base = given] = given.toLowerCase().split("-");
    return { languages: [base], isKnown: isKnownLanguage(base) };
  }
  // Folding turns letters of other scripts into Latin ones, so scripts are counted before it.
  const prose = original.replaceAll(notProse, " ");
  const letters = countOf(prose, /\p{L}/gu);
  if (letters === 0) return { languages: [], isKnown: true };
  const thai = countOf(prose, /\p{Script=Thai}/gu);
  if (thai / letters >= thaiShareMin) return { languages: ["th"], isKnown: true };
  const latin = countOf(prose, /\p{Script=Latin}/gu);
  if ((letters - thai - latin) / letters > otherShareMin) return { languages: [], isKnown: false };
  return { languages: byWords(folded.text.replaceAll(notProse, " ")), isKnown: true };
}
