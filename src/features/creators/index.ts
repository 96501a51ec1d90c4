export type { PayoutDetails, PayoutMethod, PostalAddress, Rail } from "./creator";
export { creatorEvents } from "./creator-events";
export { creatorRoutes } from "./creator-routes";
export { CreatorRow, creatorRows, type SocialAccountRow } from "./creator-row";
export { creatorContract, languageSchema, nicheSchema, platformSchema } from "./creator-schema";
export {
  creatorNames,
  creatorOf,
  creatorUserId,
  getCreator,
  registerCreator,
  requireSocialAccounts,
} from "./creator-service";
export { activePayoutMethod, findPayoutMethod } from "./creator-store";
export { creatorFieldTexts, creatorProblems } from "./creator-texts";
export { type NicheCode, nicheCodes, niches, nicheWithNarrower } from "./niches";
