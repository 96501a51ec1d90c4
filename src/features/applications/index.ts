export {
  type ApplicationStatus,
  applicationTransitions,
  type OfferTerms,
  type Side,
} from "./application";
export {
  applicationState,
  lockAgain as lockApplication,
  requireManager,
  requireSide,
  seeApplication,
} from "./application-access";
export { applicationEvents } from "./application-events";
export { applicationInvariants } from "./application-invariants";
export { applicationRoutes } from "./application-routes";
export { ApplicationRow, applicationRows, type DeliverableRow } from "./application-row";
export { applicationContract } from "./application-schema";
export { expireOpenApplications } from "./application-service";
export { findApplication, findDeliverable, listDeliverables } from "./application-store";
export { applicationProblems } from "./application-texts";
export {
  agreedTerms,
  beginWork,
  completeWork,
  releaseReserve,
  requireWork,
} from "./collaboration";
