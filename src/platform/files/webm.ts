/**
 * WebM (RFC 8794, EBML, with the elements of RFC 9559): elements in elements. Tags, attachments, chapters, the title and
 * whatever is not on the list below become Void and are overwritten with zeros.
 */
import type { ByteFile } from "./byte-file";
import { type VideoFacts, VideoRefused } from "./video-facts";

interface Element {
  id: number;
  /** Of the whole element. */
  at: number;
  from: number;
  /** Undefined where the file does not say: recorders write it while they do not know yet. */
  to: number | undefined;
}

const ids = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
  void: 0xec,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  trackEntry: 0xae,
  trackType: 0x83,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
} as const;

const keptInSegment: ReadonlySet<number> = new Set([
  ids.seekHead,
  ids.info,
  ids.tracks,
  ids.cluster,
  ids.cues,
]);
const keptInInfo: ReadonlySet<number> = new Set([
  ids.timestampScale,
  ids.duration,
  ids.muxingApp,
  ids.writingApp,
]);
/** Elements that can follow a cluster whose length is not told. */
const topLevel: ReadonlySet<number> = new Set([
  ...keptInSegment,
  0x1254c367, // Tags
  0x1941a469, // Attachments
  0x1043a770, // Chapters
]);

const elementsMax = 500_000;
const numberBytesMax = 8;
const nanosecondsPerMs = 1_000_000;
const durationMsMax = 2 ** 31;

/** Number of bytes a variable-size number has, by its first one. */
const lengthOf = (first: number) => Math.clz32(first) - 23;

class Reader {
  private elementsCount = 0;

  constructor(readonly file: ByteFile) {}

  async elementAt(at: number, end: number): Promise<Element> {
    if (++this.elementsCount > elementsMax) throw new VideoRefused("unreadable");
    const idLength = lengthOf((await this.file.read(at, 1)).readUInt8(0));
    if (idLength > 4) throw new VideoRefused("unreadable");
    const id = (await this.file.read(at, idLength)).readUIntBE(0, idLength);
    const sizeAt = at + idLength;
    const sizeLength = lengthOf((await this.file.read(sizeAt, 1)).readUInt8(0));
    if (sizeLength > numberBytesMax) throw new VideoRefused("unreadable");
    const bytes = await this.file.read(sizeAt, sizeLength);
    const unknown = (1n << BigInt(7 * sizeLength)) - 1n;
    const size = BigInt(`0x${bytes.toString("hex")}`) & unknown;
    const from = sizeAt + sizeLength;
    if (size === unknown) return { id, at, from, to: undefined };
    if (BigInt(from) + size > BigInt(end)) throw new VideoRefused("unreadable");
    return { id, at, from, to: from + Number(size) };
  }

  /** The children of an element that says how long it is. */
  async childrenOf({ from, to }: Element): Promise<(Element & { to: number })[]> {
    if (to === undefined) throw new VideoRefused("unreadable");
    const found: (Element & { to: number })[] = [];
    for (let at = from; at < to; ) {
      const child = await this.elementAt(at, to);
      if (child.to === undefined) throw new VideoRefused("unreadable");
      found.push({ ...child, to: child.to });
      at = child.to;
    }
    return found;
  }

  async unsigned({ from, to }: Element & { to: number }): Promise<number> {
    const length = to - from;
    if (length === 0) return 0;
    if (length > 6) throw new VideoRefused("unreadable");
    return (await this.file.read(from, length)).readUIntBE(0, length);
  }

  async float({ from, to }: Element & { to: number }): Promise<number> {
    const bytes = await this.file.read(from, to - from);
    if (bytes.length === 4) return bytes.readFloatBE(0);
    return bytes.length === 8 ? bytes.readDoubleBE(0) : 0;
  }

