/**
 * A posting is one ledger transaction before it is stored: balanced by construction, in one currency, under a business
 * reference that makes a repetition harmless.
 */
import { sha256 } from "../../kernel/canonical-json";
import type { Currency } from "../../kernel/currency";
import { invariant } from "../../kernel/invariant";
import type { AccountName } from "./chart";

export interface Entry {
  account: AccountName;
  /** Debit positive, credit negative, in ISO minor units. */
  amountMinor: bigint;
}

export interface Posting {
  /** Rule of the chart, L1 to L39. */
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

/** What every rule has to know: in which currency, and when it happened. */
export interface Fact {
  currency: Currency;
  at: Date;
}

/** A posting by one rule of the chart; the rules read like the table they come from. */
export function by(
  rule: string,
  fact: Fact,
  reference: string,
  entries: readonly Entry[],
  tags: Posting["tags"],
): Posting {
  return { rule, reference, currency: fact.currency, effectiveAt: fact.at, entries, tags };
}

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
  // Keys in their order and nothing but text: the bytes of canonicalJson, which would cost ten times as much here.
  return sha256(JSON.stringify({ currency, lines, reference, rule }));
}
