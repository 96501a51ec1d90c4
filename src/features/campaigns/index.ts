export {
  type SocialPlatform as Platform,
  socialPlatforms as platforms,
} from "../../kernel/social-platform";
export {
  earnedWhileFrozen,
  endBrandFreeze,
  freezeBrand,
  requireNotFrozen,
} from "./brand-freeze";
export {
  type CampaignStatus,
  type Compensation,
  campaignTransitions,
  compensations,
  type DeliverableKind,
  type DeliverableSpec,
  type DisclosureMarket,
  deliverableKinds,
  disclosureMarkets,
  paysMoney,
  platformFeeOf,
  type Requirements,
  smallestFee,
} from "./campaign";
export { beginFunding, freePlace, holdOpen, markFunded, takePlace } from "./campaign-places";
export { campaignRoutes } from "./campaign-routes";
export { CampaignRow, campaignRows } from "./campaign-row";
export { deliverableSpecsSchema } from "./campaign-schema";
export {
  closeExpiredCampaigns,
  lockOwnCampaign,
  ownCampaign,
  readBrief,
  settleCampaign,
  visibleCampaign,
} from "./campaign-service";
export {
  findCampaign,
  findSettleable as findSettleableCampaigns,
  lockCampaign,
} from "./campaign-store";
export { campaignFieldTexts, campaignProblems } from "./campaign-texts";
