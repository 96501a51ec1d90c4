/**
 * Commands for operators: `npm run cli -- <command> --help`. Non-interactive; the result goes to standard output, what
 * went wrong to standard error, and the exit code says which it was.
 */
import { Command, CommanderError } from "commander";
import { AppError, OperatorError } from "../kernel/errors";
import { sqlState } from "../platform/db/unit-of-work";
import { addBookCommands } from "./cli/books";
import { addCreateAdmin } from "./cli/create-admin";
import { addReconcile } from "./cli/reconcile";
import { addRecovery } from "./cli/recovery";
import { addSeed } from "./cli/seed";
import { exitCodes, exitCodesHelp, UsageError } from "./cli/session";
import { addTreasuryCommands } from "./cli/treasury";
import { createProblemTexts } from "./texts";

function createProgram(): Command {
  const program = new Command("kampanye")
    .description("Commands for the people who run a Kampanye installation")
    .exitOverride()
    .showHelpAfterError("(use --help for what it takes)")
    .addHelpText("after", exitCodesHelp);
  addCreateAdmin(program);
  addBookCommands(program);
  addReconcile(program);
  addRecovery(program);
  addTreasuryCommands(program);
  addSeed(program);
  return program;
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

const connectionCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "ECONNRESET"]);

/** The database is away, or refuses the log-in. */
function isUnavailable(error: unknown): boolean {
  const code = (error as { code?: string } | undefined)?.code ?? sqlState(error) ?? "";
  return connectionCodes.has(code) || /^(08|28|3D|57P)/.test(code);
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its complaint itself; help and version count as done.
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.done : exitCodes.unusable;
  }
  if (error instanceof AppError) {
    const { title, detail } = createProblemTexts().problem("en", error.code, error.params);
    complain(`${title}. ${detail}`);
    return error.status === 503 ? exitCodes.unusable : exitCodes.findings;
  }
  if (error instanceof UsageError || error instanceof OperatorError || isUnavailable(error)) {
    complain((error as Error).message);
    return exitCodes.unusable;
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.unusable;
}

async function main(): Promise<void> {
  try {
    await createProgram().parseAsync(process.argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

void main();
