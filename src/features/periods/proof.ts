/** The proof of one account: what the books say, less what is on its way, is what the provider says. Pure. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import type { Position, TimingItem, TimingItems } from "./position-store";

/** Shown one by one; counts and sums are always complete. */
export const itemsShownMax = 10_000;

export interface Proof {
  account: string;
  currency: Currency;
  day: string;
  ledgerMinor: bigint;
  outstandingMinor: bigint;
  outstandingCount: number;
  outstanding: readonly TimingItem[];
  unbookedMinor: bigint;
  unbookedCount: number;
  unbooked: readonly TimingItem[];
  /** Books less outstanding items plus unbooked lines: what the statement should say. */
  expectedMinor: bigint;
  /** Null when no statement speaks of that day. */
  statementMinor: bigint | null;
  statementDay: string | null;
  /** Statement less expected; zero when all is well. */
  differenceMinor: bigint | null;
}

export function proofOf(
  position: Position,
  outstanding: TimingItems,
  unbooked: TimingItems,
): Proof {
  const { ledgerMinor, outstandingMinor, unbookedMinor, statementMinor } = position;
  const expectedMinor = ledgerMinor - outstandingMinor + unbookedMinor;
  return {
    account: position.account,
    currency: position.currency,
    day: position.day,
    ledgerMinor,
    outstandingMinor,
    outstandingCount: outstanding.count,
    outstanding: outstanding.items,
    unbookedMinor,
    unbookedCount: unbooked.count,
    unbooked: unbooked.items,
    expectedMinor,
    statementMinor: statementMinor ?? null,
    statementDay: position.statementDay ?? null,
    differenceMinor: statementMinor === undefined ? null : statementMinor - expectedMinor,
  };
}

/** Says the same for the same proof, whenever and in whatever form it is printed. */
export function proofHash(proof: Proof): string {
  return sha256(canonicalJson(proof));
}

/** What nobody has booked and nobody can show: lines without a posting, and a difference to the statement. */
export function openMinor(proof: Proof): bigint {
  return proof.unbookedMinor + (proof.differenceMinor ?? 0n);
}

/** The proof as it was kept in a closed period: amounts are text there. */
export function proofFrom(kept: KeptProof): Proof {
  const items = (list: readonly KeptItem[]) =>
    list.map((item) => ({ ...item, amountMinor: BigInt(item.amountMinor) }));
  const orNull = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    ...kept,
    ledgerMinor: BigInt(kept.ledgerMinor),
    outstandingMinor: BigInt(kept.outstandingMinor),
    outstanding: items(kept.outstanding),
    unbookedMinor: BigInt(kept.unbookedMinor),
    unbooked: items(kept.unbooked),
    expectedMinor: BigInt(kept.expectedMinor),
    statementMinor: orNull(kept.statementMinor),
    differenceMinor: orNull(kept.differenceMinor),
  };
}

type KeptItem = Omit<TimingItem, "amountMinor"> & { amountMinor: string };

/** A proof after canonicalJson and back. */
export interface KeptProof {
  account: string;
  currency: Currency;
  day: string;
  ledgerMinor: string;
  outstandingMinor: string;
  outstandingCount: number;
  outstanding: KeptItem[];
  unbookedMinor: string;
  unbookedCount: number;
  unbooked: KeptItem[];
  expectedMinor: string;
  statementMinor: string | null;
  statementDay: string | null;
  differenceMinor: string | null;
}
