/** Pictures that look like something and take no space in the repository: soft clouds of colour, others for each name. */
import { createHash } from "node:crypto";
import sharp from "sharp";

const sidePixels = 960;
/** So few coloured points are blown up to the whole picture that they run into each other. */
const pointsAcross = 4;
const channels = 3;

/** A square JPEG; the same bytes for the same name. */
export async function pictureOf(name: string): Promise<Buffer> {
  const points = createHash("sha512")
    .update(name)
    .digest()
    .subarray(0, pointsAcross * pointsAcross * channels);
  const raw = { width: pointsAcross, height: pointsAcross, channels } as const;
  return await sharp(points, { raw })
    .resize(sidePixels, sidePixels, { kernel: "cubic" })
    .jpeg({ quality: 82 })
    .toBuffer();
}
