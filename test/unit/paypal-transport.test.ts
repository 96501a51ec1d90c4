/** PayPal's door against a server that misbehaves at the worst moments: deadlines hold, and nothing escapes. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { monotonicMs } from "../../src/kernel/clock";
import {
  createPaypalTransport,
  type PaypalTransport,
} from "../../src/providers/paypal/paypal-transport";

/** Long enough for a busy machine to be late by some hundred milliseconds. */
const deadlineMs = 1_500;

interface Plan {
  /** What the n-th log-in and the n-th call do; the last one is repeated. */
  tokensMs: number[];
  calls: { afterMs: number; status: number }[];
}

let server: http.Server;
let transport: PaypalTransport;
let plan: Plan;
let seen: { tokens: number; calls: string[] };

const nth = <T>(list: readonly T[], n: number): T => list[Math.min(n, list.length) - 1]!;

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  response.setHeader("content-type", "application/json");
  if (request.url === "/v1/oauth2/token") {
    const n = ++seen.tokens;
    await delay(nth(plan.tokensMs, n));
    const token = { access_token: `t${n}`, token_type: "Bearer", expires_in: 3_600 };
    response.end(JSON.stringify(token));
    return;
  }
  seen.calls.push(request.headers.authorization ?? "");
  const { afterMs, status } = nth(plan.calls, seen.calls.length);
  await delay(afterMs);
  response.statusCode = status;
  response.end("{}");
}

beforeEach(async () => {
  seen = { tokens: 0, calls: [] };
  server = http.createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  transport = createPaypalTransport(
    {
      clientId: "a",
      clientSecret: "b",
      webhookId: "w",
      apiBase: `http://127.0.0.1:${port}`,
      certHosts: [],
    },
    deadlineMs,
  );
});
afterEach(async () => {
  transport.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function timed() {
  const start = monotonicMs();
  const reply = await transport.request({ method: "POST", path: "/x", body: "{}" });
  return { reply, tookMs: monotonicMs() - start };
}

test("a token that ended early is replaced once, within the deadline", async () => {
  plan = {
    tokensMs: [0],
    calls: [
      { afterMs: 0, status: 401 },
      { afterMs: 0, status: 200 },
    ],
  };
  const { reply } = await timed();
  expect(reply).toMatchObject({ kind: "answered", status: 200 });
  expect(seen.calls).toEqual(["Bearer t1", "Bearer t2"]);
});

test("a 401 that leaves no time to log in again is the answer, on time, and nothing is thrown later", async () => {
  plan = { tokensMs: [0, 2_000], calls: [{ afterMs: 500, status: 401 }] };
  const { reply, tookMs } = await timed();
  expect(reply).toMatchObject({ kind: "answered", status: 401 });
  expect(tookMs).toBeLessThan(deadlineMs + 800);
  await delay(1_000);
  expect(seen.calls).toHaveLength(1);
});

test("two 401s are the answer: nobody logs in for ever", async () => {
  plan = { tokensMs: [0], calls: [{ afterMs: 0, status: 401 }] };
  expect((await timed()).reply).toMatchObject({ kind: "answered", status: 401 });
  expect(seen.calls).toHaveLength(2);
});

test("a slow log-in has sent nothing, and the next request does not wait for it", async () => {
  plan = { tokensMs: [4_000, 0], calls: [{ afterMs: 0, status: 200 }] };
  const { reply, tookMs } = await timed();
  expect(reply.kind).toBe("not_sent");
  expect(tookMs).toBeLessThan(deadlineMs + 800);
  expect((await timed()).reply).toMatchObject({ kind: "answered", status: 200 });
});

test("an answer after the deadline is lost, for the log-in and the request count together", async () => {
  plan = { tokensMs: [900], calls: [{ afterMs: 1_000, status: 200 }] };
  const { reply, tookMs } = await timed();
  expect(reply.kind).toBe("lost");
  expect(tookMs).toBeLessThan(deadlineMs + 800);
});
