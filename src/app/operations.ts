/** The operations of all features in one list. */
import { applicationRoutes } from "../features/applications";
import { authoritiesRoutes } from "../features/authorities";
import { booksRoutes } from "../features/books";
import { campaignRoutes } from "../features/campaigns";
import { chequeRoutes } from "../features/cheques";
import { creatorRoutes } from "../features/creators";
import { deskRoutes } from "../features/desk";
import { disclosureRoutes } from "../features/disclosure";
import { documentRoutes } from "../features/documents";
import { exchangeRateRoutes } from "../features/exchange-rates";
import { chargebackRoutes, fundingRoutes } from "../features/funding";
import { type Actor, identityRoutes, type SessionLimits } from "../features/identity";
import { ledgerRoutes } from "../features/ledger";
import {
  afterlifeRoutes,
  currentPolicy,
  payoutRoutes,
  recoveryRoutes,
  releaseRoutes,
  taxYearRoutes,
} from "../features/payouts";
import { periodRoutes } from "../features/periods";
import { reconciliationRoutes, statementRoutes } from "../features/reconciliation";
import { submissionRoutes } from "../features/submissions";
import { taxRoutes } from "../features/tax";
import { conversionRoutes, treasuryRoutes } from "../features/treasury";
import { dayMs } from "../kernel/clock";
import { createDiskMediaStore } from "../platform/files/media-store";
import type { BoundOperation } from "../platform/http/contract";
import { createSealer } from "../platform/sealing";
import { installationSecret } from "../platform/secret";
import type { Services } from "./services";

/** Every operation of the API, bound to what it works with. */
export function createOperations(
  services: Services,
  limits: SessionLimits,
): BoundOperation<Actor>[] {
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
    ...disclosureRoutes(),
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
    ...authoritiesRoutes(),
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
