/** The HTTP server around a composition; also the entry of `npm run api`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerClientError } from "./client-error";
import type { Composition } from "./compose";
import { listen } from "./listen";
import { runProcess } from "./run-process";
import { createProblemTexts } from "./texts";

const requestTimeoutMs = 60_000;
const headersTimeoutMs = 15_000;
const keepAliveTimeoutMs = 5_000;
const headerBytesMax = 16 * 1024;

export interface RunningServer {
  port: number;
  /** Refuses new connections and waits for the requests under way. */
  stop(): Promise<void>;
}

/** @throws Error EADDRINUSE with a sentence when the port is taken. */
export async function startServer(
  composition: Composition,
  port: number,
  host: string,
): Promise<RunningServer> {
  const server = createServer({ maxHeaderSize: headerBytesMax }, composition.createApp());
  server.requestTimeout = requestTimeoutMs;
  server.headersTimeout = headersTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.on("clientError", answerClientError(createProblemTexts()));
  await listen(server, port, host);
  const stopWatchdog = composition.watchdog.start();
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      await stopWatchdog();
      await composition.live.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
}

if (require.main === module) {
  void runProcess("api", async ({ composition, connected, config }) => {
    const server = await startServer(composition, connected.port, config.env.HOST);
    await connected.sandbox?.sendWebhooksTo(`http://127.0.0.1:${server.port}`);
    return { ready: `API on http://localhost:${server.port}`, stop: server.stop };
  });
}
