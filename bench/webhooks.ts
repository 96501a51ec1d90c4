/**
 * Webhooks: signed messages of PayPal, verified, committed and acknowledged. First as many as go through, beside the least
 * that can be written with fastify, which verifies nothing; then a steady 500 a second, with somebody using the API.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { median, percentile, round } from "./measure";
import { type Message, openSigner } from "./paypal-messages";
import {
  atMost,
  type BenchOptions,
  type BySize,
  type Figures,
  requireEqual,
  roundsOf,
} from "./report";
import { mainSize, spread, valueAt } from "./rounds";
import { countServerCpu } from "./server-cpu";
import type { ServerMessage, ServerOrder } from "./webhook-server";
import { type BenchWorld, openWorld } from "./world";

const plain = "fastify, zod, one INSERT; nothing verified";
const connectionsCount = 32;
const steadyPerSecond = 500;
const tickMs = 20;

interface Door {
  url: string;
  token: string;
  usage(): Promise<{ cpuUs: number; rssMb: number }>;
  stop(): Promise<void>;
}

async function nextMessage<K extends ServerMessage["kind"]>(child: ChildProcess, kind: K) {
  const [message] = (await once(child, "message")) as [ServerMessage];
  if (message.kind !== kind) throw new Error(`Expected ${kind}`);
  return message as Extract<ServerMessage, { kind: K }>;
}

async function openDoor(order: ServerOrder): Promise<Door> {
  const child = fork(path.join(__dirname, "webhook-server.js"), [JSON.stringify(order)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { url, token } = await nextMessage(child, "ready");
  return {
    url,
    token,
    async usage() {
      const answer = nextMessage(child, "usage");
      child.send("usage");
      return await answer;
    },
    async stop() {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
    },
  };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: connectionsCount });

function deliver(url: string, { body, headers }: Message): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method: "POST", agent, headers: { ...headers, "content-length": body.length } },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode));
      },
    );
    request.once("error", reject);
    request.end(body);
  });
}

async function deliverAll(url: string, messages: readonly Message[]): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < messages.length) {
      const status = await deliver(url, messages[next++] as Message);
      if (status !== 200) throw new Error(`Answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connectionsCount }, lane));
}

async function requireStored(world: BenchWorld, count: number): Promise<void> {
  const [row] = await world.rows<{ n: number }>("SELECT count(*)::int AS n FROM provider_events");
  requireEqual("events stored", row?.n, count);
  await world.rows("TRUNCATE provider_events");
  await world.rows("DELETE FROM outbox");
}

/** Microseconds of processor time a message, of the server and the database; the sender's do not count. */
async function measure(world: BenchWorld, door: Door, messages: readonly Message[]) {
  await world.settleDown();
  const database = countServerCpu(world.dir);
  const before = await door.usage();
  const from = performance.now();
  await deliverAll(door.url, messages);
  const wallUs = (performance.now() - from) * 1_000;
  const cpuUs = (await door.usage()).cpuUs - before.cpuUs + database();
  await requireStored(world, messages.length);
  return { cpuUs: cpuUs / messages.length, wallUs: wallUs / messages.length };
}

