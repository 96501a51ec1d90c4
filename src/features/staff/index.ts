export { staffRows } from "./role-change-row";
export { staffRoles } from "./staff";
export { staffRoutes } from "./staff-routes";
export { staffProblems } from "./staff-texts";
