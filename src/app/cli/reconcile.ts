import Table from "cli-table3";
import { type Command, InvalidArgumentError, Option } from "commander";
import { daysCount, getReconciliation, reportDaysMax } from "../../features/reconciliation";
import { isDay } from "../../kernel/clock";
import { formatMoney } from "../../kernel/money";
import { type SignedMoneyJson, toMoney } from "../../platform/http/schemas";
import { exitCodes, exitCodesHelp, print, UsageError, withComposition } from "./session";

interface Options {
  from: string;
  to: string;
}

function parseDay(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError("Use a day such as 2026-11-23.");
}

const shown = (amount: SignedMoneyJson | null) =>
  amount === null ? "unknown" : formatMoney(toMoney(amount));

async function reconcile({ from, to }: Options): Promise<void> {
  const days = daysCount(from, to);
  if (days < 1) throw new UsageError("--to lies before --from.");
  if (days > reportDaysMax) throw new UsageError(`PayPal reports at most ${reportDaysMax} days.`);
  await withComposition(
    async ({ services }) => {
      const importer = { principal: "cli:reconcile", person: "cli:reconcile" };
      const { row, statuses } = await services.reconciliation.importPaypalReport(importer, {
        from,
        to,
      });
      print(
        `${row.linesCount} lines, ${row.newLinesCount} new: ${statuses.matched} matched, ` +
          `${statuses.explained} explained, ${statuses.open} open`,
      );
      const compared = (await getReconciliation(services.unitOfWork.reader)).filter(
        (one) => one.source === "paypal",
      );
      const table = new Table({
        head: ["currency", "books", "PayPal", "not on the report yet", "open lines", "difference"],
        style: { head: [], border: [] },
      });
      for (const one of compared) {
        table.push([
          one.currency,
          shown(one.ledgerBalance),
          shown(one.statementBalance),
          shown(one.timing.sum),
          shown(one.open.sum),
          shown(one.difference),
        ]);
      }
      print(table.toString());
      const isDifferent = compared.some(
        ({ difference }) => difference !== null && difference.amountMinor !== "0",
      );
      if (statuses.open > 0 || isDifferent) process.exitCode = exitCodes.findings;
    },
    { needsProviders: true },
  );
}

export function addReconcile(program: Command): void {
  program
    .command("reconcile")
    .description("read a provider's report, match it with the books and print what is left")
    .addOption(
      new Option("--source <source>", "whose report").choices(["paypal"]).makeOptionMandatory(),
    )
    .requiredOption("--from <day>", "first day, UTC", parseDay)
    .requiredOption("--to <day>", `last day, UTC; at most ${reportDaysMax} days in all`, parseDay)
    .addHelpText("after", exitCodesHelp)
    .action(reconcile);
}
