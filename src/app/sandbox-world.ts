/**
 * The simulated outside world of sandbox mode. Of several processes in one data directory the first starts the
 * simulators and the others join it by a small file with their addresses.
 */
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { monotonicMs } from "../kernel/clock";
import { OperatorError } from "../kernel/errors";
import type { PaypalSettings, StripeSettings } from "../platform/config";
import type { Logger } from "../platform/logger";
import type { SocialSettings } from "../platform/social-settings";
import { addressFile, type Sandbox, startSandbox, WorldInUseError } from "../sandbox";

export interface RunningSandbox {
  paypal: PaypalSettings;
  stripe: StripeSettings;
  social: SocialSettings;
  bankUrl: string;
  paypalUrl: string;
  stripeUrl: string;
  socialUrl: string;
  /** Where the simulators send their webhooks. */
  sendWebhooksTo(publicUrl: string): Promise<void>;
  stop(): Promise<void>;
}

export interface JoinOptions {
  dataDir: string;
  ports: { paypal: number; stripe: number; bank: number; social: number };
  settleMs: number;
  log: Logger;
}

type Addresses = Pick<Sandbox, "paypal" | "stripe" | "bank" | "social">;

const joinDeadlineMs = 15_000;
const pollMs = 50;

function readAddresses(dataDir: string): Addresses | undefined {
  try {
    const read = JSON.parse(readFileSync(addressFile(dataDir), "utf8")) as Partial<Addresses>;
    // A world of an older version has no social platforms.
    return read.social ? (read as Addresses) : undefined;
  } catch {
    return undefined;
  }
}

async function answers(addresses: Addresses): Promise<boolean> {
  try {
    const response = await fetch(`${addresses.paypal.url}/control/clock`, {
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return await response.json();
}

export async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

/** The simulators' credentials in the form in which the product takes real ones. */
export function providerSettings({ paypal, stripe, bank }: Addresses): {
  paypal: PaypalSettings;
  stripe: StripeSettings;
  simulatedBankUrl: string;
} {
  return {
    simulatedBankUrl: bank.url,
    paypal: {
      clientId: paypal.clientId,
      clientSecret: paypal.clientSecret,
      webhookId: paypal.webhookId,
      apiBase: paypal.url,
      certHosts: [new URL(paypal.url).host],
      certCaPem: paypal.certCaPem,
    },
    stripe: {
      secretKey: stripe.secretKey,
      webhookSecret: stripe.webhookSecret,
      apiBase: stripe.url,
    },
  };
}

/** The simulated platforms in the form in which the product takes real ones. */
export function simulatedSocial({ social }: Pick<Sandbox, "social">): SocialSettings {
  const { url: sandboxOrigin, ...keys } = social;
  return { sandboxOrigin, ...keys };
}

function toRunning(addresses: Addresses, stop: () => Promise<void>): RunningSandbox {
  const { paypal, stripe, bank, social } = addresses;
  return {
    ...providerSettings(addresses),
    social: simulatedSocial(addresses),
    bankUrl: bank.url,
    paypalUrl: paypal.url,
    stripeUrl: stripe.url,
    socialUrl: social.url,
    async sendWebhooksTo(publicUrl) {
      await postJson(`${paypal.url}/control/webhook-target`, {
        url: `${publicUrl}/webhooks/paypal`,
      });
      await postJson(`${stripe.url}/control/webhook-target`, {
        url: `${publicUrl}/webhooks/stripe`,
      });
    },
    stop,
  };
}

/** The world of this data directory, started by us; undefined while another process is starting it. */
async function startOwn({ log, ...options }: JoinOptions): Promise<RunningSandbox | undefined> {
  try {
    const sandbox = await startSandbox({ ...options, log: (line) => log.debug(line) });
    return toRunning(sandbox, sandbox.stop);
  } catch (error) {
    if (error instanceof WorldInUseError) return undefined;
    throw error;
  }
}

/** Finds the running simulators of this data directory, or starts them. */
export async function joinSandbox(options: JoinOptions): Promise<RunningSandbox> {
  const deadline = monotonicMs() + joinDeadlineMs;
  for (;;) {
    const known = readAddresses(options.dataDir);
    if (known && (await answers(known))) return toRunning(known, async () => undefined);
    const own = await startOwn(options);
    if (own) return own;
    if (monotonicMs() > deadline) {
      throw new OperatorError("The simulators of another process do not answer");
    }
    await delay(pollMs);
  }
}
