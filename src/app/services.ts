/** What the product is made of, and how its parts are handed to each other. */
import path from "node:path";
import { type Cheques, createCheques } from "../features/cheques";
import { createDocuments, type Documents, type Issuer } from "../features/documents";
import { createFunding, type Funding, matchBankDeposit } from "../features/funding";
import { createLivePosts, type LivePosts } from "../features/live-posts";
import { createNotifications, type Notifications } from "../features/notifications";
import {
  createPayouts,
  createRecovery,
  isPaused,
  type Payouts,
  type Recovery,
} from "../features/payouts";
import { createProviderEvents, type ProviderEvents } from "../features/provider-events";
import { createReconciliation, type Reconciliation } from "../features/reconciliation";
import { createWatch, type Watch } from "../features/watch";
import { type Clock, systemClock } from "../kernel/clock";
import type { Config, PaypalSettings, StripeSettings } from "../platform/config";
import { type UnitOfWork } from "../platform/db/unit-of-work";
import { createFileStore } from "../platform/files/file-store";
import type { Logger } from "../platform/logger";
import type { SocialSettings } from "../platform/social-settings";
import type { Paypal } from "../providers/paypal";
import type { SocialDoor } from "../providers/social";
import type { StripeDoor } from "../providers/stripe";
import { createDoors } from "./doors";
import { allInvariants } from "./invariants";
import { type Observation } from "./observation";

/** Addresses and credentials of everything outside this process, real or simulated. */
export interface Outside {
  databaseUrl: string;
  redisUrl: string | undefined;
  paypal: PaypalSettings | undefined;
  stripe: StripeSettings | undefined;
  /** Undefined when nobody is asked about live posts. */
  social?: SocialSettings | undefined;
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
  livePosts: LivePosts;
}

/** Who stands at the head of documents. */
function issuerOf({ ISSUER_NAME, ISSUER_ADDRESS, ISSUER_TAX_ID }: Config["env"]): Issuer {
  return { name: ISSUER_NAME, address: ISSUER_ADDRESS, taxId: ISSUER_TAX_ID ?? null };
}

/** Every process that imports statements has to see the same folder, like that of the media. */
export const statementsFolder = ({ mediaDir }: Config) => path.join(mediaDir, "statements");

/** The watch over every limit and over the books. */
function watchLimits(
  unitOfWork: UnitOfWork,
  log: Logger,
  { heartbeats }: Observation,
  env: Config["env"],
): Watch {
  return createWatch({
    unitOfWork,
    log,
    heartbeats,
    limits: env,
    invariants: allInvariants,
    booksHour: env.BOOKS_CHECK_HOUR,
  });
}

/** Posts are looked at as often and as strictly as the environment says. */
function watchedPosts(unitOfWork: UnitOfWork, social: SocialDoor, env: Config["env"]): LivePosts {
  return createLivePosts({
    unitOfWork,
    social,
    minLiveMs: env.LIVE_POST_MIN_LIVE_SECONDS,
    checkMs: env.LIVE_POST_CHECK_SECONDS,
    retryMs: env.LIVE_POST_RETRY_SECONDS,
    similarityMin: env.LIVE_POST_SIMILARITY_PERCENT,
  });
}

/** Builds what jobs, routes and commands work with. */
export function createServices(
  options: ComposeOptions,
  unitOfWork: UnitOfWork,
  observation: Observation,
): Services {
  const { config, outside, log } = options;
  const clock = options.clock ?? systemClock;
  const { paypal, stripe, mail, social } = createDoors({ config, outside, clock, observation });
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
    livePosts: watchedPosts(unitOfWork, social, env),
    providerEvents,
    notifications,
    reconciliation,
    watch: watchLimits(unitOfWork, log, observation, env),
  };
}
