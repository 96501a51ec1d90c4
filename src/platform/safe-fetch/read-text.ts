import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The body is larger than anybody needs, before or after it was unpacked. */
export class TooLargeError extends Error {}
/** The body is packed in a way nobody asked for. */
export class UnreadableError extends Error {}

const decoders = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

function isDecoder(name: string): name is keyof typeof decoders {
  return Object.hasOwn(decoders, name);
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return response;
  if (!isDecoder(encoding)) throw new UnreadableError(encoding);
  const decoder = decoders[encoding]();
  response.on("error", (error) => decoder.destroy(error));
  response.on("aborted", () => decoder.destroy(new UnreadableError("aborted")));
  return response.pipe(decoder);
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A name no decoder knows; most pages are UTF-8 whatever they say.
    return new TextDecoder().decode(bytes);
  }
}

/**
 * The whole body, unpacked as it comes, so that a small file that unpacks to a huge one is noticed at the limit.
 * @throws TooLargeError, UnreadableError, or the error of the connection.
 */
export async function readBytes(response: IncomingMessage, bytesMax: number): Promise<Buffer> {
  try {
    const declared = response.headers["content-length"] ?? "0";
    if (!/^\d{1,15}$/.test(declared) || BigInt(declared) > BigInt(bytesMax)) {
      throw new TooLargeError(declared);
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > bytesMax) throw new TooLargeError(`${bytes}`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    response.destroy();
  }
}

/** The same as text. */
export async function readText(response: IncomingMessage, bytesMax: number): Promise<string> {
  const type = response.headers["content-type"] ?? "";
  const charset = /charset="?([\w.:-]{1,40})/i.exec(type)?.[1] ?? "utf-8";
  return decode(await readBytes(response, bytesMax), charset);
}
