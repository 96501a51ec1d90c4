export { payoutEvents } from "./payout-events";
export { payoutInvariants } from "./payout-invariants";
export { payoutRoutes } from "./payout-routes";
export { payoutRows } from "./payout-row";
export { payoutContract } from "./payout-schema";
export { createPayouts, type Payouts } from "./payout-service";
export { payoutProblems } from "./payout-texts";
export {
  issueAttempt,
  type OpenedAttempt,
  openChequeAttempt,
  settleAttempt,
  spoilAttempt,
} from "./rail-attempts";
