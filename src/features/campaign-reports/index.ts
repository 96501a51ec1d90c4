export { type AudienceTier, audienceTiers, tierOf } from "./audience-tiers";
export { campaignReportInvariants } from "./campaign-report-invariants";
export { campaignReportRoutes } from "./campaign-report-routes";
export { campaignReportFieldTexts, campaignReportProblems } from "./campaign-report-texts";
