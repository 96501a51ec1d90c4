/** What the product is made of, and how its parts are handed to each other. */
import path from "node:path";
import { type Cheques, createCheques } from "../features/cheques";
import { createDocuments, type Documents, type Issuer } from "../features/documents";
import {
  createFunding,
  type Funding,
  matchBankDeposit,
  undoBankDeposit,
} from "../features/funding";
import { createLivePosts, type LivePosts } from "../features/live-posts";
import { createInvitationTokens, type InvitationTokens } from "../features/members";
import {
  createNotifications,
  createUnsubscribeLinks,
  type Notifications,
} from "../features/notifications";
import {
  createPayouts,
  createRecovery,
  currentPolicy,
  isPaused,
  type Payouts,
  type Recovery,
} from "../features/payouts";
import { createProviderEvents, type ProviderEvents } from "../features/provider-events";
import { createReconciliation, type Reconciliation } from "../features/reconciliation";
import { type Clocks, createClocks } from "../features/submissions";
import { createWatch, type Watch } from "../features/watch";
import { type Clock, dayMs, systemClock } from "../kernel/clock";
import type { Currency } from "../kernel/currency";
import type { Config, PaypalSettings, StripeSettings } from "../platform/config";
import type { Tx } from "../platform/db/sql";
import { type UnitOfWork } from "../platform/db/unit-of-work";
import { createFileStore } from "../platform/files/file-store";
import { createPictures, type Pictures } from "../platform/files/pictures";
import type { Logger } from "../platform/logger";
import { installationSecret } from "../platform/secret";
import type { SocialSettings } from "../platform/social-settings";
import type { MailDoor } from "../providers/mail";
import type { Paypal } from "../providers/paypal";
import type { SocialDoor } from "../providers/social";
import type { StripeDoor } from "../providers/stripe";
import { createDoors } from "./doors";
import { allInvariants } from "./invariants";
import { type Observation } from "./observation";
import { simulatedTime } from "./simulated-time";

/** Addresses and credentials of everything outside this process, real or simulated. */
export interface Outside {
  databaseUrl: string;
  redisUrl: string | undefined;
  paypal: PaypalSettings | undefined;
  stripe: StripeSettings | undefined;
  /** Undefined when nobody is asked about live posts. */
  social?: SocialSettings | undefined;
  publicUrl: string;
  /** The simulated bank, whose time may be ahead of ours. */
  simulatedBankUrl?: string;
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
  invitationTokens: InvitationTokens;
  reconciliation: Reconciliation;
  watch: Watch;
  documents: Documents;
  clocks: Clocks;
  livePosts: LivePosts;
  pictures: Pictures;
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

/** How long each side of a collaboration has, what a cancellation costs, and how long a fee waits after it was earned. */
export function collaborationSettings({ env }: Config, livePosts: LivePosts) {
  return {
    clocks: {
      reviewMs: env.REVIEW_SECONDS,
      reminderMs: env.REVIEW_REMINDER_SECONDS,
      postReminderMs: env.POST_REMINDER_SECONDS,
      postGraceMs: env.POST_GRACE_SECONDS,
      appealMs: env.APPEAL_SECONDS,
      liveMs: env.LIVE_SECONDS_MIN,
    },
    killFees: env.KILL_FEE_BASIS_POINTS,
    // Nor of whoever looks at live posts.
    postStanding: livePosts.standingOf,
    // Submissions know nothing of payouts, so the policy is asked here.
    holdPeriodMs: async (tx: Tx, currency: Currency) => {
      const { holdDays } = await currentPolicy(tx, currency);
      return Math.max(env.HOLD_PERIOD_SECONDS, holdDays * dayMs);
    },
  };
}

/** Posts are looked at as often and as strictly as the environment says. */
function watchedPosts(
  doors: { unitOfWork: UnitOfWork; social: SocialDoor; pictures: Pictures },
  env: Config["env"],
): LivePosts {
  return createLivePosts({
    ...doors,
    minLiveMs: env.LIVE_SECONDS_MIN,
    checkMs: env.LIVE_POST_CHECK_SECONDS,
    retryMs: env.LIVE_POST_RETRY_SECONDS,
    similarityMin: env.LIVE_POST_SIMILARITY_PERCENT,
    pictureNearBits: env.LIVE_POST_PICTURE_NEAR_BITS,
    pictureFarBits: env.LIVE_POST_PICTURE_FAR_BITS,
    clocks: { reviewMs: env.REVIEW_SECONDS, reminderMs: env.REVIEW_REMINDER_SECONDS },
  });
}

function lettersBy(
  mail: MailDoor,
  unitOfWork: UnitOfWork,
  tokens: InvitationTokens,
  { config: { dataDir, env }, outside: { publicUrl }, log }: ComposeOptions,
): Notifications {
  const secret = installationSecret(dataDir, env.SESSION_SECRET);
  return createNotifications({
    unitOfWork,
    mail,
    log,
    publicUrl,
    links: createUnsubscribeLinks(secret),
    joinLink: (invitationId, locale) =>
      `${publicUrl}/${locale}/join/${tokens.tokenOf(invitationId)}`,
    gatherMs: env.DAILY_LETTER_SECONDS,
  });
}

function payoutsThrough(
  paypal: Paypal | undefined,
  unitOfWork: UnitOfWork,
  log: Logger,
  env: Config["env"],
): Payouts {
  return createPayouts({
    unitOfWork,
    log,
    paypal: paypal?.payouts,
    reports: paypal?.reports,
    leaseMs: env.PAYOUT_LEASE_SECONDS,
    retryMs: env.PAYOUT_RETRY_SECONDS,
    pollMs: env.PAYOUT_POLL_SECONDS,
    batchItemsMax: env.PAYOUT_BATCH_ITEMS_MAX,
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
  const pictures = createPictures();
  const livePosts = watchedPosts({ unitOfWork, social, pictures }, env);
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
  const payouts = payoutsThrough(paypal, unitOfWork, log, env);
  const providerEvents = createProviderEvents(unitOfWork);
  const invitationTokens = createInvitationTokens(
    installationSecret(config.dataDir, env.SESSION_SECRET),
  );
  const notifications = lettersBy(mail, unitOfWork, invitationTokens, options);
  const reconciliation = createReconciliation({
    unitOfWork,
    log,
    files: createFileStore(statementsFolder(config)),
    paypal: paypal?.reports,
    stripe,
    matchBankDeposit,
    ...(outside.simulatedBankUrl && { outsideNow: simulatedTime(outside.simulatedBankUrl) }),
    depositsAloneUnitsMax: env.BANK_DEPOSITS_ALONE_UNITS_MAX,
    undoBankDeposit,
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
    pictures,
    livePosts,
    providerEvents,
    notifications,
    invitationTokens,
    reconciliation,
    clocks: createClocks({ unitOfWork, ...collaborationSettings(config, livePosts) }),
    watch: watchLimits(unitOfWork, log, observation, env),
  };
}
