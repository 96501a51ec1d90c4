/** United States: the Federal Trade Commission. Its guides are no statute; they say how it reads section 5 of its Act. */
import type { Source } from "../disclosure";
import { lastRead, type Market, rulesOf } from "./rule";

const materialConnections: Source = {
  title: "FTC Endorsement Guides, 16 CFR 255.5 (disclosure of material connections)",
  url: "https://www.ecfr.gov/current/title-16/chapter-I/subchapter-B/part-255/section-255.5",
  kind: "guidance",
  dated: "2023-07-26",
};
const clearAndConspicuous: Source = {
  title:
    "FTC Endorsement Guides, 16 CFR 255.0(f) (clear and conspicuous, unavoidable in social media)",
  url: "https://www.ecfr.gov/current/title-16/chapter-I/subchapter-B/part-255/section-255.0",
  kind: "guidance",
  dated: "2023-07-26",
};
const disclosures101: Source = {
  title: "FTC, Disclosures 101 for Social Media Influencers",
  url: "https://www.ftc.gov/business-guidance/resources/disclosures-101-social-media-influencers",
  kind: "guidance",
  dated: "2019-11-05",
};
const foreignLanguages: Source = {
  title: "16 CFR 14.9 (disclosures appear in the language of the target audience)",
  url: "https://www.ecfr.gov/current/title-16/chapter-I/subchapter-A/part-14/section-14.9",
  kind: "guidance",
  dated: lastRead,
};
const section5: Source = {
  title: "Federal Trade Commission Act, section 5 (15 U.S.C. 45)",
  url: "https://www.law.cornell.edu/uscode/text/15/45",
  kind: "law",
  dated: lastRead,
};

export const unitedStates: Market = {
  jurisdiction: "US",
  rules: rulesOf("US", [
    ["label-missing", "error", materialConnections],
    ["label-ambiguous", "error", disclosures101],
    ["label-language", "error", foreignLanguages],
    ["label-after-fold", "error", clearAndConspicuous],
    ["label-in-hashtags", "error", disclosures101],
    ["label-at-end", "warning", disclosures101],
    ["label-denied", "error", section5],
    ["own-money", "warning", section5],
  ]),
  labelsRefused: null,
  areGiftStatementsEnough: true,
  // Disclosures 101 names "AcmePartner" and "Acme Ambassador" for platforms with little room.
  brandTagPlatforms: ["x"],
};
