/**
 * The outbox: news of paid payouts, from their rows to jobs in the queue. Ours is the relay with the product's own routing.
 * Baselines: the same drain in bare SQL, and a queue job for each event, added and processed.
 */
import Redis from "ioredis";
import { z } from "zod";
import { routeEvents } from "../jobs/registry";
import { keepNotices } from "../src/features/notifications";
import { systemClock } from "../src/kernel/clock";
import { newId } from "../src/kernel/ids";
import { startRelay } from "../src/platform/outbox/relay";
import { defineJob } from "../src/platform/queue/define-job";
import { createJobQueue, type JobQueue } from "../src/platform/queue/job-queue";
import { type Contender, contender, createMemoryGauge, round } from "./measure";
import { atLeast, atMost, type BenchOptions, type Figures, requireEqual } from "./report";
import { type Measured, mainSize, runRounds, spread, valueAt } from "./rounds";
import { type BenchWorld, openWorld } from "./world";

const sqlDrain = "bare SKIP LOCKED, 500 a claim";
const onPostgres = "BullMQ on PostgreSQL, one job an event";
const onRedis = "BullMQ on Redis, one job an event";
const oursOnRedis = "ours, queue on Redis";

async function seedEvents(world: BenchWorld, count: number): Promise<void> {
  await world.rows("ALTER TABLE outbox DISABLE TRIGGER outbox_notify");
  await world.rows(
    `INSERT INTO outbox (id, topic, payload)
     SELECT uuidv7(), 'payout.paid', jsonb_build_object('payoutId', uuidv7()) FROM generate_series(1, $1::int)`,
    [count],
  );
  await world.rows("ALTER TABLE outbox ENABLE TRIGGER outbox_notify");
}

/** A queue that counts what it is given and passes it on; it says when all events have come by. */
function counting(queue: JobQueue) {
  let left = 0;
  let done: () => void = () => undefined;
  const counted: JobQueue = {
    ...queue,
    async addAll(jobs) {
      await queue.addAll(jobs);
      for (const { payload } of jobs) left -= payload["noticeIds"]?.length ?? 1;
      if (left <= 0) done();
    },
  };
  return {
    counted,
    expect: (count: number) =>
      new Promise<void>((resolve) => {
        left = count;
        done = resolve;
      }),
  };
}

/** Ours ends when the last row is gone: the relay finishes its claim before it stops. */
function relayContender(
  world: BenchWorld,
  name: string,
  queue: JobQueue,
  emptyQueue: () => Promise<unknown>,
): Contender {
  const { counted, expect } = counting(queue);
  return contender<number>({
    name,
    itemsOf: (size) => size,
    prepare: async (count) => {
      await seedEvents(world, count);
      return count;
    },
    work: async (count) => {
      const all = expect(count);
      const { unitOfWork, log } = world;
      const relay = startRelay({
        unitOfWork,
        databaseUrl: world.url,
        queue: counted,
        keep: keepNotices,
        route: routeEvents,
        log,
      });
      await all;
      await relay.stop();
    },
    answer: async () => {
      await requireDrained(world, name);
      // Nobody works here, and whoever works next must not find these.
      await emptyQueue();
      await world.rows("DELETE FROM notices");
    },
  });
}

async function requireDrained(world: BenchWorld, name: string): Promise<void> {
  const [row] = await world.rows<{ n: number }>("SELECT count(*)::int AS n FROM outbox");
  requireEqual(`events left by ${name}`, row?.n, 0);
}

function sqlContender(world: BenchWorld): Contender {
  return contender<number>({
    name: sqlDrain,
    itemsOf: (size) => size,
    prepare: async (count) => {
      await seedEvents(world, count);
      return count;
    },
    work: async (count) => {
      for (let left = count; left > 0; ) {
        const rows = await world.rows<{ id: string }>(
          `UPDATE outbox SET claimed_until = now() + interval '30 seconds'
           WHERE id IN (SELECT id FROM outbox WHERE claimed_until IS NULL ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED)
           RETURNING id, topic, payload`,
        );
        await world.rows("DELETE FROM outbox WHERE id = ANY($1)", [rows.map((row) => row.id)]);
        left -= rows.length;
      }
    },
    answer: () => requireDrained(world, sqlDrain),
  });
}

