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
  type BriefContent,
  type BriefProduct,
  type DeliverableSpec,
  type DisclosureMarket,
  disclosureMarkets,
  type Exclusivity,
  hashOfBrief,
  type Requirements,
  type UsageRights,
  usualChangeRoundsMax,
} from "./brief";
export {
  deliverableSpecsSchema,
  exclusivitySchema,
  productSchema,
  usageRightsSchema,
} from "./brief-schema";
export { readBrief } from "./brief-service";
export {
  type CampaignStatus,
  type Compensation,
  campaignTransitions,
  compensations,
  paysMoney,
  platformFeeOf,
  smallestFee,
} from "./campaign";
export { finishCancelling, settleCampaign } from "./campaign-end";
export { beginFunding, freePlace, holdOpen, markFunded, takePlace } from "./campaign-places";
export { campaignRoutes } from "./campaign-routes";
export { CampaignRow, campaignRows } from "./campaign-row";
export { campaignParams, campaignSchema, termsFields } from "./campaign-schema";
export {
  closeExpiredCampaigns,
  lockOwnCampaign,
  ownCampaign,
  visibleCampaign,
} from "./campaign-service";
export {
  findCampaign,
  findCancelling as findCancellingCampaigns,
  findSettleable as findSettleableCampaigns,
  lockCampaign,
} from "./campaign-store";
export { campaignFieldTexts, campaignProblems } from "./campaign-texts";
export { campaignTitles } from "./campaign-titles";
export { showCampaign } from "./campaign-view";
export { showOpenCampaign } from "./open/open-view";
export { reviseBrief } from "./revision-service";
