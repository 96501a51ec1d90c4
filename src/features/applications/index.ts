export { applicationStatuses, type OfferTerms, type Side } from "./application";
export {
  applicationState,
  findSeenApplication,
  lockAgain as lockApplication,
  requireManager,
  requireSide,
  seeApplication,
} from "./application-access";
export { applicationInvariants } from "./application-invariants";
export { applicationRoutes } from "./application-routes";
export { ApplicationRow, applicationRows, type DeliverableRow } from "./application-row";
export { expireOpenApplications } from "./application-service";
export { findDeliverable, findDeliverables, listDeliverables } from "./application-store";
export { applicationProblems } from "./application-texts";
export {
  agreedTerms,
  agreedTermsOf,
  beginWork,
  breakOff,
  completeWork,
  releasePiece,
  requireWork,
  reservedFor,
} from "./collaboration";
