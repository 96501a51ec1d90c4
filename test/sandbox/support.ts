/** A world per test file, plain HTTP against it, and a receiver for its webhooks. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // Tests look deep into bodies whose shape is what they check.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export async function call(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isJson = body !== undefined && !(body instanceof URLSearchParams);
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...headers },
    ...(body === undefined
      ? {}
      : { body: isJson ? JSON.stringify(body) : (body as URLSearchParams) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface TestWorld {
  sandbox: Sandbox;
  dataDir: string;
  /** A call to PayPal with a fresh token. */
  paypal(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** A call to a control route. */
  control(
    server: "paypal" | "stripe" | "bank",
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer>;
  /** Moves the clock of the whole world. */
  advance(ms: number): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestWorld(options: Partial<SandboxOptions> = {}): Promise<TestWorld> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "sandbox-"));
  let sandbox = await startSandbox({ ...options, dataDir });
  const control: TestWorld["control"] = async (server, method, path, body) =>
    call(method, `${sandbox[server].url}/control${path}`, body);
  return {
    get sandbox() {
      return sandbox;
    },
    dataDir,
    paypal: async (method, path, body, headers = {}) => {
      const token = await paypalToken(sandbox);
      return call(method, `${sandbox.paypal.url}${path}`, body, {
        authorization: `Bearer ${token}`,
        ...headers,
      });
    },
    control,
    advance: async (ms) => {
      const answer = await control("bank", "POST", "/clock", { advanceMs: ms });
      expect(answer.status).toBe(200);
    },
    restart: async () => {
      await sandbox.stop();
      sandbox = await startSandbox({ ...options, dataDir });
    },
    close: async () => {
      await sandbox.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export async function paypalToken({ paypal }: Sandbox): Promise<string> {
  const basic = Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString("base64");
  const answer = await call(
    "POST",
    `${paypal.url}/v1/oauth2/token`,
    new URLSearchParams({ grant_type: "client_credentials" }),
    { authorization: `Basic ${basic}` },
  );
  expect(answer.status).toBe(200);
  return answer.body.access_token;
}

interface Received {
  raw: Buffer;
  headers: IncomingHttpHeaders;
  // oxlint-disable-next-line typescript/no-explicit-any
  event: any;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the receiver answers; 200 unless a test says otherwise. */
  status: number;
  types(): string[];
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks);
      receiver.received.push({ raw, headers: request.headers, event: JSON.parse(raw.toString()) });
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    status: 200,
    types: () =>
      receiver.received.map(({ event }): string => (event.event_type ?? event.type) as string),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** Asks `probe` until it gives something, at most five seconds. */
export async function until<T>(probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await probe();
    if (found !== undefined) return found;
    await sleep(10);
  }
  throw new Error("it did not happen in time");
}

export interface ItemWish {
  receiver: string;
  value?: string;
  currency?: string;
  id?: string;
}

export function batchBody(senderBatchId: string, wishes: ItemWish[]): Record<string, unknown> {
  return {
    sender_batch_header: { sender_batch_id: senderBatchId, email_subject: "You are paid" },
    items: wishes.map(({ receiver, value = "10.00", currency = "USD", id }, i) => ({
      recipient_type: "EMAIL",
      receiver,
      amount: { currency, value },
      sender_item_id: id ?? `${senderBatchId}-${i}`,
    })),
  };
}

/** Creates a batch and lets it settle. Returns its id and its items. */
export async function settledBatch(
  world: TestWorld,
  senderBatchId: string,
  wishes: ItemWish[],
  // oxlint-disable-next-line typescript/no-explicit-any
): Promise<{ id: string; header: any; items: any[] }> {
  const created = await world.paypal(
    "POST",
    "/v1/payments/payouts",
    batchBody(senderBatchId, wishes),
  );
  expect(created.status).toBe(201);
  await world.advance(1_000);
  const id: string = created.body.batch_header.payout_batch_id;
  const page = await world.paypal(
    "GET",
    `/v1/payments/payouts/${id}?page_size=1000&total_required=true`,
  );
  return { id, header: page.body.batch_header, items: page.body.items };
}

export async function fund(world: TestWorld, currency: string, amountMinor: string): Promise<void> {
  const answer = await world.control("paypal", "POST", "/paypal/balance", {
    currency,
    amountMinor,
  });
  expect(answer.status).toBe(201);
}
