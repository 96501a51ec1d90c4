export {
  type SocialPlatform as Platform,
  socialPlatforms as platforms,
} from "../../kernel/social-platform";
export {
  type Brief,
  type BriefContent,
  type CampaignStatus,
  type Compensation,
  campaignTransitions,
  costOfOneCreator,
  type DeliverableKind,
  type DeliverableSpec,
  type DisclosureMarket,
  deliverableKinds,
  disclosureMarkets,
  paysMoney,
  platformFeeOf,
  type Requirements,
} from "./campaign";
export { campaignEvents } from "./campaign-events";
export { beginFunding, givePlaceBack, holdOpen, markFunded, takePlace } from "./campaign-places";
export { campaignRoutes } from "./campaign-routes";
export { CampaignRow, campaignRows } from "./campaign-row";
export {
  campaignContract,
  campaignSchema,
  deliverableSpecSchema,
  deliverableSpecsSchema,
} from "./campaign-schema";
export {
  closeExpiredCampaigns,
  lockOwnCampaign,
  ownCampaign,
  readBrief,
  settleCampaign,
  sightOf,
  visibleCampaign,
} from "./campaign-service";
export {
  findCampaign,
  findSettleable as findSettleableCampaigns,
  lockCampaign,
} from "./campaign-store";
export { campaignFieldTexts, campaignProblems } from "./campaign-texts";
