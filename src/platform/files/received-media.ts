/** From a file a stranger sent to what is kept of it. The file itself is never kept. */
import { readFile } from "node:fs/promises";
import type { PictureLooks } from "../../kernel/picture-hash";
import {
  isPictureType,
  type MediaType,
  type PictureType,
  sniffFile,
  type VideoType,
} from "./content-type";
import type { SpooledFile } from "./file-store";
import type { MediaStore } from "./media-store";
import type { Pictures, PreviewSize } from "./pictures";
import { cleanVideo } from "./video";
import { VideoRefused } from "./video-facts";

const megabyte = 1024 * 1024;
export const pictureBytesMax = 20 * megabyte;
export const videoBytesMax = 200 * megabyte;

export interface KeptPreview {
  size: PreviewSize;
  sha256: string;
  width: number;
  height: number;
}

export interface KeptMedia {
  kind: "kept";
  contentType: MediaType;
  /** Of what is kept. */
  sha256: string;
  bytesCount: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  looks: PictureLooks | null;
  previews: KeptPreview[];
}

export interface MediaRefusal {
  kind: "refused";
  reason: "unsupported" | "too_many_bytes" | "unreadable" | "too_many_pixels" | "has_positions";
}

export interface MediaKeeper {
  media: MediaStore;
  pictures: Pictures;
}

async function keepPicture(
  { media, pictures }: MediaKeeper,
  file: SpooledFile,
  contentType: PictureType,
): Promise<KeptMedia | MediaRefusal> {
  const picture = await pictures.prepare(await readFile(file.path), contentType);
  if (picture.kind === "refused") return picture;
  const previews: KeptPreview[] = [];
  for (const { bytes, ...preview } of picture.previews) {
    previews.push({ ...preview, ...(await media.put(bytes)) });
  }
  const { bytes, width, height, looks } = picture;
  const { sha256 } = await media.put(bytes);
  const kept = { contentType, sha256, bytesCount: bytes.length, width, height, looks, previews };
  return { kind: "kept", durationMs: null, ...kept };
}

async function keepVideo(
  { media }: MediaKeeper,
  file: SpooledFile,
  contentType: VideoType,
): Promise<KeptMedia | MediaRefusal> {
  try {
    const facts = await cleanVideo(file.path, contentType);
    const { sha256 } = await media.take(file.path);
    const { bytesCount } = file;
    return { kind: "kept", contentType, sha256, bytesCount, looks: null, previews: [], ...facts };
  } catch (error) {
    if (error instanceof VideoRefused) return { kind: "refused", reason: error.reason };
    throw error;
  }
}

/** Keeps what is good of a file; the spooled one may be gone afterwards. */
export async function receiveMedia(
  keeper: MediaKeeper,
  file: SpooledFile,
): Promise<KeptMedia | MediaRefusal> {
  const type = await sniffFile(file.path);
  if (!type) return { kind: "refused", reason: "unsupported" };
  const bytesMax = isPictureType(type) ? pictureBytesMax : videoBytesMax;
  if (file.bytesCount > bytesMax) return { kind: "refused", reason: "too_many_bytes" };
  return isPictureType(type)
    ? await keepPicture(keeper, file, type)
    : await keepVideo(keeper, file, type);
}
