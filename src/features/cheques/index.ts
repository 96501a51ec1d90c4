export { type Cheques, createCheques } from "./cheque-factory";
export { chequeInvariants } from "./cheque-invariants";
export { chequeRoutes } from "./cheque-routes";
export { chequeRows } from "./cheque-row";
export { bankAccountCodeSchema } from "./cheque-schema";
export { requireBankAccount } from "./cheque-service";
export { insertBankAccount, listBankAccounts } from "./cheque-store";
export { chequeFieldTexts, chequeProblems } from "./cheque-texts";
export { undoClearing } from "./life/clearing-undo";
export {
  clearedChequeInUse,
  forgetPresentments,
  withdrawClearing,
} from "./life/clearing-withdrawal";
export { dormancyMonths } from "./life/escheat-rules";
export { presentCheque } from "./life/presentment";
export { lockProperty, propertyHeldMinor, propertyMoves } from "./life/unclaimed-property";
export { positivePayProblems } from "./positive-pay/positive-pay-texts";
