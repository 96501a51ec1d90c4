/** What one signature covers, worked out by the browser from what it shows: the server refuses anything else. */
import { useEffect, useState } from "react";
import type { Money } from "../../../api/contract";
import { sumMinor } from "../../../i18n/format";
import type { Payout } from "./payout-words";
import { sha256 } from "./sha256";

const byCodeUnits = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** One sum for each currency, in the order of their codes. */
export function totalsOf(amounts: readonly Money[]): Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort(byCodeUnits);
  return currencies.map((currency) => ({
    amountMinor: sumMinor(
      amounts.flatMap((amount) => (amount.currency === currency ? [amount.amountMinor] : [])),
    ),
    currency,
  }));
}

/** The server's canonical JSON: keys in order, no spaces. */
function contentOf(payouts: readonly Payout[]): string {
  const contents = payouts
    .map(({ id, contentHash }) => ({ contentHash, payoutId: id }))
    .sort((one, other) => byCodeUnits(one.payoutId, other.payoutId));
  return JSON.stringify({
    payouts: contents,
    totals: totalsOf(payouts.map(({ amount }) => amount)),
  });
}

/** The hash over these payouts and their totals; undefined for the moment it takes. */
export function useBatchHash(payouts: readonly Payout[]): string | undefined {
  const content = payouts.length > 0 ? contentOf(payouts) : undefined;
  const [known, setKnown] = useState<{ content: string; hash: string }>();
  useEffect(() => {
    if (content === undefined) return undefined;
    let isCurrent = true;
    void sha256(content).then((hash) => {
      if (isCurrent) setKnown({ content, hash });
    });
    return () => {
      isCurrent = false;
    };
  }, [content]);
  return known?.content === content ? known?.hash : undefined;
}
