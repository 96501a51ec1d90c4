/** A whole application on its own database, without workers; jobs are run by the tests that need them. */
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import request from "supertest";
import { type Composition, compose, type Outside } from "../../src/app/compose";
import { newId } from "../../src/kernel/ids";
import { loadConfig } from "../../src/platform/config";
import { createLogger } from "../../src/platform/logger";
import { createTestDatabase, type TestDatabase } from "./database";
import { startTestSocial, type TestSocial } from "./social";

export interface TestApp {
  composition: Composition;
  database: TestDatabase;
  /** Origin of the simulated social platforms; undefined when nobody is asked about live posts. */
  socialUrl: string | undefined;
  /** Base address of the listening server. */
  url: string;
  /** supertest against the listening server. */
  http: ReturnType<typeof request>;
  /** Logs in and gives a client that sends the token with every request. */
  as(credentials: { email: string; password: string }): Promise<Client>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Without `social` simulated platforms are started; `social: undefined` is an installation that asks nobody. */
  outside?: Partial<Outside>;
  environment?: Record<string, string>;
  /** False to measure: comparing large answers with their schema takes longer than making them. */
  shouldCheckAnswers?: boolean;
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const isGiven = options.outside !== undefined && "social" in options.outside;
  const own: TestSocial | undefined = isGiven ? undefined : await startTestSocial();
  const social = own?.settings ?? options.outside?.social;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "kampanye-app-"));
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: "silent", ...options.environment });
  const composition = await compose({
    config,
    outside: {
      databaseUrl: database.url,
      redisUrl: undefined,
      paypal: undefined,
      stripe: undefined,
      publicUrl: "http://localhost:3000",
      ...options.outside,
      social,
    },
    log: createLogger(config.env.LOG_LEVEL),
    shouldCheckAnswers: options.shouldCheckAnswers ?? true,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = composition.createApp().listen(0, "127.0.0.1", () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    composition,
    database,
    socialUrl: social?.sandboxOrigin,
    url,
    http: request(url),
    async as({ email, password }) {
      const { body } = await request(url)
        .post("/v1/auth/sessions")
        .send({ email, password })
        .expect(201);
      return createClient(url, (body as { token: string }).token);
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await composition.close();
      await own?.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type Client = ReturnType<typeof createClient>;

/** A logged-in caller. Every write carries a fresh Idempotency-Key unless the test sets its own. */
export function createClient(url: string, token: string) {
  const http = request(url);
  const auth = (test: request.Test) => test.set("Authorization", `Bearer ${token}`);
  const write = (test: request.Test) => auth(test).set("Idempotency-Key", newId());
  return {
    token,
    get: (at: string) => auth(http.get(at)),
    post: (at: string, body?: object) =>
      body ? write(http.post(at)).send(body) : write(http.post(at)),
    put: (at: string, body: object) => write(http.put(at)).send(body),
    patch: (at: string, body: object) => write(http.patch(at)).send(body),
    delete: (at: string) => auth(http.delete(at)),
  };
}
