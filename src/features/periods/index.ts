/** @public for whoever books or changes something that belongs to a day */
export { assertPeriodOpen } from "./closing-service";
export { periodInvariants } from "./period-invariants";
export { periodRoutes } from "./period-routes";
export { periodProblems } from "./period-texts";
export { type Position, positionsByStatements } from "./position-store";
