/** Processor time of a PostgreSQL server and all its backends, from the kernel's own count in nanoseconds. */
import { readdirSync, readFileSync } from "node:fs";
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

/** Microseconds so far; 0 where the kernel does not tell. Backends that have ended are not counted. */
export function serverCpuUs(worldDir: string): number {
  const pid = Number(read(path.join(worldDir, "postgres", "postmaster.pid")).split("\n")[0]);
  if (!pid) return 0;
  const ns = [pid, ...childrenOf(pid)].map((one) => {
    const threads = readdirSafe(`/proc/${one}/task`);
    return threads.reduce((sum, thread) => {
      const [ran = "0"] = read(`/proc/${one}/task/${thread}/schedstat`).split(" ");
      return sum + Number(ran || 0);
    }, 0);
  });
  return ns.reduce((sum, one) => sum + one, 0) / 1_000;
}

function readdirSafe(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
