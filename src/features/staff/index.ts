export { staffRows } from "./role-change-row";
export { staffRoutes } from "./staff-routes";
export { staffProblems } from "./staff-texts";
