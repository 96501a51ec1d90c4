/** European Union. Member states add words of their own ("Werbung" in Germany, "publicité" in France). */
import type { Source } from "../disclosure";
import { type Market, rulesOf } from "./rule";

const directive: Source = {
  title: "Unfair Commercial Practices Directive 2005/29/EC, article 7(2) and annex I point 11",
  url: "https://eur-lex.europa.eu/eli/dir/2005/29/oj",
  kind: "law",
  dated: "2005-05-11",
};
const asConsumer: Source = {
  title:
    "Unfair Commercial Practices Directive 2005/29/EC, annex I point 22 (posing as a consumer)",
  url: "https://eur-lex.europa.eu/eli/dir/2005/29/oj",
  kind: "law",
  dated: "2005-05-11",
};
const commissionGuidance: Source = {
  title:
    "Commission guidance on Directive 2005/29/EC (2021/C 526/01), section 4.2.6 (influencer marketing)",
  url: "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52021XC1229(05)",
  kind: "guidance",
  dated: "2021-12-29",
};
const legalHub: Source = {
  title: "Influencer Legal Hub with the 5 Key Principles on Social Media Marketing Disclosures",
  url: "https://commission.europa.eu/live-work-travel-eu/consumer-rights-and-complaints/influencer-legal-hub_en",
  kind: "guidance",
  dated: "2023-10-11",
};

export const europeanUnion: Market = {
  jurisdiction: "EU",
  rules: rulesOf("EU", [
    ["label-missing", "error", directive],
    ["label-ambiguous", "error", legalHub],
    ["label-language", "error", legalHub],
    ["label-after-fold", "error", commissionGuidance],
    ["label-in-hashtags", "error", commissionGuidance],
    ["label-at-end", "warning", commissionGuidance],
    ["label-denied", "error", asConsumer],
    ["own-money", "warning", asConsumer],
  ]),
  labelsRefused: null,
  areGiftStatementsEnough: false,
  brandTagPlatforms: [],
};
