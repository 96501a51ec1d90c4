import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { mediaTypes, sniffMediaType } from "../../src/platform/files/content-type";
import { createDiskMediaStore } from "../../src/platform/files/media-store";
import { samples } from "../support/media";

test.each([
  ["image/png", samples.png],
  ["image/jpeg", samples.jpeg],
  ["image/gif", samples.gif],
  ["image/webp", samples.webp],
  ["video/mp4", samples.mp4],
  ["video/webm", samples.webm],
])("%s is known by its bytes", async (type, bytes) => {
  expect(await sniffMediaType(bytes)).toBe(type);
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["text", Buffer.from("hello")],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["an SVG", Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj")],
  ["a ZIP", Buffer.from("504b03041400000000000000", "hex")],
  ["a program", Buffer.from("7f454c460201010000000000", "hex")],
])("%s is not accepted", async (_name, bytes) => {
  expect(await sniffMediaType(bytes)).toBeUndefined();
});

test("whatever bytes arrive, sniffing answers and never throws", async () => {
  const starts = Object.values(samples);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.nat(64),
      fc.uint8Array({ maxLength: 64 }),
      async (start, kept, rest) => {
        const type = await sniffMediaType(Buffer.concat([start.subarray(0, kept), rest]));
        expect([...mediaTypes, undefined]).toContain(type);
      },
    ),
    { numRuns: 300 },
  );
});

describe("media on the disk", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-media-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (content: AsyncIterable<Buffer>) => {
    const parts: Buffer[] = [];
    for await (const part of content) parts.push(part);
    return Buffer.concat(parts);
  };

  test("what is stored comes back, once for equal content, and leaves no temporary file", async () => {
    const media = createDiskMediaStore(path.join(folder, "a"));
    const bytes = Buffer.alloc(300_000, 7);
    const stored = await Promise.all(Array.from({ length: 8 }, () => media.put(bytes)));
    expect(new Set(stored.map((entry) => entry.sha256)).size).toBe(1);
    expect(await read(await media.get(stored[0]!.sha256))).toEqual(bytes);
    const files = readdirSync(path.join(folder, "a"), { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toHaveLength(1);
  });

  test("content that is missing and names that are no digests are errors", async () => {
    const media = createDiskMediaStore(path.join(folder, "b"));
    await expect(media.get("0".repeat(64))).rejects.toThrow("is missing on the disk");
    await expect(media.get("../../etc/passwd")).rejects.toThrow("malformed");
  });
});
