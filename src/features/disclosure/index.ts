export type { DisclosureInput, Finding, LintResult } from "./disclosure";
export { disclosureRoutes } from "./disclosure-routes";
export { lintDisclosure } from "./lint";
export { type BriefFacts, lintForBrief, type PostFacts } from "./lint-for-brief";
