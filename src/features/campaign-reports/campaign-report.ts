/** What a campaign's report adds up, and by what. Pure: rows of the tables come in, exact sums go out. */
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import type { Platform } from "../campaigns";
import type { NicheCode } from "../creators";
import { type AudienceTier, audienceTiers, tierOf } from "./audience-tiers";

export const figureNames = ["views", "likes", "comments", "shares", "saves"] as const;
/** `engagements`: likes, comments, shares and saves. `reactions`: likes and comments, the ones every platform tells. */
export const countNames = [...figureNames, "engagements", "reactions"] as const;
export type CountName = (typeof countNames)[number];

/** Counts by which a cost is divided. */
export const pricedNames = ["views", "engagements", "reactions"] as const;
export type PricedName = (typeof pricedNames)[number];

/** A sum over the posts that tell the figure. Of no post nothing is known, which is not zero. */
export interface Count {
  total: bigint;
  postsCount: number;
}

/** From the books, in minor units of the campaign's currency. */
export interface Cost {
  /** Of endorsed work; what was earned for a cancelled piece is a kill fee. */
  feeMinor: bigint;
  killFeeMinor: bigint;
  platformFeeMinor: bigint;
  /** Earnings and their platform fees that were undone later. */
  undoneMinor: bigint;
}

/** Everything of one kind that one creator made on one platform. */
export interface Unit extends Cost {
  creatorId: string;
  creatorName: string;
  platform: Platform;
  kind: DeliverableKind;
  niches: readonly NicheCode[];
  /** Of the creator's largest account on the platform; null when none is known. */
  followersCount: number | null;
  /** Since when, as ISO 8601 text. */
  followersKnownAt: string | null;
  postsCount: number;
  /** In minor units: what the pieces cost that are live. */
  liveCostMinor: bigint;
  counts: Readonly<Record<CountName, Count>>;
  /** In minor units: what the posts cost that do not tell the figure. */
  untoldMinor: Readonly<Record<PricedName, bigint>>;
  /** Posts by where their figures come from. */
  fromCreatorCount: number;
  fromPlatformCount: number;
  measuredFrom: string | null;
  measuredUntil: string | null;
}

/** Followers of every audience that saw a post, each counted once. */
export interface Followers {
  total: bigint;
  /** Accounts of which the followers are known. */
  audiencesCount: number;
  unknownCount: number;
  /** In minor units: what the posts cost whose audience is not known. */
  untoldMinor: bigint;
  knownFrom: string | null;
  knownUntil: string | null;
}

export interface Sums extends Cost {
  creatorsCount: number;
  postsCount: number;
  counts: Record<CountName, Count>;
  untoldMinor: Record<PricedName, bigint>;
  followers: Followers;
  fromCreatorCount: number;
  fromPlatformCount: number;
  measuredFrom: string | null;
  measuredUntil: string | null;
}

export const totalMinorOf = (cost: Cost): bigint =>
  cost.feeMinor + cost.killFeeMinor + cost.platformFeeMinor - cost.undoneMinor;

const lesser = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one;
const greater = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

function emptyCounts(): Record<CountName, Count> {
  const entries = countNames.map((name) => [name, { total: 0n, postsCount: 0 }] as const);
  return Object.fromEntries(entries) as Record<CountName, Count>;
}

function emptySums(): Sums {
  return {
    feeMinor: 0n,
    killFeeMinor: 0n,
    platformFeeMinor: 0n,
    undoneMinor: 0n,
    creatorsCount: 0,
    postsCount: 0,
    counts: emptyCounts(),
    untoldMinor: { views: 0n, engagements: 0n, reactions: 0n },
    followers: {
      total: 0n,
      audiencesCount: 0,
      unknownCount: 0,
      untoldMinor: 0n,
      knownFrom: null,
      knownUntil: null,
    },
    fromCreatorCount: 0,
    fromPlatformCount: 0,
    measuredFrom: null,
    measuredUntil: null,
  };
}

interface Gathering {
  sums: Sums;
  creators: Set<string>;
  /** `creator platform` of audiences that were counted. */
  audiences: Set<string>;
}

const newGathering = (): Gathering => ({
  sums: emptySums(),
  creators: new Set(),
  audiences: new Set(),
});

function addFollowers({ sums, audiences }: Gathering, unit: Unit): void {
  if (unit.postsCount === 0) return;
  const { followers } = sums;
  if (unit.followersCount === null) followers.untoldMinor += unit.liveCostMinor;
  const key = `${unit.creatorId} ${unit.platform}`;
  if (audiences.has(key)) return;
  audiences.add(key);
  if (unit.followersCount === null) {
    followers.unknownCount += 1;
    return;
  }
  followers.audiencesCount += 1;
  followers.total += BigInt(unit.followersCount);
  followers.knownFrom = lesser(followers.knownFrom, unit.followersKnownAt);
  followers.knownUntil = greater(followers.knownUntil, unit.followersKnownAt);
}

