/** The demo as a newcomer runs it, in a process of its own. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

interface Demo {
  ok: boolean;
  seconds: number;
  chapters: { title: string; rows: Record<string, string | number>[] }[];
  invariants: { violations: unknown[]; invariantsCount: number };
  problems: string[];
}

const entry = path.resolve(__dirname, "../../src/demo/main.js");

async function runDemo(
  ...args: string[]
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output, errors };
}

const leftovers = () =>
  readdirSync(os.tmpdir()).filter((name) => name.startsWith("kampanye-demo-"));
/** Processes whose command line names a demo's folder. */
const demoServers = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(commandLineOf)
    .filter((line) => line.includes("kampanye-demo-"));

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

test("tells the whole story, proves it, and leaves nothing behind", async () => {
  const before = leftovers();
  const { code, output, errors } = await runDemo("--json");
  expect(errors).toBe("");
  expect(code).toBe(0);
  const demo = JSON.parse(output) as Demo;
  expect(demo).toMatchObject({ ok: true, problems: [], invariants: { violations: [] } });
  expect(demo.invariants.invariantsCount).toBeGreaterThan(20);
  expect(demo.seconds).toBeLessThan(60);

  const rows = (part: string) =>
    demo.chapters.find(({ title }) => title.includes(part))?.rows ?? [];
  expect(rows("brands register")).toHaveLength(2);
  expect(rows("creators register")).toHaveLength(12);
  expect(rows("currency by currency")).toContainEqual(
    expect.objectContaining({ currency: "THB", version: 2, "leaves alone up to": "1000" }),
  );
  expect(rows("campaigns are posted")).toHaveLength(3);
  expect(rows("endorsed")).toHaveLength(20);
  const reported = rows("cost and brought");
  expect(reported).toHaveLength(3);
  expect(
    reported.every((row) => /^[1-9]\d* of [1-9]\d*$/.test(String(row["posts measured"]))),
  ).toBe(true);
  expect(rows("apply").filter((row) => row["application"] === "declined")).toHaveLength(1);
  expect(rows("Content").filter((row) => row["versions"] === 2)).toHaveLength(1);
  expect(rows("lost answer").map((row) => row["outcome"])).toEqual(["ambiguous", "duplicate"]);
  expect(rows("by policy").map((row) => row["attempt"])).toEqual(
    expect.arrayContaining(["success", "unclaimed", "failed"]),
  );
  expect(rows("mended").map((row) => row["why"])).toEqual([
    "claimed at PayPal",
    "second attempt, to the new address",
    "second attempt, to the new address",
    "returned after 30 days, now by cheque",
  ]);
  expect(rows("Cheques").map((row) => row["status"])).toEqual(["issued", "cleared", "cleared"]);
  expect(rows("unused deposit")[0]).toMatchObject({ status: "succeeded" });
  expect(rows("Statements").every((row) => row["open"] === 0)).toBe(true);
  expect(rows("own records").every((row) => row["agrees"] === "yes")).toBe(true);

  expect(leftovers()).toEqual(before);
  expect(demoServers()).toEqual([]);
}, 480_000);

test("is readable for people and says at the end that all holds", async () => {
  const { code, output } = await runDemo();
  expect(code).toBe(0);
  expect(output).toContain("1. Two brands register");
  expect(output).toContain("Trial balance");
  expect(output).toMatch(/all invariants hold \([\d.]+ s in all\)\n$/);
}, 480_000);
