/** The simulated PayPal as a process of its own, so that its work and memory do not count as ours. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { providerSettings } from "../src/app/sandbox-world";
import { addressFile, type Sandbox } from "../src/sandbox";
import type { BenchWorld } from "./world";

const pollMs = 20;

type Addresses = Pick<Sandbox, "paypal" | "stripe" | "bank" | "social">;

export interface Provider {
  settings: ReturnType<typeof providerSettings>;
  control(method: string, at: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

export async function startProvider(world: BenchWorld): Promise<Provider> {
  const dataDir = mkdtempSync(path.join(world.dir, "provider-"));
  const program = path.join(__dirname, "..", "src", "sandbox", "main.js");
  const ports = ["paypal", "stripe", "bank", "social"].flatMap((name) => [`--${name}-port`, "0"]);
  const args = [program, "--quiet", "--data-dir", dataDir, "--settle-ms", "0", ...ports];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "exit");
  const addresses = await waitForAddresses(dataDir, () => child.exitCode === null);
  const control: Provider["control"] = async (method, at, body) => {
    const answer = await fetch(`${addresses.paypal.url}/control${at}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${at} answers ${answer.status}`);
    return answer.json();
  };
  await control("POST", "/settings", { webhooks: "off", settleMs: 0 });
  return {
    settings: providerSettings(addresses),
    control,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function waitForAddresses(dataDir: string, isAlive: () => boolean): Promise<Addresses> {
  while (isAlive()) {
    try {
      return JSON.parse(readFileSync(addressFile(dataDir), "utf8")) as Addresses;
    } catch {
      await delay(pollMs);
    }
  }
  throw new Error("The simulated PayPal did not start");
}
