/** Every rule there is, by market and by platform. */
import { type SocialPlatform, socialPlatforms } from "../../../kernel/social-platform";
import type { DisclosureMarket } from "../../campaigns";
import { type Claim, indonesianClaims, thaiClaims } from "../claims";
import type { Rule } from "../disclosure";
import { platformFacts } from "../platforms";
import { europeanUnion } from "./eu";
import { indonesia } from "./id";
import { house, type Market, rulesOf } from "./rule";
import { thailand } from "./th";
import { unitedKingdom } from "./uk";
import { unitedStates } from "./us";

export const markets: Readonly<Record<DisclosureMarket, Market>> = {
  US: unitedStates,
  GB: unitedKingdom,
  EU: europeanUnion,
  ID: indonesia,
  TH: thailand,
};

export const claimsOf: Readonly<Record<DisclosureMarket, readonly Claim[]>> = {
  US: [],
  GB: [],
  EU: [],
  ID: indonesianClaims,
  TH: thaiClaims,
};

/** What holds in every market because we say so. */
export const houseRules: readonly Rule[] = rulesOf("kampanye", [
  ["brief-label", "error", house],
  ["label-disguised", "warning", house],
  ["language-unchecked", "advice", house],
]);

/** A tool that is known to be off is a warning; one nobody has spoken of is a reminder, see lint.ts. */
export const platformRules: Readonly<Record<SocialPlatform, readonly Rule[]>> = Object.fromEntries(
  socialPlatforms.map((platform) => {
    const { tool, source } = platformFacts[platform];
    return [
      platform,
      tool === null ? [] : rulesOf(platform, [["paid-partnership", "warning", source]]),
    ];
  }),
) as Record<SocialPlatform, readonly Rule[]>;

/** @public For whoever lists them. */
export const allRules: readonly Rule[] = [
  ...Object.values(markets).flatMap(({ rules }) => rules),
  ...houseRules,
  ...Object.values(platformRules).flat(),
];
