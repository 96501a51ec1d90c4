import { fileTypeFromBuffer } from "file-type/core";

/** Kinds of file creators deliver, with the ending their names get on the way out. SVG and HTML can carry scripts. */
const endings = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "video/mp4": "mp4",
} as const;

export type MediaType = keyof typeof endings;
export const mediaTypes = Object.keys(endings) as [MediaType, ...MediaType[]];

export function endingOf(type: MediaType): string {
  return endings[type];
}

/** What the bytes themselves say they are, whatever the sender claims; undefined for anything not accepted. */
export async function sniffMediaType(bytes: Uint8Array): Promise<MediaType | undefined> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  return mediaTypes.find((type) => type === mime);
}
