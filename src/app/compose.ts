/** The composition root: the only place that builds things and hands them to each other. */
import type { Express } from "express";
import type { DataSource } from "typeorm";
import { type Actor, identify } from "../features/identity";
import { createWebhookAudit, mountWebhooks } from "../features/provider-events";
import { type Watchdog } from "../features/watch";
import { createDataSource } from "../platform/db/data-source";
import { createUnitOfWork } from "../platform/db/unit-of-work";
import { createFileStore } from "../platform/files/file-store";
import { createHeartbeats } from "../platform/heartbeats";
import type { BoundOperation } from "../platform/http/contract";
import { createLiveHub, type LiveHub } from "../platform/live/live-hub";
import { createJobQueue, type JobQueue } from "../platform/queue/job-queue";
import { installationSecret } from "../platform/secret";
import { createHttpApp } from "./http-app";
import type { MetricsOptions } from "./metrics-route";
import { createObservation, type Observation, watchOver } from "./observation";
import { createOperations } from "./operations";
import { readiness } from "./readiness";
import { rowClasses } from "./rows";
import {
  type ComposeOptions,
  createServices,
  type Outside,
  type Services,
  statementsFolder,
} from "./services";
import { createProblemTexts } from "./texts";

export type { Outside, Services } from "./services";

export interface Composition {
  services: Services;
  dataSource: DataSource;
  queue: JobQueue;
  databaseUrl: string;
  operations: readonly BoundOperation<Actor>[];
  observation: Observation;
  metrics: MetricsOptions;
  watchdog: Watchdog;
  live: LiveHub;
  createApp(): Express;
  close(): Promise<void>;
}

/** What the environment says of the HTTP application. */
const settingsOf = (config: ComposeOptions["config"]) => ({
  files: createFileStore(statementsFolder(config)),
  secret: installationSecret(config.dataDir, config.env.SESSION_SECRET),
  isSandbox: config.isSandbox,
  visitsPerHourMax: config.env.VISITOR_REQUESTS_PER_HOUR_MAX,
  trustedProxyHops: config.env.TRUSTED_PROXY_HOPS,
});

/** How long a log-in lasts. */
const sessionLimits = ({ env }: ComposeOptions["config"]) => ({
  idleMs: env.SESSION_IDLE_SECONDS,
  absoluteMs: env.SESSION_ABSOLUTE_SECONDS,
});

/** Where the simulators are; undefined when the services outside are real. */
function worldOf({ paypal, stripe, simulatedBankUrl, social }: Outside) {
  if (!paypal || !stripe || !simulatedBankUrl) return undefined;
  return {
    paypal: paypal.apiBase,
    stripe: stripe.apiBase,
    bank: simulatedBankUrl,
    ...(social?.sandboxOrigin && { social: social.sandboxOrigin }),
  };
}

/** Connects and builds everything; nothing listens and no job runs yet. */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const { config, outside, log } = options;
  const dataSource = createDataSource({
    url: outside.databaseUrl,
    rows: rowClasses,
    poolMax: config.env.DATABASE_POOL_MAX,
  });
  await dataSource.initialize();
  const unitOfWork = createUnitOfWork(dataSource);
  const observation = createObservation(createHeartbeats(unitOfWork, log));
  const services = createServices(options, unitOfWork, observation);
  const limits = sessionLimits(config);
  const queue = createJobQueue({
    databaseUrl: outside.databaseUrl,
    redisUrl: outside.redisUrl,
    ...(options.queuePrefix ? { prefix: options.queuePrefix } : {}),
    log,
    clock: services.clock,
  });
  const webhookAudit = createWebhookAudit({ unitOfWork, log });
  const webhooks = {
    unitOfWork,
    log,
    audit: webhookAudit,
    paypal: services.paypal?.webhooks,
    stripe: services.stripe,
  };
  const live = createLiveHub(outside.databaseUrl, log);
  const watched = { config, unitOfWork, queue, log, observation };
  const { metrics, watchdog, readFigures } = watchOver(watched);
  const world = worldOf(outside);
  const operations = createOperations(services, limits, { queue, readFigures, world });
  return {
    services,
    dataSource,
    queue,
    databaseUrl: outside.databaseUrl,
    operations,
    observation,
    metrics,
    watchdog,
    live,
    createApp: () =>
      createHttpApp({
        unitOfWork,
        ...settingsOf(config),
        texts: createProblemTexts(),
        log,
        clock: services.clock,
        publicUrl: outside.publicUrl,
        operations,
        live,
        mountRaw: (app) => mountWebhooks(app, webhooks),
        identify: (secret) => identify(unitOfWork.reader, secret, limits),
        observeRequests: observation.metrics.observeRequests,
        metrics,
        checkReadiness: () => readiness(dataSource, queue),
        shouldCheckAnswers: options.shouldCheckAnswers ?? false,
      }),
    async close() {
      await live.close();
      await observation.heartbeats.close();
      await queue.close();
      await webhookAudit.close();
      services.paypal?.close();
      await dataSource.destroy();
    },
  };
}
