/** Queues, figures and the check of the books, as operators see them. */
import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { freePort } from "../../src/platform/free-port";
import { defineJob } from "../../src/platform/queue/define-job";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { newStaff } from "../support/people";
import { describeWith, watch } from "../support/programs";

interface Backend {
  kind: "postgres" | "redis";
  redisUrl: string | undefined;
  close(): Promise<void>;
}

function behaviour(startBackend: () => Promise<Backend>) {
  let backend: Backend;
  let app: TestApp;
  let operator: Client;
  let isBroken = true;
  let stopWorkers: () => Promise<void>;

  const job = defineJob<object, z.ZodObject<{ thingId: z.ZodString }>>({
    name: "try-it",
    queue: "mail",
    payload: z.object({ thingId: z.string() }),
    attemptsMax: 1,
    handle: async () => {
      if (isBroken) throw new Error("the wall is in the way");
    },
  });

  beforeAll(async () => {
    backend = await startBackend();
    app = await startTestApp({ outside: { redisUrl: backend.redisUrl } });
    operator = (await newStaff(app, ["operator"])).client;
    const { queue, services } = app.composition;
    const ids = ["a", "b", "c"];
    await queue.addAll(
      ids.map((thingId) => ({
        queue: "mail" as const,
        name: "try-it",
        payload: { thingId },
        id: `try-it-${thingId}-${Date.now()}`,
        attemptsMax: 1,
        backoffMs: 10,
      })),
    );
    const concurrency = { payouts: 1, "provider-events": 1, work: 1, mail: 1 };
    stopWorkers = await queue.work({ jobs: [job], deps: {}, log: services.log, concurrency });
  }, 60_000);
  afterAll(async () => {
    await stopWorkers();
    await app.close();
    await backend.close();
  });

  const jobsIn = async (state: string, more = "") =>
    (await operator.get(`/v1/queues/mail/jobs?state=${state}${more}`).expect(200)).body;

  async function until(state: string, count: number) {
    for (let tries = 0; tries < 100; tries++) {
      const { items } = await jobsIn(state);
      if (items.length === count) return items;
      await delay(100);
    }
    throw new Error(`there never were ${count} jobs that are ${state}`);
  }

  test("what failed is listed with its reason, page by page", async () => {
    const failed = await until("failed", 3);
    expect(failed[0]).toMatchObject({
      name: "try-it",
      state: "failed",
      attemptsCount: 1,
      failure: "the wall is in the way",
    });
    const first = await jobsIn("failed", "&limit=2");
    expect(first.items).toHaveLength(2);
    const rest = await jobsIn("failed", `&limit=2&cursor=${first.nextCursor}`);
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    await operator.get("/v1/queues/mail/jobs?cursor=nonsense").expect(422);
    await operator.get("/v1/queues/nobody/jobs").expect(422);
    const { body } = await operator.get("/v1/queues").expect(200);
    expect(body.backend).toBe(backend.kind);
    expect(body.items.find(({ name }: { name: string }) => name === "mail").failed).toBe(3);
  });

  test("one job or all of them get another try, once", async () => {
    const [one] = await until("failed", 3);
    isBroken = false;
    const again = `/v1/queues/mail/jobs/${one.id}/retry`;
    const { body } = await operator.post(again).expect(200);
    expect(body).toEqual({ retriedCount: 1 });
    await until("completed", 1);
    expect((await operator.post(again)).body.code).toBe("job_not_failed");
    await operator.post("/v1/queues/mail/jobs/nobody-asked-for-this/retry").expect(404);
    const all = await operator.post("/v1/queues/mail/retry").expect(200);
    expect(all.body).toEqual({ retriedCount: 2 });
    await until("completed", 3);
    await until("failed", 0);
    const { body: trail } = await operator.get("/v1/audit?action=job.retried").expect(200);
    expect(trail.items.map(({ objectId }: { objectId: string }) => objectId)).toEqual([
      "mail",
      one.id,
    ]);
  });
}

describe("queues on PostgreSQL", () => {
  behaviour(async () => ({
    kind: "postgres",
    redisUrl: undefined,
    close: async () => undefined,
  }));
});

describeWith("redis-server", "queues on Redis", (program) => {
  behaviour(async () => {
    const port = await freePort();
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", ""];
    const policy = ["--maxmemory-policy", "noeviction"];
    const server = watch(
      spawn(program, [...options, ...policy], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    await server.printed("Ready to accept connections");
    return {
      kind: "redis",
      redisUrl: `redis://127.0.0.1:${port}`,
      close: () => server.kill("SIGKILL"),
    };
  });
});

describe("figures and books", () => {
  let app: TestApp;
  let operator: Client;
  beforeAll(async () => {
    app = await startTestApp();
    operator = (await newStaff(app, ["operator"])).client;
  });
  afterAll(() => app.close());

  test("the figures of /metrics are there as JSON", async () => {
    const { body } = await operator.get("/v1/figures").expect(200);
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["kampanye_queue_jobs", "kampanye_source_up"]));
  });

  test("clocks and limits are those of the environment", async () => {
    const { body } = await operator.get("/v1/settings").expect(200);
    expect(body.items).toContainEqual({
      name: "REVIEW_SECONDS",
      unit: "seconds",
      values: [5 * 86_400],
    });
    expect(body.items).toContainEqual({
      name: "PLATFORM_FEE_BASIS_POINTS",
      unit: "basis_points",
      values: [1_000],
    });
  });

  test("the books are checked now, and the trail says so", async () => {
    const [{ body: one }, { body: other }] = await Promise.all([
      operator.post("/v1/ledger/verifications").expect(200),
      operator.post("/v1/ledger/verifications").expect(200),
    ]);
    expect(one).toMatchObject({ isSound: true, chain: { position: "0" } });
    expect(one.checks.length).toBeGreaterThan(20);
    expect(other.isSound).toBe(true);
    const { body: trail } = await operator.get("/v1/audit?action=ledger.verified").expect(200);
    expect(trail.items).toHaveLength(2);
  });
});
