/** A file on the disk that is read and mended in places, so that a large one never has to be in memory. */
import { type FileHandle, open } from "node:fs/promises";

const bytesAtOnce = 64 * 1024;

export interface ByteFile {
  readonly size: number;
  /** Exactly these bytes. @throws RangeError when the file ends before. */
  read(at: number, length: number): Promise<Buffer>;
  write(at: number, bytes: Uint8Array): Promise<void>;
  /** Overwrites with zeros. */
  clear(at: number, length: number): Promise<void>;
}

function fileOf(handle: FileHandle, size: number): ByteFile {
  return {
    size,
    async read(at, length) {
      if (at < 0 || length < 0 || at + length > size) throw new RangeError("Beyond the file's end");
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await handle.read(bytes, 0, length, at);
      if (bytesRead !== length) throw new RangeError("The file is shorter than it was");
      return bytes;
    },
    async write(at, bytes) {
      await handle.write(bytes, 0, bytes.length, at);
    },
    async clear(at, length) {
      const zeros = Buffer.alloc(Math.min(length, bytesAtOnce));
      for (let done = 0; done < length; done += zeros.length) {
        await handle.write(zeros, 0, Math.min(zeros.length, length - done), at + done);
      }
    },
  };
}

/** Opens a file for reading and mending while `work` runs. */
export async function withByteFile<T>(
  path: string,
  work: (file: ByteFile) => Promise<T>,
): Promise<T> {
  const handle = await open(path, "r+");
  try {
    const { size } = await handle.stat();
    return await work(fileOf(handle, size));
  } finally {
    await handle.close();
  }
}
