/** The same behaviour on both queues: events become jobs, jobs do the work, and a lost queue costs only time. */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Redis from "ioredis";
import { Client } from "pg";
import { applyProviderEventJob } from "../../jobs/apply-provider-event-job";
import { createJobContext, type Job, newJob, nudge } from "../../jobs/context";
import { jobs } from "../../jobs/registry";
import { startScheduler } from "../../jobs/scheduler";
import { sendPayoutBatchJob } from "../../jobs/send-payout-batch-job";
import { startWorker } from "../../jobs/worker";
import { newId } from "../../src/kernel/ids";
import { freePort } from "../../src/platform/free-port";
import type { JobPayload } from "../../src/platform/queue/define-job";
import { asOwner } from "../support/database";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { describeWith, type Process, watch } from "../support/programs";

interface QueuedJob {
  id: string;
  name: string;
  data: Record<string, string>;
  isFinished: boolean;
}

interface Backend {
  redisUrl: string | undefined;
  /** Loses every job. */
  flush(world: PayoutWorld): Promise<void>;
  /** Loses everything the server knows, and where there is a server of its own, kills it without warning first. */
  restart(world: PayoutWorld): Promise<void>;
  /** Nothing is answered until the returned function is called. */
  freeze(world: PayoutWorld): Promise<() => Promise<void>>;
  /** Every job that the queue still knows, finished ones too. */
  contents(world: PayoutWorld): Promise<QueuedJob[]>;
  close(): Promise<void>;
}

/** A machine that is busy with other tests takes its time. */
const patientLooks = 1_200;
jest.setTimeout(480_000);

