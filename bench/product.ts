/** The whole product in this process: composed as its own programs compose it, with its HTTP door open. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Composition, compose, type Outside } from "../src/app/compose";
import { createUser, type Role } from "../src/features/identity";
import { newId } from "../src/kernel/ids";
import { loadConfig } from "../src/platform/config";
import type { BenchWorld } from "./world";

export interface Caller {
  token: string;
  post<T>(at: string, body: object): Promise<T>;
}

export interface Product {
  composition: Composition;
  url: string;
  /** Makes a user with these roles and logs in. */
  person(name: string, roles: readonly Role[]): Promise<Caller>;
  close(): Promise<void>;
}

const password = "correct horse battery staple";

async function postJson<T>(url: string, body: object, headers: object = {}): Promise<T> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

export async function openProduct(
  world: Pick<BenchWorld, "url" | "dir" | "log">,
  outside: Partial<Outside>,
  environment: Record<string, string> = {},
): Promise<Product> {
  const config = loadConfig({ DATA_DIR: world.dir, LOG_LEVEL: "silent", ...environment });
  const composition = await compose({
    config,
    outside: {
      databaseUrl: world.url,
      redisUrl: undefined,
      paypal: undefined,
      stripe: undefined,
      publicUrl: "http://localhost:3000",
      ...outside,
    },
    log: world.log,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = composition.createApp().listen(0, "127.0.0.1", () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    composition,
    url,
    async person(name, roles) {
      const email = `${name}@bench.invalid`;
      const fields = { email, password, displayName: name, locale: "en" as const };
      await composition.services.unitOfWork.run((tx) => createUser(tx, fields, roles));
      const login = { email, password };
      const { token } = await postJson<{ token: string }>(`${url}/v1/auth/sessions`, login);
      return {
        token,
        post: (at, body) =>
          postJson(`${url}${at}`, body, {
            authorization: `Bearer ${token}`,
            "idempotency-key": newId(),
          }),
      };
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await composition.close();
    },
  };
}