function add(gathering: Gathering, unit: Unit): void {
  const { sums, creators } = gathering;
  sums.feeMinor += unit.feeMinor;
  sums.killFeeMinor += unit.killFeeMinor;
  sums.platformFeeMinor += unit.platformFeeMinor;
  sums.undoneMinor += unit.undoneMinor;
  sums.postsCount += unit.postsCount;
  for (const name of countNames) {
    const { total, postsCount } = unit.counts[name];
    if (postsCount === 0) continue;
    sums.counts[name].total += total;
    sums.counts[name].postsCount += postsCount;
  }
  for (const name of pricedNames) sums.untoldMinor[name] += unit.untoldMinor[name];
  sums.fromCreatorCount += unit.fromCreatorCount;
  sums.fromPlatformCount += unit.fromPlatformCount;
  sums.measuredFrom = lesser(sums.measuredFrom, unit.measuredFrom);
  sums.measuredUntil = greater(sums.measuredUntil, unit.measuredUntil);
  creators.add(unit.creatorId);
  sums.creatorsCount = creators.size;
  addFollowers(gathering, unit);
}

/** Sums of the units that share a key; one unit may have several keys. */
function gather<K>(units: readonly Unit[], keysOf: (unit: Unit) => readonly K[]): Map<K, Sums> {
  const groups = new Map<K, Gathering>();
  for (const unit of units) {
    for (const key of keysOf(unit)) {
      const group = groups.get(key) ?? newGathering();
      groups.set(key, group);
      add(group, unit);
    }
  }
  return new Map([...groups].map(([key, { sums }]) => [key, sums]));
}

export interface Group<K> {
  key: K;
  sums: Sums;
}

export interface Groups {
  total: Sums;
  creators: Group<{ creatorId: string; name: string }>[];
  deliverables: Group<{ platform: Platform; kind: DeliverableKind }>[];
  /** A creator of several niches stands in each, so these do not add up to the total; null is for those who name none. */
  niches: Group<{ niche: NicheCode | null }>[];
  /** By followers on the platform of the post; null where they are not known. */
  audiences: Group<{ tier: AudienceTier | null }>[];
}

/** Dear groups first, so that a reader sees where the money went; equal ones by name. */
function sorted<K>(groups: Group<K>[], nameOf: (key: K) => string): Group<K>[] {
  return groups.toSorted((one, other) => {
    const difference = totalMinorOf(other.sums) - totalMinorOf(one.sums);
    if (difference !== 0n) return difference > 0n ? 1 : -1;
    return nameOf(one.key) < nameOf(other.key) ? -1 : 1;
  });
}

interface Named {
  creatorId: string;
  creatorName: string;
}

/** @param others creators who got something and have nothing live yet. */
export function groupUnits(units: readonly Unit[], others: readonly Named[] = []): Groups {
  const names = new Map(
    [...units, ...others].map(({ creatorId, creatorName }) => [creatorId, creatorName]),
  );
  const deliverables = new Map(
    units.map(({ platform, kind }) => [`${platform} ${kind}`, { platform, kind }]),
  );
  const byCreator = gather(units, ({ creatorId }) => [creatorId]);
  const byDeliverable = gather(units, ({ platform, kind }) => [`${platform} ${kind}`]);
  const byNiche = gather<NicheCode | null>(units, ({ niches }) =>
    niches.length === 0 ? [null] : niches,
  );
  const byTier = gather(units, ({ followersCount }) => [
    followersCount === null ? null : tierOf(followersCount),
  ]);
  return {
    total: gather(units, () => ["all"]).get("all") ?? emptySums(),
    creators: sorted(
      [...names].map(([creatorId, name]) => ({
        key: { creatorId, name },
        sums: byCreator.get(creatorId) ?? emptySums(),
      })),
      ({ name, creatorId }) => `${name} ${creatorId}`,
    ),
    deliverables: sorted(
      [...byDeliverable].flatMap(([name, sums]) => {
        const key = deliverables.get(name);
        return key ? [{ key, sums }] : [];
      }),
      ({ platform, kind }) => `${platform} ${kind}`,
    ),
    niches: sorted(
      [...byNiche].map(([niche, sums]) => ({ key: { niche }, sums })),
      ({ niche }) => niche ?? "",
    ),
    audiences: [...audienceTiers, null].flatMap((tier) => {
      const sums = byTier.get(tier);
      return sums ? [{ key: { tier }, sums }] : [];
    }),
  };
}
