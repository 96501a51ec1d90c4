/** The smallest files of each accepted kind. */
import { Buffer } from "node:buffer";

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ""), "hex");

export const samples = {
  /** One transparent pixel. */
  png: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  jpeg: hex("ffd8ffe0 00104a46494600010100000100010000 ffd9"),
  gif: hex(
    "474946383961 0100 0100 800000 ffffff 000000 21f904000000000 0 2c00000000010001000002024401003b",
  ),
  webp: hex("52494646 1a000000 57454250 5650384c 0d000000 2f000000 10071011 1188080a 0100"),
  mp4: hex("00000018 66747970 6d703432 00000000 6d703432 69736f6d 00000008 6d646174"),
} as const;

/** A PNG that nobody else has, for tests that must not share content. */
export function uniquePng(text: string): Buffer {
  return Buffer.concat([samples.png, Buffer.from(text)]);
}
