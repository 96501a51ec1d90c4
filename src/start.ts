/** `npm start`: API, worker, scheduler, embedded database and simulators in one process. */
import { askForSweeps, startScheduler } from "../jobs/scheduler";
import { startWorker } from "../jobs/worker";
import { type Composition, compose } from "./app/compose";
import { type DemoLogin, ensureDemoLogins } from "./app/demo-logins";
import { type ConnectedOutside, connectOutside } from "./app/outside";
import { fail, nextSignal, printLine, sandboxLine, withDeadline } from "./app/run-process";
import { followSandboxTime } from "./app/sandbox-time";
import { seedSandbox } from "./app/seed-sandbox";
import { startServer } from "./app/server";
import { fillWithExamples } from "./demo/examples/fill";
import { type Config, loadConfig } from "./platform/config";
import { createLogger, type Logger } from "./platform/logger";

export interface RunningProduct {
  url: string;
  composition: Composition;
  connected: ConnectedOutside;
  /** Stops accepting, waits for running requests and jobs, then closes everything. */
  stop(): Promise<void>;
}

export interface StartOptions {
  config: Config;
  log: Logger;
  isVolatile?: boolean;
  /** When the sandbox's clock is moved, only the simulators' days pass. */
  hasOwnTime?: boolean;
}

/** Starts the whole product. Everything it started is stopped again when a later step fails. */
export async function startProduct({
  config,
  log,
  isVolatile,
  hasOwnTime,
}: StartOptions): Promise<RunningProduct> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const connected = await connectOutside(config, log, {
      shouldMigrate: true,
      isVolatile: isVolatile ?? false,
    });
    stops.push(connected.stop);
    const time = hasOwnTime ? undefined : await followSandboxTime(config, connected, log);
    if (time) stops.push(time.stop);
    const clock = time && { clock: time.clock };
    const composition = await compose({ config, outside: connected.outside, log, ...clock });
    stops.push(composition.close);
    if (connected.sandbox) await seedSandbox(composition, connected.sandbox);
    stops.push(await startWorker(composition));
    stops.push(startScheduler(composition));
    time?.onMoved(() => askForSweeps(composition));
    const server = await startServer(composition, connected.port, config.env.HOST);
    stops.push(server.stop);
    const url = `http://localhost:${server.port}`;
    await connected.sandbox?.sendWebhooksTo(`http://127.0.0.1:${server.port}`);
    return { url, composition, connected, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function demoLoginsOf({ connected, composition }: RunningProduct): Promise<DemoLogin[]> {
  return connected.sandbox ? await ensureDemoLogins(composition.services) : [];
}

function printWelcome({ url, connected }: RunningProduct, logins: readonly DemoLogin[]): void {
  printLine(`\nKampanye is ready at ${url}   API documentation: ${url}/docs\n`);
  const { sandbox } = connected;
  if (!sandbox) return;
  printLine(sandboxLine);
  printLine(
    `  PayPal ${sandbox.paypalUrl}   Stripe ${sandbox.stripeUrl}   bank ${sandbox.bankUrl}   ` +
      `social platforms ${sandbox.socialUrl}\n`,
  );
  printLine(`Log in as one of these; the password of all is ${logins[0]?.password ?? ""}`);
  for (const { kind, email } of logins) {
    printLine(`  ${kind.replace("_", " ").padEnd(16)} ${email}`);
  }
  printLine("\nCtrl-C stops everything; the data stays.");
}

/** Beside the running product: whoever logs in at once sees the pages fill. */
async function fillSandbox(
  { url, connected, composition }: RunningProduct,
  logins: DemoLogin[],
): Promise<void> {
  const { config, log } = composition.services;
  if (!connected.sandbox || config.env.SANDBOX_EXAMPLES === "off") return;
  const { dataDir } = config;
  const place = { base: url, outside: connected.sandbox, dataDir, logins };
  try {
    const isFilled = await fillWithExamples(place, (what) => log.debug({ what }, "examples"));
    if (isFilled) printLine("Examples are ready: campaigns, work, payouts and statements.");
  } catch (error) {
    log.warn({ err: error }, "the examples are not complete; nothing else depends on them");
  }
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.env.LOG_LEVEL);
  const product = await startProduct({ config, log });
  const logins = await demoLoginsOf(product);
  printWelcome(product, logins);
  void fillSandbox(product, logins);
  await nextSignal();
  printLine("Stopping …");
  await withDeadline(product.stop());
}

if (require.main === module) main().catch(fail);
