/** The helpers of the HTTP tests in front of the browser's product: what a page should show is made through the API. */
import request from "supertest";
import { createClient, type TestApp } from "../../support/app";
import type { World } from "./world";

/** As much of a test application as people and the marketplace need. */
export function appOf({ url, product }: World): TestApp {
  const { composition, connected } = product;
  const { unitOfWork } = composition.services;
  const database = { url: composition.databaseUrl, dataSource: composition.dataSource, unitOfWork };
  return {
    composition,
    database: { ...database, close: async () => undefined },
    socialUrl: connected.sandbox?.socialUrl,
    url,
    http: request(url),
    as: async (credentials) => {
      const answer = await request(url).post("/v1/auth/sessions").send(credentials).expect(201);
      return createClient(url, answer.body.token);
    },
    close: async () => undefined,
  };
}
