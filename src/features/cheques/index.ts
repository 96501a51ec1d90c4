export { chequeEvents } from "./cheque-events";
export { chequeInvariants } from "./cheque-invariants";
export { chequeRoutes } from "./cheque-routes";
export { type BankAccountRow, chequeRows } from "./cheque-row";
export { bankAccountCodeSchema, chequeContract } from "./cheque-schema";
export {
  type Clearance,
  clearChequeFromLine,
  type PresentedCheque,
  requireBankAccount,
} from "./cheque-service";
export { findBankAccount, insertBankAccount, listBankAccounts } from "./cheque-store";
export { chequeProblems } from "./cheque-texts";
