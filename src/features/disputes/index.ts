export { disputeInvariants } from "./dispute-invariants";
export { disputeRoutes } from "./dispute-routes";
export { disputeRows } from "./dispute-row";
export { disputeProblems } from "./dispute-texts";
