/** What Stripe keeps of a payment in another currency than it was made in. Pure. */
import type { Currency } from "../../../kernel/currency";
import type { StripeMovement } from "../../../providers/stripe";
import { accounts, converted, type Posting } from "../../ledger";

/**
 * L35 between what our books say of a movement's source and what Stripe moved; nothing when both are in one currency.
 * `source` is signed like the movement: above zero when money came to Stripe.
 */
export function settlementOf(
  movement: Pick<StripeMovement, "id" | "amountMinor" | "currency" | "createdAt">,
  source: { amountMinor: bigint; currency: Currency },
): Posting[] {
  if (source.currency === movement.currency) return [];
  const [from, into] = source.amountMinor > 0n ? [source, movement] : [movement, source];
  const size = (minor: bigint) => (minor < 0n ? -minor : minor);
  return converted({
    reference: `stripe:txn:${movement.id}:converted`,
    from: accounts.stripePending,
    currency: from.currency,
    amountMinor: size(from.amountMinor),
    into: accounts.stripePending,
    intoCurrency: into.currency,
    intoMinor: size(into.amountMinor),
    at: movement.createdAt,
    tags: { balance_transaction: movement.id },
  });
}
