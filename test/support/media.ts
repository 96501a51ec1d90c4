/** Small files of each accepted kind, and pictures that look like something. */
import { Buffer } from "node:buffer";
import sharp from "sharp";

const bytes = (text: string) => Buffer.from(text, "base64");

/** One box of an MP4. */
export function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

const words = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) buffer.writeUInt32BE(value, at * 4);
  return buffer;
};

const unity = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

export interface TestTrack {
  handler?: string;
  format?: string;
  description?: Buffer | string;
  extra?: Buffer;
}

function trackBox({ handler = "vide", format = "avc1", description = "", extra }: TestTrack) {
  const none = words(0, 0);
  const stbl = box(
    "stbl",
    box("stsd", words(0, 1), box(format, Buffer.alloc(8), description)),
    ...["stts", "stsc", "stco"].map((type) => box(type, none)),
    box("stsz", words(0, 0, 0)),
  );
  return box(
    "trak",
    box("tkhd", words(3, 0, 0, 1, 0, 5_000, 0, 0, 0, 0), unity, words(1080 << 16, 1920 << 16)),
    box(
      "mdia",
      box("mdhd", words(0, 0, 0, 1000, 5_000, 0)),
      box("hdlr", words(0, 0), handler, words(0, 0, 0), "\0"),
      box("minf", box("vmhd", words(1, 0, 0)), box("dinf", Buffer.alloc(0)), stbl),
    ),
    ...(extra ? [extra] : []),
  );
}

/** A video of five seconds, 1080 × 1920, with nothing to see in it. */
export function mp4(
  options: {
    tracks?: TestTrack[];
    inMovie?: Buffer[];
    last?: Buffer[];
    data?: Buffer | string;
  } = {},
): Buffer {
  const { tracks = [{}], inMovie = [], last = [], data = "" } = options;
  return Buffer.concat([
    box("ftyp", "mp42", words(0), "mp42isom"),
    box(
      "moov",
      box("mvhd", words(0, 0, 0, 1000, 5_000), Buffer.alloc(80)),
      ...tracks.map(trackBox),
      ...inMovie,
    ),
    box("mdat", data),
    ...last,
  ]);
}

/** One element of a WebM; its length has eight bytes, or is not told. */
export function element(id: number, content: Buffer | string, isOpen = false): Buffer {
  const hex = id.toString(16);
  const size = Buffer.alloc(8);
  const length = Buffer.from(content as Buffer).length;
  size.writeBigUInt64BE((1n << 56n) | (isOpen ? (1n << 56n) - 1n : BigInt(length)), 0);
  return Buffer.concat([Buffer.from(hex, "hex"), size, Buffer.from(content as Buffer)]);
}

const float = (value: number) => {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(value);
  return buffer;
};

/** A video of five seconds, 640 × 360. */
export function webm(options: { inSegment?: Buffer[]; isOpen?: boolean; duration?: number } = {}) {
  const { inSegment = [], isOpen = false, duration = 5_000 } = options;
  const video = element(
    0xe0,
    Buffer.concat([element(0xb0, Buffer.from([2, 0x80])), element(0xba, Buffer.from([1, 0x68]))]),
  );
  const track = element(0xae, Buffer.concat([element(0x83, Buffer.from([1])), video]));
  return Buffer.concat([
    Buffer.from("1a45dfa3", "hex"),
    Buffer.from([0x9f]),
    Buffer.from("42868101" + "42f78101" + "42f28104" + "42f38108", "hex"),
    Buffer.from("428284", "hex"),
    Buffer.from("webm"),
    Buffer.from("42878104" + "42858102", "hex"),
    element(
      0x18538067,
      Buffer.concat([
        element(
          0x1549a966,
          Buffer.concat([
            element(0x2ad7b1, Buffer.from([0x0f, 0x42, 0x40])),
            ...(duration > 0 ? [element(0x4489, float(duration))] : []),
          ]),
        ),
        element(0x1654ae6b, track),
        element(0x1f43b675, element(0xa3, Buffer.alloc(16)), isOpen),
        ...inSegment,
      ]),
      isOpen,
    ),
  ]);
}

export const samples = {
  /** One transparent pixel. */
  png: bytes(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  ),
  /** Two by two red pixels. */
  jpeg: bytes(
    "/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAACAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABgj/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdABykX//Z",
  ),
  gif: bytes("R0lGODlhAgACAIAAAExpcf8AACH5BAUAAAAALAAAAAACAAIAAAICjFMAOw=="),
  webp: bytes(
    "UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoCAAIAAUAmJaACdLoB+AADsAD+8ut//NgVzXPv9//S4P0uD9Lg/9KQAAA=",
  ),
  mp4: mp4(),
  webm: webm(),
} as const;

/** A PNG that nobody else has, for tests that must not share content. */
export function uniquePng(text: string): Buffer {
  return Buffer.concat([samples.png, Buffer.from(text)]);
}

const sceneSide = 96;

/** A scene of soft blobs, as photographs are; another one for every seed. */
export function scene(seed: number, { width = 800, height = 800 } = {}): sharp.Sharp {
  let state = (seed * 2_654_435_761) >>> 0;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return state / 2 ** 32;
  };
  const blobs = Array.from({ length: 14 }, () => ({
    x: random() * sceneSide,
    y: random() * sceneSide,
    size: 6 + random() * 18,
    color: [random() * 255, random() * 255, random() * 255],
  }));
  const pixels = Buffer.alloc(sceneSide * sceneSide * 3);
  for (let at = 0; at < sceneSide * sceneSide; at++) {
    const [x, y] = [at % sceneSide, Math.floor(at / sceneSide)];
    let color = [90, 90, 90];
    for (const blob of blobs) {
      const near = Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.size ** 2));
      color = color.map((value, channel) => value + near * ((blob.color[channel] ?? 0) - value));
    }
    pixels.set(color, at * 3);
  }
  const raw = { width: sceneSide, height: sceneSide, channels: 3 } as const;
  const grown = sharp(pixels, { raw }).resize({ width, height, fit: "fill", kernel: "cubic" });
  return grown;
}
