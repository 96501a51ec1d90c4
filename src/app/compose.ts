/** The composition root: the only place that builds things and hands them to each other. */
import path from "node:path";
import type { Express } from "express";
import type { DataSource } from "typeorm";
import { applicationRoutes } from "../features/applications";
import { booksRoutes } from "../features/books";
import { campaignRoutes } from "../features/campaigns";
import { type Cheques, chequeRoutes, createCheques } from "../features/cheques";
import { creatorRoutes } from "../features/creators";
import { deskRoutes } from "../features/desk";
import {
  createDocuments,
  type Documents,
  documentRoutes,
  type Issuer,
} from "../features/documents";
import { exchangeRateRoutes } from "../features/exchange-rates";
import {
  chargebackRoutes,
  createFunding,
  type Funding,
  fundingRoutes,
  matchBankDeposit,
} from "../features/funding";
import { type Actor, identify, identityRoutes, type SessionLimits } from "../features/identity";
import { ledgerRoutes } from "../features/ledger";
import { createNotifications, type Notifications } from "../features/notifications";
import {
  afterlifeRoutes,
  createPayouts,
  createRecovery,
  currentPolicy,
  isPaused,
  type Payouts,
  payoutRoutes,
  type Recovery,
  recoveryRoutes,
  releaseRoutes,
  taxYearRoutes,
} from "../features/payouts";
import { periodRoutes } from "../features/periods";
import {
  createProviderEvents,
  createWebhookAudit,
  mountWebhooks,
  type ProviderEvents,
} from "../features/provider-events";
import {
  createReconciliation,
  type Reconciliation,
  reconciliationRoutes,
  statementRoutes,
} from "../features/reconciliation";
import { submissionRoutes } from "../features/submissions";
import { taxRoutes } from "../features/tax";
import { conversionRoutes, treasuryRoutes } from "../features/treasury";
import { unclaimedPropertyRoutes } from "../features/unclaimed-property";
import { createWatch, type Watch, type Watchdog } from "../features/watch";
import { type Clock, dayMs, systemClock } from "../kernel/clock";
import type { Config, PaypalSettings, StripeSettings } from "../platform/config";
import { createDataSource } from "../platform/db/data-source";
import { createUnitOfWork, type UnitOfWork } from "../platform/db/unit-of-work";
import { createFileStore } from "../platform/files/file-store";
import { createDiskMediaStore } from "../platform/files/media-store";
import { createHeartbeats } from "../platform/heartbeats";
import type { BoundOperation } from "../platform/http/contract";
import type { Logger } from "../platform/logger";
import { createJobQueue, type JobQueue } from "../platform/queue/job-queue";
import { createSealer } from "../platform/sealing";
import { installationSecret } from "../platform/secret";
import type { Paypal } from "../providers/paypal";
import type { StripeDoor } from "../providers/stripe";
import { createDoors } from "./doors";
import { createHttpApp } from "./http-app";
import { allInvariants } from "./invariants";
import type { MetricsOptions } from "./metrics-route";
import { createObservation, type Observation, watchOver } from "./observation";
import { readiness } from "./readiness";
import { rowClasses } from "./rows";
import { createProblemTexts } from "./texts";

/** Addresses and credentials of everything outside this process, real or simulated. */
export interface Outside {
  databaseUrl: string;
  redisUrl: string | undefined;
  paypal: PaypalSettings | undefined;
  stripe: StripeSettings | undefined;
  publicUrl: string;
}

export interface ComposeOptions {
  config: Config;
  outside: Outside;
  log: Logger;
  clock?: Clock;
  /** Keeps several installations on one Redis apart. */
  queuePrefix?: string;
  /** Compares every JSON answer with its schema; for tests. */
  shouldCheckAnswers?: boolean;
}

/** What jobs and commands work with. */
export interface Services {
  config: Config;
  log: Logger;
  clock: Clock;
  unitOfWork: UnitOfWork;
  paypal: Paypal | undefined;
  stripe: StripeDoor | undefined;
  funding: Funding;
  payouts: Payouts;
  cheques: Cheques;
  recovery: Recovery;
  providerEvents: ProviderEvents;
  notifications: Notifications;
  reconciliation: Reconciliation;
  watch: Watch;
  documents: Documents;
}

export interface Composition {
  services: Services;
  dataSource: DataSource;
  queue: JobQueue;
  databaseUrl: string;
  operations: readonly BoundOperation<Actor>[];
  observation: Observation;
  metrics: MetricsOptions;
  watchdog: Watchdog;
  createApp(): Express;
  close(): Promise<void>;
}

/** Who stands at the head of documents. */
function issuerOf({ ISSUER_NAME, ISSUER_ADDRESS, ISSUER_TAX_ID }: Config["env"]): Issuer {
  return { name: ISSUER_NAME, address: ISSUER_ADDRESS, taxId: ISSUER_TAX_ID ?? null };
}

/** Every process that imports statements has to see the same folder, like that of the media. */
const statementsFolder = ({ mediaDir }: Config) => path.join(mediaDir, "statements");

