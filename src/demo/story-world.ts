/** What the chapters share: the people with their log-ins, the ids they meet, and the outside world. */

import type { CampaignKey } from "./cast";
import type { Json, Person } from "./http-client";
import type { Chapter } from "./narrator";

export interface Outsiders {
  paypalUrl: string;
  stripeUrl: string;
  bankUrl: string;
  socialUrl: string;
}

export interface BrandAt {
  person: Person;
  brandId: string;
}

export interface CreatorAt {
  person: Person;
  creatorId: string;
}

export interface Work {
  campaign: CampaignKey;
  creator: string;
  applicationId: string;
  submissionId: string;
  endorsementId: string;
}

export interface StoryWorld {
  base: string;
  /** Of everybody who registers. */
  password: string;
  outside: Outsiders;
  brands: Map<string, BrandAt>;
  creators: Map<string, CreatorAt>;
  maker: Person;
  checker: Person;
  campaignIds: Map<CampaignKey, string>;
  works: Work[];
  chapters: readonly Chapter[];
}

export function brandOf(world: StoryWorld, key: string): BrandAt {
  const found = world.brands.get(key);
  if (!found) throw new Error(`No brand ${key}`);
  return found;
}

export function creatorAt(world: StoryWorld, key: string): CreatorAt {
  const found = world.creators.get(key);
  if (!found) throw new Error(`No creator ${key}`);
  return found;
}

export function campaignId(world: StoryWorld, key: CampaignKey): string {
  const found = world.campaignIds.get(key);
  if (!found) throw new Error(`No campaign ${key}`);
  return found;
}

/** "1234.50 THB" from the API's money. */
export function amountText(money: Json): string {
  const { amountMinor, currency } = money as { amountMinor: string; currency: string };
  const isNegative = amountMinor.startsWith("-");
  const digits = amountMinor.replace("-", "").padStart(3, "0");
  return `${isNegative ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)} ${currency}`;
}
