/** The environment: everything wrong is said at once, secrets may come from files, and real keys end the sandbox. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ConfigError, environmentSchema, loadConfig } from "../../src/platform/config";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-config-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function fileWith(content: string): string {
  const file = path.join(folder, `secret-${Math.random().toString(36).slice(2)}`);
  writeFileSync(file, content);
  return file;
}

const paypal = {
  PAYPAL_CLIENT_ID: "client",
  PAYPAL_CLIENT_SECRET: "secret",
  PAYPAL_WEBHOOK_ID: "webhook",
};
const stripe = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };

test("with nothing set everything has a default, and it is a sandbox on this machine only", () => {
  const config = loadConfig({});
  expect(config.isSandbox).toBe(true);
  expect(config.paypal).toBeUndefined();
  expect(config.stripe).toBeUndefined();
  expect(config.dataDir).toBe(path.resolve(".data"));
  expect(config.mediaDir).toBe(path.resolve(".data", "media"));
  expect(config.env).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", LOG_LEVEL: "info" });
  expect(config.env.DATABASE_URL).toBeUndefined();
  expect(config.env.SESSION_SECRET).toBeUndefined();
});

test.each([
  "5001,9000,10000",
  "2500,8999,10000",
  "2500,10001,10000",
  "2500,9000,9999",
  "2500,9000",
  "2500,9000,10000,10000",
  "-1,9000,10000",
  "25%,9000,10000",
  "2500, 9000, 10000",
])("kill fees of %s are refused", (text) => {
  expect(problemsOf({ KILL_FEE_BASIS_POINTS: text })).toEqual([
    expect.stringMatching(/^KILL_FEE_BASIS_POINTS: must be three shares/),
  ]);
});

test.each([
  ["0,9000,10000", { notHandedIn: 0, handedIn: 9_000, approved: 10_000 }],
  ["5000,10000,10000", { notHandedIn: 5_000, handedIn: 10_000, approved: 10_000 }],
])("kill fees of %s are read", (text, shares) => {
  expect(loadConfig({ KILL_FEE_BASIS_POINTS: text }).env.KILL_FEE_BASIS_POINTS).toEqual(shares);
});

test("empty means not set, as in a Docker env file", () => {
  const empty = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, ""]));
  expect(loadConfig(empty)).toEqual(loadConfig({}));
});

test("seconds become milliseconds, fractions included", () => {
  const { env } = loadConfig({
    PROVIDER_TIMEOUT_SECONDS: "0.5",
    PAYOUT_LEASE_SECONDS: "2",
    HOLD_PERIOD_SECONDS: "0",
    PAYOUT_RETRY_SECONDS: "0.1,1,60",
  });
  expect(env).toMatchObject({
    PROVIDER_TIMEOUT_SECONDS: 500,
    PAYOUT_LEASE_SECONDS: 2_000,
    HOLD_PERIOD_SECONDS: 0,
    PAYOUT_RETRY_SECONDS: [100, 1_000, 60_000],
  });
});

describe("what is wrong", () => {
  const bad: Record<string, string> = {
    DATABASE_URL: "mysql://localhost/x",
    REDIS_URL: "http://localhost",
    PORT: "70000",
    PUBLIC_URL: "kampanye.example",
    LOG_LEVEL: "loud",
    DATABASE_POOL_MAX: "1",
    PAYPAL_API_BASE: "ftp://paypal",
    STRIPE_API_BASE: "stripe",
    SESSION_SECRET: "short",
    SMTP_URL: "mail.example",
    PLATFORM_FEE_BASIS_POINTS: "5001",
    HOLD_PERIOD_SECONDS: "-1",
    PROVIDER_TIMEOUT_SECONDS: "0",
    PAYOUT_RETRY_SECONDS: "2;10",
    PAYOUT_POLL_SECONDS: "soon",
    PAYOUT_BATCH_ITEMS_MAX: "15001",
    SESSION_IDLE_SECONDS: "a day",
    SANDBOX_PAYPAL_PORT: "-1",
    SWEEP_SECONDS: "3601",
    REVIEW_SECONDS: "0",
    REVIEW_REMINDER_SECONDS: "two days",
    APPEAL_SECONDS: "-1",
    KILL_FEE_BASIS_POINTS: "2500,8999,10000",
  };

  test("is said all at once, each with the name of its variable", () => {
    const problems = problemsOf(bad);
    expect(problems.map((line) => line.split(":", 1).join("")).sort()).toEqual(
      Object.keys(bad).sort(),
    );
    for (const line of problems) expect(line).toMatch(/^[A-Z_]+: \S.+/);
  });

  test.each(Object.entries(bad))("%s=%s alone", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: `)),
    ]);
  });

  test("never shows a value, which may be a secret", () => {
    const secret = "hunter2hunter2";
    const text = problemsOf({ SESSION_SECRET: secret, DATABASE_URL: secret }).join("\n");
    expect(text).not.toContain(secret);
  });

  test("is said together for files that cannot be read and for values", () => {
    const missing = path.join(folder, "missing");
    const problems = problemsOf({
      SESSION_SECRET_FILE: missing,
      SMTP_URL_FILE: missing,
      PORT: "x",
    });
    expect(problems).toHaveLength(3);
    expect(problems.join("\n")).toMatch(/SESSION_SECRET_FILE/);
    expect(problems.join("\n")).toMatch(/SMTP_URL_FILE/);
    expect(problems.join("\n")).toMatch(/^PORT: /m);
  });

  test("is said together for values and for pairs of which one is missing", () => {
    const problems = problemsOf({ PORT: "x", PAYPAL_CLIENT_ID: "only", STRIPE_SECRET_KEY: "only" });
    expect(problems.join("\n")).toMatch(/^PORT: /m);
    expect(problems.join("\n")).toMatch(/PAYPAL_CLIENT_SECRET/);
    expect(problems.join("\n")).toMatch(/STRIPE_WEBHOOK_SECRET/);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ PAYPAL_CLIENT_ID: "a" }, /PAYPAL_CLIENT_SECRET/],
    [{ PAYPAL_CLIENT_SECRET: "a" }, /PAYPAL_CLIENT_ID/],
    [{ PAYPAL_CLIENT_ID: "a", PAYPAL_CLIENT_SECRET: "b" }, /PAYPAL_WEBHOOK_ID/],
    [{ STRIPE_SECRET_KEY: "a" }, /STRIPE_WEBHOOK_SECRET/],
    [{ PAYOUT_LEASE_SECONDS: "30", PROVIDER_TIMEOUT_SECONDS: "30" }, /PAYOUT_LEASE_SECONDS/],
    [{ ...paypal, PAYPAL_CERT_CA_FILE: "/nowhere/ca.pem" }, /PAYPAL_CERT_CA_FILE/],
  ])("%p", (environment, words) => {
    expect(problemsOf(environment).join("\n")).toMatch(words);
  });

  test("half a pair of keys never starts a simulator by accident", () => {
    for (const half of [{ STRIPE_WEBHOOK_SECRET: "whsec_1" }, { PAYPAL_WEBHOOK_ID: "w" }]) {
      expect(problemsOf(half)).not.toEqual([]);
    }
  });
});

test("in production simulators run only on demand, so that forgotten keys are noticed at once", () => {
  const production = { NODE_ENV: "production" };
  expect(problemsOf(production).join("\n")).toMatch(/SANDBOX=true/);
  expect(loadConfig({ ...production, SANDBOX: "true" }).isSandbox).toBe(true);
  expect(problemsOf({ ...production, SANDBOX: "yes" })).not.toEqual([]);
  expect(loadConfig({ ...production, ...stripe }).isSandbox).toBe(false);
  expect(loadConfig({ ...paypal, SANDBOX: "true" }).isSandbox).toBe(false);
});

describe("NAME_FILE", () => {
  test("gives every variable from a file, without the last line break", () => {
    const names = Object.keys(environmentSchema.shape).filter((name) => !name.endsWith("_FILE"));
    expect(names.length).toBeGreaterThan(25);
    const secret = fileWith(`${"s".repeat(40)}\n`);
    expect(loadConfig({ SESSION_SECRET_FILE: secret }).env.SESSION_SECRET).toBe("s".repeat(40));
    expect(loadConfig({ PORT_FILE: fileWith("4000\n") }).env.PORT).toBe(4000);
    const database = "postgres://kampanye:a%20b@db/kampanye";
    const { env } = loadConfig({ DATABASE_URL_FILE: fileWith(`${database}\r\n`) });
    expect(env.DATABASE_URL).toBe(database);
  });

  test("counts like the variable itself: keys in files end the sandbox", () => {
    const config = loadConfig(
      Object.fromEntries(
        Object.entries({ ...paypal, ...stripe }).map(([name, value]) => [
          `${name}_FILE`,
          fileWith(`${value}\n`),
        ]),
      ),
    );
    expect(config.isSandbox).toBe(false);
    expect(config.paypal).toMatchObject({ clientId: "client", clientSecret: "secret" });
    expect(config.stripe).toMatchObject({ secretKey: "sk_live_1", webhookSecret: "whsec_1" });
  });

  test("gives way to the variable where both are set", () => {
    const file = fileWith("4000");
    expect(loadConfig({ PORT: "5000", PORT_FILE: file }).env.PORT).toBe(5000);
  });

  test("is checked like the variable", () => {
    expect(problemsOf({ SESSION_SECRET_FILE: fileWith("short") })).toEqual([
      expect.stringMatching(/^SESSION_SECRET: /),
    ]);
  });
});

describe("keys of a provider", () => {
  test.each([
    ["PayPal", paypal],
    ["Stripe", stripe],
    ["both", { ...paypal, ...stripe }],
  ])("%s: no sandbox any more, at the real address unless told otherwise", (name, keys) => {
    const config = loadConfig(keys);
    expect(config.isSandbox).toBe(false);
    expect(config.paypal?.apiBase).toBe(name === "Stripe" ? undefined : "https://api-m.paypal.com");
    expect(config.stripe?.apiBase).toBe(name === "PayPal" ? undefined : "https://api.stripe.com");
  });

  test("may point at PayPal's own sandbox, with its certificate's root", () => {
    const { paypal: settings } = loadConfig({
      ...paypal,
      PAYPAL_API_BASE: "https://api-m.sandbox.paypal.com",
      PAYPAL_CERT_HOSTS: "a.paypal.com, b.paypal.com",
      PAYPAL_CERT_CA_FILE: fileWith("PEM"),
    });
    expect(settings).toMatchObject({
      apiBase: "https://api-m.sandbox.paypal.com",
      certHosts: ["a.paypal.com", "b.paypal.com"],
      certCaPem: "PEM",
    });
  });
});
