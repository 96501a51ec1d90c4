import { type Currency, isoExponent } from "../../../kernel/currency";
import { present } from "../../../kernel/invariant";
import { decimalOf } from "../decimal";
import type { Candidate } from "./candidates";
import type { Portfolio } from "./portfolio-service";

const amount = (amountMinor: bigint, currency: Currency) => ({
  amountMinor: amountMinor.toString(),
  currency,
});

function candidateView({ priceMinor, niches, pieces, ...rest }: Candidate, currency: Currency) {
  return {
    ...rest,
    niches: [...niches],
    pieces: [...pieces],
    price: amount(priceMinor, currency),
  };
}

function totalsView(set: readonly Candidate[], currency: Currency) {
  const priceMinor = set.reduce((total, candidate) => total + candidate.priceMinor, 0n);
  return {
    creatorsCount: set.length,
    price: amount(priceMinor, currency),
    engagements: set.reduce((total, { engagements }) => total + engagements, 0),
    reach: set.reduce((total, { reach }) => total + reach, 0),
  };
}

export function portfolioView({ campaign, budgetMinor, candidates, solution }: Portfolio) {
  const { currency } = campaign;
  const { selection, value, bound, gap, budgetPrice, greedy, swaps } = solution;
  const at = (index: number) => present(candidates[index], "A chosen candidate");
  const chosen = selection.map(at);
  return {
    campaignId: campaign.id,
    currency,
    budget: amount(budgetMinor, currency),
    candidatesCount: candidates.length,
    chosen: chosen.map((candidate) => candidateView(candidate, currency)),
    totals: totalsView(chosen, currency),
    proof: {
      value: decimalOf(value),
      bound: decimalOf(bound),
      gapPercent: decimalOf(gap * 100),
    },
    budgetPrice: decimalOf(budgetPrice * 10 ** isoExponent(currency)),
    greedy: greedy
      ? {
          value: decimalOf(greedy.value),
          totals: totalsView(greedy.selection.map(at), currency),
        }
      : null,
    swaps: swaps.map((swap) => ({
      leaves: at(swap.out).creatorId,
      comes: candidateView(at(swap.in), currency),
      priceChange: amount(at(swap.in).priceMinor - at(swap.out).priceMinor, currency),
      valueChange: decimalOf(swap.valueChange),
    })),
  };
}
