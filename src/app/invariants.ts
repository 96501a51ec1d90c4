import { applicationInvariants } from "../features/applications";
import { authoritiesInvariants } from "../features/authorities";
import { campaignReportInvariants } from "../features/campaign-reports";
import { chequeInvariants } from "../features/cheques";
import { deskInvariants } from "../features/desk";
import { disputeInvariants } from "../features/disputes";
import { documentInvariants } from "../features/documents";
import { fundingInvariants } from "../features/funding";
import {
  chainInvariants,
  type Invariant,
  ledgerInvariants,
  witnessInvariants,
} from "../features/ledger";
import { livePostInvariants } from "../features/live-posts";
import { payoutInvariants } from "../features/payouts";
import { periodInvariants } from "../features/periods";
import { reconciliationInvariants } from "../features/reconciliation";
import { submissionInvariants } from "../features/submissions";
import { treasuryInvariants } from "../features/treasury";

/** Everything that must hold at any moment, over all features; `findViolations` runs it. */
export const allInvariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...chainInvariants,
  ...witnessInvariants,
  ...periodInvariants,
  ...deskInvariants,
  ...fundingInvariants,
  ...applicationInvariants,
  ...submissionInvariants,
  ...disputeInvariants,
  ...livePostInvariants,
  ...campaignReportInvariants,
  ...payoutInvariants,
  ...chequeInvariants,
  ...reconciliationInvariants,
  ...documentInvariants,
  ...treasuryInvariants,
  ...authoritiesInvariants,
];
