/** What every command does the same way: connect, work, disconnect, and say how it went. */
import { existsSync } from "node:fs";
import path from "node:path";
import { InvalidArgumentError } from "commander";
import { type Currency, isCurrency } from "../../kernel/currency";
import { type Config, loadConfig } from "../../platform/config";
import { createLogger } from "../../platform/logger";
import { type Composition, compose } from "../compose";
import { connectOutside } from "../outside";
import { requireSchema } from "../readiness";

/** What a shell sees. */
export const exitCodes = { done: 0, findings: 1, unusable: 2 } as const;

export const exitCodesHelp = `
Exit codes:
  0  done
  1  refused, or something was found that is not as it should be
  2  wrong usage, or something that is needed is not available`;

/** A sentence about how the command was called; ends it with exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

export interface SessionOptions {
  /** Connect to PayPal and Stripe too, or to their simulators. */
  needsProviders?: boolean;
}

/** A mistyped DATA_DIR must not become a new, empty and therefore faultless installation. */
function requireDatabase({ env, dataDir }: Config): void {
  if (env.DATABASE_URL || existsSync(path.join(dataDir, "postgres", "PG_VERSION"))) return;
  throw new UsageError(
    `There is no database in ${dataDir} yet. Start the product there once, or set DATA_DIR or DATABASE_URL.`,
  );
}

/**
 * Runs one command against the installation that the environment describes.
 * @returns what `work` returns.
 */
export async function withComposition<T>(
  work: (composition: Composition) => Promise<T>,
  { needsProviders = false }: SessionOptions = {},
): Promise<T> {
  const config = loadConfig();
  // Standard output belongs to the command's result, so nothing is logged there.
  const log = createLogger("silent");
  // A command that asks no provider must not start simulators that a server could then join and lose.
  requireDatabase(config);
  const settings = needsProviders ? config : { ...config, isSandbox: false };
  const connected = await connectOutside(settings, log, { shouldMigrate: false });
  try {
    const composition = await compose({ config, outside: connected.outside, log });
    try {
      await requireSchema(composition.dataSource);
      return await work(composition);
    } finally {
      await composition.close();
    }
  } finally {
    await connected.stop();
  }
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function parseCurrency(text: string): Currency {
  if (!isCurrency(text)) throw new InvalidArgumentError("Use an ISO 4217 code such as USD.");
  return text;
}

export function parseCode(text: string): string {
  if (/^[a-z][a-z0-9-]{1,30}$/.test(text)) return text;
  throw new InvalidArgumentError("Use small letters, digits and dashes, such as main-usd.");
}
