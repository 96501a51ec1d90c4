/** Processor time of a PostgreSQL server and all its backends, from the kernel's own count in nanoseconds. */
import { readFileSync } from "node:fs";
import path from "node:path";

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).trim().split(/\s+/).filter(Boolean).map(Number);
}

/** Microseconds of each process so far; empty where the kernel does not tell. */
type Reading = ReadonlyMap<number, number>;

function readingOf(worldDir: string): Reading {
  const pid = Number(read(path.join(worldDir, "postgres", "postmaster.pid")).split("\n")[0]);
  if (!pid) return new Map();
  return new Map(
    [pid, ...childrenOf(pid)].map((one) => {
      const [ran = "0"] = read(`/proc/${one}/schedstat`).split(" ");
      return [one, Number(ran || 0) / 1_000];
    }),
  );
}

/** Starts counting; the returned function says how many microseconds were used since, by backends that still live. */
export function countServerCpu(worldDir: string): () => number {
  const before = readingOf(worldDir);
  return () => {
    let sum = 0;
    for (const [pid, us] of readingOf(worldDir)) sum += us - (before.get(pid) ?? 0);
    return sum;
  };
}
