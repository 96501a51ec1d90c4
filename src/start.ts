/** `npm start`: API, worker, scheduler, embedded database and simulators in one process. */
import { startScheduler } from "../jobs/scheduler";
import { startWorker } from "../jobs/worker";
import { type Composition, compose } from "./app/compose";
import { type DemoLogin, ensureDemoLogins } from "./app/demo-logins";
import { type ConnectedOutside, connectOutside } from "./app/outside";
import { fail, nextSignal, printLine, sandboxLine, withDeadline } from "./app/run-process";
import { seedSandbox } from "./app/seed-sandbox";
import { startServer } from "./app/server";
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
}

/** Starts the whole product. Everything it started is stopped again when a later step fails. */
export async function startProduct({
  config,
  log,
  isVolatile,
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
    const composition = await compose({ config, outside: connected.outside, log });
    stops.push(composition.close);
    if (connected.sandbox) await seedSandbox(composition, connected.sandbox);
    stops.push(await startWorker(composition));
    stops.push(startScheduler(composition));
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
    `  PayPal ${sandbox.paypalUrl}   Stripe ${sandbox.stripeUrl}   bank ${sandbox.bankUrl}   social platforms ${sandbox.socialUrl}\n`,
  );
  printLine(`Log in as one of these; the password of all is ${logins[0]?.password ?? ""}`);
  for (const { role, email } of logins) printLine(`  ${role.padEnd(16)} ${email}`);
  printLine("\nCtrl-C stops everything; the data stays.");
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.env.LOG_LEVEL);
  const product = await startProduct({ config, log });
  printWelcome(product, await demoLoginsOf(product));
  await nextSignal();
  printLine("Stopping …");
  await withDeadline(product.stop());
}

if (require.main === module) main().catch(fail);