function behaviour(open: () => Promise<Backend>): void {
  let backend: Backend;
  let w: PayoutWorld;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    backend = await open();
    w = await openPayoutWorld(
      { SWEEP_SECONDS: "0.3", WATCH_QUEUE_SECONDS: "1" },
      { redisUrl: backend.redisUrl },
    );
    await w.fillPaypal("USD", 10_000_000n);
    stops.push(await startWorker(w.app.composition), startScheduler(w.app.composition));
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await w.close();
    await backend.close();
  });

  async function allPaid(stages: readonly (() => Promise<string>)[]): Promise<void> {
    await eventually(
      "all to be paid",
      async () => {
        const seen = await Promise.all(stages.map((stage) => stage()));
        return seen.every((stage) => stage === "paid");
      },
      patientLooks,
    );
    expect(await w.violations()).toEqual([]);
  }

  async function openBreaks(kind: string): Promise<string[]> {
    const rows = await w.sql<{ object_id: string }>(
      "SELECT object_id FROM breaks WHERE kind = $1 AND resolved_at IS NULL ORDER BY object_id",
      [kind],
    );
    return rows.map((row) => row.object_id);
  }

  /** An endorsement as a brand makes it; nobody calls a service by hand. */
  async function endorse(receiver: string): Promise<() => Promise<string>> {
    const creator = await w.market.creator({ paypal: receiver });
    await w.market.endorsed(await w.market.accepted(await w.campaign(), creator));
    return async () => {
      const { body } = await creator.client.get("/v1/creators/me/payouts").expect(200);
      return body.items[0]?.stage ?? "none";
    };
  }

  test("runs on the backend that was asked for", () => {
    expect(w.app.composition.queue.kind).toBe(backend.redisUrl ? "redis" : "postgres");
  });

  test("an endorsement leads to a paid payout by itself", async () => {
    const stage = await endorse("by-itself@example.com");
    await allPaid([stage]);
    const letters = await eventually("the letters to be sent", async () => {
      const rows = await w.sql<{ kind: string }>(
        "SELECT kind FROM mails WHERE status = 'sent' ORDER BY kind",
      );
      return rows.some((row) => row.kind === "payout_paid") && rows.map((row) => row.kind);
    });
    expect(letters).toEqual(
      expect.arrayContaining(["endorsed", "offer_made", "content_approved", "payout_sent"]),
    );
    expect(await w.violations()).toEqual([]);
  });

  test("C20: a flushed queue only delays", async () => {
    const stages = [await endorse("flush-1@example.com"), await endorse("flush-2@example.com")];
    await backend.flush(w);
    const last = await endorse("flush-3@example.com");
    await backend.flush(w);
    await allPaid([...stages, last]);
  });

  test("a server that was killed and has forgotten everything only delays", async () => {
    const stage = await endorse("restart@example.com");
    await backend.restart(w);
    await allPaid([stage]);
  });

  test("a frozen server only delays; it is noticed, and the product is alive meanwhile", async () => {
    const thaw = await backend.freeze(w);
    const stages: (() => Promise<string>)[] = [];
    try {
      stages.push(await endorse("frozen@example.com"));
      // Both of these wait for an answer as long as they ever do.
      const { body } = await w.app.http.get("/readyz").expect(503);
      expect(body.missing).toEqual(["queue"]);
      await w.app.composition.watchdog.look();
      expect(await openBreaks("queue_unreachable")).toEqual([w.app.composition.queue.kind]);
    } finally {
      await thaw();
    }
    await allPaid(stages);
    await eventually("the break to be resolved", async () => {
      await w.app.composition.watchdog.look();
      return (await openBreaks("queue_unreachable")).length === 0;
    });
    await w.app.http.get("/readyz").expect(200);
  });

  test("a queue without a worker is noticed, and well again with one", async () => {
    const { watchdog } = w.app.composition;
    await stops.shift()?.();
    const stage = await endorse("nobody-works@example.com");
    await eventually(
      "the break of the standing queue",
      async () => {
        await watchdog.look();
        return (await openBreaks("queue_stopped")).includes("payouts");
      },
      patientLooks,
    );
    stops.unshift(await startWorker(w.app.composition));
    await allPaid([stage]);
    await eventually("the break to be resolved", async () => {
      await watchdog.look();
      return (await openBreaks("queue_stopped")).length === 0;
    });
  });

  test("C20: a flushed queue loses no letter, and each goes out once", async () => {
    await stops.shift()?.();
    const stage = await endorse("letters@example.com");
    await eventually(
      "all events to be in the queue",
      async () => (await w.sql("SELECT FROM outbox")).length === 0,
      patientLooks,
    );
    await backend.flush(w);
    const lost = (await w.sql<{ id: string }>("SELECT id FROM notices")).map(({ id }) => id);
    expect(lost.length).toBeGreaterThan(3);
    await asOwner(
      w.app.database.url,
      "UPDATE notices SET next_try_at = now() - interval '1 minute'",
    );
    stops.unshift(await startWorker(w.app.composition));
    await allPaid([stage]);
    const letters = await eventually(
      "the letters to be sent",
      async () => {
        const waiting = await w.sql("SELECT FROM notices WHERE id = ANY($1::uuid[])", [lost]);
        const found = await w.sql<{ kind: string; status: string; attempts_count: number }>(
          `SELECT kind, status, attempts_count FROM mails WHERE subject_id = ANY($1::uuid[])`,
          [lost],
        );
        return waiting.length === 0 && found.every(({ status }) => status === "sent") && found;
      },
      patientLooks,
    );
    expect(letters.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["endorsed", "offer_made", "content_approved"]),
    );
    expect(letters.every(({ attempts_count }) => attempts_count === 1)).toBe(true);
  });

  test("two schedulers and two workers do nothing twice", async () => {
    stops.push(await startWorker(w.app.composition), startScheduler(w.app.composition));
    await allPaid([await endorse("twice@example.com")]);
    const twice = await w.sql(
      "SELECT user_id, kind, subject_id FROM mails GROUP BY 1, 2, 3 HAVING count(*) > 1",
    );
    expect(twice).toEqual([]);
    expect(await w.violations()).toEqual([]);
  });

  test("jobs that come twice or are replayed days later change nothing", async () => {
    const { queue } = w.app.composition;
    const state = async () => ({
      attempts: await w.sql("SELECT id, state FROM payout_attempts ORDER BY id"),
      payouts: await w.sql("SELECT id, status FROM payouts ORDER BY id"),
      batches: await w.sql("SELECT id, state, calls_count FROM payout_batches ORDER BY id"),
      ledger: await w.sql("SELECT count(*) FROM ledger_transactions WHERE rule <> 'L18'"),
      mails: await w.sql("SELECT id, status FROM mails ORDER BY id"),
    });
    await eventually(
      "all letters to be sent",
      async () => {
        const waiting = await w.sql("SELECT FROM mails WHERE status <> 'sent'");
        const events = await w.sql("SELECT FROM outbox UNION ALL SELECT FROM notices");
        return waiting.length + events.length === 0;
      },
      patientLooks,
    );
    const before = await state();
    // Some of each kind; sweeps carry nothing, so one stands for all of them.
    const known = new Map(
      (await backend.contents(w)).map((job) => [`${job.name} ${JSON.stringify(job.data)}`, job]),
    );
    const names = [...new Set([...known.values()].map(({ name }) => name))];
    const some = names.flatMap((name) =>
      [...known.values()].filter((job) => job.name === name).slice(0, 8),
    );
    const replayed = [...some, ...some].map((job, n) => {
      const definition = jobs.find(({ name }) => name === job.name);
      if (!definition) throw new Error(`Nobody knows ${job.name}`);
      return newJob(definition, job.data, `replay-${n}`);
    });
    expect(replayed.length).toBeGreaterThan(50);
    await queue.addAll(replayed);
    await eventually(
      "all of them to be finished",
      async () => {
        const again = (await backend.contents(w)).filter(({ id }) => id.includes("-replay-"));
        return again.length === replayed.length && again.every(({ isFinished }) => isFinished);
      },
      patientLooks,
    );
    expect(await state()).toEqual(before);
    const money = (await w.world.control("paypal", "GET", "/money")).body.rows as Record<
      string,
      string
    >[];
    const sent = money
      .filter((row) => row["kind"] === "payout")
      .map((row) => row["sender_item_id"]);
    expect(new Set(sent).size).toBe(sent.length);
    expect(await w.violations()).toEqual([]);
  });

  test("of all that ask about the same thing one waits, and a job that runs hears nobody", async () => {
    const { queue } = w.app.composition;
    const [batchId, itemsBatch] = [newId(), newId()];
    const asked = async (name: string, subject: string) =>
      (await backend.contents(w)).filter(
        (job) => job.name === name && JSON.stringify(job.data).includes(subject) && !job.isFinished,
      ).length;
    const looks: (() => void)[] = [];
    let seen = 0;
    /** Each look goes on when the test says so. */
    const held = (definition: Job): Job => ({
      ...definition,
      handle: async () => {
        seen++;
        await new Promise<void>((resolve) => looks.push(resolve));
      },
    });
    const ask = async (definition: Job, payload: JobPayload) => {
      for (let n = 0; n < 3; n++) await queue.addAll([nudge(definition, payload)]);
    };
    for (const stop of stops.splice(0)) await stop();
    for (const { definition, payload, subject, isAlone } of [
      {
        definition: sendPayoutBatchJob,
        payload: { batchId },
        subject: batchId,
        isAlone: false,
      },
      {
        definition: applyProviderEventJob,
        payload: { providerEventId: newId(), payoutBatchId: itemsBatch },
        subject: itemsBatch,
        isAlone: true,
      },
    ]) {
      seen = 0;
      await ask(definition, payload);
      expect(await asked(definition.name, subject)).toBe(1);
      const stop = await queue.work({
        jobs: jobs.map((job) => (job === definition ? held(job) : job)),
        deps: createJobContext(w.app.composition.services, queue),
        log: w.app.composition.services.log,
        concurrency: { payouts: 2, "provider-events": 2, work: 2, mail: 2 },
      });
      await eventually("the first look", async () => seen === 1, patientLooks);
      await ask(definition, payload);
      if (isAlone) {
        expect(seen).toBe(1);
        looks.shift()?.();
      }
      await eventually("the second look", async () => seen >= 2, patientLooks);
      await eventually(
        "all to be over",
        async () => {
          for (const goOn of looks.splice(0)) goOn();
          return (await asked(definition.name, subject)) === 0;
        },
        patientLooks,
      );
      // A quick worker takes the second before the last has asked, who then waits as the third.
      expect([2, 3]).toContain(seen);
      await stop();
    }
  });

  test("no job carries anything but ids", async () => {
    const contents = await backend.contents(w);
    expect(new Set(contents.map(({ name }) => name)).size).toBeGreaterThan(8);
    const isId = (value: unknown) => typeof value === "string" && /^[0-9a-f-]{36}$/.test(value);
    /** Which of two sides acted. */
    const isWord = (value: unknown) => value === "brand" || value === "creator";
    const isLeak = (value: unknown): boolean =>
      typeof value === "object" && value !== null
        ? Object.values(value).some(isLeak)
        : !isId(value) && !isWord(value);
    const leaks = contents.filter(({ data }) => isLeak(data));
    expect(leaks).toEqual([]);
  });
}

