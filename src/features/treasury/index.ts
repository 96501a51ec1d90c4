export { conversionRoutes } from "./conversion-routes";
export { treasuryInvariants } from "./treasury-invariants";
export { treasuryRoutes } from "./treasury-routes";
export { treasuryRows } from "./treasury-row";
export {
  matchTopUpArrival,
  type OpeningBalance,
  openBankAccount,
  recordOpeningBalance,
  topUpReferences,
} from "./treasury-service";
export { treasuryProblems } from "./treasury-texts";
