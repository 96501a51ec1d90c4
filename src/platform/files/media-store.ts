/**
 * Where uploaded bytes live, by their SHA-256: the same content is kept once, and nothing that was stored ever changes.
 * Callers see this interface only, so that an object store can take the disk's place.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { sha256 } from "../../kernel/canonical-json";
import { InvariantError } from "../../kernel/errors";

export interface MediaStore {
  /** Keeps the bytes durably and names them. Storing the same bytes again changes nothing. */
  put(bytes: Buffer): Promise<{ sha256: string }>;
  /** The same for a file on the same disk, which is gone from its place afterwards. */
  take(file: string): Promise<{ sha256: string }>;
  /** Opens content for reading in pieces. @throws InvariantError when it was never stored. */
  get(digest: string): Promise<AsyncIterable<Buffer>>;
}

const digestPattern = /^[0-9a-f]{64}$/;

/** Two levels of folders, so that no folder grows beyond what file systems list quickly. */
function pathOf(folder: string, digest: string): string {
  if (!digestPattern.test(digest)) throw new InvariantError("A media digest is malformed");
  return path.join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);
}

/** A power cut keeps a file's name only when its folder was written out too. */
async function sync(name: string): Promise<void> {
  const handle = await open(name, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes beside the target and renames, so that a reader never meets half a file. */
async function writeOnce(target: string, bytes: Buffer): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await sync(folder);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** Moves a file to its place by one rename, written out to the disk first. */
async function moveOnce(file: string, target: string): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  await sync(file);
  await rename(file, target);
  await sync(folder);
}

/** Media on the local disk, below `folder`. */
export function createDiskMediaStore(folder: string): MediaStore {
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      await writeOnce(pathOf(folder, digest), bytes);
      return { sha256: digest };
    },
    async take(file) {
      const digest = await digestOf(file);
      await moveOnce(file, pathOf(folder, digest));
      return { sha256: digest };
    },
    async get(digest) {
      try {
        // Opened before the first byte is promised, so that a missing file is an error and not half an answer.
        const handle = await open(pathOf(folder, digest), "r");
        return handle.createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        throw new InvariantError(`Media ${digest} is missing on the disk`);
      }
    },
  };
}
