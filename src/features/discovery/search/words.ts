/**
 * Words one can search for, in texts of any language. Languages with spaces have words; Thai and others without have each
 * two neighbouring letters, so that a part of a sentence is found without a dictionary.
 */

const run = /[\p{L}\p{M}\p{N}]+/gu;
const scripts = ["Thai", "Lao", "Khmer", "Han", "Hiragana", "Katakana"];
const letter = scripts.map((script) => `\\p{Script=${script}}`).join("");
const unspaced = new RegExp(`[${letter}]+`, "u");
const piece = new RegExp(`[${letter}]+|[^${letter}]+`, "gu");
const wordLengthMax = 40;

function pairsOf(text: string): string[] {
  const letters = Array.from(text);
  const pairs = letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
  // The last letter alone, for who searches for one letter.
  return [...pairs, letters.at(-1) ?? ""];
}

/** Case and the way a letter is composed do not matter. */
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Each word once. */
export function wordsOf(...texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [letters] of plain(text).matchAll(run)) {
      for (const [part] of letters.matchAll(piece)) {
        if (!unspaced.test(part)) words.add(part.slice(0, wordLengthMax));
        else for (const pair of pairsOf(part)) words.add(pair);
      }
    }
  }
  return [...words];
}

/** What has to begin some word of a text each: of a Thai word all its pairs, and a single letter only when it is all. */
export function searchedWords(text: string): string[] {
  const words: string[] = [];
  for (const [letters] of plain(text).matchAll(run)) {
    for (const [part] of letters.matchAll(piece)) {
      if (!unspaced.test(part)) words.push(part.slice(0, wordLengthMax));
      else words.push(...(part.length === 1 ? [part] : pairsOf(part).slice(0, -1)));
    }
  }
  return [...new Set(words)];
}
