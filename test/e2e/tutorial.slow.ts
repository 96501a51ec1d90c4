/**
 * docs/tutorial.md does what it says, word for word, twice on the same data: every block runs in its order, prints what
 * stands below it, and has the words that "You see" promises.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { hasHledger } from "../support/hledger";
import { describeWith } from "../support/programs";
import {
  type ProductProcess,
  patternOf,
  runSteps,
  startProductProcess,
  tutorialSteps,
} from "../support/tutorial";

const dir = mkdtempSync(path.join(os.tmpdir(), "kampanye-tutorial-"));
const steps = tutorialSteps("docs/tutorial.md");
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

/** After the page: where its files are, how everybody ended, and what an operator has on the list. */
const epilogue = `
echo "RESULT files $FILES"
for NAME in AYU DEWI BIMA; do TOKEN=$NAME; echo "RESULT $NAME $(stage "\${!TOKEN}")"; done
echo "RESULT FAH $(payout_of "$FAH_ID" status)"
echo "RESULT cheque $(get "$MAKER" "/v1/cheques/$CHEQUE" | json it.status)"
echo "RESULT breaks $(get "$OPERATOR" "/v1/breaks?status=open" | json 'it.items.map((one) => one.kind).join() || "none"')"`;

async function round(name: string) {
  const workDir = path.join(dir, name);
  mkdirSync(workDir);
  const { outputs, ending } = await runSteps(steps, epilogue, workDir, product?.variables ?? {});
  const results = Object.fromEntries(
    [...ending.matchAll(/^RESULT (\w+) (.*)$/gm)].map(([, key, value]) => [key, value]),
  ) as Record<string, string>;
  const file = (one: string) => readFileSync(path.join(results["files"] ?? "", one), "utf8");
  return { outputs, results, file };
}

type Round = Awaited<ReturnType<typeof round>>;

function expectPromises({ outputs }: Round): void {
  expect(outputs).toHaveLength(steps.length);
  for (const [at, { line, promised }] of steps.entries()) {
    for (const word of promised)
      expect({ line, output: outputs[at] }).toEqual({
        line,
        output: expect.stringContaining(word),
      });
  }
}

/** What each creator earned, what PayPal kept and what became ours add up, in each round the same. */
function expectGoodEnd({ outputs, results, file }: Round, roundsCount: number): void {
  expect(results).toMatchObject({ AYU: "paid", FAH: "paid", DEWI: "paid", BIMA: "paid" });
  expect(results).toMatchObject({ cheque: "cleared", breaks: "none" });

  const { items } = JSON.parse(file("reconciliation.json")) as Reconciliation;
  expect(items.filter((one) => one.difference !== null).length).toBeGreaterThanOrEqual(5);
  for (const { difference, open } of items) {
    expect(difference?.amountMinor ?? "0").toBe("0");
    expect(open.count).toBe(0);
  }

  const { items: lines, totals } = JSON.parse(file("trial-balance.json")) as TrialBalance;
  expect(totals.every((one) => one.isBalanced)).toBe(true);
  const dollarsOf = (account: RegExp) =>
    lines.find((one) => account.test(one.account) && one.balance.currency === "USD")?.balance
      .amountMinor;
  expect(dollarsOf(/^income:platform-fee$/)).toBe(String(-14_000 * roundsCount));
  expect(dollarsOf(/^assets:bank:main-usd$/)).toBe(String(5_000_000 - 48_000 * roundsCount));
  expect(dollarsOf(/^assets:paypal$/)).toBe(String(2_000_000 - 93_840 * roundsCount));
  expect(dollarsOf(/^liabilities:brand:.*:deposit$/)).toBe(String(-71_000 * roundsCount));

  expect(file("refusal.txt")).toMatch(/^HTTP\/1.1 409 /);
  expect(file("refusal.txt")).toMatch(/"title":"[\u0e00-\u0e7f]+/);
  expect(file("twice.json")).toContain('"code"');
  expect(file("replay.txt")).toMatch(/^Idempotency-Replayed: true/im);
  expect(file("books.journal")).toContain("income:platform-fee");
  if (hasHledger()) expect(outputs.join("")).toContain("hledger finds no fault");
}

test("a page's output is compared but for what changes each time", () => {
  const at = "reservedAt: '2026-11-23T17:17:27.185Z', (a) 01a20969-9fee-73cc-a953-04667a6aeb9d\n";
  expect(
    "x reservedAt: '2031-01-02T03:04:05.006Z', (a) 01b20969-0000-7000-8000-04667a6aeb9d",
  ).toMatch(patternOf(at));
  expect("reservedAt: 'now', (a) 01b20969-0000-7000-8000-04667a6aeb9d").not.toMatch(patternOf(at));
  expect(steps.filter(({ shown }) => shown !== undefined).length).toBeGreaterThan(20);
  expect(steps.flatMap(({ promised }) => promised).length).toBeGreaterThan(8);
});

describeWith("curl", "the tutorial", () => {
  test("every block works in its order and prints what the page shows, and again on the same data", async () => {
    const first = await round("first");
    for (const [at, { line, shown }] of steps.entries()) {
      if (shown === undefined) continue;
      expect({ line, output: first.outputs[at] }).toEqual({
        line,
        output: expect.stringMatching(patternOf(shown)),
      });
    }
    expectPromises(first);
    expectGoodEnd(first, 1);
    const again = await round("second");
    expectPromises(again);
    expectGoodEnd(again, 2);
    expect(again.outputs.join("")).toContain("CHEQUE 1002");
  }, 900_000);

  test("the product ends when it is asked to and leaves no database running", async () => {
    expect(product?.hasDatabase()).toBe(true);
    expect(await product?.stop()).toBe(0);
    expect(product?.hasDatabase()).toBe(false);
  }, 240_000);
});
