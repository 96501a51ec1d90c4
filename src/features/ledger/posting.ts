/**
 * A posting is one ledger transaction before it is stored: balanced by construction, in one currency, under a business
 * reference that makes a repetition harmless.
 */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import { invariant } from "../../kernel/invariant";
import type { AccountName } from "./chart";

export interface Entry {
  account: AccountName;
  /** Debit positive, credit negative, in ISO minor units. */
  amountMinor: bigint;
}

export interface Posting {
  /** Rule of the chart, L1 to L35. */
  rule: string;
  /** Business key such as `paypal:item:<id>:SUCCESS`; the same key with other content is refused. */
  reference: string;
  currency: Currency;
  entries: readonly Entry[];
  effectiveAt: Date;
  /** Ids for exports: endorsement, payout, attempt, provider_item, cheque … */
  tags: Readonly<Record<string, string>>;
  reversesId?: string;
}

export const debit = (account: AccountName, amountMinor: bigint): Entry => ({
  account,
  amountMinor,
});
export const credit = (account: AccountName, amountMinor: bigint): Entry => ({
  account,
  amountMinor: -amountMinor,
});

/**
 * Drops lines of nothing (a fee of zero) and checks the rest.
 * @throws InvariantError when debits and credits differ or fewer than two lines are left.
 */
export function makePosting(draft: Posting): Posting {
  const entries = draft.entries.filter((entry) => entry.amountMinor !== 0n);
  const total = entries.reduce((sum, entry) => sum + entry.amountMinor, 0n);
  invariant(total === 0n, `Posting ${draft.reference} is off by ${total}`);
  invariant(entries.length >= 2, `Posting ${draft.reference} moves nothing`);
  return { ...draft, entries };
}

/** What must be equal for two postings of one reference to be the same; times and tags may differ. */
export function contentHash({ rule, reference, currency, entries }: Posting): string {
  const lines = entries.map((entry) => `${entry.account}=${entry.amountMinor}`).sort();
  return sha256(canonicalJson({ rule, reference, currency, lines }));
}
