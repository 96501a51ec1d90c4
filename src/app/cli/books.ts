/** Commands that read the books: verify-ledger, trial-balance, export-books. */
import { appendFileSync, createWriteStream, existsSync, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import Table from "cli-table3";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type BookFormat, bookFormats, exportBooks } from "../../features/books";
import {
  type ChainHead,
  chainHashAt,
  chainHead,
  findViolations,
  sealLedger,
  trialBalance,
  trialBalanceTotals,
} from "../../features/ledger";
import { OperatorError } from "../../kernel/errors";
import { formatMoney, money } from "../../kernel/money";
import { allInvariants } from "../invariants";
import { exitCodes, exitCodesHelp, print, withComposition } from "./session";

/** A place in the chain of hashes that was noted earlier, outside of the database. */
interface NotedHead {
  position: bigint;
  hash: string;
}

function readHead(text: string): NotedHead | undefined {
  const found = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text);
  return found ? { position: BigInt(found[1] ?? "0"), hash: found[2] ?? "" } : undefined;
}

function parseHead(text: string): NotedHead {
  const head = readHead(text);
  if (!head) throw new InvalidArgumentError("Use what verify-ledger printed, such as 120:3f…");
  return head;
}

/** Places noted by earlier runs, one a line; a file that is not there yet has none. */
function readHeads(file: string): NotedHead[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    const head = readHead(line.trim());
    if (!head) throw new OperatorError(`Line ${at + 1} of ${file} is no place in the chain`);
    return [head];
  });
}

/** Adds the end of the chain to the file, unless it is its last line already. */
function noteHead(file: string, noted: readonly NotedHead[], head: ChainHead): void {
  const last = noted.at(-1);
  if (last?.position === head.position && last.hash === head.hash) return;
  appendFileSync(file, `${head.position}:${head.hash}\n`);
}

interface VerifyOptions {
  head?: NotedHead;
  headsFile?: string;
}

async function verifyLedger({ head: one, headsFile }: VerifyOptions): Promise<void> {
  const noted = [...(one ? [one] : []), ...(headsFile ? readHeads(headsFile) : [])];
  const { violations, head, moved } = await withComposition(async ({ services }) => {
    const { unitOfWork } = services;
    const found = await unitOfWork.run((tx) => findViolations(tx, allInvariants));
    const moved: NotedHead[] = [];
    for (const place of noted) {
      const now = await chainHashAt(unitOfWork.reader, place.position);
      if (now !== place.hash) moved.push(place);
    }
    // Only what was found right is linked: a wrong row must not become part of the chain by being looked at.
    if (found.length === 0) await sealLedger(unitOfWork, true);
    return {
      violations: found,
      head: await chainHead(unitOfWork.reader),
      moved,
    };
  });
  for (const { name } of allInvariants) {
    const found = violations.filter((violation) => violation.invariant === name);
    print(`${found.length === 0 ? "ok      " : "BROKEN  "}${name}`);
    for (const violation of found) print(`          ${violation.found}`);
  }
  print(`Chain of hashes: ${head.position}:${head.hash}`);
  const isMoved = moved.length > 0;
  for (const { position } of moved) {
    print(`BROKEN  the chain of hashes is not the one that was noted: transaction ${position}`);
  }
  if (violations.length > 0) {
    print(`${violations.length} violations. First bad row: ${violations[0]?.found}`);
  } else if (!isMoved) {
    print(`All ${allInvariants.length} invariants hold.`);
  }
  const isSound = violations.length === 0 && !isMoved;
  if (isSound && headsFile) noteHead(headsFile, readHeads(headsFile), head);
  if (!isSound) process.exitCode = exitCodes.findings;
}

async function printTrialBalance(): Promise<void> {
  const lines = await withComposition(({ services }) => trialBalance(services.unitOfWork.reader));
  const table = new Table({
    head: ["account", "currency", "debit", "credit"],
    colAligns: ["left", "left", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const { account, currency, balanceMinor } of lines) {
    const text = formatMoney(money(balanceMinor < 0n ? -balanceMinor : balanceMinor, currency));
    table.push([account, currency, balanceMinor > 0n ? text : "", balanceMinor < 0n ? text : ""]);
  }
  let isBalanced = true;
  for (const { currency, debitMinor, creditMinor } of trialBalanceTotals(lines)) {
    isBalanced &&= debitMinor === creditMinor;
    const total = (minor: bigint) => formatMoney(money(minor, currency));
    table.push(["total", currency, total(debitMinor), total(creditMinor)]);
  }
  print(table.toString());
  if (!isBalanced) process.exitCode = exitCodes.findings;
}

async function writeBooks(options: { format: BookFormat; output?: string }): Promise<void> {
  const { format, output } = options;
  await withComposition(async ({ services }) => {
    const books = exportBooks(services.unitOfWork, format);
    if (output === undefined) await pipeline(books, process.stdout, { end: false });
    else await pipeline(books, createWriteStream(output));
  });
}

export function addBookCommands(program: Command): void {
  program
    .command("verify-ledger")
    .description("check every invariant of the books and of all features, and the chain of hashes")
    .option(
      "--head <place>",
      "a place in the chain that was noted earlier; it must be there still",
      parseHead,
    )
    .option(
      "--heads-file <file>",
      "places noted by earlier runs; all must be there still, and the new end is added",
    )
    .addHelpText("after", exitCodesHelp)
    .action(verifyLedger);
  program
    .command("trial-balance")
    .description("print the balance of every account")
    .addHelpText("after", exitCodesHelp)
    .action(printTrialBalance);
  program
    .command("export-books")
    .description("write the whole book for hledger, beancount, or as JSON lines")
    .addOption(
      new Option("--format <format>", "of the file")
        .choices([...bookFormats])
        .makeOptionMandatory(),
    )
    .option("--output <file>", "where to write it (default: standard output)")
    .addHelpText("after", exitCodesHelp)
    .action(writeBooks);
}
