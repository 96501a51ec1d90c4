/** `npm start`: API, worker, scheduler, embedded database and simulators in one process. */
import { startScheduler } from "../jobs/scheduler";
import { startWorker } from "../jobs/worker";
import { type Composition, compose } from "./app/compose";
import { type ConnectedOutside, connectOutside } from "./app/outside";
import { fail, nextSignal, printLine, withDeadline } from "./app/run-process";
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
    if (connected.sandbox) await seedSandbox(composition.services, connected.sandbox);
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

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.env.LOG_LEVEL);
  const product = await startProduct({ config, log });
  printLine(`\nKampanye is ready: ${product.url}`);
  printLine(`API documentation: ${product.url}/docs`);
  await nextSignal();
  printLine("Stopping …");
  await withDeadline(product.stop());
}

if (require.main === module) main().catch(fail);
