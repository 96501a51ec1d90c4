/**
 * What this process counts by itself, and how figures are written for Prometheus. Every label has few values that are
 * known beforehand; ids, addresses and currencies that nobody uses never become labels.
 */
import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { monotonicMs } from "../kernel/clock";
import type { ProviderCall } from "./provider-call";
import type { FinishedJob } from "./queue/job-queue";

/** A figure that was read from the tables when somebody asked. */
export interface Reading {
  name: string;
  help: string;
  rows: readonly { labels: Readonly<Record<string, string>>; value: number }[];
}

export interface Metrics {
  observeRequests: RequestHandler;
  countCall(provider: string, call: ProviderCall): void;
  countJob(job: FinishedJob): void;
  /** Everything as text, the readings with it. */
  render(readings: readonly Reading[]): Promise<string>;
  readonly contentType: string;
}

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const callSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const jobSeconds = [0.01, 0.05, 0.25, 1, 5, 15, 60];

function createMeters(register: Registry) {
  const registers = [register];
  return {
    requests: new Histogram({
      name: "kampanye_http_request_duration_seconds",
      help: "Requests to this process, by route of the contract",
      labelNames: ["method", "route", "status"],
      buckets: requestSeconds,
      registers,
    }),
    calls: new Histogram({
      name: "kampanye_provider_call_duration_seconds",
      help: "Requests to payment services and how they ended",
      labelNames: ["provider", "operation", "outcome"],
      buckets: callSeconds,
      registers,
    }),
    jobs: new Histogram({
      name: "kampanye_job_duration_seconds",
      help: "Jobs that this process ran",
      labelNames: ["queue", "job", "outcome"],
      buckets: jobSeconds,
      registers,
    }),
    scrapes: new Counter({
      name: "kampanye_scrapes_total",
      help: "How often these figures were asked for",
      registers,
    }),
  };
}

/** The path as the routes were declared, such as `/v1/payouts/:payoutId`; whatever hit no route is one label. */
function routeOf(request: { route?: unknown }): string {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === "string" ? path : "none";
}

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function renderReadings(readings: readonly Reading[]): Promise<string> {
  const registry = new Registry();
  for (const { name, help, rows } of readings) {
    const labelNames = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of rows) gauge.set({ ...labels }, value);
  }
  return registry.metrics();
}

export function createMetrics(): Metrics {
  const register = new Registry();
  const meters = createMeters(register);
  let hasProcessMetrics = false;

  return {
    contentType: register.contentType,
    observeRequests(request, response, next) {
      const startedMs = monotonicMs();
      response.once("close", () => {
        // A stream is open as long as its page: that says nothing about how quickly anything was answered.
        if (response.locals["isStream"] === true) return;
        const labels = {
          method: knownMethods.has(request.method) ? request.method : "other",
          route: routeOf(request),
          status: response.writableFinished ? `${String(response.statusCode).charAt(0)}xx` : "cut",
        };
        meters.requests.observe(labels, (monotonicMs() - startedMs) / 1000);
      });
      next();
    },
    countCall(provider, { operation, outcome, durationMs }) {
      meters.calls.observe({ provider, operation, outcome }, durationMs / 1000);
    },
    countJob({ queue, name, outcome, durationMs }) {
      meters.jobs.observe({ queue, job: name, outcome }, durationMs / 1000);
    },
    async render(readings) {
      // They keep timers and observers of their own, so only a process that is asked pays for them.
      if (!hasProcessMetrics) collectDefaultMetrics({ register });
      hasProcessMetrics = true;
      meters.scrapes.inc();
      return (await register.metrics()) + (await renderReadings(readings));
    },
  };
}
