/** The operations of all features in one list. */
import { applicationRoutes } from "../features/applications";
import { auditRoutes } from "../features/audit";
import { authoritiesRoutes } from "../features/authorities";
import { booksRoutes } from "../features/books";
import { campaignReportRoutes } from "../features/campaign-reports";
import { campaignRoutes } from "../features/campaigns";
import { chequeRoutes } from "../features/cheques";
import { consultationRoutes } from "../features/consultations";
import { creatorRoutes, figuresRoutes, rateCardRoutes } from "../features/creators";
import { deskRoutes } from "../features/desk";
import { disclosureRoutes } from "../features/disclosure";
import { portfolioRoutes, searchRoutes } from "../features/discovery";
import { disputeRoutes } from "../features/disputes";
import { documentRoutes } from "../features/documents";
import { exchangeRateRoutes } from "../features/exchange-rates";
import { chargebackRoutes, fundingRoutes } from "../features/funding";
import { type Actor, identityRoutes, type SessionLimits } from "../features/identity";
import { ledgerRoutes } from "../features/ledger";
import { livePostRoutes } from "../features/live-posts";
import { memberRoutes } from "../features/members";
import { notificationRoutes } from "../features/notifications";
import { opinionRoutes } from "../features/opinions";
import {
  afterlifeRoutes,
  payoutRoutes,
  recoveryRoutes,
  releaseRoutes,
  taxYearRoutes,
} from "../features/payouts";
import { periodRoutes } from "../features/periods";
import { importRoutes, reconciliationRoutes, statementRoutes } from "../features/reconciliation";
import { reviewRoutes } from "../features/reviews";
import { staffRoutes } from "../features/staff";
import { submissionRoutes } from "../features/submissions";
import { taxRoutes } from "../features/tax";
import { conversionRoutes, treasuryRoutes } from "../features/treasury";
import { createDiskMediaStore } from "../platform/files/media-store";
import type { BoundOperation } from "../platform/http/contract";
import type { Reading } from "../platform/metrics";
import type { JobQueue } from "../platform/queue/job-queue";
import { createSealer } from "../platform/sealing";
import { installationSecret } from "../platform/secret";
import { allInvariants } from "./invariants";
import { figureRoutes } from "./machinery/figure-routes";
import { queueRoutes } from "./machinery/queue-routes";
import { settingRoutes } from "./machinery/setting-routes";
import { verificationRoutes } from "./machinery/verification-routes";
import { sandboxRoutes } from "./sandbox-routes";
import { collaborationSettings, type Services } from "./services";
import type { WorldAddresses } from "./world/world-control";
import { worldRoutes } from "./world/world-routes";

/** What stands around the product and is looked after by operators. */
interface Machinery {
  queue: JobQueue;
  readFigures(): Promise<Reading[]>;
  /** The simulators; undefined outside of sandbox mode. */
  world: WorldAddresses | undefined;
}

function machineryRoutes(
  { config, unitOfWork, log }: Services,
  { queue, readFigures, world }: Machinery,
): BoundOperation<Actor>[] {
  return [
    ...queueRoutes({ queue, unitOfWork, log }),
    ...figureRoutes(readFigures),
    ...settingRoutes(config),
    ...verificationRoutes(unitOfWork, allInvariants),
    ...worldRoutes({ addresses: world, config, unitOfWork }),
  ];
}

/** Every operation of the API, bound to what it works with. */
export function createOperations(
  services: Services,
  limits: SessionLimits,
  machinery: Machinery,
): BoundOperation<Actor>[] {
  const { unitOfWork } = services;
  const { env } = services.config;
  const release = { approvalExpiryMs: env.APPROVAL_EXPIRY_SECONDS };
  const { dataDir } = services.config;
  const media = createDiskMediaStore(services.config.mediaDir);
  const sealer = createSealer(env.ENCRYPTION_KEYS, installationSecret(dataDir, env.SESSION_SECRET));
  const collaboration = collaborationSettings(services.config, services.livePosts);
  return [
    ...identityRoutes(limits),
    ...auditRoutes<Actor>(),
    ...sandboxRoutes(services),
    ...machineryRoutes(services, machinery),
    ...creatorRoutes(),
    ...figuresRoutes(),
    ...rateCardRoutes(),
    ...applicationRoutes(),
    ...submissionRoutes({ unitOfWork, media, pictures: services.pictures, ...collaboration }),
    ...livePostRoutes(services.livePosts.settings),
    ...disputeRoutes({ media, ...collaboration }),
    ...disclosureRoutes(),
    ...campaignRoutes({ platformFeeBasisPoints: env.PLATFORM_FEE_BASIS_POINTS, media }),
    ...campaignReportRoutes(),
    ...portfolioRoutes(unitOfWork),
    ...searchRoutes(services.clock),
    ...fundingRoutes(services.funding),
    ...chargebackRoutes(),
    ...payoutRoutes(services.payouts, { ...release, limits: env }),
    ...releaseRoutes(release),
    ...afterlifeRoutes(services.payouts.afterlife),
    ...recoveryRoutes(services.recovery),
    ...chequeRoutes(release, (work) => services.unitOfWork.run(work)),
    ...treasuryRoutes({ topUpAloneMax: env.TOP_UP_ALONE_UNITS_MAX }),
    ...conversionRoutes(),
    ...exchangeRateRoutes(),
    ...authoritiesRoutes(),
    ...staffRoutes(),
    ...taxRoutes(sealer),
    ...taxYearRoutes(sealer, (work) => unitOfWork.run(work)),
    ...reconciliationRoutes(services.reconciliation, services.watch),
    ...deskRoutes({
      limits: env.BREAK_POSTING_LIMITS,
      remainingCause: services.watch.remainingCause,
    }),
    ...periodRoutes(),
    ...statementRoutes(services.reconciliation),
    ...importRoutes(services.reconciliation),
    ...ledgerRoutes(),
    ...booksRoutes(unitOfWork),
    ...documentRoutes(services.documents),
    ...notificationRoutes(services.notifications.links),
    ...reviewRoutes({ revealMs: env.REVIEW_REVEAL_SECONDS, windowMs: env.REVIEW_WINDOW_SECONDS }),
    ...opinionRoutes(),
    ...consultationRoutes(),
    ...memberRoutes({ tokens: services.invitationTokens, lifeMs: env.MEMBER_INVITATION_SECONDS }),
  ];
}
