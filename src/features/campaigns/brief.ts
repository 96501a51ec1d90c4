/** What a brief holds, and the rules it has to keep. A version is stored as it is and never changed. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../kernel/social-platform";
import type { NicheCode } from "../creators";

export const disclosureMarkets = ["US", "GB", "EU", "ID", "TH"] as const;
export type DisclosureMarket = (typeof disclosureMarkets)[number];

/** What the brand may do with the content beside the creator's own post. */
export const usageKinds = ["repost", "paid_ads", "website", "email", "print", "broadcast"] as const;
type UsageKind = (typeof usageKinds)[number];

/** Rounds of changes that are agreed when a brief names none. */
export const usualChangeRoundsMax = 2;

export interface DeliverableSpec {
  platform: SocialPlatform;
  kind: DeliverableKind;
  quantity: number;
  /** First day on which it may go live, when it has one of its own. */
  from?: string | undefined;
  /** Last day on which it may go live, when it is not the campaign's. */
  until?: string | undefined;
}

export interface UsageRights {
  kinds: UsageKind[];
  /** ISO 3166-1 codes; an empty list means everywhere. */
  territories: string[];
  /** Counted from the day the content goes live. */
  periodDays: number;
}

export interface Exclusivity {
  /** What the creator shows no rival of, such as "coffee drinks". */
  category: string;
  days: number;
}

export interface BriefProduct {
  name: string;
  description: string;
  /** What the product is worth to the creator; the tax office may ask. */
  declaredValue?: { amountMinor: string; currency: Currency } | undefined;
}

export interface Brief {
  goal: string;
  product: BriefProduct;
  keyMessages: string[];
  doList: string[];
  dontList: string[];
  hashtags: string[];
  mentions: string[];
  disclosureMarket: DisclosureMarket;
  /** Labels of which at least one must stand in every post, such as "#ad". */
  disclosureTags: string[];
  usageRights: UsageRights | null;
  exclusivity: Exclusivity | null;
  /** Uploaded pictures and videos that show what is meant. */
  exampleMediaIds: string[];
  /** How often the brand may ask for changes of one piece. Not filled in, so that hashes of earlier briefs stay. */
  changeRoundsMax?: number | undefined;
}

/** An empty list asks for nothing: everybody fits. */
export interface Requirements {
  countries: string[];
  languages: string[];
  niches: NicheCode[];
  followersMin: number;
  followersMax: number | null;
  /** Least engagements for each follower, in hundredths of a percent. */
  engagementMinBasisPoints: number;
}

export interface BriefContent {
  brief: Brief;
  deliverables: DeliverableSpec[];
  requirements: Requirements;
}

type Later = "usageRights" | "exclusivity" | "exampleMediaIds";
type LaterWish = "engagementMinBasisPoints";

/** Briefs of earlier releases say nothing of some things. */
export interface StoredBrief {
  brief: Omit<Brief, Later> & Partial<Pick<Brief, Later>>;
  deliverables: DeliverableSpec[];
  requirements: Omit<Requirements, LaterWish> & Partial<Pick<Requirements, LaterWish>>;
}

/** A stored brief with everything that today's have. */
export function completeBrief({ brief, deliverables, requirements }: StoredBrief): BriefContent {
  return {
    brief: {
      ...brief,
      usageRights: brief.usageRights ?? null,
      exclusivity: brief.exclusivity ?? null,
      exampleMediaIds: brief.exampleMediaIds ?? [],
    },
    deliverables,
    requirements: {
      ...requirements,
      engagementMinBasisPoints: requirements.engagementMinBasisPoints ?? 0,
    },
  };
}

/** Names what a brief says, whatever the order in which a database hands its keys back. */
export function hashOfBrief({ brief, deliverables, requirements }: BriefContent): string {
  return sha256(canonicalJson({ brief, deliverables, requirements }));
}

/** How many pieces are promised. */
export function piecesCountOf(deliverables: readonly DeliverableSpec[]): number {
  return deliverables.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** True when the same pieces are promised in the same order, whenever they are due. */
export function arePromisesEqual(
  one: readonly DeliverableSpec[],
  other: readonly DeliverableSpec[],
): boolean {
  const shapes = [one, other].map((specs) =>
    canonicalJson(specs.map(({ platform, kind, quantity }) => [platform, kind, quantity])),
  );
  return shapes[0] === shapes[1];
}

/** JSON pointer of the first deliverable whose days do not lie within the campaign's. */
export function findDayOutside(
  deliverables: readonly DeliverableSpec[],
  { applyBy, postBy }: { applyBy: string; postBy: string },
): string | undefined {
  for (const [at, { from, until }] of deliverables.entries()) {
    if (until !== undefined && (until < applyBy || until > postBy)) {
      return `/body/deliverables/${at}/until`;
    }
    if (from !== undefined && from > postBy) return `/body/deliverables/${at}/from`;
  }
  return undefined;
}
