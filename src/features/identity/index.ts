export {
  type Actor,
  actingBrand,
  authorise,
  isFinance,
  isMemberOf,
  type Membership,
  requireBrand,
  signerOf,
  userIdOf,
} from "./actor";
export { hashPassword } from "./credentials";
export { endedCookie, identityRoutes, sessionCookie, userView } from "./identity-routes";
export { identityRows } from "./identity-row";
export { personFields, userSchema } from "./identity-schema";
export {
  createUser,
  identify,
  type NewPerson,
  registerBrand,
  type SessionLimits,
} from "./identity-service";
export { brandNames, isEmailTaken, usersWithRole } from "./identity-store";
export { identityProblems } from "./identity-texts";
export { type Role, rolesOf } from "./permissions";
export { findSigners } from "./signers";
