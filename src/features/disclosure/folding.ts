/**
 * One spelling for everything that looks the same, so that a label is found however it was typed, and the way back to the
 * text as it was given.
 */
import { plainLetter } from "./look-alikes";

/** A folded text. Its unit `i` stands for the units `starts[i]` up to `ends[i]` of the original. */
export interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Zero-width characters, marks that turn the reading direction, variation selectors and fillers. */
export const invisible = /\p{Default_Ignorable_Code_Point}/u;
const letterWithMarks = /[\s\S]\p{M}*/gu;
const latinAccents = /[\u0300-\u036f]/g;
const thai = /^[\u0e00-\u0e7f]/;
/** Folding a text again changes it at most a few times; see {@link fold}. */
const passesMax = 6;

/** Vowels and tones of one Thai letter are typed in any order and look the same. */
const inOrder = (cluster: string) => {
  const [letter = "", ...marks] = cluster;
  return [letter, ...marks.sort()].join("");
};

function foldCluster(cluster: string): string {
  // Compatibility forms are fullwidth, mathematical and circled letters.
  const compatible = Array.from(cluster.normalize("NFKC"), plainLetter).join("").toLowerCase();
  const plain = Array.from(compatible, plainLetter).join("").toLowerCase();
  if (thai.test(plain)) return inOrder(plain);
  const apart = plain.normalize("NFD");
  return (/^\p{Script=Latin}/u.test(apart) ? apart.replace(latinAccents, "") : apart).normalize(
    "NFC",
  );
}

interface Growing {
  parts: string[];
  starts: number[];
  ends: number[];
}

/** Two เ in a row are how some keyboards write แ. */
function joinTwoSaraE(out: Growing, piece: string, end: number): boolean {
  if (piece !== "เ" || out.parts.at(-1) !== "เ") return false;
  out.parts[out.parts.length - 1] = "แ";
  out.ends[out.ends.length - 1] = end;
  return true;
}

function onePass(folded: Folded): Folded {
  const visible: Growing = { parts: [], starts: [], ends: [] };
  let at = 0;
  for (const point of folded.text) {
    if (!invisible.test(point)) {
      visible.parts.push(point);
      for (let unit = at; unit < at + point.length; unit += 1) {
        visible.starts.push(folded.starts[unit] ?? 0);
        visible.ends.push(folded.ends[unit] ?? 0);
      }
    }
    at += point.length;
  }
  const out: Growing = { parts: [], starts: [], ends: [] };
  for (const { 0: cluster, index } of visible.parts.join("").matchAll(letterWithMarks)) {
    const start = visible.starts[index] ?? 0;
    const end = visible.ends[index + cluster.length - 1] ?? start;
    const piece = foldCluster(cluster);
    if (joinTwoSaraE(out, piece, end)) continue;
    out.parts.push(piece);
    for (let unit = 0; unit < piece.length; unit += 1) {
      out.starts.push(start);
      out.ends.push(end);
    }
  }
  return { text: out.parts.join(""), starts: out.starts, ends: out.ends };
}

/**
 * Folds case, accents of Latin letters, look-alike and compatibility letters, and drops what cannot be seen. Folding a
 * folded text changes nothing: a mark that only now stands behind its letter is taken in by the next pass.
 */
export function fold(original: string): Folded {
  const units = Array.from({ length: original.length }, (_, at) => at);
  let folded: Folded = { text: original, starts: units, ends: units.map((at) => at + 1) };
  for (let pass = 0; pass < passesMax; pass += 1) {
    const next = onePass(folded);
    if (next.text === folded.text) return next;
    folded = next;
  }
  return folded;
}

/** The place in the original of a piece of the folded text that is not empty. */
export function originalSpan(
  { starts, ends }: Folded,
  from: number,
  to: number,
): { start: number; end: number } {
  return { start: starts[from] ?? 0, end: ends[to - 1] ?? 0 };
}
