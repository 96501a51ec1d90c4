import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { AppError } from "../kernel/errors";
import { problemHandler } from "../platform/http/problem";
import type { Composition } from "./compose";
import { listen } from "./listen";
import { mountMetrics } from "./metrics-route";
import { createProblemTexts } from "./texts";

export interface MetricsServer {
  port: number;
  stop(): Promise<void>;
}

/** A small server for processes that have no other: `/metrics` and `/livez`. */
export async function startMetricsServer(
  { metrics, services }: Composition,
  port: number,
  host: string,
): Promise<MetricsServer> {
  const app = express();
  app.disable("x-powered-by");
  app.get("/livez", (_request, response) => {
    response.json({ status: "ok" });
  });
  mountMetrics(app, metrics);
  app.use(() => {
    throw new AppError(404, "not_found");
  });
  app.use(problemHandler(createProblemTexts(), services.log));
  const server = createServer(app);
  await listen(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
