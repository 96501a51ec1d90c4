export { undoBankDeposit } from "./bank-deposit-undoing";
export {
  bankDepositsInUse,
  withdrawBankDeposit,
} from "./bank-deposit-withdrawal";
export { matchBankDeposit } from "./bank-deposits";
export { chargebackRoutes } from "./chargebacks/chargeback-routes";
export { usesOfDeposit } from "./deposit-uses";
export { createFunding, type Funding } from "./funding-factory";
export { fundingInvariants } from "./funding-invariants";
export { fundingRoutes } from "./funding-routes";
export { fundingRows } from "./funding-row";
export { fundingProblems } from "./funding-texts";
