import { open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type/core";

/** Kinds of file creators deliver, with the ending their names get on the way out. SVG and HTML can carry scripts. */
const endings = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "video/mp4": "mp4",
  "video/webm": "webm",
} as const;

export type MediaType = keyof typeof endings;
export type PictureType = Extract<MediaType, `image/${string}`>;
export type VideoType = Exclude<MediaType, PictureType>;
export const mediaTypes = Object.keys(endings) as [MediaType, ...MediaType[]];

export function endingOf(type: MediaType): string {
  return endings[type];
}

export function isPictureType(type: MediaType): type is PictureType {
  return type.startsWith("image/");
}

/** So much of a file is enough to tell its kind. */
const sniffedBytesMax = 4_100;

/** What the bytes themselves say they are, whatever the sender claims; undefined for anything not accepted. */
export async function sniffMediaType(bytes: Uint8Array): Promise<MediaType | undefined> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  return mediaTypes.find((type) => type === mime);
}

/** The same for a file on the disk. */
export async function sniffFile(path: string): Promise<MediaType | undefined> {
  const handle = await open(path, "r");
  try {
    const bytes = Buffer.alloc(sniffedBytesMax);
    const { bytesRead } = await handle.read(bytes, 0, sniffedBytesMax, 0);
    return await sniffMediaType(bytes.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
