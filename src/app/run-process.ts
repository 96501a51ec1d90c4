/** What every long-running process does the same way: read the settings, connect, run, and stop on a signal. */
import { OperatorError } from "../kernel/errors";
import { type Config, loadConfig } from "../platform/config";
import { createLogger, type Logger } from "../platform/logger";
import { type Composition, compose } from "./compose";
import { startMetricsServer } from "./metrics-server";
import { type ConnectedOutside, connectOutside } from "./outside";
import { requireSchema } from "./readiness";
import { seedSandbox } from "./seed-sandbox";

export interface ProcessContext {
  composition: Composition;
  connected: ConnectedOutside;
  config: Config;
  log: Logger;
}

export interface RunningPart {
  /** One line that says that it is ready. */
  ready: string;
  stop(): Promise<void>;
}

export const sandboxLine =
  "Sandbox: PayPal, Stripe, the bank and social platforms are simulated; no real money moves.";

/** A stop that takes longer is cut short, before an orchestrator would do it with SIGKILL. */
const stopDeadlineMs = 25_000;

/** Resolves with the name of the signal that asks this process to end. */
export function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => resolve(signal));
    }
  });
}

export async function withDeadline(work: Promise<void>): Promise<void> {
  const timer = setTimeout(() => process.exit(1), stopDeadlineMs);
  await work;
  clearTimeout(timer);
}

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Ends the process with a readable reason. */
export function fail(error: unknown): void {
  const isExpected = error instanceof OperatorError;
  const text = error instanceof Error && !isExpected ? error.stack : undefined;
  process.stderr.write(`${text ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = isExpected ? 2 : 1;
}

/** A part that has no port of its own, with a small server for its figures when METRICS_PORT asks for one. */
export async function withMetrics(
  context: ProcessContext,
  start: (context: ProcessContext) => Promise<RunningPart>,
): Promise<RunningPart> {
  const { METRICS_PORT: port, HOST: host } = context.config.env;
  if (port === undefined) return await start(context);
  const server = await startMetricsServer(context.composition, port, host);
  const part = await start(context);
  return {
    ready: `${part.ready}; metrics on http://localhost:${server.port}/metrics`,
    stop: async () => {
      await server.stop();
      await part.stop();
    },
  };
}

/** Builds the product and starts its part; when that fails, nothing is left that would keep the process alive. */
async function startPart(
  { connected, config, log }: Omit<ProcessContext, "composition">,
  start: (context: ProcessContext) => Promise<RunningPart>,
): Promise<{ composition: Composition; part: RunningPart }> {
  let composition: Composition | undefined;
  try {
    composition = await compose({ config, outside: connected.outside, log });
    if (connected.sandbox) {
      await requireSchema(composition.dataSource);
      await seedSandbox(composition, connected.sandbox);
    }
    return { composition, part: await start({ composition, connected, config, log }) };
  } catch (error) {
    await composition?.close();
    await connected.stop();
    throw error;
  }
}

/** Runs one part of the product as a process of its own until a signal comes. */
export async function runProcess(
  name: string,
  start: (context: ProcessContext) => Promise<RunningPart>,
): Promise<void> {
  try {
    const config = loadConfig();
    const log = createLogger(config.env.LOG_LEVEL).child({ process: name });
    const connected = await connectOutside(config, log, { shouldMigrate: false });
    const { composition, part } = await startPart({ connected, config, log }, start);
    if (connected.sandbox) printLine(sandboxLine);
    printLine(part.ready);
    const signal = await nextSignal();
    log.info({ signal }, "stopping");
    await withDeadline(
      (async () => {
        await part.stop();
        await composition.close();
        await connected.stop();
      })(),
    );
  } catch (error) {
    fail(error);
  }
}