function createServices(
  options: ComposeOptions,
  unitOfWork: UnitOfWork,
  observation: Observation,
): Services {
  const { config, outside, log } = options;
  const clock = options.clock ?? systemClock;
  const { paypal, stripe, mail } = createDoors({ config, outside, clock, observation });
  const { env } = config;
  const funding = createFunding({
    unitOfWork,
    log,
    stripe,
    paypal,
    isPaused,
    publicUrl: outside.publicUrl,
    expiryMs: env.DEPOSIT_EXPIRY_SECONDS,
    pollMs: env.PAYOUT_POLL_SECONDS,
    refundRetryMs: env.PAYOUT_RETRY_SECONDS,
  });
  const payouts = createPayouts({
    unitOfWork,
    log,
    paypal: paypal?.payouts,
    reports: paypal?.reports,
    leaseMs: env.PAYOUT_LEASE_SECONDS,
    retryMs: env.PAYOUT_RETRY_SECONDS,
    pollMs: env.PAYOUT_POLL_SECONDS,
    batchItemsMax: env.PAYOUT_BATCH_ITEMS_MAX,
  });
  const providerEvents = createProviderEvents(unitOfWork);
  const notifications = createNotifications({
    unitOfWork,
    mail,
    log,
    publicUrl: outside.publicUrl,
  });
  const reconciliation = createReconciliation({
    unitOfWork,
    log,
    files: createFileStore(statementsFolder(config)),
    paypal: paypal?.reports,
    stripe,
    matchBankDeposit,
    explainAloneUnitsMax: env.EXPLAIN_ALONE_UNITS_MAX,
  });
  return {
    config,
    log,
    clock,
    unitOfWork,
    paypal,
    stripe,
    funding,
    payouts,
    recovery: createRecovery({ unitOfWork, log, paypal, pollMs: env.PAYOUT_POLL_SECONDS }),
    cheques: createCheques({ unitOfWork }),
    documents: createDocuments({ unitOfWork, issuer: issuerOf(env) }),
    providerEvents,
    notifications,
    reconciliation,
    watch: createWatch({
      unitOfWork,
      log,
      heartbeats: observation.heartbeats,
      limits: env,
      invariants: allInvariants,
      booksHour: env.BOOKS_CHECK_HOUR,
    }),
  };
}

function createOperations(services: Services, limits: SessionLimits): BoundOperation<Actor>[] {
  const { env } = services.config;
  const release = { approvalExpiryMs: env.APPROVAL_EXPIRY_SECONDS };
  const { dataDir } = services.config;
  const sealer = createSealer(env.ENCRYPTION_KEYS, installationSecret(dataDir, env.SESSION_SECRET));
  return [
    ...identityRoutes(limits),
    ...creatorRoutes(),
    ...applicationRoutes(),
    ...submissionRoutes({
      unitOfWork: services.unitOfWork,
      media: createDiskMediaStore(services.config.mediaDir),
      // Submissions know nothing of payouts, so the policy is asked here.
      holdPeriodMs: async (tx, currency) => {
        const { holdDays } = await currentPolicy(tx, currency);
        return Math.max(env.HOLD_PERIOD_SECONDS, holdDays * dayMs);
      },
    }),
    ...campaignRoutes({ platformFeeBasisPoints: env.PLATFORM_FEE_BASIS_POINTS }),
    ...fundingRoutes(services.funding),
    ...chargebackRoutes(),
    ...payoutRoutes(services.payouts, { ...release, limits: env }),
    ...releaseRoutes(release),
    ...afterlifeRoutes(services.payouts.afterlife),
    ...recoveryRoutes(services.recovery),
    ...chequeRoutes(release),
    ...treasuryRoutes(),
    ...conversionRoutes(),
    ...exchangeRateRoutes(),
    ...unclaimedPropertyRoutes(),
    ...taxRoutes(sealer),
    ...taxYearRoutes(sealer, (work) => services.unitOfWork.run(work)),
    ...reconciliationRoutes(services.reconciliation, services.watch),
    ...deskRoutes({
      limits: env.BREAK_POSTING_LIMITS,
      remainingCause: services.watch.remainingCause,
    }),
    ...periodRoutes(),
    ...statementRoutes(services.reconciliation),
    ...ledgerRoutes(),
    ...booksRoutes(services.unitOfWork),
    ...documentRoutes(services.documents),
  ];
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
  const limits = {
    idleMs: config.env.SESSION_IDLE_SECONDS,
    absoluteMs: config.env.SESSION_ABSOLUTE_SECONDS,
  };
  const operations = createOperations(services, limits);
  const queue = createJobQueue({
    databaseUrl: outside.databaseUrl,
    redisUrl: outside.redisUrl,
    ...(options.queuePrefix ? { prefix: options.queuePrefix } : {}),
    log,
    clock: services.clock,
  });
  const webhookAudit = createWebhookAudit({ unitOfWork, log });
  const { metrics, watchdog } = watchOver({ config, unitOfWork, queue, log, observation });
  return {
    services,
    dataSource,
    queue,
    databaseUrl: outside.databaseUrl,
    operations,
    observation,
    metrics,
    watchdog,
    createApp: () =>
      createHttpApp({
        unitOfWork,
        texts: createProblemTexts(),
        log,
        publicUrl: outside.publicUrl,
        files: createFileStore(statementsFolder(config)),
        secret: installationSecret(config.dataDir, config.env.SESSION_SECRET),
        isSandbox: config.isSandbox,
        operations,
        mountRaw: (app) =>
          mountWebhooks(app, {
            unitOfWork,
            log,
            audit: webhookAudit,
            paypal: services.paypal?.webhooks,
            stripe: services.stripe,
          }),
        identify: (secret) => identify(unitOfWork.reader, secret, limits),
        observeRequests: observation.metrics.observeRequests,
        metrics,
        checkReadiness: () => readiness(dataSource, queue),
        shouldCheckAnswers: options.shouldCheckAnswers ?? false,
      }),
    async close() {
      await observation.heartbeats.close();
      await queue.close();
      await webhookAudit.close();
      services.paypal?.close();
      await dataSource.destroy();
    },
  };
}
