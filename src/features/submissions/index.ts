export { undoEarning } from "./clawback-service";
export { endHolds } from "./endorsement-service";
export { submissionInvariants } from "./submission-invariants";
export { submissionRoutes } from "./submission-routes";
export { submissionRows } from "./submission-row";
export {
  findEndorsement,
  findEndorsementOf,
  hasSubmissions,
  lockEndorsement,
} from "./submission-store";
export { submissionFieldTexts, submissionProblems } from "./submission-texts";
