/** Whether the books are right, asked from outside: accountants' programs, a hash chain of our own, and sums of our own. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { allInvariants } from "../../src/app/invariants";
import { findViolations } from "../../src/features/ledger";
import { fastFolder } from "../support/global-setup";
import type { Caller, Json } from "./callers";
import type { Staff } from "./cast";
import { lastDay } from "./plan";
import type { World } from "./world";

export interface Finding {
  rule: string;
  text: string;
}

const isNeeded = process.env["REQUIRE_ALL"] === "1";
const wordsMax = 1_500;

/** A program's word about an exported book; one that is not installed says nothing. */
function ask(program: string, words: readonly string[], file: string): Finding[] {
  const { error, status, stderr, stdout } = spawnSync(program, [...words, file], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) {
    return isNeeded ? [{ rule: program, text: `${program} is not installed` }] : [];
  }
  if (status === 0 && stderr.trim() === "") return [];
  return [{ rule: program, text: (stderr || stdout).slice(0, wordsMax) }];
}

async function exported(caller: Caller, format: string): Promise<string> {
  const { status, text } = await caller.try("GET", `/v1/ledger/export?format=${format}`);
  if (status !== 200) throw new Error(`The ${format} export answered ${status} ${text}`);
  return text;
}

/** hledger and beancount read the export; both check what the providers say about our accounts. */
export async function askPrograms({ maker }: Staff): Promise<Finding[]> {
  const dir = mkdtempSync(path.join(fastFolder(), "kampanye-books-"));
  try {
    const journal = path.join(dir, "books.journal");
    writeFileSync(journal, await exported(maker, "hledger"));
    const beancount = path.join(dir, "books.beancount");
    writeFileSync(beancount, await exported(maker, "beancount"));
    return [...ask("hledger", ["check", "-s", "-f"], journal), ...ask("bean-check", [], beancount)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The chain of hashes, computed again from the lines as they came, and every transaction's sum. */
export async function checkChain({ maker }: Staff): Promise<Finding[]> {
  const lines = (await exported(maker, "jsonl")).split("\n").filter((line) => line !== "");
  const findings: Finding[] = [];
  let previous = "0".repeat(64);
  for (const [n, line] of lines.entries()) {
    const head = /^\{"hash":"([0-9a-f]{64})","previousHash":"([0-9a-f]{64})",/.exec(line);
    if (!head) return [{ rule: "chain", text: `line ${n + 1} has no hash` }];
    const [members, hash = "", said] = head;
    const body = `{${line.slice(members.length)}`;
    const own = createHash("sha256").update(previous).update(body).digest("hex");
    if (said !== previous || own !== hash) {
      findings.push({ rule: "chain", text: `line ${n + 1} does not follow the one before` });
      break;
    }
    const { entries, reference } = JSON.parse(body) as Json;
    const sum = entries.reduce((all: bigint, one: Json) => all + BigInt(one.amountMinor), 0n);
    if (sum !== 0n) findings.push({ rule: "sum", text: `${reference} sums to ${sum}` });
    previous = hash;
  }
  return findings;
}

/** Everything verify-ledger looks at. */
export async function verifyLedger(world: World): Promise<Finding[]> {
  const violations = await findViolations(
    world.composition.services.unitOfWork.reader,
    allInvariants,
  );
  return violations.map(({ invariant, found }) => ({ rule: invariant, text: String(found) }));
}

/** Debits and credits of all accounts, added up here. */
export async function checkTrialBalance({ maker }: Staff): Promise<Finding[]> {
  const lines = await maker.all("/v1/ledger/trial-balance");
  const sums = new Map<string, bigint>();
  for (const { balance } of lines) {
    const { currency, amountMinor } = balance;
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  }
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([currency, sum]) => ({ rule: "trial balance", text: `${currency} sums to ${sum}` }));
}

/** The proof of one account: books less what is outstanding is what its statement says. */
async function checkProof(caller: Caller, account: string, currency: string): Promise<Finding[]> {
  const query = new URLSearchParams({ account, currency, on: lastDay });
  const at = `/v1/reconciliation/proof`;
  const proof = await caller.get(`${at}?${query.toString()}`);
  const minor = (amount: Json) => BigInt(amount.amountMinor);
  const about = { rule: "proof", text: `${account} ${currency}: ` };
  if (proof.statementBalance === null) return [{ ...about, text: `${about.text}no statement` }];
  const findings: Finding[] = [];
  const listed = proof.outstanding.items.reduce(
    (sum: bigint, one: Json) => sum + minor(one.amount),
    0n,
  );
  if (listed !== minor(proof.outstanding.sum)) {
    findings.push({ ...about, text: `${about.text}outstanding items do not add up` });
  }
  const rest =
    minor(proof.ledgerBalance) -
    minor(proof.outstanding.sum) +
    minor(proof.unbooked.sum) -
    minor(proof.statementBalance);
  if (rest !== 0n || minor(proof.difference) !== 0n) {
    findings.push({ ...about, text: `${about.text}${rest} is not explained` });
  }
  if (proof.unbooked.count > 0) {
    findings.push({ ...about, text: `${about.text}${proof.unbooked.count} lines are not booked` });
  }
  for (const form of ["csv", "pdf"]) {
    const { status, text } = await caller.try("GET", `${at}/${form}?${query.toString()}`);
    const isGood = form === "pdf" ? text.startsWith("%PDF") : text.includes(proof.contentHash);
    if (status !== 200 || !isGood) {
      findings.push({ ...about, text: `${about.text}the ${form} answers ${status}` });
    }
  }
  return findings;
}

export async function checkProofs(
  { maker }: Staff,
  accounts: readonly { account: string; currency: string }[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { account, currency } of accounts) {
    findings.push(...(await checkProof(maker, account, currency)));
  }
  return findings;
}
