export { consultationRoutes } from "./consultation-routes";
export { consultationRows } from "./consultation-row";
export { consultationProblems } from "./consultation-texts";
