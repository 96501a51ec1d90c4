/** The command seed: made-up creators at any size. */
import { type Command, InvalidArgumentError } from "commander";
import { seedCreators } from "../../features/creators";
import { OperatorError } from "../../kernel/errors";
import { loadConfig } from "../../platform/config";
import { exitCodesHelp, print, UsageError, withComposition } from "./session";

const creatorsMost = 5_000_000;
const seedMost = 4_095;

function wholeNumber(most: number) {
  return (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? BigInt(text) : 0n;
    if (number >= 1n && number <= BigInt(most)) return Number.parseInt(text, 10);
    throw new InvalidArgumentError(`Use a whole number from 1 to ${most}.`);
  };
}

async function seed(options: { creators: number; seed: number }): Promise<void> {
  // People who do not exist must not stand beside those who are paid.
  if (!loadConfig().isSandbox) {
    throw new UsageError(
      "This installation works with real money; made-up people are not added to it.",
    );
  }
  const isAdded = await withComposition(({ services }) =>
    services.unitOfWork.run((tx) =>
      seedCreators(tx, { creatorsCount: options.creators, seed: options.seed }),
    ),
  );
  if (!isAdded) throw new OperatorError(`Creators of seed ${options.seed} are here already.`);
  print(`${options.creators} synthetic creators`);
}

export function addSeed(program: Command): void {
  program
    .command("seed")
    .description("add made-up creators with accounts, figures and prices, marked as synthetic")
    .option("--creators <count>", "how many", wholeNumber(creatorsMost), 1_000)
    .option("--seed <number>", "the same number makes the same people", wholeNumber(seedMost), 1)
    .addHelpText("after", exitCodesHelp)
    .action(seed);
}
