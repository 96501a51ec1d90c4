/** @public The measure of its precision takes it from here. */
export type { DisclosureInput, Finding as DisclosureFinding } from "./disclosure";
export { disclosureRoutes } from "./disclosure-routes";
export { findingSchema as disclosureFindingSchema } from "./disclosure-schema";
/** @public */
export { lintDisclosure } from "./lint";
export { lintForBrief } from "./lint-for-brief";
