/** Commands that read the books: verify-ledger, trial-balance, export-books. */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import Table from "cli-table3";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type BookFormat, bookFormats, exportBooks } from "../../features/books";
import {
  chainHashAt,
  chainHead,
  findViolations,
  sealLedger,
  trialBalance,
  trialBalanceTotals,
} from "../../features/ledger";
import { formatMoney, money } from "../../kernel/money";
import { allInvariants } from "../invariants";
import { exitCodes, exitCodesHelp, print, withComposition } from "./session";

/** A place in the chain of hashes that was noted earlier, outside of the database. */
interface NotedHead {
  position: bigint;
  hash: string;
}

function parseHead(text: string): NotedHead {
  const found = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text);
  if (!found) throw new InvalidArgumentError("Use what verify-ledger printed, such as 120:3f…");
  return { position: BigInt(found[1] ?? "0"), hash: found[2] ?? "" };
}

async function verifyLedger({ head: noted }: { head?: NotedHead }): Promise<void> {
  const { violations, head, isMoved } = await withComposition(async ({ services }) => {
    const { unitOfWork } = services;
    const found = await unitOfWork.run((tx) => findViolations(tx, allInvariants));
    const atNoted = noted && (await chainHashAt(unitOfWork.reader, noted.position));
    // Only what was found right is linked: a wrong row must not become part of the chain by being looked at.
    if (found.length === 0) await sealLedger(unitOfWork, true);
    return {
      violations: found,
      head: await chainHead(unitOfWork.reader),
      isMoved: noted !== undefined && atNoted !== noted.hash,
    };
  });
  for (const { name } of allInvariants) {
    const found = violations.filter((violation) => violation.invariant === name);
    print(`${found.length === 0 ? "ok      " : "BROKEN  "}${name}`);
    for (const violation of found) print(`          ${violation.found}`);
  }
  print(`Chain of hashes: ${head.position}:${head.hash}`);
  if (isMoved) print("BROKEN  the chain of hashes is not the one that was noted");
  if (violations.length > 0) {
    print(`${violations.length} violations. First bad row: ${violations[0]?.found}`);
  } else if (!isMoved) {
    print(`All ${allInvariants.length} invariants hold.`);
  }
  if (violations.length > 0 || isMoved) process.exitCode = exitCodes.findings;
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
