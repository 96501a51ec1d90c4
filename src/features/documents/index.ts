export type { DeductionReason, Issuer } from "./document";
export { documentInvariants } from "./document-invariants";
export { deductionText } from "./document-printout";
export { documentRoutes } from "./document-routes";
export { documentRows } from "./document-row";
export { createDocuments, type Documents } from "./document-service";
export { documentProblems } from "./document-texts";
export { deliverableWords, platformWords } from "./document-words-texts";
export { amountText, dayText, filled, shortDayText } from "./printout";
