/** The tutorial as a program: the product as a process of its own, and the page's blocks in one bash, as a reader has them. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { startEntry, watch } from "./programs";
import { readRepositoryFile } from "./repository";

const startDeadlineMs = 60_000;
const scriptDeadlineMs = 420_000;

/** One block that a reader pastes, and what the page says about its output. */
export interface TutorialStep {
  /** Line of the page on which the block begins. */
  line: number;
  script: string;
  /** The output as the page shows it below the block, the first time it is gone through. */
  shown: string | undefined;
  /** Words that the sentences after "You see" promise. */
  promised: string[];
}

const fence = /^```(\w+)\n(.*?)^```\n/gms;

/** What stands between one block and the next: paragraphs that begin with "You see" say what the output has. */
function promisedIn(text: string): string[] {
  const paragraphs = text.split("\n\n").filter((part) => part.trim().startsWith("You see"));
  return paragraphs.flatMap((part) =>
    [...part.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? ""),
  );
}

/** The ```sh blocks of a page, in their order, each with what follows it. */
export function tutorialSteps(page: string): TutorialStep[] {
  const text = readRepositoryFile(page);
  const fences = [...text.matchAll(fence)];
  const steps: TutorialStep[] = [];
  for (const [at, found] of fences.entries()) {
    const [whole, kind, body = ""] = found;
    const end = found.index + whole.length;
    const after = text.slice(end, fences[at + 1]?.index ?? text.length);
    const last = steps.at(-1);
    if (kind === "sh") {
      const line = text.slice(0, found.index).split("\n").length;
      steps.push({ line, script: body, shown: undefined, promised: promisedIn(after) });
    } else if (kind === "text" && last) {
      last.shown = body;
      last.promised.push(...promisedIn(after));
    }
  }
  return steps;
}

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Ids, times and years are other ones each time; … stands for anything. */
const changing: readonly (readonly [inPage: RegExp, inOutput: string])[] = [
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/, "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"],
  [/[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/, "[\\da-f-]{36}"],
  [/RA-\d{4}/, "RA-\\d{4}"],
  [/…/, "[\\s\\S]*"],
];

/** A pattern for the output that the page shows. */
export function patternOf(shown: string): RegExp {
  const any = new RegExp(changing.map(([inPage]) => `(${inPage.source})`).join("|"), "g");
  let pattern = "";
  let from = 0;
  for (const found of shown.trimEnd().matchAll(any)) {
    const kind = found.slice(1).findIndex((part) => part !== undefined);
    pattern += literal(shown.slice(from, found.index)) + (changing[kind]?.[1] ?? "");
    from = found.index + found[0].length;
  }
  return new RegExp(pattern + literal(shown.trimEnd().slice(from)));
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
    SANDBOX_EXAMPLES: "off",
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
 * @returns all it printed. @throws Error with the end of that when it fails, or takes longer than seven minutes.
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

const mark = "\u001e";

/** Runs all blocks in one shell. @returns what each of them printed, and what the script after them did. */
export async function runSteps(
  steps: readonly TutorialStep[],
  epilogue: string,
  workDir: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ outputs: string[]; ending: string }> {
  const scripts = [...steps.map(({ script }) => script), epilogue];
  const script = scripts.map((one) => `printf '\\036'\n${one}`).join("\n");
  const output = await runScript(script, workDir, variables);
  // Headers of HTTP end their lines with two characters, of which nobody sees the first.
  const [, ...outputs] = output.replaceAll("\r\n", "\n").split(mark);
  return { ending: outputs.pop() ?? "", outputs };
}
