/** @public The measure of its precision takes it from here. */
export type { DisclosureInput } from "./disclosure";
export { disclosureRoutes } from "./disclosure-routes";
/** @public */
export { lintDisclosure } from "./lint";
/** @public What the approval of submissions is to ask. */
export { lintForBrief } from "./lint-for-brief";
