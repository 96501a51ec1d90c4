/**
 * The product and the outside world for one month, in this process: everything people do goes over HTTP to the product,
 * everything outside happens in the simulators, and only time is moved by hand. A month can be kept and opened again as
 * often as wished, because its end is tried in several ways.
 */
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { newJob } from "../../jobs/context";
import { sweeps } from "../../jobs/registry";
import { startScheduler } from "../../jobs/scheduler";
import { startWorker } from "../../jobs/worker";
import { type Composition, compose } from "../../src/app/compose";
import { providerSettings, simulatedSocial } from "../../src/app/sandbox-world";
import { startServer } from "../../src/app/server";
import { dayMs, hourMs } from "../../src/kernel/clock";
import { currencies } from "../../src/kernel/currency";
import { loadConfig } from "../../src/platform/config";
import { giveMovableTime } from "../../src/platform/db/movable-time";
import { createLogger } from "../../src/platform/logger";
import { type Sandbox, startSandbox } from "../../src/sandbox";
import { fastFolder } from "../support/global-setup";
import { type Json, send } from "./callers";
import { asOwnerOf, createMovableClock, type MovableClock, moveDatabase } from "./time";

const quietDeadlineMs = 120_000;
const lookMs = 15;
const stepMs = 4 * hourMs;

const settings = {
  SESSION_SECRET: "only-for-the-month-0123456789-0123456789",
  SESSION_IDLE_SECONDS: String(365 * 24 * 3600),
  SESSION_ABSOLUTE_SECONDS: String(365 * 24 * 3600),
  // Sweeps are asked for by the month's clock and not by the machine's.
  SWEEP_SECONDS: "3600",
  DEPOSIT_EXPIRY_SECONDS: String(10 * 24 * 3600),
  PAYOUT_POLL_SECONDS: "3600,86400",
  // Who confirms a large file is tested in http/statement-reviews; here it would only add a click to every file.
  BANK_DEPOSITS_ALONE_UNITS_MAX: currencies.map((currency) => `${currency}:999999999999`).join(","),
  // Posts are looked at once before they are endorsed, and not every day of the month.
  LIVE_POST_CHECK_SECONDS: String(40 * 24 * 3600),
  // The brand endorses on the days of the plan, and no clock before it.
  REVIEW_SECONDS: String(60 * 24 * 3600),
  DATABASE_POOL_MAX: "12",
};

type Server = "paypal" | "stripe" | "bank";

export interface World {
  url: string;
  databaseUrl: string;
  /** Folder of the simulators. */
  sandboxDir: string;
  composition: Composition;
  clock: MovableClock;
  sandbox: Sandbox;
  /** For looking, never for writing. */
  look<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** A control route of a simulator. */
  control(server: Server, method: string, path: string, body?: object): Promise<Json>;
  /** The day it is, as `2026-10-05`. */
  today(): string;
  /** Moves the time of everybody; whatever becomes due on the way happens. */
  pass(ms: number): Promise<void>;
  /** Waits until nothing is due any more. */
  quiet(): Promise<void>;
  /** Asks for every sweep, as the scheduler does from time to time, and waits for what comes of it. */
  sweep(): Promise<void>;
  /** Ends the product and the simulators; the month stays as it is. */
  close(): Promise<void>;
  /** The same without waiting, when something went wrong. */
  abandon(): Promise<void>;
}

/** A month that nobody works in: a database and the simulators' folder. */
export interface Kept {
  databaseUrl: string;
  sandboxDir: string;
  /** Between the machine's time and that of the month's first moment. */
  shiftMs: number;
  /** How much time was passed since. */
  passedMs: number;
}

function clusterUrl(database: string): string {
  const url = process.env["TEST_CLUSTER_URL"];
  if (!url) throw new Error("The test cluster is not running");
  return url.replace(/\/kampanye$/, `/${database}`);
}

async function cloneDatabase(from: string): Promise<string> {
  const name = `month_${randomBytes(5).toString("hex")}`;
  await asOwnerOf(
    clusterUrl("postgres"),
    `CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY FILE_COPY`,
  );
  return clusterUrl(name);
}

const folder = (name: string) => mkdtempSync(path.join(fastFolder(), `kampanye-${name}-`));

/** An empty month that begins at this moment. */
export async function newMonth(start: Date): Promise<Kept> {
  const databaseUrl = await cloneDatabase("kampanye");
  await giveMovableTime(databaseUrl);
  return {
    databaseUrl,
    sandboxDir: folder("month"),
    shiftMs: start.getTime() - Date.now(),
    passedMs: 0,
  };
}

/** A copy on which something else may happen. */
export async function copyMonth(kept: Kept): Promise<Kept> {
  const databaseUrl = await cloneDatabase(new URL(kept.databaseUrl).pathname.slice(1));
  await giveMovableTime(databaseUrl);
  const sandboxDir = folder("month");
  cpSync(kept.sandboxDir, sandboxDir, { recursive: true });
  return { ...kept, databaseUrl, sandboxDir };
}

