/** A Redis of our own for the baselines that need one; the figure is left out where no redis-server is installed. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import Redis from "ioredis";
import { freePort } from "../src/platform/free-port";
import { quickFolder } from "./world";

const startPollMs = 20;

export async function withRedis<T>(work: (url: string | undefined) => Promise<T>): Promise<T> {
  if (spawnSync("redis-server", ["--version"]).status !== 0) return await work(undefined);
  const port = await freePort();
  const dir = mkdtempSync(path.join(quickFolder(), "kampanye-bench-redis-"));
  const settings = { bind: "127.0.0.1", port: String(port), save: "", appendonly: "no", dir };
  const server = spawn(
    "redis-server",
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: "ignore" },
  );
  const ended = once(server, "exit");
  const kill = () => void server.kill("SIGTERM");
  process.once("exit", kill);
  try {
    await answers(port);
    return await work(`redis://127.0.0.1:${port}`);
  } finally {
    process.off("exit", kill);
    kill();
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<void> {
  const client = new Redis(port, "127.0.0.1", {
    retryStrategy: () => startPollMs,
    maxRetriesPerRequest: null,
  });
  client.on("error", () => undefined);
  try {
    while ((await client.ping()) !== "PONG") await delay(startPollMs);
  } finally {
    client.disconnect();
  }
}
