/**
 * The worker as a process of its own, killed without warning between the steps of the protocol. What PayPal recorded and
 * what our books say must agree afterwards, and nobody may be paid twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startScheduler } from "../../jobs/scheduler";
import { eventually, openPayoutWorld, type PayoutWorld, pollOften } from "../support/payout-world";
import { type Process, startEntry } from "../support/programs";

/** Of 25 ms each: a minute. */
const looksMax = 2_400;

let w: PayoutWorld;
let dataDir: string;
let stopScheduler: () => Promise<void>;
let worker: Process | undefined;

beforeAll(async () => {
  w = await openPayoutWorld({ SWEEP_SECONDS: "0.3" });
  await w.fillPaypal("USD", 10_000_000n);
  dataDir = mkdtempSync(path.join(os.tmpdir(), "kampanye-worker-"));
  stopScheduler = startScheduler(w.app.composition);
});
afterAll(async () => {
  await worker?.kill("SIGKILL");
  await stopScheduler();
  await w.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startWorker(): Promise<Process> {
  const { paypal } = w.world.sandbox;
  const started = startEntry("jobs/worker.js", {
    DATABASE_URL: w.app.database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    PAYPAL_CLIENT_ID: paypal.clientId,
    PAYPAL_CLIENT_SECRET: paypal.clientSecret,
    PAYPAL_WEBHOOK_ID: paypal.webhookId,
    PAYPAL_API_BASE: paypal.url,
    PROVIDER_TIMEOUT_SECONDS: "2",
    PAYOUT_LEASE_SECONDS: "2.2",
    PAYOUT_RETRY_SECONDS: "0.1",
    PAYOUT_POLL_SECONDS: pollOften,
  });
  await started.printed("Worker is running");
  return started;
}

async function batchOf(payoutId: string): Promise<string | undefined> {
  return (await w.attempts(payoutId))[0]?.batch_id ?? undefined;
}

async function openCalls(payoutId: string): Promise<boolean> {
  const batchId = await batchOf(payoutId);
  return batchId !== undefined && (await w.callOutcomes(batchId)).includes(null);
}

const slow = (when: "before" | "after") => ({ type: "delay", when, ms: 1_800 });

test.each([
  {
    moment: "after it claimed the batch, before it could log in at PayPal",
    fault: ["POST", "^/v1/oauth2/token$", slow("before")] as const,
    reached: openCalls,
    calls: [null, "accepted"],
  },
  {
    moment: "while its request is on the way",
    // PayPal goes on with a request whose sender has died.
    fault: ["POST", "^/v1/payments/payouts$", slow("before")] as const,
    reached: openCalls,
    // Whichever of the two requests PayPal takes first, it takes one.
    calls: [null, expect.stringMatching(/^(accepted|duplicate)$/)],
  },
  {
    moment: "after PayPal accepted, before the answer arrived",
    fault: ["POST", "^/v1/payments/payouts$", slow("after")] as const,
    reached: async (payoutId: string) => {
      const [attempt] = await w.attempts(payoutId);
      const listed = (await w.world.control("paypal", "GET", "/payouts")).body.items as Record<
        string,
        string
      >[];
      return listed.some((item) => item["sender_item_id"] === attempt?.id);
    },
    calls: [null, "duplicate"],
  },
  {
    moment: "while it reads the items",
    fault: ["GET", "^/v1/payments/payouts/", slow("after")] as const,
    reached: async (payoutId: string) => (await w.attempts(payoutId))[0]?.state === "submitted",
    calls: ["accepted"],
  },
])(
  "killed $moment",
  async ({ fault, reached, calls }) => {
    await w.world.control("paypal", "POST", "/expire-tokens");
    const [method, at, action] = fault;
    await w.fault("paypal", method, at, action);
    worker = await startWorker();
    const [payout] = await w.released("crash@example.com");
    const { payoutId } = payout!;
    await eventually("the moment to come", () => reached(payoutId));
    await worker.kill("SIGKILL");
    expect(await w.payoutStatus(payoutId)).toBe("in_progress");
    expect(await w.violations()).toEqual([]);
    await w.world.control("paypal", "DELETE", "/faults");

    worker = await startWorker();
    // A worker that dies with a job in its hands keeps that job's subject from others for half a minute (ADR 6).
    await eventually(
      "the payout to be paid",
      async () => (await w.payoutStatus(payoutId)) === "paid",
      looksMax,
    );
    await worker.kill("SIGTERM");
    expect(worker.child.exitCode).toBe(0);
    const batchId = await batchOf(payoutId);
    expect(await w.callOutcomes(batchId!)).toEqual(calls);
    expect(await w.attempts(payoutId)).toHaveLength(1);
    expect(await w.leftPaypal(payoutId)).toBe(10_000n);
    expect(await w.violations()).toEqual([]);
  },
  120_000,
);

test("after the freeze, with every event and job lost: the sweep finds the batch by the tables", async () => {
  const [payout] = await w.released("forgotten@example.com");
  const batchId = await w.frozen();
  await w.app.database.dataSource.query("DELETE FROM outbox");
  await w.app.database.dataSource.query("DELETE FROM bullmq.job");
  worker = await startWorker();
  await eventually(
    "the payout to be paid",
    async () => (await w.payoutStatus(payout!.payoutId)) === "paid",
  );
  await worker.kill("SIGTERM");
  expect(await w.callOutcomes(batchId)).toEqual(["accepted"]);
  expect(await w.violations()).toEqual([]);
}, 240_000);
