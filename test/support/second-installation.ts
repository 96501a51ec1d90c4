/** A second composition of the product beside the test's own: on a restored database, or behind a door that can be shut. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { type Composition, compose } from "../../src/app/compose";
import { providerSettings } from "../../src/app/sandbox-world";
import { loadConfig } from "../../src/platform/config";
import { createLogger } from "../../src/platform/logger";
import { type PayoutWorld, pollOften } from "./payout-world";

export interface Installation {
  composition: Composition;
  /** Starts its HTTP server. @returns its address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Meets the same PayPal as the world it is made beside. */
export async function openInstallation(
  w: PayoutWorld,
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<Installation> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "kampanye-second-"));
  const config = loadConfig({
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    PROVIDER_TIMEOUT_SECONDS: "2",
    PAYOUT_LEASE_SECONDS: "2.2",
    PAYOUT_RETRY_SECONDS: "0.05",
    PAYOUT_POLL_SECONDS: pollOften,
    ...environment,
  });
  const composition = await compose({
    config,
    outside: {
      databaseUrl,
      redisUrl: undefined,
      ...providerSettings(w.world.sandbox),
      publicUrl: "http://localhost:3000",
    },
    log: createLogger("silent"),
  });
  const server = createServer(composition.createApp());
  return {
    composition,
    async listen() {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async close() {
      if (server.listening) {
        await new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        });
      }
      await composition.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
