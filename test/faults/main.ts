/**
 * The fault campaign: `npm run test:faults -- --seed N --runs M`. Also `--variants`, which proves that the judge can fail.
 * docs/testing-faults.md explains what it does and how to read what it prints.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import { type Campaign, hledgerComplaint, openCampaign, provoked } from "./campaign";
import type { RunResult } from "./run";
import { allKinds, handsCount } from "./schedule";
import { type Variant, variants } from "./variants";

const seedsPerVariantMax = 4;
const linesMax = 12;

interface Options {
  seed: number;
  runs: number;
  lanes: number;
  variants?: boolean | string;
  keep?: string;
  json?: string;
  world?: string;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const whole = (min: number) => (text: string) => {
  const value = Number.parseInt(text, 10);
  if (!/^\d+$/.test(text) || value < min) throw new InvalidArgumentError(`a number from ${min}`);
  return value;
};

/** Works through a list with as many lanes as there are. */
async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, lane: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (number: number) => {
    for (let n = next++; n < items.length; n = next++) await work(items[n] as T, number);
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** A run that could not be played to its end is a finding too: nobody knows what it would have shown. */
async function playOrFail(
  campaign: Campaign,
  seed: number,
  lane: number,
  keep: string | undefined,
): Promise<RunResult> {
  const schedule = campaign.schedule(seed);
  try {
    return await campaign.play(lane, schedule, keep ? { keepDir: keep } : {});
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      seed,
      queue: schedule.queue,
      findings: [{ rule: "alive", about: `seed ${seed}`, text: `the run broke off: ${text}` }],
      hits: new Map(),
      endorsements: 0,
      payoutStates: new Map(),
      recoveryMs: 0,
      totalMs: 0,
      crashes: [],
      journal: "",
    };
  }
}

function addUp(maps: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const map of maps) {
    for (const [key, value] of map) total.set(key, (total.get(key) ?? 0) + value);
  }
  return total;
}

function showFindings(result: RunResult): void {
  for (const { rule, about, text } of result.findings.slice(0, linesMax)) {
    print(`    ${rule}: ${about} ${text}`);
  }
  const rest = result.findings.length - linesMax;
  if (rest > 0) print(`    … and ${rest} more`);
}

function summary(results: readonly RunResult[], kinds: readonly string[]) {
  const hits = addUp(results.map((result) => result.hits));
  const recovery = results.map((result) => result.recoveryMs).sort((a, b) => a - b);
  return {
    runs: results.length,
    runsByQueue: Object.fromEntries(addUp(results.map(({ queue }) => new Map([[queue, 1]])))),
    endorsements: results.reduce((sum, result) => sum + result.endorsements, 0),
    payouts: Object.fromEntries(addUp(results.map((result) => result.payoutStates))),
    findings: results.reduce((sum, result) => sum + result.findings.length, 0),
    failingSeeds: results.filter(({ findings }) => findings.length > 0).map(({ seed }) => seed),
    recoveryMs: {
      p50: Math.round(quantile(recovery, 0.5)),
      p95: Math.round(quantile(recovery, 0.95)),
      max: Math.round(recovery.at(-1) ?? 0),
    },
    unplannedExits: results.reduce((sum, result) => sum + result.crashes.length, 0),
    faults: Object.fromEntries(kinds.map((kind) => [kind, hits.get(kind) ?? 0])),
  };
}

function printSummary(sums: ReturnType<typeof summary>, tookMs: number): void {
  const faults = new Table({ head: ["fault", "hits"], style: { head: [], border: [] } });
  for (const [kind, hits] of Object.entries(sums.faults)) faults.push([kind, hits]);
  print(faults.toString());
  const table = new Table({ style: { head: [], border: [] } });
  const { p50, p95, max } = sums.recoveryMs;
  const listed = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, n]) => `${n} ${name}`)
      .join(", ");
  table.push(
    ["runs", `${sums.runs} (${listed(sums.runsByQueue)}) in ${seconds(tookMs)}`],
    ["endorsements", sums.endorsements],
    ["payouts", listed(sums.payouts)],
    ["from heal to rest", `p50 ${seconds(p50)}, p95 ${seconds(p95)}, max ${seconds(max)}`],
    ["processes that ended by themselves", sums.unplannedExits],
    ["findings", sums.findings],
  );
  print(table.toString());
}

