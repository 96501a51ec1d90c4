export { deskInvariants } from "./desk-invariants";
export { deskRoutes } from "./desk-routes";
export { breakSchema, breakSearchFields } from "./desk-schema";
export { deskProblems } from "./desk-texts";
export { breakView, oneBreak } from "./desk-view";
export { requireOpenItem } from "./suspense";
