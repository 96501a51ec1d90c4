export { createInvitationTokens, type InvitationTokens } from "./invitation-token";
export { memberRows } from "./member-invitation-row";
export { memberRoutes } from "./member-routes";
export { memberProblems } from "./member-texts";