/** @returns true when nothing was found and every kind of fault was hit. */
async function campaignOfSeeds(campaign: Campaign, options: Options): Promise<boolean> {
  const started = performance.now();
  const seeds = Array.from({ length: options.runs }, (_, n) => options.seed + n);
  const results: RunResult[] = [];
  const dir = mkdtempSync(path.join(os.tmpdir(), "faults-books-"));
  await inLanes(seeds, options.lanes, async (seed, lane) => {
    const result = await playOrFail(campaign, seed, lane, options.keep);
    const complaint = result.journal ? hledgerComplaint(result.journal, dir) : undefined;
    if (complaint) result.findings.push({ rule: "balance", about: "hledger", text: complaint });
    results.push(result);
    const verdict = result.findings.length === 0 ? "clean" : `${result.findings.length} findings`;
    print(
      `${results.length}/${seeds.length} seed ${seed} (${result.queue}): ${result.endorsements} endorsements, ` +
        `at rest after ${seconds(result.recoveryMs)}, ${seconds(result.totalMs)} in all: ${verdict}`,
    );
    showFindings(result);
    for (const crash of result.crashes) print(`    ended by itself: ${crash}`);
  });
  rmSync(dir, { recursive: true, force: true });
  const sums = summary(results, allKinds(campaign.hasRedis));
  if (options.json) {
    mkdirSync(path.dirname(path.resolve(options.json)), { recursive: true });
    writeFileSync(options.json, `${JSON.stringify(sums, null, 2)}\n`);
  }
  printSummary(sums, performance.now() - started);
  for (const seed of sums.failingSeeds) {
    print(`replay: npm run test:faults -- --seed ${seed} --runs 1`);
  }
  const missed = Object.entries(sums.faults).filter(([, hits]) => hits === 0);
  // Neighbouring seeds deal every card once a round; a card that came too late in one round has a second.
  const mustHitAll = options.runs >= 2 * handsCount;
  if (missed.length > 0 && mustHitAll) {
    print(`never hit: ${missed.map(([kind]) => kind).join(", ")}`);
  }
  return sums.findings === 0 && (missed.length === 0 || !mustHitAll);
}

/** @returns true when the judge has caught every broken product. */
async function campaignOfVariants(campaign: Campaign, options: Options): Promise<boolean> {
  const named = typeof options.variants === "string" ? options.variants.split(",") : undefined;
  const chosen = variants.filter(({ name }) => named === undefined || named.includes(name));
  const table = new Table({
    head: ["variant", "caught by", "seed", "time"],
    style: { head: [], border: [] },
  });
  let missed = chosen.length === 0 || chosen.length < (named?.length ?? 0) ? 1 : 0;
  await inLanes(chosen, options.lanes, async (variant: Variant, lane) => {
    const started = performance.now();
    for (let n = 0; n < seedsPerVariantMax; n++) {
      const seed = options.seed + n;
      const schedule = provoked(campaign.schedule(seed), variant);
      const result = await campaign.play(lane, schedule, {
        variant,
        ...(options.keep ? { keepDir: path.join(options.keep, variant.name) } : {}),
      });
      // Being slow is not being caught: only what the judge says of the records counts.
      const findings = result.findings.filter(({ about }) => !about.startsWith("seed "));
      const [first] = findings;
      print(`${variant.name}, seed ${seed}: ${findings.length} findings`);
      for (const { about, text } of result.findings) {
        if (about.startsWith("seed ")) print(`    ${about} ${text}`);
      }
      if (!first) continue;
      const rules = [...new Set(findings.map(({ rule }) => rule))].join(", ");
      print(`    ${first.rule}: ${first.about} ${first.text}`);
      table.push([variant.name, rules, seed, seconds(performance.now() - started)]);
      return;
    }
    missed += 1;
    table.push([variant.name, "NOT CAUGHT", "", seconds(performance.now() - started)]);
  });
  print(table.toString());
  return missed === 0;
}

async function main(): Promise<void> {
  const program = new Command("test:faults")
    .option("--seed <n>", "first seed", whole(0), 1)
    .option("--runs <n>", "how many seeds", whole(1), 8)
    .option("--lanes <n>", "runs at the same time", whole(1), 2)
    .option("--variants [names]", "show that the judge catches deliberately broken products")
    .option("--keep <folder>", "write what the judge was given to this folder")
    .option("--world <folder>", "keep the made world there and find it again, for replays")
    .option("--json <file>", "write the sums to this file");
  const options = program.parse().opts<Options>();
  process.env["TZ"] = "UTC";
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => process.exit(130));
  const started = performance.now();
  const campaign = await openCampaign(options.lanes, options.world);
  print(`the world was made in ${seconds(performance.now() - started)}`);
  try {
    const isGood = options.variants
      ? await campaignOfVariants(campaign, options)
      : await campaignOfSeeds(campaign, options);
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await campaign.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
