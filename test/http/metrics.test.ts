/** `/metrics` over real HTTP: who may read it, what it says, and that no label grows without bound. */
import request from "supertest";
import { startWorker } from "../../jobs/worker";
import { startMetricsServer } from "../../src/app/metrics-server";
import { startTestApp } from "../support/app";
import { eventually, openPayoutWorld, type PayoutWorld } from "../support/payout-world";

/** Samples of the text format: name with labels → value. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

let w: PayoutWorld;
beforeAll(async () => {
  w = await openPayoutWorld();
  await w.fillPaypal("USD", 10_000_000n);
});
afterAll(() => w.close());

async function scraped(): Promise<Map<string, number>> {
  const { text, headers } = await w.app.http.get("/metrics").expect(200);
  expect(headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
  return samplesOf(text);
}

describe("who may read", () => {
  test("without a token only programs on this machine, and nobody through a proxy", async () => {
    await w.app.http.get("/metrics").expect(200);
    for (const header of ["X-Forwarded-For", "Forwarded", "Via"]) {
      const { body } = await w.app.http.get("/metrics").set(header, "for=127.0.0.1").expect(404);
      expect(body.code).toBe("not_found");
    }
  });

  test("with a token whoever sends it, from wherever", async () => {
    const token = "a-token-of-enough-letters";
    const app = await startTestApp({ environment: { METRICS_TOKEN: token } });
    try {
      const get = () => app.http.get("/metrics").set("X-Forwarded-For", "203.0.113.9");
      await get().expect(404);
      await get().set("Authorization", "Bearer a-token-of-other-letters").expect(404);
      await get().set("Authorization", `Bearer ${token}x`).expect(404);
      await get().set("Authorization", `Basic ${token}`).expect(404);
      await app.http.get(`/metrics?token=${token}`).expect(404);
      const { text } = await get().set("Authorization", `Bearer ${token}`).expect(200);
      expect(text).toContain("kampanye_source_up");
      expect(text).not.toContain(token);
    } finally {
      await app.close();
    }
  });
});

test("a payout can be followed by its figures", async () => {
  const [payout] = await w.released("metrics@example.com", "pending+metrics@example.com");
  const before = await eventually("the reading of the test before to be over", async () => {
    const samples = await scraped();
    return samples.has('kampanye_payouts_open{status="queued",rail="paypal"}') && samples;
  });
  expect(before.get('kampanye_payouts_open{status="queued",rail="paypal"}')).toBe(2);
  expect(
    before.get('kampanye_payouts_open_oldest_seconds{status="queued",rail="paypal"}'),
  ).toBeGreaterThan(0);
  expect(before.get('kampanye_payout_waiting_for_paypal_seconds{quantile="1"}')).toBeGreaterThan(0);
  expect(before.get("kampanye_endorsements_without_payout")).toBe(0);
  expect(before.get("kampanye_outbox_events")).toBeGreaterThan(0);

  const [batchId] = await w.payouts.freeze();
  await w.submitted(batchId!);
  await w.observed(batchId!, payout!.payoutId, "success");
  const after = await eventually("the reading of before to be over", async () => {
    const samples = await scraped();
    return samples.has('kampanye_payout_attempts_open{state="pending"}') && samples;
  });
  expect(after.get('kampanye_payouts_open{status="in_progress",rail="paypal"}')).toBe(1);
  expect(after.get('kampanye_payout_batches_open{state="submitted"}')).toBe(1);
  expect(
    after.get('kampanye_clearing_minor{account="liabilities:payout:in-flight",currency="USD"}'),
  ).toBe(-10_000);
  expect(after.get('kampanye_payout_release_to_paypal_seconds{quantile="0.5"}')).toBeGreaterThan(0);
  expect(
    after.get('kampanye_provider_last_contact_timestamp_seconds{provider="paypal"}'),
  ).toBeGreaterThan(0);
  const call = 'provider="paypal",operation="POST /v1/payments/payouts",outcome="2xx"';
  expect(after.get(`kampanye_provider_call_duration_seconds_count{${call}}`)).toBe(1);
  for (const queue of ["payouts", "provider-events", "work", "mail"]) {
    expect(after.get(`kampanye_queue_jobs{queue="${queue}",state="waiting"}`)).toBe(0);
    expect(after.get(`kampanye_queue_oldest_waiting_seconds{queue="${queue}"}`)).toBe(0);
  }
  expect(after.get('kampanye_source_up{source="database"}')).toBe(1);
  expect(after.get('kampanye_source_up{source="queue"}')).toBe(1);
  expect(after.get("process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

test("requests are counted by route; ids and addresses that nobody knows make no new label", async () => {
  for (let n = 0; n < 20; n++) {
    await w.app.http.get(`/v1/payouts/${n}-nobody`);
    await w.app.http.get(`/nowhere/${n}`);
  }
  await request(w.app.url).propfind("/nowhere").expect(404);
  const samples = await scraped();
  const routes = [...samples.keys()].filter((name) =>
    name.startsWith("kampanye_http_request_duration_seconds_count{"),
  );
  expect(routes.filter((name) => name.includes("nobody") || name.includes("nowhere"))).toEqual([]);
  const count = (labels: string) =>
    samples.get(`kampanye_http_request_duration_seconds_count{${labels}}`);
  expect(count('method="GET",route="/v1/payouts/:payoutId",status="4xx"')).toBe(20);
  expect(count('method="GET",route="none",status="4xx"')).toBeGreaterThanOrEqual(20);
  expect(count('method="other",route="none",status="4xx"')).toBe(1);
});

test("a worker has figures of its own on a port of its own", async () => {
  const { composition } = w.app;
  const server = await startMetricsServer(composition, 0, "127.0.0.1");
  const stop = await startWorker(composition);
  try {
    const http = request(`http://127.0.0.1:${server.port}`);
    await http.get("/livez").expect(200);
    await http.get("/v1/payouts").expect(404);
    await composition.queue.addAll([
      {
        queue: "work",
        name: "purge-expired",
        payload: {},
        id: "metrics-test",
        attemptsMax: 1,
        backoffMs: 1,
      },
    ]);
    await eventually("the job to be counted", async () => {
      const { text } = await http.get("/metrics").expect(200);
      const name =
        'kampanye_job_duration_seconds_count{queue="work",job="purge-expired",outcome="done"}';
      return samplesOf(text).get(name) === 1;
    });
    await eventually("the queue to have finished something", async () => {
      const beats = await w.sql("SELECT FROM heartbeats WHERE name = 'queue:work'");
      return beats.length === 1;
    });
  } finally {
    await stop();
    await server.stop();
  }
});
