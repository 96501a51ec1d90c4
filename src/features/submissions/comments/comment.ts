/** Where a comment is pinned, and whether that place is there. Pure. */
import { isPictureType, type MediaType } from "../../../platform/files/content-type";
import type { Caption } from "../submission";

/** A picture's width and height have so many parts. */
export const pinParts = 10_000;

export type Pin =
  | { kind: "general" }
  | {
      kind: "picture";
      mediaId: string;
      x: number;
      y: number;
      box: { width: number; height: number } | null;
    }
  | { kind: "video"; mediaId: string; atMs: number }
  /** Language of a translation; null for the caption that is posted. */
  | { kind: "caption"; language: string | null; start: number; end: number };

interface PinnedMedia {
  id: string;
  contentType: MediaType;
  durationMs: number | null;
}

/** What a version shows. */
export interface PinnedContent {
  captions: readonly Caption[];
  media: readonly PinnedMedia[];
}

/** A cut between the halves of a surrogate pair is no place in a text. */
const cutsCharacter = (text: string, at: number) =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));

function captionFault(
  { language, start, end }: Extract<Pin, { kind: "caption" }>,
  [posted, ...translations]: readonly Caption[],
): string | undefined {
  const found =
    language === null ? posted : translations.find((caption) => caption.language === language);
  if (!found) return "/body/language";
  const { caption } = found;
  if (end > caption.length || end <= start || cutsCharacter(caption, end)) return "/body/end";
  return cutsCharacter(caption, start) ? "/body/start" : undefined;
}

/** @returns the JSON pointer of what lies outside of the content, or undefined when the place is there. */
export function pinFault(pin: Pin, { captions, media }: PinnedContent): string | undefined {
  if (pin.kind === "general") return undefined;
  if (pin.kind === "caption") return captionFault(pin, captions);
  const found = media.find(({ id }) => id === pin.mediaId);
  if (!found || isPictureType(found.contentType) !== (pin.kind === "picture")) {
    return "/body/mediaId";
  }
  if (pin.kind === "video") {
    const { durationMs } = found;
    return durationMs !== null && pin.atMs > durationMs ? "/body/atMs" : undefined;
  }
  const { x, y, box } = pin;
  if (x < 0 || x > pinParts) return "/body/x";
  if (y < 0 || y > pinParts) return "/body/y";
  if (box && x + box.width > pinParts) return "/body/box/width";
  return box && y + box.height > pinParts ? "/body/box/height" : undefined;
}
