/**
 * A month of mixed traffic that has to reconcile: `npm run test:month -- --size N --seed S`. Prints its figures last and
 * ends with 1 when anything is found. docs/testing-a-month.md explains what is played.
 */
import { rmSync } from "node:fs";
import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import { startTestCluster } from "../support/global-setup";
import type { Finding } from "./proofs";
import { type Figures, runMonth } from "./run";

const payoutsDefault = 2_000;

const whole = (text: string) => {
  const value = Number.parseInt(text, 10);
  if (!/^\d+$/.test(text) || value < 1) throw new InvalidArgumentError("a number from 1");
  return value;
};

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printFindings(title: string, findings: readonly Finding[]): void {
  print(`${title}: ${findings.length === 0 ? "nothing found" : `${findings.length} findings`}`);
  for (const { rule, text } of findings) print(`    ${rule}: ${text}`);
}

function printCounts(title: string, counts: Readonly<Record<string, number>>): void {
  const table = new Table({ head: [title, "count"], style: { head: [], border: [] } });
  for (const [name, count] of Object.entries(counts)) table.push([name, count]);
  print(table.toString());
}

function printFigures(figures: Figures): void {
  printCounts("payouts", figures.payouts);
  printCounts("cheques", figures.cheques);
  printCounts("deposits", figures.deposits);
  printCounts("lines of statements", figures.lines);
  printCounts("seconds", figures.seconds);
  print(JSON.stringify(figures));
}

async function main(): Promise<boolean> {
  const program = new Command("test:month")
    .option("--size <payouts>", "about how many payouts", whole, payoutsDefault)
    .option("--seed <number>", "what is paid to whom on which day", whole, 1);
  const { size, seed } = program.parse().opts<{ size: number; seed: number }>();
  process.env["TZ"] = "UTC";
  const { postgres, dir } = await startTestCluster();
  process.env["TEST_CLUSTER_URL"] = postgres.url;
  try {
    const { clean, spoiled, figures } = await runMonth(seed, size);
    printFindings("the month", clean.findings);
    printFindings(`the month with ${figures.planted} planted discrepancies`, spoiled.findings);
    printFigures(figures);
    return clean.findings.length + spoiled.findings.length === 0;
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

main().then(
  (isGood) => process.exit(isGood ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
