export { afterlifeRoutes } from "./afterlife/afterlife-routes";
export { afterlifeProblems } from "./afterlife/afterlife-texts";
export { payoutInvariants } from "./payout-invariants";
export { payoutRoutes } from "./payout-routes";
export { payoutRows } from "./payout-row";
export { createPayouts, type Payouts } from "./payout-service";
export { payoutProblems } from "./payout-texts";
export { creatorMessage } from "./paypal/item-errors";
export {
  ageAttempt,
  escheatAttempt,
  issueAttempt,
  openChequeAttempt,
  payAttemptLate,
  returnAttempt,
  settleAttempt,
  spoilAttempt,
  unsettleAttempt,
} from "./rail-attempts";
export { recoveryRoutes } from "./recovery/recovery-routes";
export {
  createRecovery,
  type Recovery,
  type RecoveryReading,
  type RecoveryStatus,
} from "./recovery/recovery-service";
export { isPaused } from "./recovery/recovery-store";
export { recoveryProblems } from "./recovery/recovery-texts";
export { noticeReportedPayouts } from "./recovery/report-watch";
export { releaseAgain } from "./release/approval-service";
export { requireNotPayee } from "./release/payout-access";
export { currentPolicy } from "./release/release-policy";
export { releaseRoutes } from "./release/release-routes";
export { releaseProblems } from "./release/release-texts";
export { findFeesToPay } from "./release/waiting-fees";
export { taxYearRoutes } from "./withholding/tax-year-routes";
