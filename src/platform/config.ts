/**
 * Everything the environment may say, read once. Boot fails with the full list of problems instead of the first one, so
 * that a wrong deployment is mended in one go. This is the only file that touches `process.env`.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { secondMs } from "../kernel/clock";
import { OperatorError } from "../kernel/errors";
import { clockSettings } from "./clock-settings";
import { areSealingKeys } from "./sealing";
import { aboutDollars, seconds, secondsList, unitsByCurrency, wholeNumber } from "./setting-types";
import {
  type SocialSettings,
  socialPairProblems,
  socialSettings,
  socialVariables,
} from "./social-settings";
import { watchSettings } from "./watch-settings";

const optional = z.string().min(1).optional();
const url = z.string().regex(/^https?:\/\/[^\s/]+/, "must be a http(s) URL");

/** Every variable; `.env.example` explains them, and a test holds one against the other. */
export const environmentSchema = z.object({
  NODE_ENV: z.string().default("development"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must start with redis://")
    .optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  MEDIA_DIR: optional,
  PORT: wholeNumber(3000, 0, 65_535),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DATABASE_POOL_MAX: wholeNumber(10, 2, 200),

  PAYPAL_CLIENT_ID: optional,
  PAYPAL_CLIENT_SECRET: optional,
  PAYPAL_WEBHOOK_ID: optional,
  PAYPAL_API_BASE: url.default("https://api-m.paypal.com"),
  PAYPAL_CERT_HOSTS: z
    .string()
    .default("api.paypal.com,api-m.paypal.com,api.sandbox.paypal.com,api-m.sandbox.paypal.com")
    .transform((text) => text.split(",").map((host) => host.trim())),
  PAYPAL_CERT_CA_FILE: optional,
  STRIPE_SECRET_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
  STRIPE_API_BASE: url.default("https://api.stripe.com"),
  SANDBOX: z.enum(["true", "false"]).optional(),
  SANDBOX_PAYPAL_PORT: wholeNumber(3001, 0, 65_535),
  SANDBOX_STRIPE_PORT: wholeNumber(3002, 0, 65_535),
  SANDBOX_BANK_PORT: wholeNumber(3003, 0, 65_535),
  SANDBOX_SOCIAL_PORT: wholeNumber(3004, 0, 65_535),
  SANDBOX_SETTLE_SECONDS: seconds(1),
  SANDBOX_EXAMPLES: z.enum(["on", "off"]).default("on"),

  SESSION_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  ENCRYPTION_KEYS: z
    .string()
    .refine(areSealingKeys, "must be id:key,… with keys of 32 bytes in base64")
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")
    .optional(),
  DAILY_LETTER_SECONDS: seconds(24 * 3600),
  MAIL_FROM: z.string().min(3).default("Kampanye <no-reply@kampanye.invalid>"),

  ISSUER_NAME: z.string().min(1).max(200).default("Kampanye"),
  ISSUER_ADDRESS: z
    .string()
    .max(1000)
    .default("")
    .transform((text) => text.split("|").flatMap((line) => line.trim() || [])),
  ISSUER_TAX_ID: z.string().min(1).max(100).optional(),

  SESSION_IDLE_SECONDS: seconds(12 * 3600),
  SESSION_ABSOLUTE_SECONDS: seconds(7 * 24 * 3600),
  PLATFORM_FEE_BASIS_POINTS: wholeNumber(1000, 0, 5000),
  ...clockSettings,
  HOLD_PERIOD_SECONDS: z.coerce
    .number()
    .min(0)
    .default(0)
    .transform((v) => Math.ceil(v * secondMs)),
  PROVIDER_TIMEOUT_SECONDS: seconds(30),
  PAYOUT_LEASE_SECONDS: seconds(60),
  PAYOUT_RETRY_SECONDS: secondsList("2,10,60,300,1800"),
  PAYOUT_POLL_SECONDS: secondsList("30,60,120,300,900,3600"),
  APPROVAL_EXPIRY_SECONDS: seconds(7 * 24 * 3600),
  PAYOUT_BATCH_ITEMS_MAX: wholeNumber(500, 1, 15_000),
  // The rarest sweep comes once in 240 of these, and a timer of Node takes no more than 24 days.
  SWEEP_SECONDS: seconds(15, 3600),
  BREAK_POSTING_LIMITS: unitsByCurrency(aboutDollars(50)),
  BANK_DEPOSITS_ALONE_UNITS_MAX: unitsByCurrency(aboutDollars(10_000)),
  DEPOSIT_EXPIRY_SECONDS: seconds(24 * 3600),
  EXPLAIN_ALONE_UNITS_MAX: unitsByCurrency(aboutDollars(100)),
  TOP_UP_ALONE_UNITS_MAX: unitsByCurrency(aboutDollars(10_000)),
  REVIEW_REVEAL_SECONDS: seconds(14 * 24 * 3600),
  REVIEW_WINDOW_SECONDS: seconds(60 * 24 * 3600),
  VISITOR_REQUESTS_PER_HOUR_MAX: wholeNumber(60, 1, 1_000_000),
  TRUSTED_PROXY_HOPS: wholeNumber(0, 0, 10),

  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  ...socialVariables,
  ...watchSettings,
});

export interface PaypalSettings {
  clientId: string;
  clientSecret: string;
  webhookId: string;
  apiBase: string;
  certHosts: readonly string[];
  /** PEM of an extra trusted root for webhook certificates; absent means the system's roots only. */
  certCaPem?: string;
}

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  apiBase: string;
}

