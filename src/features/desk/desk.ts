/** Postings that settle a break, and between which accounts each kind may move money. Pure. */
import type { Currency } from "../../kernel/currency";
import { isoExponent } from "../../kernel/currency";

export const breakOwners = ["finance", "operator"] as const;
export const postingKinds = ["write_off", "suspense_clearing", "fee_correction"] as const;
export type PostingKind = (typeof postingKinds)[number];
export const postingStatuses = ["proposed", "posted", "withdrawn"] as const;
export type PostingStatus = (typeof postingStatuses)[number];

export interface Sides {
  kind: PostingKind;
  debitAccount: string;
  creditAccount: string;
}

const suspense = /^assets:suspense:(bank|paypal|stripe)$/;
const receivable = /^assets:receivable:brand:[0-9a-f-]{36}$/;
const fee = /^expenses:fee:(stripe|paypal|bank|dispute)$/;
const rail = /^assets:(stripe:pending|stripe:available|paypal|bank:[a-z][a-z0-9-]{1,30})$/;
const writeOff = /^expenses:write-off$/;
/** Whoever turns out to own what stood in suspense. Debts that have a register of their own are settled there. */
const owned = /^liabilities:brand:[0-9a-f-]{36}:deposit$/;

/**
 * One side is the account that is put right, the other where the amount goes; in which direction depends on the sign of
 * what is wrong, so either may be debited.
 */
const pairs: Readonly<
  Record<PostingKind, { righted: readonly RegExp[]; other: readonly RegExp[] }>
> = {
  write_off: { righted: [suspense, receivable], other: [writeOff] },
  suspense_clearing: { righted: [suspense], other: [owned, receivable, rail, fee] },
  fee_correction: { righted: [rail], other: [fee] },
};

const isOne = (patterns: readonly RegExp[], name: string) =>
  patterns.some((pattern) => pattern.test(name));

/** The account that is put right, or undefined when this kind of posting may not join the two. */
export function rightedAccount({ kind, debitAccount, creditAccount }: Sides): string | undefined {
  const { righted, other } = pairs[kind];
  const fits = (one: string, two: string) => isOne(righted, one) && isOne(other, two);
  if (fits(debitAccount, creditAccount)) return debitAccount;
  return fits(creditAccount, debitAccount) ? creditAccount : undefined;
}

/** Whole units of each currency that one person may post; `*` holds for every other. */
export type PostingLimits = Readonly<Record<string, number>>;

/** True when an amount needs a second person. */
export function needsTwo(limits: PostingLimits, amountMinor: bigint, currency: Currency): boolean {
  const units = limits[currency] ?? limits["*"] ?? 0;
  return amountMinor > BigInt(units) * 10n ** BigInt(isoExponent(currency));
}
