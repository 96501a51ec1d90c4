/** Rules of an application: its states, who may take which step, and how an agreed fee is split over what was promised. */

import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import type { Transitions } from "../../kernel/transitions";
import type {
  BriefProduct,
  Compensation,
  DeliverableSpec,
  Exclusivity,
  Platform,
  UsageRights,
} from "../campaigns";

export const applicationStatuses = [
  "applied",
  "invited",
  "shortlisted",
  "offered",
  "countered",
  "accepted",
  "in_progress",
  "completed",
  "declined",
  "withdrawn",
  "expired",
  "cancelled_by_brand",
  "cancelled_by_creator",
  "terminated",
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

const ended = ["declined", "withdrawn", "expired"] as const;
const brokenOff = ["cancelled_by_brand", "cancelled_by_creator", "terminated"] as const;

/** Every move there is (docs: money, "Application"). A brand in a hurry may offer without a short list. */
export const applicationTransitions: Transitions<ApplicationStatus> = {
  applied: ["shortlisted", "offered", ...ended],
  invited: ["offered", ...ended],
  shortlisted: ["offered", ...ended],
  offered: ["countered", "accepted", ...ended],
  countered: ["offered", "accepted", ...ended],
  accepted: ["in_progress", ...brokenOff],
  in_progress: ["completed", ...brokenOff],
  completed: [],
  declined: [],
  withdrawn: [],
  expired: [],
  cancelled_by_brand: [],
  cancelled_by_creator: [],
  terminated: [],
};

/** The two parties of an application. */
export type Side = "brand" | "creator";

export function otherSide(side: Side): Side {
  return side === "brand" ? "creator" : "brand";
}

/**
 * Saying no belongs to the side that was asked; taking back belongs to the side that asked. So each side has its own
 * states from which it may end an application.
 */
export const endings: Readonly<
  Record<"declined" | "withdrawn", Readonly<Record<Side, readonly ApplicationStatus[]>>>
> = {
  declined: {
    brand: ["applied", "invited", "shortlisted", "countered"],
    creator: ["invited", "offered"],
  },
  withdrawn: {
    brand: ["invited", "offered", "countered"],
    creator: ["applied", "invited", "shortlisted", "offered", "countered"],
  },
};

/** States in which nothing was agreed yet. */
export const openStatuses: readonly ApplicationStatus[] = [
  "applied",
  "invited",
  "shortlisted",
  "offered",
  "countered",
];

/** States in which both sides have agreed and the work is not over. */
export const liveStatuses: readonly ApplicationStatus[] = ["accepted", "in_progress"];

/** Nothing was agreed and nothing will be: there is nothing left to talk about. */
export const silentStatuses: readonly ApplicationStatus[] = ended;

/**
 * What both sides agree to; written into the offer and never changed. Terms of earlier releases lack the last five.
 */
export interface OfferTerms {
  compensation: Compensation;
  /** ISO minor units as text, because terms are kept as JSON. */
  fee: { amountMinor: string; currency: Currency };
  deliverables: readonly DeliverableSpec[];
  briefVersion: number;
  /** Last day to publish, such as `2026-12-24`. */
  postBy: string;
  disclosureMarket: string;
  disclosureTags: readonly string[];
  product?: BriefProduct;
  usageRights?: UsageRights | null;
  exclusivity?: Exclusivity | null;
  /** Names everything else the brief says. */
  briefHash?: string;
  /** How often the brand may ask for changes of one piece. */
  changeRoundsMax?: number;
}

/** The same terms give the same hash, whatever the order in which a database hands their keys back. */
export function hashOfTerms(terms: OfferTerms): string {
  return sha256(canonicalJson(terms));
}

/** `amountMinor` in `count` equal parts, each a multiple of `stepMinor`; what cannot be divided goes to the first. */
export function splitEvenly(amountMinor: bigint, count: number, stepMinor = 1n): bigint[] {
  const parts = BigInt(count);
  const each = (amountMinor / (parts * stepMinor)) * stepMinor;
  const rest = amountMinor - each * parts;
  return Array.from({ length: count }, (_, index) => (index === 0 ? each + rest : each));
}

export interface PromisedPiece {
  /** 1, 2, 3 … in the order of the brief. */
  seq: number;
  platform: Platform;
  kind: DeliverableKind;
  /** Days of its own, where it has some. */
  from?: string | undefined;
  until?: string | undefined;
  feeMinor: bigint;
  platformFeeMinor: bigint;
}

/** One piece for each unit of each promised deliverable, with its share of both fees; each fee can be paid out. */
export function piecesOf(
  specs: readonly DeliverableSpec[],
  feeMinor: bigint,
  platformFeeMinor: bigint,
  stepMinor: bigint,
): PromisedPiece[] {
  const kinds = specs.flatMap(({ quantity, ...piece }) =>
    Array.from({ length: quantity }, () => piece),
  );
  const fees = splitEvenly(feeMinor, kinds.length, stepMinor);
  const platformFees = splitEvenly(platformFeeMinor, kinds.length);
  return kinds.map((piece, index) => ({
    ...piece,
    seq: index + 1,
    feeMinor: fees[index] ?? 0n,
    platformFeeMinor: platformFees[index] ?? 0n,
  }));
}

/** Platforms on which something was promised, each once. */
export function platformsOf(specs: readonly DeliverableSpec[]): Platform[] {
  return [...new Set(specs.map((spec) => spec.platform))];
}
