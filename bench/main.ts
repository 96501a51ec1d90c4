/**
 * `npm run bench -- <name>`: measures one path of the product beside what a user would take instead, in one run on one
 * machine. Prints one JSON object; exits with 1 when a goal is missed or the contenders' answers differ, 2 when it was
 * called wrongly. docs/performance.md keeps the latest figures.
 */
import { parseArgs } from "node:util";
import { disclosure } from "./disclosure";
import { discovery } from "./discovery";
import { exportBench } from "./export";
import { hot } from "./hot";
import { outbox } from "./outbox";
import { payoutRun } from "./payout-run";
import { portfolio } from "./portfolio";
import { reconcile } from "./reconcile";
import { withRedis } from "./redis";
import type { Bench, BenchOptions } from "./report";
import { settle } from "./settle";
import { webhooks } from "./webhooks";

const benches: Readonly<Record<string, Bench>> = {
  settle,
  "payout-run": payoutRun,
  hot,
  webhooks,
  outbox,
  export: exportBench,
  reconcile,
  disclosure,
  discovery,
  portfolio,
};

const usage = `Usage: npm run bench -- <${Object.keys(benches).join("|")}> [options]
  --sizes 1000,15000,100000  items of a round
  --n N                      the same as --sizes N
  --rounds R                 rounds of each size (default 3; one from 100,000 items on)
  --per-item N               most items for a baseline that works item by item (default 500)
  --seconds S                length of the steady load of webhooks (default 20)
`;

class UsageError extends Error {}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new UsageError(`--${name} must be a whole number`);
  return Number(text);
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sizes: { type: "string", default: "1000,15000,100000" },
      n: { type: "string" },
      rounds: { type: "string", default: "3" },
      "per-item": { type: "string", default: "500" },
      seconds: { type: "string", default: "20" },
    },
  });
  const [name = ""] = positionals;
  const bench = benches[name];
  if (!bench || positionals.length !== 1) throw new UsageError("Name one benchmark");
  const options: BenchOptions = {
    sizes: (values.n ?? values.sizes).split(",").map((text) => whole("sizes", text)),
    roundsCount: whole("rounds", values.rounds),
    perItemMax: whole("per-item", values["per-item"]),
    loadSeconds: whole("seconds", values.seconds),
    redisUrl: undefined,
    progress: (line) => void process.stderr.write(`${line}\n`),
  };
  return { name, bench, options };
}

async function main(args: readonly string[]): Promise<void> {
  const { name, bench, options } = readOptions(args);
  const figures = await withRedis((redisUrl) => bench({ ...options, redisUrl }));
  const ok = Object.values(figures.goal).every((goal) => goal.isMet);
  process.stdout.write(`${JSON.stringify({ name, sizes: options.sizes, ...figures, ok })}\n`);
  if (!ok) process.exitCode = 1;
}

// What was started is stopped when the process exits; a signal alone would not let it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE");
  const text = error instanceof Error ? (isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n${isUsage ? usage : ""}`);
  process.exitCode = isUsage ? 2 : 1;
});
