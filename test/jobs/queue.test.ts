/** The same behaviour on both queues: events become jobs, jobs do the work, and a lost queue costs only time. */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Redis from "ioredis";
import { startScheduler } from "../../jobs/scheduler";
import { startWorker } from "../../jobs/worker";
import { freePort } from "../../src/platform/free-port";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";
import { describeWith, type Process, watch } from "../support/programs";

interface Backend {
  redisUrl: string | undefined;
  /** Loses everything the queue knows. */
  flush(world: PayoutWorld): Promise<void>;
  close(): Promise<void>;
}

function behaviour(open: () => Promise<Backend>): void {
  let backend: Backend;
  let w: PayoutWorld;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    backend = await open();
    w = await openPayoutWorld({ SWEEP_SECONDS: "0.3" }, { redisUrl: backend.redisUrl });
    await w.fillPaypal("USD", 10_000_000n);
    stops.push(await startWorker(w.app.composition), startScheduler(w.app.composition));
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    await w.close();
    await backend.close();
  });

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
    await eventually("the creator to be paid", async () => (await stage()) === "paid");
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
    await eventually("all to be paid", async () => {
      const seen = await Promise.all([...stages, last].map((stage) => stage()));
      return seen.every((stage) => stage === "paid");
    });
    expect(await w.violations()).toEqual([]);
  });

  test("two schedulers and two workers do nothing twice", async () => {
    stops.push(await startWorker(w.app.composition), startScheduler(w.app.composition));
    const stage = await endorse("twice@example.com");
    await eventually("the creator to be paid", async () => (await stage()) === "paid");
    const twice = await w.sql(
      "SELECT user_id, kind, subject_id FROM mails GROUP BY 1, 2, 3 HAVING count(*) > 1",
    );
    expect(twice).toEqual([]);
    expect(await w.violations()).toEqual([]);
  });

  test("no job carries anything but ids", async () => {
    const leaks = await w.sql<{ payload: string }>(
      `SELECT payload::text FROM outbox o, jsonb_each_text(o.payload) p
       WHERE p.value !~ '^[0-9a-f-]{36}$' AND p.value NOT IN ('brand', 'creator')`,
    );
    expect(leaks).toEqual([]);
  });
}

describe("on PostgreSQL", () => {
  behaviour(async () => ({
    redisUrl: undefined,
    flush: async (w) => {
      await w.app.database.dataSource.query("DELETE FROM bullmq.job");
    },
    close: async () => undefined,
  }));
});

describeWith("redis-server", "on Redis", (program) => {
  behaviour(async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), "kampanye-redis-"));
    const port = await freePort();
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", dir];
    const server: Process = watch(
      spawn(program, [...options, "--maxmemory-policy", "noeviction"], {
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
    await server.printed("Ready to accept connections");
    return {
      redisUrl: `redis://127.0.0.1:${port}`,
      flush: async () => {
        const client = new Redis(port, "127.0.0.1");
        await client.flushall();
        client.disconnect();
      },
      close: async () => {
        await server.kill("SIGTERM");
        rmSync(dir, { recursive: true, force: true });
      },
    };
  });
});