async function readOnce({ url, token }: Door): Promise<number> {
  const from = performance.now();
  const answer = await fetch(new URL("/v1/payouts?limit=20", url), {
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The API answers ${answer.status}`);
  return performance.now() - from;
}

/** A reader who asks again as soon as it has an answer and has thought for a moment. */
async function readWhile(door: Door, isOver: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!isOver()) {
    took.push(await readOnce(door));
    await delay(tickMs);
  }
  return took;
}

async function readAlone(door: Door, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  return await readWhile(door, () => performance.now() > until);
}

async function steadyLoad(door: Door, messages: readonly Message[]) {
  const acknowledged: number[] = [];
  const open: Promise<void>[] = [];
  let sent = 0;
  const started = performance.now();
  const send = async (message: Message, dueAt: number) => {
    const status = await deliver(door.url, message);
    if (status !== 200) throw new Error(`Answered ${status}`);
    // From the moment it was due: a sender that falls behind must not make the door look quick.
    acknowledged.push(performance.now() - dueAt);
  };
  const reading = readWhile(door, () => sent >= messages.length);
  while (sent < messages.length) {
    const due = Math.min(
      messages.length,
      Math.floor(((performance.now() - started) / 1_000) * steadyPerSecond),
    );
    for (; sent < due; sent++) {
      open.push(send(messages[sent] as Message, started + (sent / steadyPerSecond) * 1_000));
    }
    await delay(tickMs);
  }
  await Promise.all(open);
  return { acknowledged, reads: await reading };
}

interface Steady {
  eventsPerSecond: number;
  seconds: number;
  acknowledgedP50Ms: number;
  acknowledgedP99Ms: number;
  apiAloneP50Ms: number;
  apiBesideP50Ms: number;
  apiBesideP99Ms: number;
}

async function steady(
  world: BenchWorld,
  door: Door,
  messages: readonly Message[],
  seconds: number,
): Promise<Steady> {
  const alone = await readAlone(door, Math.min(seconds, 5));
  const { acknowledged, reads } = await steadyLoad(door, messages);
  await requireStored(world, messages.length);
  return {
    eventsPerSecond: steadyPerSecond,
    seconds,
    acknowledgedP50Ms: round(median(acknowledged)),
    acknowledgedP99Ms: round(percentile(acknowledged, 0.99)),
    apiAloneP50Ms: round(median(alone)),
    apiBesideP50Ms: round(median(reads)),
    apiBesideP99Ms: round(percentile(reads, 0.99)),
  };
}

export async function webhooks(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({ cluster: options.cluster });
  const signer = await openSigner();
  const order = { databaseUrl: world.url, dir: world.dir, paypal: signer.settings };
  const ours = await openDoor({ kind: "ours", ...order });
  const fastify = await openDoor({ kind: "fastify", ...order });
  const doors = { ours, [plain]: fastify };
  const cpu: Record<string, BySize> = { ours: {}, [plain]: {} };
  const wall: Record<string, BySize> = { ours: {}, [plain]: {} };
  try {
    const warm = await signer.messages(Math.min(100, ...options.sizes));
    for (const door of Object.values(doors)) await measure(world, door, warm);
    for (const size of options.sizes) {
      const messages = await signer.messages(size);
      const taken: Record<string, { cpuUs: number; wallUs: number }[]> = {};
      for (let n = 0; n < roundsOf(options, size); n++) {
        for (const [name, door] of Object.entries(doors)) {
          const took = await measure(world, door, messages);
          (taken[name] ??= []).push(took);
          options.progress(
            `${size} messages, round ${n + 1}: ${name}: ${round(took.wallUs)} us a message, ${round(took.cpuUs)} of processor time`,
          );
        }
      }
      for (const [name, rounds] of Object.entries(taken)) {
        (cpu[name] ??= {})[size] = round(median(rounds.map((one) => one.cpuUs)));
        (wall[name] ??= {})[size] = round(median(rounds.map((one) => one.wallUs)));
      }
    }
    const steadyCount = options.loadSeconds * steadyPerSecond;
    const load = await steady(world, ours, await signer.messages(steadyCount), options.loadSeconds);
    const { rssMb } = await ours.usage();
    return figuresOf(options, cpu, wall, load, rssMb);
  } finally {
    agent.destroy();
    await ours.stop();
    await fastify.stop();
    await signer.close();
    await world.close();
  }
}

function figuresOf(
  options: BenchOptions,
  cpu: Record<string, BySize>,
  wall: Record<string, BySize>,
  load: Steady,
  rssMb: number,
): Figures {
  const size = mainSize(options.sizes);
  const ours = cpu["ours"] ?? {};
  const ratio = {
    "ours / fastify": round(valueAt(ours, size) / valueAt(cpu[plain], size)),
    "slowest size / fastest size": spread(ours),
    "API beside 500 a second / alone": round(load.apiBesideP50Ms / load.apiAloneP50Ms),
  };
  return {
    unit: "us of processor time a message, database included",
    ours,
    anchors: { [plain]: cpu[plain] ?? {} },
    ratio,
    goal: {
      "ours / fastify": atMost(ratio["ours / fastify"], 1.1),
      "slowest size / fastest size": atMost(ratio["slowest size / fastest size"], 1.3),
      "acknowledged within, p99 ms": atMost(load.acknowledgedP99Ms, 1_000),
      "API beside 500 a second / alone": atMost(ratio["API beside 500 a second / alone"], 2),
    },
    rssMb,
    details: { wall, steady: load },
  };
}
