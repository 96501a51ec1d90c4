/** A creator's standing prices by kind of content. */
import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../kernel/social-platform";

/** Every platform and kind in four currencies. */
export const ratesMax = 200;

export interface Rate {
  platform: SocialPlatform;
  kind: DeliverableKind;
  /** ISO 4217 minor units. */
  amountMinor: bigint;
  currency: Currency;
}

/** What a card holds at most one price for. */
export const rateKey = ({ platform, kind, currency }: Omit<Rate, "amountMinor">) =>
  `${platform} ${kind} ${currency}`;

/** Which prices end and which begin when `next` takes the place of `present`; equal ones stay as they are. */
export function rateChanges<Stored extends Rate>(
  present: readonly Stored[],
  next: readonly Rate[],
): { ended: Stored[]; begun: Rate[] } {
  const wanted = new Map(next.map((rate) => [rateKey(rate), rate.amountMinor]));
  const known = new Map(present.map((rate) => [rateKey(rate), rate.amountMinor]));
  return {
    ended: present.filter((rate) => wanted.get(rateKey(rate)) !== rate.amountMinor),
    begun: next.filter((rate) => known.get(rateKey(rate)) !== rate.amountMinor),
  };
}
