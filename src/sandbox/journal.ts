/**
 * Append-only record of what happened in a simulator: one JSON line per fact, or per group of facts that belong together.
 * A line reaches the operating system before the HTTP answer leaves, so a killed process loses nothing it has said yes to.
 * It is not flushed to the disk itself: a sandbox must survive kill -9, not the loss of power.
 */
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

export interface Journal<F> {
  /** Writes one line. When it returns the fact outlives the process. */
  append(fact: F): void;
  close(): void;
}

const newline = 0x0a;

/**
 * Opens the journal at `path`, first handing every recorded fact to `replay` in order. A last line that was cut off by a
 * crash is dropped from the file; any other unreadable line is an error, because then facts are missing.
 */
export function openJournal<F>(path: string, replay: (fact: F) => void): Journal<F> {
  mkdirSync(dirname(path), { recursive: true });
  const keptBytes = existsSync(path) ? replayFile(path, replay) : 0;
  const fd = openSync(path, "a");
  ftruncateSync(fd, keptBytes);
  let isOpen = true;
  return {
    append: (fact) => {
      // The number of a closed file may belong to another file by now.
      if (!isOpen) throw new Error(`${path} is closed`);
      writeAll(fd, Buffer.from(`${encodeFact(fact)}\n`));
    },
    close: () => {
      if (isOpen) closeSync(fd);
      isOpen = false;
    },
  };
}

/** A short write would leave half a line in the middle of the file, so the rest is written until nothing is left. */
function writeAll(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

function replayFile<F>(path: string, replay: (fact: F) => void): number {
  const bytes = readFileSync(path);
  let start = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    const fact = decodeFact(bytes.toString("utf8", start, end));
    if (fact === undefined) {
      if (end === bytes.length - 1) return start;
      throw new Error(`${path} is damaged at byte ${start}`);
    }
    replay(fact as F);
    start = end + 1;
  }
  return start;
}

/**
 * JSON in which a bigint is the text `~n123` and a text that starts with `~` gets a second one, so that whatever a caller
 * sends (metadata, payout items) comes back as it was.
 */
function encodeFact(fact: unknown): string {
  return JSON.stringify(fact, (_key, value: unknown) => {
    if (typeof value === "bigint") return `~n${value}`;
    return typeof value === "string" && value.startsWith("~") ? `~${value}` : value;
  });
}

/** The inverse of {@link encodeFact}; undefined when `line` is not JSON. */
function decodeFact(line: string): unknown {
  try {
    return JSON.parse(line, (_key, value: unknown) => {
      if (typeof value !== "string" || !value.startsWith("~")) return value;
      return value.startsWith("~n") ? BigInt(value.slice(2)) : value.slice(1);
    });
  } catch {
    return undefined;
  }
}
