import type { Money } from "../../kernel/money";
import {
  type BriefContent,
  type CampaignRow,
  hashOfBrief,
  usualChangeRoundsMax,
} from "../campaigns";
import type { OfferTerms } from "./application";

/** What a campaign asks for under this version of its brief, at this fee. */
export function termsOf(campaign: CampaignRow, content: BriefContent, fee: Money): OfferTerms {
  const { brief, deliverables } = content;
  return {
    compensation: campaign.compensation,
    fee: { amountMinor: fee.amountMinor.toString(), currency: fee.currency },
    deliverables,
    briefVersion: campaign.briefVersion,
    postBy: campaign.postBy,
    disclosureMarket: brief.disclosureMarket,
    disclosureTags: brief.disclosureTags,
    product: brief.product,
    usageRights: brief.usageRights,
    exclusivity: brief.exclusivity,
    briefHash: hashOfBrief(content),
    changeRoundsMax: brief.changeRoundsMax ?? usualChangeRoundsMax,
  };
}
