export { chequeInvariants } from "./cheque-invariants";
export { chequeRoutes } from "./cheque-routes";
export { chequeRows } from "./cheque-row";
export { bankAccountCodeSchema } from "./cheque-schema";
export { clearChequeFromLine, requireBankAccount } from "./cheque-service";
export { insertBankAccount, listBankAccounts } from "./cheque-store";
export { chequeProblems } from "./cheque-texts";
