export { authoritiesInvariants } from "./authorities-invariants";
export { authoritiesRoutes } from "./authorities-routes";
export { authoritiesProblems } from "./authorities-texts";
export { authoritiesRows } from "./remittance-row";
export { remittanceReferences } from "./remittance-service";
