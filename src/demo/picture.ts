/** Pictures that look like something and take no space in the repository: soft discs of colour, another one for each name. */
import { createHash } from "node:crypto";
import sharp from "sharp";

const sidePixels = 960;
const discsCount = 5;
const channels = 3;

interface Disc {
  x: number;
  y: number;
  radius: number;
  colour: readonly [number, number, number];
}

/** Numbers from 0 to 255 that belong to the name. */
const bytesOf = (name: string) => createHash("sha512").update(name).digest();

function discsOf(bytes: Buffer): Disc[] {
  return Array.from({ length: discsCount }, (_, index) => {
    const [x = 0, y = 0, size = 0, red = 0, green = 0, blue = 0] = bytes.subarray(6 * index + 3);
    return {
      x: (x / 255) * sidePixels,
      y: (y / 255) * sidePixels,
      radius: sidePixels * (0.18 + size / 900),
      colour: [red, green, blue],
    };
  });
}

/** A square JPEG; the same bytes for the same name. */
export async function pictureOf(name: string): Promise<Buffer> {
  const bytes = bytesOf(name);
  const [red = 0, green = 0, blue = 0] = bytes;
  const discs = discsOf(bytes);
  const pixels = Buffer.alloc(sidePixels * sidePixels * channels);
  for (let at = 0, y = 0; y < sidePixels; y++) {
    for (let x = 0; x < sidePixels; x++, at += channels) {
      const light = 0.55 + (0.45 * y) / sidePixels;
      let mixed: readonly [number, number, number] = [red * light, green * light, blue * light];
      for (const disc of discs) {
        const distance = Math.hypot(x - disc.x, y - disc.y);
        const share = Math.max(0, Math.min(0.85, (disc.radius - distance) / 40));
        if (share === 0) continue;
        const [r, g, b] = disc.colour;
        mixed = [
          mixed[0] + (r - mixed[0]) * share,
          mixed[1] + (g - mixed[1]) * share,
          mixed[2] + (b - mixed[2]) * share,
        ];
      }
      pixels.set(mixed.map(Math.round), at);
    }
  }
  const raw = { width: sidePixels, height: sidePixels, channels } as const;
  return await sharp(pixels, { raw }).jpeg({ quality: 82 }).toBuffer();
}
