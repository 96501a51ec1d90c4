/**
 * Thailand. No statute says how a paid post is labelled, so all of this is guidance: our reading of general consumer law and
 * of what the authorities told influencers. Errors here are what we ask for; they do not claim that a law was broken.
 */
import type { Source } from "../disclosure";
import { lastRead, type Market, rulesOf } from "./rule";

const consumerProtection: Source = {
  title:
    "Consumer Protection Act B.E. 2522, section 22, and what the OCPB told influencers in 2025 (guidance)",
  url: "https://www.nationthailand.com/news/general/40056899",
  kind: "guidance",
  dated: "2025-10-16",
};
const ethicsDraft: Source = {
  title: "Thailand Consumers Council, draft code of ethics for influencers (guidance)",
  url: "https://www.prachachat.net/general/news-1779968",
  kind: "guidance",
  dated: lastRead,
};
const inThai: Source = {
  title:
    "Notification of the Committee on Advertisement B.E. 2565: statements in Thai, clear to read (guidance)",
  url: "https://conventuslaw.com/report/thailand-issues-regulation-on-language-and-other-content-in-advertisements",
  kind: "guidance",
  dated: "2023-01-14",
};
const cosmetics: Source = {
  title: "Cosmetics Act B.E. 2558, section 41: no claim to treat a disease (guidance)",
  url: "https://pharmacy.msu.ac.th/edoc/socialpharm65/files/basic-html/page165.html",
  kind: "guidance",
  dated: lastRead,
};
const food: Source = {
  title: "Food Act B.E. 2522 and the Thai FDA's warning to influencers of 2025 (guidance)",
  url: "https://thethaiger.com/th/news/1472228/",
  kind: "guidance",
  dated: "2025-10-16",
};

export const thailand: Market = {
  jurisdiction: "TH",
  rules: rulesOf("TH", [
    ["label-missing", "error", consumerProtection],
    ["label-ambiguous", "error", ethicsDraft],
    ["label-language", "error", inThai],
    ["label-after-fold", "error", inThai],
    ["label-in-hashtags", "error", ethicsDraft],
    ["label-at-end", "warning", ethicsDraft],
    ["label-denied", "error", consumerProtection],
    ["own-money", "warning", consumerProtection],
    ["thai-text", "warning", inThai],
    ["cosmetic-cure", "warning", cosmetics],
    ["food-cure", "warning", food],
  ]),
  labelsRefused: null,
  areGiftStatementsEnough: true,
  brandTagPlatforms: [],
};
