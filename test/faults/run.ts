/**
 * One run: a clone of the world, its own simulators and processes; what the schedule says happens; then everything is
 * healed, time passes, and the judge is asked.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../src/platform/free-port";
import { type Sandbox, startSandbox } from "../../src/sandbox";
import { openDatabase, runSql } from "./cluster";
import { collect } from "./collect";
import { heal } from "./heal";
import { type Finding, judge } from "./judge";
import { act, control, type Json, openOffice } from "./people";
import { type ProcessSpec, supervise } from "./product";
import { foreignBatch, providerFaults, type Step } from "./schedule";
import { sessionSecret } from "./template";
import { createWatcher } from "./watch";
import {
  count,
  endorse,
  passTime,
  type RunOptions,
  submissionsOf,
  trace,
  type World,
} from "./world";

export interface RunResult {
  seed: number;
  queue: string;
  findings: Finding[];
  hits: ReadonlyMap<string, number>;
  endorsements: number;
  payoutStates: ReadonlyMap<string, number>;
  /** From the moment in which faults end until nothing is due any more, before time is moved. */
  recoveryMs: number;
  totalMs: number;
  crashes: string[];
  journal: string;
}

const paypalSettings = { settleMs: 150, webhooks: "on" };
const payoutSettings = {
  PROVIDER_TIMEOUT_SECONDS: "1.5",
  PAYOUT_LEASE_SECONDS: "1.8",
  PAYOUT_RETRY_SECONDS: "0.1,0.2,0.4",
  PAYOUT_POLL_SECONDS: "0.2,0.4,0.8",
  PAYOUT_BATCH_ITEMS_MAX: "3",
  SWEEP_SECONDS: "1.5",
  DATABASE_POOL_MAX: "6",
};

function environmentOf(
  { lane, schedule, variant }: RunOptions,
  databaseUrl: string,
  dir: string,
  sandbox: Sandbox,
  port: number,
): Record<string, string> {
  const caFile = path.join(dir, "paypal-ca.pem");
  writeFileSync(caFile, sandbox.paypal.certCaPem);
  return {
    ...payoutSettings,
    TZ: "UTC",
    DATABASE_URL: databaseUrl,
    DATA_DIR: path.join(dir, "data"),
    LOG_LEVEL: process.env["FAULTS_LOG"] ?? "silent",
    PORT: String(port),
    SESSION_SECRET: sessionSecret,
    PAYPAL_CLIENT_ID: sandbox.paypal.clientId,
    PAYPAL_CLIENT_SECRET: sandbox.paypal.clientSecret,
    PAYPAL_WEBHOOK_ID: sandbox.paypal.webhookId,
    PAYPAL_API_BASE: sandbox.paypal.url,
    PAYPAL_CERT_HOSTS: new URL(sandbox.paypal.url).host,
    PAYPAL_CERT_CA_FILE: caFile,
    STRIPE_SECRET_KEY: sandbox.stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: sandbox.stripe.webhookSecret,
    STRIPE_API_BASE: sandbox.stripe.url,
    ...(schedule.queue === "redis" && lane.redis ? { REDIS_URL: lane.redis.url } : {}),
    ...(variant ? { FAULTS_VARIANT: variant.name } : {}),
  };
}

function specsOf({ variant, isCompact }: RunOptions, environment: Record<string, string>) {
  if (variant || isCompact) {
    const entry = "test/faults/product-entry.js";
    return [{ name: "product", entry, ready: "Product is running", environment }];
  }
  const worker = { entry: "jobs/worker.js", ready: "Worker is running", environment };
  const scheduler = { entry: "jobs/scheduler.js", ready: "Scheduler is running", environment };
  return [
    { name: "api", entry: "src/app/server.js", ready: "API on", environment },
    { name: "worker-1", ...worker },
    { name: "worker-2", ...worker },
    { name: "scheduler-1", ...scheduler },
    { name: "scheduler-2", ...scheduler },
  ] satisfies ProcessSpec[];
}

