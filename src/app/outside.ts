/**
 * Everything outside this process, made ready: a database (given, or the embedded one), and in sandbox mode the
 * simulators. Real addresses come from the environment; nothing else in the product knows which of the two it talks to.
 */
import path from "node:path";
import { Client } from "pg";
import { migrations } from "../../migrations";
import { OperatorError } from "../kernel/errors";
import type { Config } from "../platform/config";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres";
import { migrate } from "../platform/db/migrate";
import { freePort } from "../platform/free-port";
import type { Logger } from "../platform/logger";
import type { Outside } from "./compose";
import { joinSandbox, type RunningSandbox } from "./sandbox-world";

export interface ConnectOptions {
  /** Bring the schema up to date first; a process of many leaves that to `npm run migrate`. */
  shouldMigrate: boolean;
  /** For data that is thrown away: quicker, and not safe against a power cut. */
  isVolatile?: boolean;
}

export interface ConnectedOutside {
  outside: Outside;
  /** Port to listen on: the wished one, or a free one when 0 was wished. */
  port: number;
  sandbox: RunningSandbox | undefined;
  stop(): Promise<void>;
}

const postgresVersionMin = 15;

async function connectDatabase(config: Config, isVolatile: boolean) {
  const url = config.env.DATABASE_URL;
  if (!url) return await startEmbeddedPostgres(config.dataDir, { isVolatile });
  await checkServer(url);
  return { url, stop: async () => undefined };
}

/** @throws OperatorError when the server does not let us in or is too old. */
async function checkServer(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    const version = Number.parseInt(rows[0]?.version ?? "0", 10) / 10_000;
    if (version < postgresVersionMin) {
      throw new OperatorError(`PostgreSQL ${postgresVersionMin} or newer is needed`);
    }
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`Cannot connect to the database of DATABASE_URL: ${reason}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws Error with a sentence for the operator when the database or the simulators cannot be reached. */
export async function connectOutside(
  config: Config,
  log: Logger,
  options: ConnectOptions,
): Promise<ConnectedOutside> {
  const isVolatile = options.isVolatile ?? false;
  const database = await connectDatabase(config, isVolatile);
  // The embedded database belongs to this checkout alone, so it is always brought up to date.
  if (options.shouldMigrate || !config.env.DATABASE_URL) await migrate(database.url, migrations);
  const port = config.env.PORT === 0 ? await freePort() : config.env.PORT;
  const publicUrl = config.env.PUBLIC_URL ?? `http://localhost:${port}`;
  const sandbox = config.isSandbox
    ? await joinSandbox({
        dataDir: path.join(config.dataDir, "sandbox"),
        ports: {
          paypal: config.env.SANDBOX_PAYPAL_PORT,
          stripe: config.env.SANDBOX_STRIPE_PORT,
          bank: config.env.SANDBOX_BANK_PORT,
          social: config.env.SANDBOX_SOCIAL_PORT,
        },
        settleMs: config.env.SANDBOX_SETTLE_SECONDS,
        log,
      })
    : undefined;
  return {
    outside: {
      databaseUrl: database.url,
      redisUrl: config.env.REDIS_URL,
      paypal: sandbox?.paypal ?? config.paypal,
      stripe: sandbox?.stripe ?? config.stripe,
      ...(sandbox && { simulatedBankUrl: sandbox.bankUrl }),
      social: config.social && (sandbox?.social ?? config.social),
      publicUrl,
    },
    port,
    sandbox,
    async stop() {
      await sandbox?.stop();
      await database.stop();
    },
  };
}
