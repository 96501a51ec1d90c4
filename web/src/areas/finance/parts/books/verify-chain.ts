/**
 * The chain of hashes of an export, computed here and by nothing of the server: each line is hashed with the hash before
 * it, so that nobody can change, add or leave out a transaction without every later hash being another one.
 */
import { sha256 } from "../sha256";

export interface Verdict {
  isSound: boolean;
  count: number;
  /** Number of the first line that does not fit. */
  line?: number;
  /** Where the chain ends. */
  head: string;
}

const start = "0".repeat(64);

/** JSON with its keys in order and no spaces. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}

/** Line by line, so that a book of any length needs no more memory than a line. */
async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
    if (done) break;
  }
  if (rest !== "") yield rest;
}

async function isNext(line: string, before: string): Promise<string | undefined> {
  try {
    const { hash, previousHash, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const isRight =
      previousHash === before &&
      typeof hash === "string" &&
      hash === (await sha256(before + canonical(rest)));
    return isRight ? hash : undefined;
  } catch {
    return undefined;
  }
}

export async function verifyChain(file: Blob, onCount: (count: number) => void): Promise<Verdict> {
  let head = start;
  let count = 0;
  for await (const line of linesOf(file)) {
    const next = await isNext(line, head);
    if (next === undefined) return { isSound: false, count, line: count + 1, head };
    head = next;
    count += 1;
    if (count % 500 === 0) onCount(count);
  }
  return { isSound: true, count, head };
}
