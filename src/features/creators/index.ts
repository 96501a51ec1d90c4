export type { PayoutMethod, PostalAddress } from "./creator";
export { creatorRoutes } from "./creator-routes";
export { creatorRows, type SocialAccountRow } from "./creator-row";
export {
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
