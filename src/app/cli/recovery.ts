/** Commands for the time after an older backup was restored: recovery start, read, status, end. */
import { type Command, InvalidArgumentError } from "commander";
import type { RecoveryReading, RecoveryStatus } from "../../features/payouts";
import { parseInstant } from "../../kernel/clock";
import { exitCodes, exitCodesHelp, print, withComposition } from "./session";

function parseTime(text: string): Date {
  const at = parseInstant(text);
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && !Number.isNaN(at.getTime())) return at;
  throw new InvalidArgumentError("Use a day or a time such as 2026-11-23T02:00:00Z.");
}

function printReading(reading: RecoveryReading): void {
  const { batchesCount, adoptedCount, unknownCount, heldCount, readTo } = reading;
  print(
    `${batchesCount} batches on PayPal's report, complete up to ${readTo.toISOString()}: ` +
      `${adoptedCount} adopted, ${unknownCount} unknown items written down, ${heldCount} payouts held`,
  );
}

function printStatus({ period, unknownItemsCount, openItemsCount }: RecoveryStatus): void {
  print(
    period
      ? `Payouts are paused since ${period.startedAt.toISOString()} by ${period.startedBy} (${period.reason}); ` +
          `PayPal is asked from ${period.since.toISOString()} on, ` +
          (period.readTo ? `read up to ${period.readTo.toISOString()}` : "nothing read yet")
      : "Payouts are not paused.",
  );
  print(`${unknownItemsCount} unknown items, ${openItemsCount} of them not explained`);
}

interface StartOptions {
  since: Date;
  by: string;
}

async function start({ since, by }: StartOptions): Promise<void> {
  await withComposition(
    async ({ services: { recovery } }) => {
      const startedBy = `cli:${by}`;
      const isNew = await recovery.start({ since, startedBy, reason: "backup_restored" });
      print(isNew ? "Payouts are paused." : "Payouts were paused already.");
      printReading(await recovery.read());
    },
    { needsProviders: true },
  );
}

async function read(): Promise<void> {
  await withComposition(async ({ services: { recovery } }) => printReading(await recovery.read()), {
    needsProviders: true,
  });
}

async function status(): Promise<void> {
  await withComposition(async ({ services: { recovery } }) => {
    const found = await recovery.status();
    printStatus(found);
    if (found.period) process.exitCode = exitCodes.findings;
  });
}

async function end({ by, note }: { by: string; note: string }): Promise<void> {
  await withComposition(async ({ services: { recovery } }) => {
    await recovery.end({ endedBy: `cli:${by}`, note });
    print("Payouts go on.");
  });
}

export function addRecovery(program: Command): void {
  const recovery = program
    .command("recovery")
    .description("pause payouts after a restored backup until PayPal's report has been compared");
  recovery
    .command("start")
    .description("pause payouts and read PayPal's report from before the backup on")
    .requiredOption("--since <time>", "a time safely before the backup was made", parseTime)
    .requiredOption("--by <name>", "who starts it")
    .addHelpText("after", exitCodesHelp)
    .action(start);
  recovery
    .command("read")
    .description("read PayPal's report again; it may lag behind by three hours")
    .addHelpText("after", exitCodesHelp)
    .action(read);
  recovery
    .command("status")
    .description("say whether payouts are paused; exits with 1 while they are")
    .addHelpText("after", exitCodesHelp)
    .action(status);
  recovery
    .command("end")
    .description("let payouts go on")
    .requiredOption("--by <name>", "who answers for it")
    .requiredOption("--note <text>", "what was found and decided")
    .addHelpText("after", exitCodesHelp)
    .action(end);
}