export async function dropMonth({ databaseUrl, sandboxDir }: Kept): Promise<void> {
  await asOwnerOf(
    clusterUrl("postgres"),
    `DROP DATABASE ${new URL(databaseUrl).pathname.slice(1)} WITH (FORCE)`,
  );
  rmSync(sandboxDir, { recursive: true, force: true });
}

/** Work that is due now by the tables. */
const dueSql = `
  SELECT 'events in the outbox' AS what, count(*)::int AS n FROM outbox
  UNION ALL
  SELECT 'batches to send', count(*)::int FROM payout_batches
  WHERE state IN ('frozen', 'ambiguous') AND next_try_at <= now()
  UNION ALL
  SELECT 'endorsements without a payout', count(*)::int FROM endorsements e
  WHERE e.payable_at IS NOT NULL AND e.fee_minor > 0
    AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.endorsement_id = e.id AND l.is_live)
  UNION ALL
  SELECT 'webhooks to follow', count(*)::int FROM provider_events WHERE state = 'pending'
  UNION ALL
  SELECT 'payouts to freeze', count(*)::int FROM payouts p
  WHERE p.status = 'queued' AND p.rail = 'paypal'
    AND NOT EXISTS (SELECT FROM payout_holds h WHERE h.payout_id = p.id AND h.released_at IS NULL)
  UNION ALL
  SELECT 'batches under way', count(*)::int FROM payout_batches b
  WHERE b.state = 'submitted' AND EXISTS
    (SELECT FROM payout_attempts a WHERE a.batch_id = b.id AND a.state IN ('submitted', 'pending'))
  UNION ALL
  SELECT 'jobs', count(*)::int FROM bullmq.job WHERE state IN ('waiting', 'active')`;

/** Opens a kept month. @param environment Settings that differ from the usual. */
export async function openMonth(
  kept: Kept,
  environment: Record<string, string> = {},
): Promise<World> {
  const { databaseUrl, sandboxDir } = kept;
  const clock = createMovableClock(kept.shiftMs + kept.passedMs);
  // The simulators keep what was passed themselves.
  const beginning = createMovableClock(kept.shiftMs);
  const sandbox = await startSandbox({
    dataDir: sandboxDir,
    settleMs: 20,
    clock: beginning,
    receiverClock: clock,
  });
  const dataDir = path.join(sandboxDir, "product");
  mkdirSync(dataDir, { recursive: true });
  const config = loadConfig({
    ...settings,
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env["MONTH_LOG"] ?? "silent",
    ...environment,
  });
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  pool.on("error", () => undefined);
  await moveDatabase(pool, clock.shiftMs());
  const composition = await compose({
    config,
    clock,
    outside: {
      databaseUrl,
      redisUrl: undefined,
      ...providerSettings(sandbox),
      social: simulatedSocial(sandbox),
      publicUrl: "http://localhost:3000",
    },
    log: createLogger(config.env.LOG_LEVEL),
  });
  const stopWorker = await startWorker(composition);
  const stopScheduler = startScheduler(composition);
  const server = await startServer(composition, 0, "127.0.0.1");
  const url = `http://127.0.0.1:${server.port}`;
  sandbox.setWebhookTargets({ paypal: `${url}/webhooks/paypal`, stripe: `${url}/webhooks/stripe` });

  const look: World["look"] = async (text, values = []) =>
    (await pool.query(text, [...values])).rows;

  const control: World["control"] = async (name, method, at, body) =>
    await send(method, `${sandbox[name].url}/control${at}`, {}, body);

  async function due(): Promise<string> {
    const rows = await look<{ what: string; n: number }>(dueSql);
    return rows
      .filter(({ n }) => n > 0)
      .map(({ what, n }) => `${n} ${what}`)
      .join(", ");
  }

  async function sweep(): Promise<void> {
    await quiet();
    await composition.queue.addAll(sweeps.map(({ job }) => newJob(job, {})));
    await quiet();
  }

  async function quiet(): Promise<void> {
    const deadline = performance.now() + quietDeadlineMs;
    for (let calm = 0; calm < 2; ) {
      const found = await due();
      calm = found === "" ? calm + 1 : 0;
      if (performance.now() > deadline) throw new Error(`It never came to rest: ${found}`);
      await sleep(lookMs);
    }
  }

  async function end(): Promise<void> {
    await stopScheduler();
    await stopWorker();
    await server.stop();
    await composition.close();
    await pool.end();
    await sandbox.stop();
  }

  return {
    url,
    databaseUrl,
    sandboxDir,
    composition,
    clock,
    sandbox,
    look,
    control,
    today: () => clock.now().toISOString().slice(0, 10),
    quiet,
    sweep,
    async pass(ms) {
      await quiet();
      for (let left = ms; left > 0; left -= stepMs) {
        const by = Math.min(left, stepMs);
        // The simulators first: what they sign is then never older than our clock allows.
        await control("bank", "POST", "/clock", { advanceMs: by });
        clock.moveTo(clock.shiftMs() + by);
        kept.passedMs += by;
        await moveDatabase(pool, clock.shiftMs());
      }
      await sweep();
    },
    async close() {
      await quiet();
      await end();
    },
    abandon: end,
  };
}

export const days = (n: number) => n * dayMs;
