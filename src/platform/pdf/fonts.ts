/**
 * Sarabun holds Latin and Thai in one family, so that a line with both needs no change of font. Only the glyphs a
 * document uses are put into it. Everything is read on first use: most processes and tests never make a document.
 */
import { readFileSync } from "node:fs";

export type Weight = "regular" | "bold";

const fontFiles: Readonly<Record<Weight, () => string>> = {
  regular: () => require.resolve("@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf"),
  bold: () => require.resolve("@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf"),
};

const bytesByWeight = new Map<Weight, Buffer>();

/** The font file as it is shipped. */
export function fontBytes(weight: Weight): Buffer {
  const known = bytesByWeight.get(weight);
  if (known) return known;
  const bytes = readFileSync(fontFiles[weight]());
  bytesByWeight.set(weight, bytes);
  return bytes;
}

/** What we use of fontkit, which reads font files for pdfkit. */
interface FontReader {
  create(bytes: Buffer): Font;
}

interface Font {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

let regular: Font | undefined;

function regularFont(): Font {
  regular ??= (require("fontkit") as FontReader).create(fontBytes("regular"));
  return regular;
}

/** Marks the place of a character the font does not have: visibly wrong is better than silently gone. */
const stranger = "\u{25CA}";
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** These steer line breaks, joins and reading directions; they have no shape of their own. */
const shapeless = /\p{Cf}|\p{Variation_Selector}/gu;

function plain(text: string): string {
  return text.normalize("NFC").replaceAll(unprintable, " ").replaceAll(shapeless, "");
}

const isKnown = new Map<string, boolean>();

function isMissing(character: string): boolean {
  const known = isKnown.get(character);
  if (known !== undefined) return !known;
  const found = regularFont().hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  isKnown.set(character, found);
  return !found;
}

/**
 * The characters of `text` that cannot be printed, each once; empty for a text that prints as it is.
 * @public
 */
export function missingCharacters(text: string): string[] {
  return [...new Set(plain(text))].filter(isMissing);
}

/** `text` as it can be printed: composed, without control characters, with a lozenge for what the font does not have. */
export function printable(text: string): string {
  const clean = plain(text);
  return Array.from(clean, (character) => (isMissing(character) ? stranger : character)).join("");
}
