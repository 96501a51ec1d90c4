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
    "Starting PostgreSQL, the API, a worker, the scheduler, and simulated PayPal, Stripe and bank …",
  );
  try {
    const product = await startProduct({ config, log: createLogger("silent"), isVolatile: true });
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
    rmSync(dataDir, { recursive: true, force: true });
  }
}

run(process.argv.includes("--json"))
  .then(({ isGood }) => {
    process.exitCode = isGood ? 0 : 1;
  })
  .catch((error: unknown) => {
    process.stderr.write(
      `\nThe demo stopped: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 1;
  });
