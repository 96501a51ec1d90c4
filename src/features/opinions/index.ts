export { opinionRoutes } from "./opinion-routes";
export { opinionRows } from "./opinion-row";
export { opinionProblems } from "./opinion-texts";
