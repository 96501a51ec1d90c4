/** United Kingdom: the Advertising Standards Authority, the Committee of Advertising Practice, and consumer law. */
import type { Source } from "../disclosure";
import { lastRead, type Market, rulesOf } from "./rule";

const capCode: Source = {
  title: "CAP Code, section 2 (marketing communications must be obviously identifiable as such)",
  url: "https://www.asa.org.uk/type/non_broadcast/code_section/02.html",
  kind: "code",
  dated: lastRead,
};
const influencersGuide: Source = {
  title: "CAP and CMA, Influencers' guide to making clear that ads are ads, third edition",
  url: "https://www.asa.org.uk/resource/influencers-guide.html",
  kind: "guidance",
  dated: "2023-03-23",
};
const consumerLaw: Source = {
  title:
    "Digital Markets, Competition and Consumers Act 2024, part 4 (unfair commercial practices)",
  url: "https://www.legislation.gov.uk/ukpga/2024/13/part/4",
  kind: "law",
  dated: "2025-04-06",
};

export const unitedKingdom: Market = {
  jurisdiction: "UK",
  rules: rulesOf("UK", [
    ["label-missing", "error", capCode],
    ["label-ambiguous", "error", influencersGuide],
    ["label-language", "error", capCode],
    ["label-after-fold", "error", influencersGuide],
    ["label-in-hashtags", "error", influencersGuide],
    ["label-at-end", "warning", influencersGuide],
    ["label-denied", "error", consumerLaw],
    ["own-money", "warning", consumerLaw],
  ]),
  // The guide advises against everything with "sponsor": people take it for something else than advertising.
  labelsRefused: /sponsor|paid for/,
  areGiftStatementsEnough: false,
  brandTagPlatforms: [],
};
