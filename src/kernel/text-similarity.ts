/** How alike two texts are, in whole percent, without knowing their language: Thai has no spaces between words. */

const gramLength = 3;
/** Longer texts are compared by their beginning; a page of 2 MB is not worth minutes. */
const lengthMax = 50_000;

/** Same letters for what people take for the same text: case, width, accents' composition, spaces, invisible marks. */
function normalise(text: string): string {
  return text
    .slice(0, lengthMax)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replaceAll(/[\p{P}\p{Z}\p{Cc}]+/gu, " ")
    .trim();
}

/** Every run of three characters with the number of times it occurs. A text that is shorter is one run. */
function gramsOf(text: string): Map<string, number> {
  const letters = Array.from(text);
  const grams = new Map<string, number>();
  const last = Math.max(letters.length - gramLength, 0);
  for (let at = 0; at <= last; at++) {
    const gram = letters.slice(at, at + gramLength).join("");
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}

function countOf(grams: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const times of grams.values()) count += times;
  return count;
}

function sharedCount(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const [gram, times] of one) count += Math.min(times, other.get(gram) ?? 0);
  return count;
}

/** 100 for texts that read the same, 0 for texts with nothing in common (Dice's coefficient over runs of letters). */
export function similarityPercent(one: string, other: string): number {
  const [a, b] = [gramsOf(normalise(one)), gramsOf(normalise(other))];
  return Math.floor((200 * sharedCount(a, b)) / (countOf(a) + countOf(b)));
}

/** How much of `wanted` stands somewhere in `page`, which may hold much else. */
export function containedPercent(wanted: string, page: string): number {
  const grams = gramsOf(normalise(wanted));
  return Math.floor((100 * sharedCount(grams, gramsOf(normalise(page)))) / countOf(grams));
}
