/**
 * MP4 (ISO/IEC 14496-12): boxes in boxes. A box that is not on the list below becomes `free` and is overwritten with zeros:
 * user data with ©xyz and loci, metadata of phones, XMP, whatever somebody hid between the boxes.
 */
import type { ByteFile } from "./byte-file";
import { type VideoFacts, VideoRefused } from "./video-facts";

interface Box {
  type: string;
  /** Of the whole box. */
  at: number;
  /** Where its content begins, and where it ends. */
  from: number;
  to: number;
}

interface Track {
  handler: string;
  /** Names how its samples are written, such as avc1. */
  format: string;
  sampleNames: Buffer;
  width: number;
  height: number;
}

const boxesMax = 200_000;
const headBytes = 8;
const largeHeadBytes = 16;
/** Descriptions of samples are short; what of them is looked at. */
const descriptionBytesMax = 64 * 1024;

const set = (names: string) => new Set(names.split(" "));
/** What a player needs, by the box it stands in. What is not named here is cleared. */
const kept: Readonly<Record<string, ReadonlySet<string>>> = {
  "": set("ftyp styp moov mdat moof sidx ssix mfra"),
  moov: set("mvhd trak mvex iods"),
  trak: set("tkhd tref edts mdia trgr tapt"),
  mdia: set("mdhd hdlr minf elng"),
  minf: set("vmhd smhd hmhd nmhd sthd gmhd dinf stbl"),
  stbl: set("stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh sdtp sbgp sgpd subs saiz saio"),
  moof: set("mfhd traf"),
  traf: set("tfhd trun tfdt sbgp sgpd subs saiz saio senc"),
};

/** Samples of these tracks say where the camera was: GoPro, Android's camera motion, Sony, DJI. */
const positionFormats = set("gpmd camm rtmd djmd dbgi");
const playedHandlers = set("vide soun subt sbtl text clcp tmcd hint auxv pict");

async function boxAt(file: ByteFile, at: number, end: number): Promise<Box> {
  const head = await file.read(at, headBytes);
  const type = head.toString("latin1", 4, headBytes);
  const small = head.readUInt32BE(0);
  if (small === 0) return { type, at, from: at + headBytes, to: end };
  const isLarge = small === 1;
  const size = isLarge ? (await file.read(at + headBytes, 8)).readBigUInt64BE(0) : BigInt(small);
  const from = at + (isLarge ? largeHeadBytes : headBytes);
  const to = BigInt(at) + size;
  if (to < BigInt(from) || to > BigInt(end)) throw new VideoRefused("unreadable");
  return { type, at, from, to: Number(to) };
}

async function clear(file: ByteFile, { at, from, to }: Box): Promise<void> {
  await file.write(at + 4, Buffer.from("free", "latin1"));
  await file.clear(from, to - from);
}

class Cleaner {
  readonly facts: VideoFacts = { durationMs: null, width: null, height: null };
  hasMovie = false;
  private hasPicture = false;
  private boxesCount = 0;

  constructor(private readonly file: ByteFile) {}

  async walk(parent: string, from: number, to: number, track: Track | undefined): Promise<void> {
    for (let at = from; at < to; ) {
      if (++this.boxesCount > boxesMax) throw new VideoRefused("unreadable");
      const box = await boxAt(this.file, at, to);
      if (kept[parent]?.has(box.type)) await this.keep(box, track);
      else await clear(this.file, box);
      at = box.to;
    }
  }

  private async keep(box: Box, track: Track | undefined): Promise<void> {
    const { type, from, to } = box;
    if (type === "trak") return await this.keepTrack(box);
    if (type === "moov") this.hasMovie = true;
    if (type === "mvhd") await this.readMovieHeader(box);
    if (track) await this.readTrackPart(box, track);
    if (kept[type]) await this.walk(type, from, to, track);
  }

  private async keepTrack(box: Box): Promise<void> {
    const none = Buffer.alloc(0);
    const track: Track = { handler: "", format: "", sampleNames: none, width: 0, height: 0 };
    await this.walk("trak", box.from, box.to, track);
    const { handler, format, sampleNames, width, height } = track;
    const hasPositions = positionFormats.has(format) || sampleNames.includes("location");
    if (hasPositions) throw new VideoRefused("has_positions");
    if (!playedHandlers.has(handler)) return await clear(this.file, box);
    if (handler !== "vide" || this.hasPicture) return;
    this.hasPicture = true;
    this.facts.width = width || null;
    this.facts.height = height || null;
  }

  private async readTrackPart({ type, from, to }: Box, track: Track): Promise<void> {
    if (type === "hdlr") {
      track.handler = (await this.file.read(from + headBytes, 4)).toString("latin1");
    }
    if (type === "stsd") {
      const length = Math.min(to - from, descriptionBytesMax);
      const description = await this.file.read(from, length);
      track.format = description.toString("latin1", 12, 16);
      if (track.format === "mebx") track.sampleNames = description;
    }
    if (type === "tkhd") {
      // The last two numbers are the size, behind the matrix that may turn it; all have 16 bits behind the point.
      const tail = await this.file.read(to - 44, 44);
      const isTurned = tail.readInt32BE(0) === 0 && tail.readInt32BE(4) !== 0;
      const [width, height] = [tail.readUInt16BE(36), tail.readUInt16BE(40)];
      track.width = isTurned ? height : width;
      track.height = isTurned ? width : height;
    }
  }

  private async readMovieHeader({ from, to }: Box): Promise<void> {
    const head = await this.file.read(from, Math.min(to - from, 32));
    const isLong = head.readUInt8(0) === 1;
    const scale = head.readUInt32BE(isLong ? 20 : 12);
    const duration = isLong ? head.readBigUInt64BE(24) : BigInt(head.readUInt32BE(16));
    const isKnown =
      scale > 0 && duration > 0n && duration !== (isLong ? 2n ** 64n : 2n ** 32n) - 1n;
    const durationMs = isKnown ? (duration * 1000n) / BigInt(scale) : 0n;
    this.facts.durationMs = durationMs > 0n && durationMs < 2n ** 31n ? Number(durationMs) : null;
  }

  get hasVideo(): boolean {
    return this.hasMovie && this.hasPicture;
  }
}

/** @throws VideoRefused, or RangeError when a box is shorter than what has to be in it. */
export async function cleanMp4(file: ByteFile): Promise<VideoFacts> {
  const cleaner = new Cleaner(file);
  await cleaner.walk("", 0, file.size, undefined);
  if (!cleaner.hasVideo) throw new VideoRefused("unreadable");
  return cleaner.facts;
}
