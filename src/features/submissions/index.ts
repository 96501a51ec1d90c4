export { endHolds } from "./endorsement-service";
export { type SubmissionStatus, submissionTransitions } from "./submission";
export { submissionEvents } from "./submission-events";
export { submissionInvariants } from "./submission-invariants";
export { submissionRoutes } from "./submission-routes";
export { EndorsementRow, type SubmissionRow, submissionRows } from "./submission-row";
export { submissionContract } from "./submission-schema";
export { findEndorsement, findSubmission } from "./submission-store";
export { submissionFieldTexts, submissionProblems } from "./submission-texts";
