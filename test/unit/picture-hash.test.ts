/** What pictures look like: the same through everything that platforms do to them, and another for every other picture. */
import fc from "fast-check";
import sharp from "sharp";
import {
  hashDistance,
  looksDistance,
  type PictureLooks,
  pictureHash,
} from "../../src/kernel/picture-hash";
import { environmentSchema } from "../../src/platform/config";
import { createPictures } from "../../src/platform/files/pictures";
import { scene } from "../support/media";

const pictures = createPictures();
const looks = async (picture: { toBuffer(): Promise<Buffer> }): Promise<PictureLooks> => {
  const found = await pictures.looksOf(await picture.toBuffer());
  if (!found) throw new Error("The picture shows nothing");
  return found;
};

const hash = fc.array(fc.constantFrom(...Array.from("0123456789abcdef")), {
  minLength: 16,
  maxLength: 16,
});
const hashes = hash.map((digits) => digits.join(""));

test("a distance is one: zero to itself, the same both ways, never longer by a detour", () => {
  fc.assert(
    fc.property(hashes, hashes, hashes, (a, b, c) => {
      expect(hashDistance(a, a)).toBe(0);
      expect(hashDistance(a, b)).toBe(hashDistance(b, a));
      expect(hashDistance(a, c)).toBeLessThanOrEqual(hashDistance(a, b) + hashDistance(b, c));
      expect(hashDistance(a, b)).toBeLessThanOrEqual(64);
    }),
  );
});

const gray = fc.uint8Array({ minLength: 72, maxLength: 72 });

test("brighter, darker and with less contrast it stays what it was; turned around each bit turns", () => {
  fc.assert(
    fc.property(gray, fc.integer({ min: 0, max: 60 }), (pixels, more) => {
      const half = pixels.map((value) => value >> 1).map((value) => value - (value % 2));
      const brighter = half.map((value) => value + more);
      expect(pictureHash(brighter)).toBe(pictureHash(half));
    }),
  );
  const rising = Uint8Array.from({ length: 72 }, (_, at) => (at % 9) * 20);
  const falling = rising.map((value) => 200 - value);
  expect(pictureHash(rising)).toBe("f".repeat(16));
  expect(pictureHash(falling)).toBe("0".repeat(16));
});

test("what is all the same has no look, and other numbers of pixels are a mistake", () => {
  expect(pictureHash(new Uint8Array(72).fill(128))).toBeUndefined();
  expect(() => pictureHash(new Uint8Array(64))).toThrow(RangeError);
});

/** What the environment sets unless it says otherwise. */
const nearBits = environmentSchema.shape.LIVE_POST_PICTURE_NEAR_BITS.parse(undefined);

const seeds = Array.from({ length: 24 }, (_, at) => at + 1);

test("saved again, smaller, turned into another format, cut to a platform's shape: near; other pictures: far", async () => {
  const known = new Map<number, PictureLooks>();
  for (const seed of seeds) known.set(seed, await looks(scene(seed).png()));
  const near: Record<string, number[]> = {};
  for (const seed of seeds) {
    const wide = { width: 1_200, height: 800 };
    const original = await looks(scene(seed, wide).png());
    const whole = await scene(seed, wide).png().toBuffer();
    const variants = {
      jpeg30: sharp(whole).jpeg({ quality: 30 }),
      webp: sharp(whole).webp({ quality: 50 }),
      small: sharp(whole).resize(240).jpeg(),
      brighter: sharp(whole).modulate({ brightness: 1.15 }).jpeg(),
      trimmed: sharp(whole).extract({ left: 24, top: 16, width: 1_152, height: 768 }).jpeg(),
      square: sharp(whole).extract({ left: 200, top: 0, width: 800, height: 800 }).jpeg(),
      portrait: sharp(whole).extract({ left: 280, top: 0, width: 640, height: 800 }).jpeg(),
    };
    for (const [name, variant] of Object.entries(variants)) {
      (near[name] ??= []).push(looksDistance(original, await looks(variant)));
    }
  }
  for (const [name, distances] of Object.entries(near)) {
    expect({ name, isNear: Math.max(...distances) <= 8 }).toEqual({ name, isNear: true });
  }
  const far: number[] = [];
  for (const [one, a] of known) {
    for (const [other, b] of known) if (one < other) far.push(looksDistance(a, b));
  }
  // Cut pictures are compared too, so that one of some hundred pairs of soft scenes looks alike by accident.
  const alike = far.filter((distance) => distance <= nearBits);
  expect(far).toHaveLength(276);
  expect(alike.length).toBeLessThanOrEqual(3);
  expect(far.toSorted((a, b) => a - b)[138]).toBeGreaterThan(18);
});

test("a stranger's bytes are read or not, and never end in a fault", async () => {
  const start = await scene(1, { width: 40, height: 40 }).jpeg().toBuffer();
  await fc.assert(
    fc.asyncProperty(fc.nat(start.length), fc.uint8Array({ maxLength: 80 }), async (kept, rest) => {
      const bytes = Buffer.concat([start.subarray(0, kept), rest]);
      const found = await pictures.looksOf(bytes);
      expect(found === null || /^[0-9a-f]{16}$/.test(found.whole)).toBe(true);
      const prepared = await pictures.prepare(bytes, "image/jpeg");
      expect(["prepared", "refused"]).toContain(prepared.kind);
    }),
    { numRuns: 60 },
  );
});
