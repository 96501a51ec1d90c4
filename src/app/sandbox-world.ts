/**
 * The simulated outside world of sandbox mode. Of several processes in one data directory the first starts the
 * simulators and the others join it by a small file with their addresses.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { monotonicMs } from "../kernel/clock";
import { OperatorError } from "../kernel/errors";
import type { PaypalSettings, StripeSettings } from "../platform/config";
import type { Logger } from "../platform/logger";
import { type Sandbox, startSandbox } from "../sandbox";

export interface RunningSandbox {
  paypal: PaypalSettings;
  stripe: StripeSettings;
  bankUrl: string;
  paypalUrl: string;
  stripeUrl: string;
  /** Where the simulators send their webhooks. */
  sendWebhooksTo(publicUrl: string): Promise<void>;
  stop(): Promise<void>;
}

export interface JoinOptions {
  dataDir: string;
  ports: { paypal: number; stripe: number; bank: number };
  settleMs: number;
  log: Logger;
}

type Addresses = Pick<Sandbox, "paypal" | "stripe" | "bank"> & { pid: number };

const joinDeadlineMs = 15_000;
const pollMs = 50;

const addressFile = (dataDir: string) => path.join(dataDir, "addresses.json");
const lockFile = (dataDir: string) => path.join(dataDir, "owner.pid");

function readAddresses(dataDir: string): Addresses | undefined {
  try {
    return JSON.parse(readFileSync(addressFile(dataDir), "utf8")) as Addresses;
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

/** Is the process that wrote the lock still there? A number that another program has by now does not count. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("node");
  } catch {
    // No /proc on this system; the number has to do.
    return true;
  }
}

/** True when this process may start the simulators; a lock left by a dead process is taken over. */
function takeLock(dataDir: string): boolean {
  const file = lockFile(dataDir);
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const owner = Number(readFileSync(file, "utf8"));
  if (owner === process.pid || !isAlive(owner)) {
    rmSync(file, { force: true });
    return takeLock(dataDir);
  }
  return false;
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
export function providerSettings({ paypal, stripe }: Pick<Sandbox, "paypal" | "stripe">): {
  paypal: PaypalSettings;
  stripe: StripeSettings;
} {
  return {
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

function toRunning(addresses: Addresses, stop: () => Promise<void>): RunningSandbox {
  const { paypal, stripe, bank } = addresses;
  return {
    ...providerSettings(addresses),
    bankUrl: bank.url,
    paypalUrl: paypal.url,
    stripeUrl: stripe.url,
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

async function startOwn({ dataDir, ports, settleMs, log }: JoinOptions): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ dataDir, ports, settleMs, log: (line) => log.debug(line) });
  const { paypal, stripe, bank } = sandbox;
  const addresses: Addresses = { paypal, stripe, bank, pid: process.pid };
  writeFileSync(addressFile(dataDir), JSON.stringify(addresses), { mode: 0o600 });
  return toRunning(addresses, async () => {
    await sandbox.stop();
    rmSync(addressFile(dataDir), { force: true });
    rmSync(lockFile(dataDir), { force: true });
  });
}

/** Finds the running simulators of this data directory, or starts them. */
export async function joinSandbox(options: JoinOptions): Promise<RunningSandbox> {
  mkdirSync(options.dataDir, { recursive: true });
  const deadline = monotonicMs() + joinDeadlineMs;
  for (;;) {
    const known = readAddresses(options.dataDir);
    if (known && (await answers(known))) return toRunning(known, async () => undefined);
    if (takeLock(options.dataDir)) return await startOwn(options);
    if (monotonicMs() > deadline)
      throw new OperatorError("The simulators of another process do not answer");
    await delay(pollMs);
  }
}
