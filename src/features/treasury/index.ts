export { conversionRoutes } from "./conversion-routes";
export { matchTopUpArrival, topUpReferences, undoTopUpArrival } from "./top-up-service";
export { treasuryInvariants } from "./treasury-invariants";
export { treasuryRoutes } from "./treasury-routes";
export { treasuryRows } from "./treasury-row";
export { type OpeningBalance, openBankAccount, recordOpeningBalance } from "./treasury-service";
export { treasuryProblems } from "./treasury-texts";