export type Environment = z.infer<typeof environmentSchema>;

export interface Config {
  readonly env: Environment;
  readonly dataDir: string;
  readonly mediaDir: string;
  readonly paypal: PaypalSettings | undefined;
  readonly stripe: StripeSettings | undefined;
  /** The real social platforms; undefined when live posts are not to be looked at. */
  readonly social: SocialSettings | undefined;
  /** No provider keys at all: simulators are started and the product says so everywhere. */
  readonly isSandbox: boolean;
}

/** The environment cannot be used; `problems` has one sentence for each thing to mend. */
export class ConfigError extends OperatorError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Docker and Kubernetes hand secrets over as files: `NAME_FILE` names the file that holds `NAME`. */
function withFileVariants(source: NodeJS.ProcessEnv, problems: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined || value === "") continue;
    values[name] = value;
  }
  for (const name of Object.keys(environmentSchema.shape)) {
    const file = values[`${name}_FILE`];
    if (!file || values[name] !== undefined) continue;
    try {
      values[name] = readFileSync(file, "utf8").trim();
    } catch {
      problems.push(`${name}_FILE: cannot read ${file}`);
    }
  }
  return values;
}

/** Keys that make sense only together; read before the schema, so that these problems are listed with all others. */
function pairProblems(values: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  if (Boolean(values["PAYPAL_CLIENT_ID"]) !== Boolean(values["PAYPAL_CLIENT_SECRET"])) {
    problems.push("PAYPAL_CLIENT_ID and PAYPAL_CLIENT_SECRET must be set together");
  }
  if (values["PAYPAL_CLIENT_ID"] && !values["PAYPAL_WEBHOOK_ID"]) {
    problems.push("PAYPAL_WEBHOOK_ID is needed to verify PayPal's webhooks");
  }
  if (values["PAYPAL_WEBHOOK_ID"] && !values["PAYPAL_CLIENT_ID"]) {
    problems.push("PAYPAL_WEBHOOK_ID is set without PAYPAL_CLIENT_ID");
  }
  if (Boolean(values["STRIPE_SECRET_KEY"]) !== Boolean(values["STRIPE_WEBHOOK_SECRET"])) {
    problems.push("STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set together");
  }
  return [...problems, ...socialPairProblems(values)];
}

function paypalSettings(env: Environment, problems: string[]): PaypalSettings | undefined {
  if (!env.PAYPAL_CLIENT_ID || !env.PAYPAL_CLIENT_SECRET || !env.PAYPAL_WEBHOOK_ID)
    return undefined;
  const settings: PaypalSettings = {
    clientId: env.PAYPAL_CLIENT_ID,
    clientSecret: env.PAYPAL_CLIENT_SECRET,
    webhookId: env.PAYPAL_WEBHOOK_ID,
    apiBase: env.PAYPAL_API_BASE,
    certHosts: env.PAYPAL_CERT_HOSTS,
  };
  if (env.PAYPAL_CERT_CA_FILE) {
    try {
      settings.certCaPem = readFileSync(env.PAYPAL_CERT_CA_FILE, "utf8");
    } catch {
      problems.push(`PAYPAL_CERT_CA_FILE: cannot read ${env.PAYPAL_CERT_CA_FILE}`);
    }
  }
  return settings;
}

/** Reads and checks the environment. @throws ConfigError listing every problem. */
export function loadConfig(source: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const values = withFileVariants(source, problems);
  problems.push(...pairProblems(values));
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      problems.push(`${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(problems);
  }
  const env = parsed.data;
  if (env.PAYOUT_LEASE_SECONDS <= env.PROVIDER_TIMEOUT_SECONDS) {
    problems.push("PAYOUT_LEASE_SECONDS must be longer than PROVIDER_TIMEOUT_SECONDS");
  }
  if (env.LIVE_POST_PICTURE_NEAR_BITS >= env.LIVE_POST_PICTURE_FAR_BITS) {
    problems.push("LIVE_POST_PICTURE_NEAR_BITS must be less than LIVE_POST_PICTURE_FAR_BITS");
  }
  const hasKeys = Boolean(env.PAYPAL_CLIENT_ID || env.STRIPE_SECRET_KEY);
  if (env.NODE_ENV === "production" && !hasKeys && env.SANDBOX !== "true") {
    problems.push(
      "Neither PayPal nor Stripe keys are set; in production the simulators run only with SANDBOX=true",
    );
  }
  const paypal = paypalSettings(env, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const stripe =
    env.STRIPE_SECRET_KEY && env.STRIPE_WEBHOOK_SECRET
      ? {
          secretKey: env.STRIPE_SECRET_KEY,
          webhookSecret: env.STRIPE_WEBHOOK_SECRET,
          apiBase: env.STRIPE_API_BASE,
        }
      : undefined;
  const dataDir = path.resolve(env.DATA_DIR);
  return {
    env,
    dataDir,
    mediaDir: path.resolve(env.MEDIA_DIR ?? path.join(dataDir, "media")),
    paypal,
    stripe,
    social: socialSettings(env),
    isSandbox: !paypal && !stripe,
  };
}
