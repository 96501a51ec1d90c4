/**
 * What a picture looks like in 64 bits (dHash, N. Krawetz, "Kind of like that", 2013): for each of 8 × 8 places whether it
 * gets brighter to the right. Saving a picture again, another size or another format hardly changes it.
 */

/** Pixels a hash is made of: one column more than it has bits in a row. */
export const hashColumns = 9;
export const hashRows = 8;
export const hashBits = (hashColumns - 1) * hashRows;

/** Below this difference between its darkest and its brightest pixel a picture shows nothing to compare. */
const contrastMin = 8;

/**
 * @param gray brightness of 9 × 8 pixels, row after row.
 * @returns 16 hexadecimal digits, or undefined for a picture that is all the same: any two of those would look alike.
 */
export function pictureHash(gray: Uint8Array): string | undefined {
  if (gray.length !== hashColumns * hashRows) throw new RangeError(`${gray.length} pixels`);
  if (Math.max(...gray) - Math.min(...gray) < contrastMin) return undefined;
  let bits = 0n;
  for (let row = 0; row < hashRows; row++) {
    for (let column = 0; column < hashColumns - 1; column++) {
      const at = row * hashColumns + column;
      bits = (bits << 1n) | ((gray[at] ?? 0) < (gray[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(hashBits / 4, "0");
}

/** How many of the 64 bits differ: 0 for the same picture, about 32 for two that have nothing to do with each other. */
export function hashDistance(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) if (bits & 1n) count++;
  return count;
}

/** Hashes of one picture: of all of it, and of what is left when somebody cuts it to a usual shape. */
export interface PictureLooks {
  whole: string;
  crops: readonly string[];
}

/**
 * The distance between two pictures of which one may be a part of the other: platforms cut pictures to their own shapes,
 * and put bars beside those that do not fit.
 */
export function looksDistance(one: PictureLooks, other: PictureLooks): number {
  return Math.min(
    hashDistance(one.whole, other.whole),
    ...one.crops.map((crop) => hashDistance(crop, other.whole)),
    ...other.crops.map((crop) => hashDistance(one.whole, crop)),
  );
}
