/** In which currency Stripe keeps a payment: its own, or the account's, exchanged at the moment of the charge. */
import type { Money } from "../../kernel/money";
import type { StripeCore } from "./stripe-core";
import type { Charge, Txn } from "./stripe-types";

/** What a new charge is kept as. */
export function settled(core: StripeCore, { amountMinor, currency }: Money): Money {
  const { settleIn } = core.settings();
  if (!settleIn || settleIn.currency === currency) return { amountMinor, currency };
  const { numerator, denominator } = settleIn;
  return {
    currency: settleIn.currency,
    amountMinor: (amountMinor * BigInt(numerator)) / BigInt(denominator),
  };
}

/** A part of a charge at the rate the charge itself was exchanged at. */
export function settledPart(charge: Charge, source: Txn | undefined, amountMinor: bigint): Money {
  if (!source || source.currency === charge.currency) {
    return { amountMinor, currency: charge.currency };
  }
  return {
    currency: source.currency,
    amountMinor: (amountMinor * source.amountMinor) / charge.amountMinor,
  };
}
