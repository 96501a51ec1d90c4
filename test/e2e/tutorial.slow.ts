/** docs/tutorial.md does what it says, word for word, twice on the same data. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { hasHledger } from "../support/hledger";
import { describeWith } from "../support/programs";
import {
  type ProductProcess,
  runScript,
  shellBlocks,
  startProductProcess,
} from "../support/tutorial";

const dir = mkdtempSync(path.join(os.tmpdir(), "kampanye-tutorial-"));
let product: ProductProcess | undefined;

beforeAll(async () => {
  product = await startProductProcess(path.join(dir, "data"));
}, 240_000);

afterAll(async () => {
  await product?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 240_000);

interface Money {
  amountMinor: string;
  currency: string;
}

interface Reconciliation {
  items: { account: string; open: { count: number }; difference: Money | null }[];
}

interface TrialBalance {
  items: { account: string; balance: Money }[];
  totals: { debit: Money; credit: Money; isBalanced: boolean }[];
}

/** Appended to the page: where its files are, and how the two payouts and the cheque ended. */
const epilogue = `
echo "RESULT files $FILES"
echo "RESULT ayu $(ayu_stage)"
echo "RESULT fah $(fah_payout)"
echo "RESULT cheque $(get "$MAKER" "/v1/cheques/$CHEQUE" | json it.status)"`;

async function round(name: string) {
  const workDir = path.join(dir, name);
  mkdirSync(workDir);
  const script = shellBlocks("docs/tutorial.md").join("\n");
  const output = await runScript(script + epilogue, workDir, product?.variables ?? {});
  const results = Object.fromEntries(
    [...output.matchAll(/^RESULT (\w+) (.*)$/gm)].map(([, key, value]) => [key, value]),
  ) as Record<string, string>;
  const file = (one: string) => readFileSync(path.join(results["files"] ?? "", one), "utf8");
  return { output, results, file };
}

type Round = Awaited<ReturnType<typeof round>>;

/** The two creators of each round were paid 120.00 and its brand was charged our 10 %. */
function expectGoodEnd({ output, results, file }: Round, roundsCount: number): void {
  expect(results).toMatchObject({ ayu: "paid", fah: "paid", cheque: "cleared" });

  const { items } = JSON.parse(file("reconciliation.json")) as Reconciliation;
  expect(items.filter((one) => one.difference !== null).length).toBeGreaterThanOrEqual(5);
  for (const { difference, open } of items) {
    expect(difference?.amountMinor ?? "0").toBe("0");
    expect(open.count).toBe(0);
  }

  const { items: lines, totals } = JSON.parse(file("trial-balance.json")) as TrialBalance;
  expect(totals.every((one) => one.isBalanced)).toBe(true);
  const dollarsOf = (account: string) =>
    lines.find((one) => one.account === account && one.balance.currency === "USD")?.balance
      .amountMinor;
  expect(dollarsOf("income:platform-fee")).toBe(String(-2400 * roundsCount));
  expect(dollarsOf("assets:bank:main-usd")).toBe(String(5_000_000 - 12_000 * roundsCount));
  expect(dollarsOf("assets:paypal")).toBe(String(2_000_000 - 12_240 * roundsCount));

  expect(file("refusal.txt")).toMatch(/^HTTP\/1.1 409 /);
  expect(file("refusal.txt")).toMatch(/^Content-Type: application\/problem\+json/im);
  expect(file("refusal.txt")).toMatch(/^Content-Language: th/im);
  expect(file("refusal.txt")).toMatch(/"title":"[\u0e00-\u0e7f]+/);
  expect(file("replay.txt")).toMatch(/^HTTP\/1.1 200 /);
  expect(file("replay.txt")).toMatch(/^Idempotency-Replayed: true/im);
  expect(file("books.journal")).toContain("income:platform-fee");
  if (hasHledger()) expect(output).toContain("hledger finds no fault");
}

describeWith("curl", "the tutorial", () => {
  test("every block of the tutorial works in its order, and again on the same data", async () => {
    expectGoodEnd(await round("first"), 1);
    const again = await round("second");
    expectGoodEnd(again, 2);
    expect(again.output).toContain("CHEQUE 1002");
  }, 900_000);

  test("the product ends when it is asked to and leaves no database running", async () => {
    expect(product?.hasDatabase()).toBe(true);
    expect(await product?.stop()).toBe(0);
    expect(product?.hasDatabase()).toBe(false);
  }, 240_000);
});
