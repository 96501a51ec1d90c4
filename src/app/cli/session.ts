/** What every command does the same way: connect, work, disconnect, and say how it went. */
import { InvalidArgumentError } from "commander";
import { type Currency, isCurrency } from "../../kernel/currency";
import { loadConfig } from "../../platform/config";
import { createLogger } from "../../platform/logger";
import { type Composition, compose } from "../compose";
import { connectOutside } from "../outside";

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
  const settings = needsProviders ? config : { ...config, isSandbox: false };
  const connected = await connectOutside(settings, log, { shouldMigrate: false });
  try {
    const composition = await compose({ config, outside: connected.outside, log });
    try {
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
