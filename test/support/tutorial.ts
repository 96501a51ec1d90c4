/** The tutorial as a program: the product as a process of its own, and the page's blocks in one bash, as a reader has them. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { startEntry, watch } from "./programs";
import { readRepositoryFile } from "./repository";

const startDeadlineMs = 60_000;
const scriptDeadlineMs = 180_000;

/** The ```sh blocks of a page, in their order; blocks of other kinds show what one sees. */
export function shellBlocks(page: string): string[] {
  const blocks = readRepositoryFile(page).matchAll(/^```sh\n(.*?)^```$/gms);
  return [...blocks].map(([, block = ""]) => block);
}

export interface ProductProcess {
  /** The names of the tutorial for the addresses and the password. */
  variables: Record<"BASE" | "PAYPAL" | "BANK" | "SOCIAL" | "PASSWORD", string>;
  /** Asks the process to end. @returns its exit code, null when it did not end by itself. */
  stop(): Promise<number | null>;
  /** True while the embedded database of this data directory runs. */
  hasDatabase(): boolean;
}

/** Starts what `npm start` starts, on free ports. @throws Error with its output when it does not come up. */
export async function startProductProcess(dataDir: string): Promise<ProductProcess> {
  const running = startEntry("src/start.js", {
    DATA_DIR: dataDir,
    PORT: "0",
    SANDBOX_PAYPAL_PORT: "0",
    SANDBOX_STRIPE_PORT: "0",
    SANDBOX_BANK_PORT: "0",
    SANDBOX_SOCIAL_PORT: "0",
  });
  // A start that hangs must not outlive the tests.
  const timer = setTimeout(() => running.child.kill("SIGKILL"), startDeadlineMs);
  await running.printed("Ctrl-C stops everything").finally(() => clearTimeout(timer));
  const find = (pattern: RegExp) => pattern.exec(running.output())?.[1] ?? "";
  return {
    variables: {
      BASE: find(/ready at (\S+)/),
      PAYPAL: find(/PayPal (http\S+)/),
      BANK: find(/bank (http\S+)/),
      SOCIAL: find(/social platforms (http\S+)/),
      PASSWORD: find(/password of all is (\S+)/),
    },
    async stop() {
      await running.kill("SIGTERM");
      return running.child.exitCode;
    },
    hasDatabase: () => existsSync(path.join(dataDir, "postgres", "postmaster.pid")),
  };
}

/**
 * Runs a script in one bash that stops at the first failure.
 * @returns all it printed. @throws Error with the end of that when it fails, or takes longer than three minutes.
 */
export async function runScript(
  script: string,
  workDir: string,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn("bash", ["-s"], {
    cwd: workDir,
    // A group of its own, so that a late script ends together with the command it waits for.
    detached: true,
    // Nothing of what this machine or the test run has set: a newcomer has none of it.
    env: { PATH: process.env["PATH"], LANG: "C.UTF-8", TMPDIR: workDir, ...variables },
  });
  const running = watch(child);
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const timer = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, scriptDeadlineMs);
  child.stdin.end(`set -euo pipefail\n${script}\n`);
  const code = await exited;
  clearTimeout(timer);
  if (code === 0) return running.output();
  throw new Error(`It stopped with ${code}:\n${running.output().slice(-4_000)}`);
}
