/** Commands that read the books: verify-ledger, trial-balance, export-books. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import Table from "cli-table3";
import { type Command, Option } from "commander";
import {
  findViolations,
  hledgerJournal,
  trialBalance,
  trialBalanceTotals,
} from "../../features/ledger";
import { formatMoney, money } from "../../kernel/money";
import { inSnapshot } from "../../platform/db/snapshot";
import { allInvariants } from "../invariants";
import { exitCodes, exitCodesHelp, print, withComposition } from "./session";

async function verifyLedger(): Promise<void> {
  const violations = await withComposition(({ services }) =>
    findViolations(services.unitOfWork.reader, allInvariants),
  );
  for (const { name } of allInvariants) {
    const found = violations.filter((violation) => violation.invariant === name);
    print(`${found.length === 0 ? "ok      " : "BROKEN  "}${name}`);
    for (const violation of found) print(`          ${violation.found}`);
  }
  print(
    violations.length === 0
      ? `All ${allInvariants.length} invariants hold.`
      : `${violations.length} violations.`,
  );
  if (violations.length > 0) process.exitCode = exitCodes.findings;
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

async function exportBooks({ output }: { output?: string }): Promise<void> {
  await withComposition(async ({ services }) => {
    const journal = Readable.from(inSnapshot(services.unitOfWork.reader, hledgerJournal));
    if (output === undefined) await pipeline(journal, process.stdout, { end: false });
    else await pipeline(journal, createWriteStream(output));
  });
}

export function addBookCommands(program: Command): void {
  program
    .command("verify-ledger")
    .description("check every invariant of the books and of all features")
    .addHelpText("after", exitCodesHelp)
    .action(verifyLedger);
  program
    .command("trial-balance")
    .description("print the balance of every account")
    .addHelpText("after", exitCodesHelp)
    .action(printTrialBalance);
  program
    .command("export-books")
    .description("write the whole book as a journal")
    .addOption(
      new Option("--format <format>", "of the journal").choices(["hledger"]).makeOptionMandatory(),
    )
    .option("--output <file>", "where to write it (default: standard output)")
    .addHelpText("after", exitCodesHelp)
    .action(exportBooks);
}
