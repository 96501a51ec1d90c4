export { unclaimedPropertyRows } from "./remittance-row";
export { unclaimedPropertyInvariants } from "./unclaimed-property-invariants";
export { unclaimedPropertyRoutes } from "./unclaimed-property-routes";
export { unclaimedPropertyProblems } from "./unclaimed-property-texts";
