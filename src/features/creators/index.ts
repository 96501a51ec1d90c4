export type { PayoutMethod, PostalAddress } from "./creator";
export { followersCountMax } from "./creator";
export { creatorProfiles, creatorRoutes } from "./creator-routes";
export { creatorRows, type SocialAccountRow } from "./creator-row";
export {
  creatorSchema,
  languageSchema,
  nicheSchema,
  platformSchema,
  postalAddressSchema,
} from "./creator-schema";
export {
  creatorNames,
  creatorOf,
  creatorUsers,
  getCreator,
  registerCreator,
  requireSocialAccounts,
} from "./creator-service";
export {
  activePayoutMethod,
  activePayoutMethods,
  findPayoutMethods,
  findReplacers,
  lockPayoutMethod,
} from "./creator-store";
export { creatorFieldTexts, creatorProblems } from "./creator-texts";
export { figuresRoutes } from "./figures/figures-routes";
export { type NicheCode, niches, nicheWithNarrower } from "./niches/niches";
export { rateCardRoutes } from "./rate-card-routes";
export { seedCreators } from "./seed-creators";
