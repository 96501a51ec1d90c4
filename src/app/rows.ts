import type { DataSourceOptions } from "typeorm";
import { applicationRows } from "../features/applications";
import { authoritiesRows } from "../features/authorities";
import { campaignRows } from "../features/campaigns";
import { chequeRows } from "../features/cheques";
import { consultationRows } from "../features/consultations";
import { creatorRows } from "../features/creators";
import { disputeRows } from "../features/disputes";
import { documentRows } from "../features/documents";
import { exchangeRateRows } from "../features/exchange-rates";
import { fundingRows } from "../features/funding";
import { identityRows } from "../features/identity";
import { livePostRows } from "../features/live-posts";
import { memberRows } from "../features/members";
import { notificationRows } from "../features/notifications";
import { opinionRows } from "../features/opinions";
import { payoutRows } from "../features/payouts";
import { reconciliationRows } from "../features/reconciliation";
import { reviewRows } from "../features/reviews";
import { staffRows } from "../features/staff";
import { submissionRows } from "../features/submissions";
import { taxRows } from "../features/tax";
import { treasuryRows } from "../features/treasury";

/** Every TypeORM row class of every feature. */
export const rowClasses: NonNullable<DataSourceOptions["entities"]> = [
  ...identityRows,
  ...campaignRows,
  ...fundingRows,
  ...creatorRows,
  ...payoutRows,
  ...notificationRows,
  ...applicationRows,
  ...submissionRows,
  ...disputeRows,
  ...livePostRows,
  ...chequeRows,
  ...treasuryRows,
  ...exchangeRateRows,
  ...taxRows,
  ...authoritiesRows,
  ...staffRows,
  ...reconciliationRows,
  ...documentRows,
  ...reviewRows,
  ...opinionRows,
  ...consultationRows,
  ...memberRows,
];
