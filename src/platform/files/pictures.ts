/**
 * Pictures that strangers sent. Each is decoded and written anew, so that nothing of the file that came is kept: no place
 * where it was taken, no comments, nothing behind its end. libvips does it; only four of its readers are switched on.
 */
import sharp, { type Sharp } from "sharp";
import { hashColumns, hashRows, type PictureLooks, pictureHash } from "../../kernel/picture-hash";
import { createLimiter } from "../limiter";
import type { PictureType } from "./content-type";

/** Also over all frames of one that moves. A small file can hold many: this is what keeps memory in its limits. */
export const pixelsMax = 50_000_000;
/** The longest side WebP can have is 16,383. */
const sideMax = 16_000;
const framesMax = 500;
const timeoutSeconds = 30;
/** One picture of the most pixels takes 200 MB. */
const atOnceMax = 2;
const waitingMax = 64;

export const previewSizes = ["small", "large"] as const;
export type PreviewSize = (typeof previewSizes)[number];
const previewWidths: Readonly<Record<PreviewSize, number>> = { small: 320, large: 1280 };
/** A tall picture is no larger than a wide one. */
const previewHeightFactor = 4;

export interface Preview {
  size: PreviewSize;
  bytes: Buffer;
  width: number;
  height: number;
}

/** What is kept of a picture; its type stays as it came. Upright, and in the usual colours of screens (sRGB). */
export interface PreparedPicture {
  kind: "prepared";
  bytes: Buffer;
  width: number;
  height: number;
  /** Null for a picture that shows nothing to compare. */
  looks: PictureLooks | null;
  previews: Preview[];
}

export type PictureRefusal = { kind: "refused"; reason: "unreadable" | "too_many_pixels" };

export interface Pictures {
  /** Reads a picture and makes what is kept of it. @throws AppError 503 when too many wait. */
  prepare(bytes: Buffer, type: PictureType): Promise<PreparedPicture | PictureRefusal>;
  /** What a picture looks like; null when it cannot be read or shows nothing. */
  looksOf(bytes: Buffer): Promise<PictureLooks | null>;
}

/** Width divided by height of the shapes platforms cut pictures to. */
const cropRatios = [1, 4 / 5, 9 / 16, 16 / 9, 1.91] as const;
/** Hashes are made of a small copy. */
const hashedSide = 256;
/** A picture that has the shape already is not cut. */
const sameShape = 0.02;

const readers = ["Jpeg", "Png", "Webp", "Nsgif"].map((name) => `VipsForeignLoad${name}`);

function open(bytes: Buffer, isAnimated = false): Sharp {
  return sharp(bytes, {
    limitInputPixels: pixelsMax,
    // Also what is only cut off: half a picture is not what was meant.
    failOn: "error",
    animated: isAnimated,
    sequentialRead: true,
  }).timeout({ seconds: timeoutSeconds });
}

const formats: Readonly<Record<string, PictureType>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
};

function encoded(picture: Sharp, type: PictureType): Sharp {
  switch (type) {
    case "image/jpeg":
      return picture.jpeg({ quality: 90 });
    case "image/png":
      return picture.png({ compressionLevel: 6 });
    case "image/webp":
      return picture.webp({ quality: 90 });
    case "image/gif":
      return picture.gif();
  }
}

async function previewOf(bytes: Buffer, size: PreviewSize): Promise<Preview> {
  const width = previewWidths[size];
  const { data, info } = await open(bytes)
    .resize({
      width,
      height: width * previewHeightFactor,
      fit: "inside",
      withoutEnlargement: true,
    })
    .webp({ quality: 80 })
    .toBuffer({ resolveWithObject: true });
  return { size, bytes: data, width: info.width, height: info.height };
}

interface Gray {
  data: Buffer;
  width: number;
  height: number;
}

async function grayOf(bytes: Buffer): Promise<Gray> {
  const { data, info } = await open(bytes)
    .autoOrient()
    .flatten({ background: "white" })
    .resize({ width: hashedSide, height: hashedSide, fit: "inside", withoutEnlargement: true })
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The middle of a picture in another shape; undefined when it has that shape already. */
function middle({ width, height }: Gray, ratio: number) {
  const isWider = width / height > ratio;
  const cut = isWider
    ? { width: Math.max(1, Math.round(height * ratio)), height }
    : { width, height: Math.max(1, Math.round(width / ratio)) };
  const left = Math.floor((width - cut.width) / 2);
  const top = Math.floor((height - cut.height) / 2);
  const kept = (cut.width * cut.height) / (width * height);
  return kept > 1 - sameShape ? undefined : { ...cut, left, top };
}

async function hashOf(gray: Gray, ratio?: number): Promise<string | undefined> {
  const { data, width, height } = gray;
  const region = ratio === undefined ? undefined : middle(gray, ratio);
  if (ratio !== undefined && !region) return undefined;
  const whole = sharp(data, { raw: { width, height, channels: 1 } });
  const pixels = await (region ? whole.extract(region) : whole)
    .resize({ width: hashColumns, height: hashRows, fit: "fill" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return pictureHash(pixels);
}

async function looksOf(gray: Gray): Promise<PictureLooks | null> {
  const whole = await hashOf(gray);
  if (whole === undefined) return null;
  const crops = new Set<string>();
  for (const ratio of cropRatios) {
    const crop = await hashOf(gray, ratio);
    if (crop !== undefined && crop !== whole) crops.add(crop);
  }
  return { whole, crops: [...crops] };
}

interface Written {
  data: Buffer;
  width: number;
  height: number;
}

async function writeAnew(bytes: Buffer, type: PictureType): Promise<Written | PictureRefusal> {
  const { format, width, height, pages = 1, pageHeight } = await open(bytes).metadata();
  if (formats[format] !== type) return { kind: "refused", reason: "unreadable" };
  const frameHeight = pageHeight ?? height;
  const isTooLarge = width * frameHeight * pages > pixelsMax || pages > framesMax;
  if (isTooLarge || Math.max(width, frameHeight) > sideMax) {
    return { kind: "refused", reason: "too_many_pixels" };
  }
  const isAnimated = pages > 1;
  const source = open(bytes, isAnimated);
  // Frames of one that moves are one tall picture here and cannot be turned; such files are upright.
  const upright = isAnimated ? source : source.autoOrient();
  const { data, info } = await encoded(upright, type).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.pageHeight ?? info.height };
}

/** Whatever libvips throws here is about what a stranger sent. */
function refusal(error: unknown): PictureRefusal {
  const isLarge = /pixel limit|timeout/i.test((error as Error).message);
  return { kind: "refused", reason: isLarge ? "too_many_pixels" : "unreadable" };
}

async function prepare(
  bytes: Buffer,
  type: PictureType,
): Promise<PreparedPicture | PictureRefusal> {
  const written = await writeAnew(bytes, type).catch(refusal);
  if ("kind" in written) return written;
  const { data, width, height } = written;
  const previews: Preview[] = [];
  for (const size of previewSizes) previews.push(await previewOf(data, size));
  const looks = await looksOf(await grayOf(data));
  return { kind: "prepared", bytes: data, width, height, looks, previews };
}

export function createPictures(): Pictures {
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: readers });
  sharp.cache(false);
  const limiter = createLimiter(atOnceMax, waitingMax);
  return {
    prepare: (bytes, type) => limiter.run(() => prepare(bytes, type)),
    looksOf: (bytes) =>
      limiter.run(async () => {
        const gray = await grayOf(bytes).catch(() => undefined);
        return gray ? await looksOf(gray) : null;
      }),
  };
}
