export { undoEarning } from "./clawback-service";
export { endHolds } from "./endorsement-service";
export { isDisclosed } from "./submission";
export { seeSubmission } from "./submission-access";
export { submissionInvariants } from "./submission-invariants";
export { submissionRoutes } from "./submission-routes";
export { type SubmissionRow, submissionRows } from "./submission-row";
export {
  findEndorsement,
  findEndorsementOf,
  findMedia,
  findSubmission,
  lockEndorsement,
} from "./submission-store";
export { submissionFieldTexts, submissionProblems } from "./submission-texts";
