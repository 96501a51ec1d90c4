/** Starts {@link ./payout-child} against the database and the simulated PayPal of a test's world. */
import os from "node:os";
import path from "node:path";
import type { CrashPoint } from "./payout-child";
import { type PayoutWorld, pollOften } from "./payout-world";
import { type Process, startEntry } from "./programs";

export interface StepOptions {
  /** Dies here. Without it the step is taken to its end. */
  crashAt?: CrashPoint;
  clockShiftHours?: number;
  environment?: Record<string, string>;
}

/** What a process of the product needs to know to meet the test's world. */
export function processEnvironment(w: PayoutWorld): Record<string, string> {
  const { paypal } = w.world.sandbox;
  return {
    DATABASE_URL: w.app.database.url,
    DATA_DIR: path.join(os.tmpdir(), "kampanye-payout-child"),
    LOG_LEVEL: "silent",
    PAYPAL_CLIENT_ID: paypal.clientId,
    PAYPAL_CLIENT_SECRET: paypal.clientSecret,
    PAYPAL_WEBHOOK_ID: paypal.webhookId,
    PAYPAL_API_BASE: paypal.url,
    PROVIDER_TIMEOUT_SECONDS: "2",
    PAYOUT_LEASE_SECONDS: "600",
    PAYOUT_RETRY_SECONDS: "0.05",
    PAYOUT_POLL_SECONDS: pollOften,
    PAYOUT_BATCH_ITEMS_MAX: "15000",
  };
}

export function startStep(w: PayoutWorld, step: string, options: StepOptions = {}): Process {
  const { crashAt, clockShiftHours, environment } = options;
  return startEntry("test/support/payout-child.js", {
    ...processEnvironment(w),
    RUN: step,
    ...(crashAt ? { CRASH_AT: crashAt } : {}),
    ...(clockShiftHours ? { CLOCK_SHIFT_HOURS: String(clockShiftHours) } : {}),
    ...environment,
  });
}

/** Takes one step in a process of its own and waits until that is gone: dead where it was told to die, or done. */
export async function takeStep(
  w: PayoutWorld,
  step: string,
  options: StepOptions = {},
): Promise<void> {
  const child = startStep(w, step, options);
  await child.ended;
  const end = child.child.signalCode ?? `exit ${child.child.exitCode}`;
  const wanted = options.crashAt ? "SIGKILL" : "exit 0";
  if (end !== wanted)
    throw new Error(`${step} ended with ${end}, not ${wanted}: ${child.output()}`);
}