/** Adds a job for each event, one by one, while a worker of eight takes them. */
function jobContender(
  options: BenchOptions,
  name: string,
  queue: JobQueue,
  log: BenchWorld["log"],
): Contender {
  let left = 0;
  let done: () => void = () => undefined;
  let stop: () => Promise<void> = async () => undefined;
  const noop = defineJob<undefined, z.ZodObject<{ payoutId: z.ZodString }>>({
    name: "noop",
    queue: "work",
    payload: z.object({ payoutId: z.string() }),
    handle: async () => {
      left -= 1;
      if (left === 0) done();
    },
  });
  const concurrency = { payouts: 1, "provider-events": 1, work: 8, mail: 1 };
  return contender<number>({
    name,
    itemsOf: (size) => Math.min(size, options.perItemMax),
    prepare: async (count) => {
      stop = await queue.work({ jobs: [noop], deps: undefined, log, concurrency });
      return count;
    },
    work: async (count) => {
      const all = new Promise<void>((resolve) => {
        done = resolve;
      });
      left = count;
      for (let n = 0; n < count; n++) {
        const payload = { payoutId: newId() };
        await queue.addAll([
          { queue: "work", name: "noop", payload, id: newId(), attemptsMax: 1, backoffMs: 1 },
        ]);
      }
      await all;
    },
    answer: async () => {
      await stop();
      requireEqual(`jobs left by ${name}`, left, 0);
    },
  });
}

export async function outbox(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({ cluster: options.cluster });
  const { log, url: databaseUrl } = world;
  const queues = [createJobQueue({ databaseUrl, clock: systemClock, log })];
  if (options.redisUrl)
    queues.push(
      createJobQueue({ databaseUrl, redisUrl: options.redisUrl, clock: systemClock, log }),
    );
  const [postgres, redis] = queues as [JobQueue, JobQueue | undefined];
  const gauge = createMemoryGauge();
  const client = options.redisUrl ? new Redis(options.redisUrl) : undefined;
  const emptyPostgres = () => world.rows("DELETE FROM bullmq.job");
  try {
    const contenders = [
      relayContender(world, "ours", postgres, emptyPostgres),
      sqlContender(world),
      jobContender(options, onPostgres, postgres, log),
    ];
    if (redis && client) {
      contenders.push(
        relayContender(world, oursOnRedis, redis, () => client.flushall()),
        jobContender(options, onRedis, redis, log),
      );
    }
    const measured = await runRounds(world, options, contenders, gauge);
    return figuresOf(options, measured, gauge.peakMb());
  } finally {
    client?.disconnect();
    for (const queue of queues) await queue.close();
    await world.close();
  }
}

function figuresOf(
  options: BenchOptions,
  measured: ReadonlyMap<string, Measured>,
  rssMb: number,
): Figures {
  const size = mainSize(options.sizes);
  const ours = measured.get("ours")?.cpu ?? {};
  const at = (name: string) => valueAt(measured.get(name)?.cpu, size);
  const ratio: Record<string, number> = {
    "bare SKIP LOCKED / ours": round(at(sqlDrain) / at("ours")),
    "BullMQ on PostgreSQL / ours": round(at(onPostgres) / at("ours")),
    "slowest size / fastest size": spread(ours),
  };
  const goal: Figures["goal"] = {
    "bare SKIP LOCKED / ours": atLeast(ratio["bare SKIP LOCKED / ours"] ?? 0, 0.5),
    "slowest size / fastest size": atMost(ratio["slowest size / fastest size"] ?? 0, 1.5),
  };
  if (measured.has(onRedis)) {
    ratio["BullMQ on Redis / ours"] = round(at(onRedis) / at("ours"));
    goal["BullMQ on Redis / ours"] = atLeast(ratio["BullMQ on Redis / ours"], 9);
  }
  const { ours: _ours, ...anchors } = Object.fromEntries(
    [...measured].map(([name, { cpu }]) => [name, cpu]),
  );
  return {
    unit: "us of processor time an event, database included, Redis not",
    ours,
    anchors,
    ratio,
    goal,
    rssMb,
    details: {
      wall: Object.fromEntries([...measured].map(([name, { wall }]) => [name, wall])),
      perItemBaselineItems: options.perItemMax,
    },
  };
}
