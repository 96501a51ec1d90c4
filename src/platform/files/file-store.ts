/**
 * Large files: written to the disk while they arrive, hashed on the way, and kept by their hash. Nothing of them is held in
 * memory.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InvariantError } from "../../kernel/errors";

/** A file that has arrived and is not kept yet. */
export interface SpooledFile {
  path: string;
  sha256: string;
  bytesCount: number;
  fileName: string;
}

export interface FileStore {
  /** Writes what arrives to a temporary file. */
  spool(source: NodeJS.ReadableStream, fileName: string): Promise<SpooledFile>;
  /** Keeps a file durably under its hash; the temporary file is gone afterwards. */
  keep(file: SpooledFile): Promise<void>;
  /** Reads a kept file in pieces. @throws InvariantError when it was never kept. */
  read(sha256: string): Promise<AsyncIterable<Buffer>>;
}

/** Removes a temporary file, if it is still there. */
export async function dropSpooled(file: Pick<SpooledFile, "path">): Promise<void> {
  await rm(file.path, { force: true });
}

/**
 * Small on purpose: what one piece becomes (cells, movements, rows) is alive at once, and what is alive when young objects are
 * collected is kept until the whole heap is looked through. Pieces of 256 KB made a process grow by 200 MB more.
 */
const readBytesAtOnce = 32 * 1024;

async function sync(name: string): Promise<void> {
  const handle = await open(name, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Files on the local disk below `folder`; every process that reads them has to see the same folder. */
export function createFileStore(folder: string): FileStore {
  const placeOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new InvariantError("A file's digest is malformed");
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    async spool(source, fileName) {
      const arriving = path.join(folder, "arriving");
      await mkdir(arriving, { recursive: true, mode: 0o700 });
      const target = path.join(arriving, `${randomUUID()}.tmp`);
      const hash = createHash("sha256");
      let bytesCount = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          bytesCount += chunk.length;
          done(null, chunk);
        },
      });
      try {
        await pipeline(source, count, createWriteStream(target, { flags: "wx", mode: 0o600 }));
      } catch (error) {
        await rm(target, { force: true });
        throw error;
      }
      return { path: target, sha256: hash.digest("hex"), bytesCount, fileName };
    },
    async keep(file) {
      const target = placeOf(file.sha256);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await sync(file.path);
      await rename(file.path, target);
      // A power cut keeps a file's name only when its folder was written out too.
      await sync(path.dirname(target));
    },
    async read(sha256) {
      const place = placeOf(sha256);
      try {
        await access(place);
      } catch {
        throw new InvariantError(`File ${sha256} is missing on the disk`);
      }
      return createReadStream(place, { highWaterMark: readBytesAtOnce });
    },
  };
}