/** A token of PayPal's for the campaign itself; undefined while PayPal is unwell. */
async function paypalToken({ paypal }: Sandbox): Promise<string | undefined> {
  const basic = Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString("base64");
  const answer = await fetch(`${paypal.url}/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  }).catch(() => undefined);
  const body = (await answer?.json().catch(() => undefined)) as Json;
  return body?.access_token;
}

/** Somebody else's batch on our account, whose only item PayPal blocks: what a wrong link may lead to. */
async function makeForeignBatch(sandbox: Sandbox): Promise<World["foreignIds"]> {
  const senderBatchId = "somebody-elses-batch";
  const response = await fetch(`${sandbox.paypal.url}/v1/payments/payouts`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await paypalToken(sandbox)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({
      sender_batch_header: { sender_batch_id: senderBatchId, email_subject: "Not ours" },
      items: [
        {
          recipient_type: "EMAIL",
          receiver: "block+foreign@example.com",
          amount: { currency: "USD", value: "7.77" },
          sender_item_id: "not-ours",
        },
      ],
    }),
  });
  const body = (await response.json()) as Json;
  return { senderBatchId, batchId: body.batch_header.payout_batch_id };
}

async function fillAccounts(sandbox: Sandbox, { template, schedule }: RunOptions): Promise<void> {
  for (const [currency, amount] of Object.entries(template.paypalMinor)) {
    // Short: enough for a few batches; the rest is paid in when everything heals.
    const amountMinor = schedule.isShort && currency === "USD" ? "60000" : amount;
    await control(sandbox.paypal.url, "POST", "/paypal/balance", { currency, amountMinor });
  }
  const account = { id: template.bankCode, currency: "USD", openingMinor: template.bankMinor };
  await control(sandbox.bank.url, "POST", "/accounts", account);
}

async function addFault(world: World, name: string, skip: number): Promise<void> {
  const fault = providerFaults[name];
  if (!fault) throw new Error(`No such fault: ${name}`);
  const action = JSON.parse(
    JSON.stringify(fault.action).replaceAll(foreignBatch, world.foreignIds.batchId),
  ) as object;
  const rule = { match: fault.match, action, skip, times: 1 };
  const { body, status } = await control(world.sandbox.paypal.url, "POST", "/faults", rule);
  if (status !== 201) throw new Error(`The fault ${name} was not taken`);
  world.armed.set(body.id, name);
}

async function replayWebhooks(world: World, howMany: number): Promise<void> {
  const { paypal } = world.sandbox;
  const { body } = await control(paypal.url, "GET", "/webhooks");
  const token = await paypalToken(world.sandbox);
  if (!token || !body) return;
  for (const { id } of body.events.slice(0, howMany)) {
    const answer = await fetch(`${paypal.url}/v1/notifications/webhooks-events/${id}/resend`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    }).catch(() => undefined);
    if (answer?.status === 202) count(world.hits, "paypal:webhooks-replayed-late");
  }
}

async function flushQueue(world: World): Promise<void> {
  const { schedule, lane } = world.options;
  if (schedule.queue === "redis" && lane.redis) {
    await lane.redis.flush();
    count(world.hits, "queue:flushed-redis");
    return;
  }
  await runSql(world.databaseUrl, "DELETE FROM bullmq.job");
  count(world.hits, "queue:flushed-postgres");
}

async function kill(world: World, step: Extract<Step, { kind: "kill" }>): Promise<void> {
  const { cluster } = world.options.lane;
  if (step.what === "postgres") {
    if (!cluster) return;
    await cluster.kill();
    await sleep(step.downMs);
    await cluster.start();
  } else {
    const found = world.processes.filter(({ name }) => name.startsWith(step.what));
    found[step.downMs % Math.max(found.length, 1)]?.kill(step.downMs);
    if (found.length === 0) return;
  }
  count(world.hits, `kill:${step.what}`);
}

async function perform(world: World, step: Step): Promise<void> {
  const { options, office, sandbox } = world;
  switch (step.kind) {
    case "endorse":
      await Promise.all(
        world.waiting.splice(0, step.count).map((id) => endorse(world, id, step.isTwice)),
      );
      return;
    case "person":
      return await act(office, options.template, step.act, step.pick, world.deeds);
    case "fault":
      return await addFault(world, step.fault, step.skip);
    case "kill":
      return await kill(world, step);
    case "restart-redis":
      if (!options.lane.redis || options.schedule.queue !== "redis") return;
      await options.lane.redis.restart(step.downMs);
      return void count(world.hits, "queue:restarted-redis");
    case "flush-queue":
      return await flushQueue(world);
    case "settings":
      await control(sandbox.paypal.url, "POST", "/settings", step.settings);
      return void count(world.hits, step.name);
    case "expire-tokens":
      await control(sandbox.paypal.url, "POST", "/expire-tokens");
      return void count(world.hits, "paypal:tokens-expired");
    case "replay-webhooks":
      return await replayWebhooks(world, step.count);
    case "clock":
      await passTime(world, step.days);
      return void count(world.hits, "clock:days");
  }
}

/** Steps begin one after the other and do not wait for each other, so that they overlap as they do in life. */
async function play(world: World): Promise<void> {
  const running: Promise<void>[] = [];
  let exclusive = Promise.resolve();
  for (const { step, afterMs } of world.options.schedule.steps) {
    await sleep(afterMs);
    trace(JSON.stringify(step));
    if (step.kind === "endorse" || step.kind === "person") {
      running.push(perform(world, step));
      if (running.length % 4 === 0) await Promise.race(running.slice(-4));
      continue;
    }
    // Two restarts of one server at once would only disturb the campaign itself.
    exclusive = exclusive.then(() =>
      perform(world, step).catch((error: unknown) => {
        if (step.kind === "kill" || step.kind === "fault") throw error;
      }),
    );
    if (step.kind !== "kill" && step.kind !== "restart-redis") await exclusive;
  }
  await Promise.all([...running, exclusive]);
}

async function openWorld(options: RunOptions, dir: string, name: string): Promise<World> {
  const { lane, template, templateName, schedule, variant } = options;
  const databaseUrl = lane.databaseUrl(name);
  await runSql(
    lane.databaseUrl("postgres"),
    `CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY FILE_COPY`,
  );
  for (const statement of variant?.sql ?? []) await runSql(databaseUrl, statement);
  if (schedule.queue === "redis") await lane.redis?.flush();
  const worldDir = path.join(dir, "sandbox");
  mkdirSync(worldDir, { recursive: true });
  mkdirSync(path.join(dir, "data"), { recursive: true });
  cpSync(path.join(lane.worldDir, "world.json"), path.join(worldDir, "world.json"));
  const sandbox = await startSandbox({ dataDir: worldDir });
  await fillAccounts(sandbox, options);
  await control(sandbox.paypal.url, "POST", "/settings", paypalSettings);
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  const hits = new Map<string, number>();
  const findings: Finding[] = [];
  const presented = new Set<string>();
  const office = openOffice(apiUrl, template);
  const environment = environmentOf(options, databaseUrl, dir, sandbox, port);
  const world: World = {
    options,
    environment,
    databaseUrl,
    database: openDatabase(databaseUrl),
    sandbox,
    apiUrl,
    office,
    processes: specsOf(options, environment).map(supervise),
    watcher: createWatcher(office),
    deeds: {
      count: (kind) => count(hits, kind),
      finding: (text) => findings.push({ rule: "released", about: `seed ${schedule.seed}`, text }),
      async present(cheque) {
        // A bank pays the same paper twice; that would be its mistake, and is not what is tried here.
        if (presented.has(cheque.number)) return;
        presented.add(cheque.number);
        await control(sandbox.bank.url, "POST", "/cheques", {
          account: template.bankCode,
          number: cheque.number,
          amountMinor: cheque.amount.amountMinor,
          payee: cheque.payeeName,
        });
      },
    },
    hits,
    armed: new Map(),
    findings,
    acknowledged: new Map(),
    waiting: submissionsOf(options),
    foreignIds: await makeForeignBatch(sandbox),
  };
  sandbox.setWebhookTargets({ paypal: `${apiUrl}/webhooks/paypal` });
  return world;
}

/** The killed processes' connections end a moment after them. A database that stays goes with its server. */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      await runSql(url, `DROP DATABASE IF EXISTS ${name}`);
      return;
    } catch {
      await sleep(100);
    }
  }
}

/** Plays one schedule to its end and judges it. */
export async function run(options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const { lane, schedule } = options;
  const dir = mkdtempSync(path.join(os.tmpdir(), `faults-${schedule.seed}-`));
  const name = `run_${schedule.seed}_${process.hrtime.bigint()}`;
  const world = await openWorld(options, dir, name);
  try {
    trace("opened");
    for (const part of world.processes) await part.ready();
    trace("ready");
    if (schedule.isShort) count(world.hits, "paypal:short-of-money");
    if (world.processes.length > 1) count(world.hits, "scheduler:two");
    world.watcher.start();
    await play(world);
    trace("played");
    const recoveryMs = await heal(world);
    trace("healed");
    const evidence = await collect(world);
    trace("collected");
    if (options.keepDir) {
      mkdirSync(options.keepDir, { recursive: true });
      writeFileSync(
        path.join(options.keepDir, `evidence-${schedule.seed}.json`),
        JSON.stringify(evidence, null, 1),
      );
    }
    world.findings.push(...judge(evidence));
    const payoutStates = new Map<string, number>();
    for (const { status } of evidence.payouts) count(payoutStates, status);
    return {
      seed: schedule.seed,
      queue: schedule.queue,
      findings: world.findings,
      hits: world.hits,
      endorsements: new Set(evidence.payouts.flatMap((payout) => payout.endorsementIds)).size,
      payoutStates,
      recoveryMs,
      totalMs: performance.now() - started,
      crashes: world.processes.flatMap((part) => part.crashes()),
      journal: evidence.journal,
    };
  } finally {
    await world.watcher.stop();
    await Promise.all(world.processes.map((part) => part.stop()));
    await world.sandbox.stop();
    await world.database.end();
    await dropDatabase(lane.databaseUrl("postgres"), name);
    rmSync(dir, { recursive: true, force: true });
  }
}
