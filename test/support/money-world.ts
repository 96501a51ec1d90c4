/** A test application that talks to the simulated PayPal and Stripe, and what payers do on their pages. */
import type { Outside } from "../../src/app/compose";
import { providerSettings, simulatedSocial } from "../../src/app/sandbox-world";
import { call, openTestWorld, type TestWorld } from "../sandbox/support";
import { startTestApp, type TestApp } from "./app";

export interface MoneyWorld {
  app: TestApp;
  world: TestWorld;
  /** Presses a button on the page where a deposit is paid. */
  press(checkoutUrl: string, action: string): Promise<void>;
  /** Arms a fault for the next request that fits. */
  fault(server: "paypal" | "stripe", method: string, path: string, action: object): Promise<void>;
  /** The service's own record of money moved. */
  moneyRows(server: "paypal" | "stripe"): Promise<Record<string, string>[]>;
  close(): Promise<void>;
}

export async function openMoneyWorld(
  environment: Record<string, string> = {},
  outside: Partial<Outside> = {},
): Promise<MoneyWorld> {
  const world = await openTestWorld();
  const app = await startTestApp({
    environment: { PROVIDER_TIMEOUT_SECONDS: "3", ...environment },
    outside: {
      ...providerSettings(world.sandbox),
      social: simulatedSocial(world.sandbox),
      ...outside,
    },
  });
  return {
    app,
    world,
    async press(checkoutUrl, action) {
      const url = new URL(checkoutUrl);
      const token = url.searchParams.get("token");
      const answer = await call(
        "POST",
        `${url.origin}${url.pathname}`,
        new URLSearchParams({ ...(token ? { token } : {}), action }),
      );
      expect([200, 302, 303, 402]).toContain(answer.status);
    },
    async fault(server, method, path, action) {
      const rule = { match: { method, path }, action };
      expect((await world.control(server, "POST", "/faults", rule)).status).toBe(201);
    },
    async moneyRows(server) {
      return (await world.control(server, "GET", "/money")).body.rows;
    },
    async close() {
      await app.close();
      await world.close();
    },
  };
}
