export { matchBankDeposit } from "./bank-deposits";
export { fundingEvents } from "./funding-events";
export { createFunding, type Funding } from "./funding-factory";
export { fundingInvariants } from "./funding-invariants";
export { fundingRoutes } from "./funding-routes";
export { fundingRows } from "./funding-row";
export { fundingContract } from "./funding-schema";
export { fundingProblems } from "./funding-texts";