  /** Turns an element into Void of the same length. */
  async clear({ at, to }: Element): Promise<void> {
    if (to === undefined) throw new VideoRefused("unreadable");
    const length = to - at;
    const isShort = length - 2 < 127;
    const head = Buffer.alloc(isShort ? 2 : 9);
    head.writeUInt8(ids.void, 0);
    if (isShort) head.writeUInt8(0x80 | (length - 2), 1);
    else head.writeBigUInt64BE((1n << 56n) | BigInt(length - 9), 1);
    await this.file.write(at, head);
    await this.file.clear(at + head.length, length - head.length);
  }

  /** Where a cluster ends that does not say so. */
  async endOfCluster({ from }: Element, end: number): Promise<number> {
    let at = from;
    while (at < end) {
      const child = await this.elementAt(at, end);
      if (topLevel.has(child.id)) break;
      if (child.to === undefined) throw new VideoRefused("unreadable");
      at = child.to;
    }
    return at;
  }
}

async function readInfo(reader: Reader, info: Element, facts: VideoFacts): Promise<void> {
  let scale = nanosecondsPerMs;
  let duration = 0;
  for (const child of await reader.childrenOf(info)) {
    if (child.id === ids.timestampScale) scale = await reader.unsigned(child);
    if (child.id === ids.duration) duration = await reader.float(child);
    if (!keptInInfo.has(child.id)) await reader.clear(child);
  }
  const durationMs = Math.round((duration * scale) / nanosecondsPerMs);
  facts.durationMs = durationMs > 0 && durationMs < durationMsMax ? durationMs : null;
}

/** @returns true when there is a track with pictures. */
async function readTracks(reader: Reader, tracks: Element, facts: VideoFacts): Promise<boolean> {
  for (const entry of await reader.childrenOf(tracks)) {
    if (entry.id !== ids.trackEntry) continue;
    const children = await reader.childrenOf(entry);
    const type = children.find(({ id }) => id === ids.trackType);
    const video = children.find(({ id }) => id === ids.video);
    if (!type || !video || (await reader.unsigned(type)) !== 1) continue;
    for (const child of await reader.childrenOf(video)) {
      if (child.id === ids.pixelWidth) facts.width = await reader.unsigned(child);
      if (child.id === ids.pixelHeight) facts.height = await reader.unsigned(child);
    }
    return true;
  }
  return false;
}

async function requireWebm(reader: Reader, header: Element): Promise<void> {
  if (header.id !== ids.header) throw new VideoRefused("unreadable");
  const type = (await reader.childrenOf(header)).find(({ id }) => id === ids.docType);
  const name = type && (await reader.file.read(type.from, Math.min(type.to - type.from, 8)));
  if (name?.toString("latin1").replaceAll("\0", "") !== "webm")
    throw new VideoRefused("unreadable");
}

/** @throws VideoRefused, or RangeError when the file ends inside an element. */
export async function cleanWebm(file: ByteFile): Promise<VideoFacts> {
  const reader = new Reader(file);
  const header = await reader.elementAt(0, file.size);
  await requireWebm(reader, header);
  const segment = await reader.elementAt(header.to ?? file.size, file.size);
  if (segment.id !== ids.segment) throw new VideoRefused("unreadable");
  const end = segment.to ?? file.size;
  // Nothing stands behind the one segment.
  if (end !== file.size) throw new VideoRefused("unreadable");
  const facts: VideoFacts = { durationMs: null, width: null, height: null };
  let hasPictures = false;
  for (let at = segment.from; at < end; ) {
    const child = await reader.elementAt(at, end);
    if (!keptInSegment.has(child.id)) await reader.clear(child);
    if (child.id === ids.info) await readInfo(reader, child, facts);
    if (child.id === ids.tracks)
      hasPictures = (await readTracks(reader, child, facts)) || hasPictures;
    const isOpen = child.to === undefined && child.id === ids.cluster;
    if (child.to === undefined && !isOpen) throw new VideoRefused("unreadable");
    at = child.to ?? (await reader.endOfCluster(child, end));
  }
  if (!hasPictures) throw new VideoRefused("unreadable");
  return facts;
}
