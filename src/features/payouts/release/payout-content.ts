import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import type { Currency } from "../../../kernel/currency";
import { type MoneyJson, moneyJson } from "../../../platform/http/schemas";
import type { ReceiverSnapshot } from "../payout-row";

export interface PayoutContent {
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
  currency: string;
  methodId: string;
  receiver: ReceiverSnapshot;
  /** Set when the signatures go past the time a new method has to cool off. */
  earlyReleaseReason: string | undefined;
}

/** What two people sign: who gets how much and where. Any change gives another hash, and the signatures are void. */
export function contentHashOf(content: PayoutContent): string {
  return sha256(canonicalJson(content));
}

export interface SignedPayout {
  payoutId: string;
  amountMinor: bigint;
  currency: Currency;
  contentHash: string;
}

/** Many payouts as a screen shows them to the one who signs. */
export interface SignedBatch {
  batchHash: string;
  payoutsCount: number;
  totals: MoneyJson[];
}

/** One hash over many payouts and their totals, so that a signature covers exactly the sums that were shown. */
export function signedBatchOf(payouts: readonly SignedPayout[]): SignedBatch {
  const sums = new Map<Currency, bigint>();
  for (const { currency, amountMinor } of payouts) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  }
  const totals = [...sums]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, amountMinor]) => moneyJson(amountMinor, currency));
  const contents = payouts
    .map(({ payoutId, contentHash }) => ({ payoutId, contentHash }))
    .sort((one, other) => (one.payoutId < other.payoutId ? -1 : 1));
  return {
    batchHash: sha256(canonicalJson({ payouts: contents, totals })),
    payoutsCount: payouts.length,
    totals,
  };
}
