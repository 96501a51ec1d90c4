/** The proof of one account: what the books say, less what is on its way, is what the provider says. Pure. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import type { ChequesOut } from "./cheques-out";
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
  /** Last day until which statements speak; missing in periods that were closed before it was looked at. */
  statementThrough?: string | null;
  /** Of a bank account: cheques it will have to pay. They are no part of the sum, for nothing took them from it yet. */
  chequesMinor?: bigint;
  chequesCount?: number;
  cheques?: readonly TimingItem[];
}

interface Parts {
  outstanding: TimingItems;
  unbooked: TimingItems;
  cheques: ChequesOut | undefined;
}

export function proofOf(position: Position, { outstanding, unbooked, cheques }: Parts): Proof {
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
    statementThrough: position.statementThrough ?? null,
    ...(cheques && {
      chequesMinor: cheques.sumMinor,
      chequesCount: cheques.count,
      cheques: cheques.items,
    }),
  };
}

export const matterKinds = ["unexplained", "statement_missing", "statement_short"] as const;
export type MatterKind = (typeof matterKinds)[number];

/** What a person has to explain about an account before its period can be closed; undefined when it is proven. */
export function matterOf(
  proof: Proof,
  { hasEntries }: Pick<Position, "hasEntries">,
): { kind: MatterKind; amountMinor: bigint } | undefined {
  const openNow = openMinor(proof);
  if (hasEntries && proof.statementMinor === null) {
    // Nobody but ourselves says what the account holds.
    return { kind: "statement_missing", amountMinor: proof.ledgerMinor };
  }
  if (hasEntries && (proof.statementThrough ?? "") < proof.day) {
    return { kind: "statement_short", amountMinor: openNow };
  }
  return openNow === 0n ? undefined : { kind: "unexplained", amountMinor: openNow };
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
  const { chequesMinor, cheques, ...rest } = kept;
  const orNull = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    ...rest,
    ledgerMinor: BigInt(kept.ledgerMinor),
    outstandingMinor: BigInt(kept.outstandingMinor),
    outstanding: items(kept.outstanding),
    unbookedMinor: BigInt(kept.unbookedMinor),
    unbooked: items(kept.unbooked),
    expectedMinor: BigInt(kept.expectedMinor),
    statementMinor: orNull(kept.statementMinor),
    differenceMinor: orNull(kept.differenceMinor),
    ...(chequesMinor !== undefined && { chequesMinor: BigInt(chequesMinor) }),
    ...(cheques && { cheques: items(cheques) }),
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
  statementThrough?: string | null;
  chequesMinor?: string;
  chequesCount?: number;
  cheques?: KeptItem[];
}
