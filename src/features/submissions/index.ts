export { undoEarning } from "./clawback-service";
export { type Clocks, createClocks } from "./clock-service";
export type { ClockSettings, HoldPeriod } from "./clocks";
export { requireOwnMedia } from "./content-service";
export {
  disputeStanding,
  goOnAfterDispute,
  settleDisputed,
  stopForDispute,
} from "./disputed-service";
export { doerOf, wholeShare } from "./earning";
export { endHolds } from "./endorsement-service";
export { askForMending, beginVerifying, verifyPost } from "./live-post-service";
export { readMedia } from "./media/media-service";
export { findMedia } from "./media/media-store";
export type { PostStanding } from "./post-gate";
export { type DisputableStatus, disputableStatuses, isDisclosed } from "./submission";
export { lockSubmission, type SeenSubmission, seeSubmission } from "./submission-access";
export { submissionInvariants } from "./submission-invariants";
export { submissionSchema } from "./submission-parts-schema";
export { submissionRoutes } from "./submission-routes";
export { type SubmissionRow, submissionRows } from "./submission-row";
export { mediaIdsSchema } from "./submission-schema";
export {
  findEndorsement,
  findEndorsementOf,
  findSubmission,
  hasSubmissions,
  lockEndorsement,
} from "./submission-store";
export { submissionFieldTexts, submissionProblems } from "./submission-texts";
export { submissionView } from "./submission-view";
