/** `npm run sandbox`: the simulated PayPal, Stripe, bank and social platforms alone, until a signal ends them. */
import { parseArgs } from "node:util";
import { type Sandbox, startSandbox } from "./index";

const usage = `Usage: npm run sandbox -- [options]
  --data-dir DIR       where the world is kept (default .data/sandbox)
  --paypal-port N      wished ports; 0 or a taken port means a free one
  --stripe-port N        (defaults 4010, 4020, 4030 and 4040)
  --bank-port N
  --social-port N
  --settle-ms N        how long a PayPal batch is processed (default 300)
  --paypal-webhook URL where PayPal's webhooks go
  --stripe-webhook URL where Stripe's webhooks go
  --quiet              do not print requests
  --help
`;

const portMax = 65_535;

function wholeNumber(name: string, value: string, max: number): number {
  const parsed = /^\d{1,9}$/.test(value) ? Number.parseInt(value, 10) : -1;
  if (parsed < 0 || parsed > max) throw new Error(`--${name} must be a whole number up to ${max}`);
  return parsed;
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "data-dir": { type: "string", default: ".data/sandbox" },
      "paypal-port": { type: "string", default: "4010" },
      "stripe-port": { type: "string", default: "4020" },
      "bank-port": { type: "string", default: "4030" },
      "social-port": { type: "string", default: "4040" },
      "settle-ms": { type: "string" },
      "paypal-webhook": { type: "string" },
      "stripe-webhook": { type: "string" },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`).join("");
}

function describe({ paypal, stripe, bank, social }: Sandbox): string {
  return `The sandbox world is open (loopback only; Ctrl-C ends it).\n${table([
    ["PayPal API", paypal.url],
    ["PayPal client id", paypal.clientId],
    ["PayPal client secret", paypal.clientSecret],
    ["PayPal webhook id", paypal.webhookId],
    ["Stripe API", stripe.url],
    ["Stripe secret key", stripe.secretKey],
    ["Stripe webhook secret", stripe.webhookSecret],
    ["Bank", bank.url],
    ["Social platforms", social.url],
    ["Clock", `POST ${bank.url}/control/clock {"advanceDays":1}`],
  ])}Certificate authority of PayPal's webhooks:\n${paypal.certCaPem}`;
}

async function main(args: readonly string[]): Promise<void> {
  const values = readOptions(args);
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const settleMs = values["settle-ms"];
  const sandbox = await startSandbox({
    dataDir: values["data-dir"],
    ports: {
      paypal: wholeNumber("paypal-port", values["paypal-port"], portMax),
      stripe: wholeNumber("stripe-port", values["stripe-port"], portMax),
      bank: wholeNumber("bank-port", values["bank-port"], portMax),
      social: wholeNumber("social-port", values["social-port"], portMax),
    },
    ...(settleMs === undefined
      ? {}
      : { settleMs: wholeNumber("settle-ms", settleMs, Number.MAX_SAFE_INTEGER) }),
    ...(values.quiet ? {} : { log: (line: string) => process.stdout.write(`${line}\n`) }),
  });
  const paypal = values["paypal-webhook"];
  const stripe = values["stripe-webhook"];
  sandbox.setWebhookTargets({ ...(paypal ? { paypal } : {}), ...(stripe ? { stripe } : {}) });
  process.stdout.write(describe(sandbox));
  const end = (): void => {
    sandbox.stop().then(
      () => process.stdout.write("The sandbox world is closed.\n"),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exitCode = 1;
      },
    );
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
});
