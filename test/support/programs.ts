import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import path from "node:path";

/** Path of a program of the system, or undefined. */
export function findProgram(name: string): string | undefined {
  const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/**
 * Tests that need a program of the system. Without it they are skipped and one line says so; with REQUIRE_ALL=1 that is a
 * failure, so that CI cannot skip them unnoticed.
 */
export function describeWith(program: string, title: string, suite: (path: string) => void): void {
  const found = findProgram(program);
  if (found) {
    describe(title, () => suite(found));
    return;
  }
  if (process.env["REQUIRE_ALL"] === "1") {
    test(`${title} needs ${program}`, () => {
      throw new Error(`${program} is not installed`);
    });
    return;
  }
  describe.skip(`${title} (skipped: ${program} is not installed)`, () => {
    test("nothing", () => undefined);
  });
}

export interface Process {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves when a line with this text was printed. */
  printed(text: string): Promise<void>;
  /** Resolves when it is gone, however that came about. */
  ended: Promise<void>;
  /** Ends it and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts one of our own compiled entries, such as `jobs/worker.js`, with exactly this environment. */
export function startEntry(
  entry: string,
  environment: Record<string, string>,
  words: readonly string[] = [],
): Process {
  const file = path.resolve(__dirname, "../..", entry);
  const child = spawn(process.execPath, [file, ...words], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watch(child);
}

export function watch(child: ChildProcess): Process {
  let text = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    child,
    ended: gone,
    output: () => text,
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!text.includes(wanted)) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        void gone.then(() => reject(new Error(`It ended before printing "${wanted}":\n${text}`)));
        check();
      }),
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await gone;
    },
  };
}
