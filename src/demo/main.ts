/** `npm run demo`: the whole product on throw-away data, driven through its API; `-- --json` prints one JSON object. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createUser } from "../features/identity";
import { monotonicMs } from "../kernel/clock";
import { loadConfig } from "../platform/config";
import { createLogger } from "../platform/logger";
import { startProduct } from "../start";
import { password } from "./cast";
import { logIn, type Person } from "./http-client";
import { createNarrator } from "./narrator";
import { type Ending, tellStory } from "./story";
import type { StoryWorld } from "./story-world";

/** Quick pauses, so that half a minute shows what takes days elsewhere. The log goes nowhere: the story is the output. */
const demoEnvironment = {
  PORT: "0",
  SANDBOX_PAYPAL_PORT: "0",
  SANDBOX_STRIPE_PORT: "0",
  SANDBOX_BANK_PORT: "0",
  SANDBOX_SOCIAL_PORT: "0",
  SANDBOX_SETTLE_SECONDS: "0.3",
  LOG_LEVEL: "silent",
  PAYOUT_RETRY_SECONDS: "1",
  PAYOUT_POLL_SECONDS: "1,2,5,10,30",
  PROVIDER_TIMEOUT_SECONDS: "10",
  PAYOUT_LEASE_SECONDS: "15",
  SWEEP_SECONDS: "1",
};

type Product = Awaited<ReturnType<typeof startProduct>>;

/** Staff are made by the command line in real life; there is no page where anybody could make themselves finance. */
async function staff(
  product: Product,
  role: "finance_maker" | "finance_checker",
  name: string,
): Promise<Person> {
  const email = `${name.toLowerCase()}@kampanye.example`;
  const person = { email, password, displayName: name, locale: "en" as const };
  await product.composition.services.unitOfWork.run((tx) => createUser(tx, person, [role]));
  return await logIn(product.url, email, password);
}

async function enterWorld(product: Product): Promise<StoryWorld> {
  const { sandbox } = product.connected;
  if (!sandbox) throw new Error("The demo runs with simulators only");
  return {
    base: product.url,
    password,
    outside: sandbox,
    brands: new Map(),
    creators: new Map(),
    maker: await staff(product, "finance_maker", "Mira"),
    checker: await staff(product, "finance_checker", "Chai"),
    campaignIds: new Map(),
    works: [],
    chapters: [],
  };
}

async function run(isJson: boolean): Promise<Ending> {
  const startedMs = monotonicMs();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "kampanye-demo-"));
  const config = loadConfig({ ...demoEnvironment, DATA_DIR: dataDir });
  const narrator = createNarrator(
    (text) => void (isJson || process.stdout.write(text)),
    process.stdout.isTTY && !isJson,
  );
  narrator.line(
    "Starting PostgreSQL, the API, a worker, the scheduler, and simulated PayPal, Stripe, bank and social platforms …",
  );
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  let stop: () => Promise<void> = async () => undefined;
  endEarlyWith(async () => {
    await stop();
    remove();
  });
  try {
    const log = createLogger("silent");
    // Weeks pass at PayPal while the story is told in one day.
    const product = await startProduct({ config, log, isVolatile: true, hasOwnTime: true });
    stop = product.stop;
    try {
      const world = await enterWorld(product);
      const ending = await tellStory(
        world,
        narrator,
        product.composition.services.unitOfWork.reader,
      );
      const seconds = Math.round((monotonicMs() - startedMs) / 100) / 10;
      const { isGood, problems, verdict } = ending;
      if (isJson) {
        const { chapters } = narrator;
        const whole = { ok: isGood, seconds, chapters, invariants: verdict, problems };
        process.stdout.write(`${JSON.stringify(whole)}\n`);
      }
      for (const problem of problems) narrator.line(`PROBLEM ${problem}`);
      narrator.line(
        isGood
          ? `\n${verdict.invariantsCount} checks: all invariants hold (${seconds} s in all)`
          : "\nNot everything holds.",
      );
      return ending;
    } finally {
      await product.stop();
    }
  } finally {
    remove();
  }
}

const signalNumbers = { SIGINT: 2, SIGTERM: 15, SIGPIPE: 13 } as const;

/** Ctrl-C, a request to end, or a reader that has seen enough: clean up, and say so by the exit code. */
function endEarlyWith(cleanUp: () => Promise<void>): void {
  let isEnding = false;
  const end = (signal: keyof typeof signalNumbers) => {
    if (isEnding) return;
    isEnding = true;
    const exit = () => process.exit(128 + signalNumbers[signal]);
    cleanUp().then(exit, exit);
  };
  process.once("SIGINT", () => end("SIGINT"));
  process.once("SIGTERM", () => end("SIGTERM"));
  process.stdout.on("error", () => end("SIGPIPE"));
}

const usage =
  "Usage: npm run demo [-- --json]   The whole story on throw-away data; --json for programs.\n";

async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) {
    process.stdout.write(usage);
    return;
  }
  const unknown = args.filter((arg) => arg !== "--json");
  if (unknown.length > 0) {
    process.stderr.write(`The demo does not know ${unknown.join(" ")}.\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const { isGood } = await run(args.includes("--json"));
  process.exitCode = isGood ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `\nThe demo stopped: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
