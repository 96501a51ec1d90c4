/** PayPal's movements have no ids; these names tell those of one dispute apart, the same at every reading. Pure. */
import type { PaypalFundMovement } from "../../../providers/paypal";

export interface NamedMovement extends PaypalFundMovement {
  key: string;
}

/** In the order in which they happened. Movements that are equal in everything are counted. */
export function namedMovements(movements: readonly PaypalFundMovement[]): NamedMovement[] {
  const counts = new Map<string, number>();
  return [...movements]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map((movement) => {
      const { reason, amount, at } = movement;
      const words = [reason, amount.currency, amount.amountMinor, at.toISOString()].join(" ");
      const count = (counts.get(words) ?? 0) + 1;
      counts.set(words, count);
      return { ...movement, key: `${words} ${count}` };
    });
}
