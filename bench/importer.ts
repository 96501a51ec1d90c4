/** The process that imports, as the benchmark sees it. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** What one import took of its process. */
export interface Imported {
  cpuUs: number;
  /** Resident memory before it began, and the most while it ran. */
  idleMb: number;
  peakMb: number;
}

export interface Importer {
  /** @throws Error what the import threw. */
  importReport(file: string): Promise<Imported>;
  close(): void;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const over = once(child, "exit").then(() => {
    throw new Error("The importing process ended");
  });
  const [answer] = (await Promise.race([once(child, "message"), over])) as unknown[];
  return answer;
}

export async function openImporter(url: string, folder: string): Promise<Importer> {
  const child = fork(path.join(__dirname, "import-process.js"), [url, folder]);
  await answerOf(child);
  return {
    async importReport(file) {
      child.send(file);
      const answer = (await answerOf(child)) as Imported | { error: string };
      if ("error" in answer) throw new Error(answer.error);
      return answer;
    },
    close: () => child.disconnect(),
  };
}