describe("on PostgreSQL", () => {
  const tables = "bullmq.job, bullmq.job_dependency, bullmq.job_log, bullmq.event, bullmq.dedup";
  behaviour(async () => ({
    redisUrl: undefined,
    flush: async (w) => {
      await w.app.database.dataSource.query("DELETE FROM bullmq.job");
    },
    restart: async (w) => {
      await asOwner(w.app.database.url, `TRUNCATE ${tables}, bullmq.meta, bullmq.dedup_next`);
    },
    freeze: async (w) => {
      const client = new Client({ connectionString: w.app.database.url });
      await client.connect();
      await client.query(`BEGIN; LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
      return () => client.end();
    },
    contents: (w) =>
      w.sql<QueuedJob>(
        `SELECT id, name, data, state IN ('completed', 'failed') AS "isFinished" FROM bullmq.job`,
      ),
    close: async () => undefined,
  }));
});

describeWith("redis-server", "on Redis", (program) => {
  behaviour(async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), "kampanye-redis-"));
    const port = await freePort();
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", dir];
    const start = async (): Promise<Process> => {
      const started = watch(
        spawn(program, [...options, "--maxmemory-policy", "noeviction"], {
          stdio: ["ignore", "pipe", "pipe"],
        }),
      );
      await started.printed("Ready to accept connections");
      return started;
    };
    let server = await start();
    const ask = async <T>(question: (client: Redis) => Promise<T>): Promise<T> => {
      const client = new Redis(port, "127.0.0.1");
      try {
        return await question(client);
      } finally {
        client.disconnect();
      }
    };
    return {
      redisUrl: `redis://127.0.0.1:${port}`,
      flush: async () => {
        await ask((client) => client.flushall());
      },
      restart: async () => {
        await server.kill("SIGKILL");
        server = await start();
      },
      freeze: async () => {
        server.child.kill("SIGSTOP");
        return async () => {
          server.child.kill("SIGCONT");
        };
      },
      contents: () =>
        ask(async (client) => {
          const keys = (await client.keys("kampanye:*")).filter((key) =>
            /:[a-z-]+-[^:]+$/.test(key),
          );
          const reading = client.pipeline();
          for (const key of keys) reading.hmget(key, "name", "data", "finishedOn");
          const answers = (await reading.exec()) ?? [];
          return answers.flatMap(([, fields], n): QueuedJob[] => {
            const [name, data, finishedOn] = (fields ?? []) as (string | null)[];
            if (!name || !data) return [];
            const id = keys[n]?.split(":").at(-1) ?? "";
            return [{ id, name, data: JSON.parse(data), isFinished: finishedOn !== null }];
          });
        }),
      close: async () => {
        server.child.kill("SIGCONT");
        await server.kill("SIGTERM");
        rmSync(dir, { recursive: true, force: true });
      },
    };
  });
});
