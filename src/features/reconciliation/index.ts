export { importRoutes } from "./import-routes";
export { createReconciliation, type Reconciliation } from "./reconciliation-factory";
export { reconciliationInvariants } from "./reconciliation-invariants";
export { reconciliationRoutes } from "./reconciliation-routes";
export { reconciliationFieldTexts, reconciliationProblems } from "./reconciliation-texts";
export { getReconciliation } from "./reconciliation-view";
export { daysCount, reportDaysMax } from "./report-window";
export { statementRoutes } from "./statement-routes";
export { reconciliationRows } from "./statement-row";
