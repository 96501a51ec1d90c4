/** Is a batch that PayPal shows the one we froze? Item by item: our id, amount and currency, nothing more or less. */
import { z } from "zod";
import { isCurrency } from "../../../kernel/currency";
import { fromPaypalValue } from "../../../kernel/money";
import {
  type ObservedItem,
  type PaypalPayouts,
  PaypalRefusedError,
  PaypalUnavailableError,
} from "../../../providers/paypal";

export type BatchVerdict =
  | { kind: "equal" }
  | { kind: "different"; difference: string }
  | { kind: "unknown"; reason: string };

const frozenSchema = z.object({
  sender_batch_header: z.object({ sender_batch_id: z.string() }),
  items: z.array(
    z.object({
      sender_item_id: z.string(),
      amount: z.object({ currency: z.string(), value: z.string() }),
    }),
  ),
});

const keyOf = (id: string | undefined, amountMinor: bigint, currency: string) =>
  `${id ?? "?"} ${amountMinor} ${currency}`;

/** Pure part: the frozen body against everything PayPal listed. */
export function compareItems(body: string, items: readonly ObservedItem[]): BatchVerdict {
  const frozen = frozenSchema.parse(JSON.parse(body));
  const expected = new Set(
    frozen.items.map(({ sender_item_id, amount }) => {
      const minor = isCurrency(amount.currency)
        ? fromPaypalValue(amount.value, amount.currency).amountMinor
        : 0n;
      return keyOf(sender_item_id, minor, amount.currency);
    }),
  );
  // Items may move between pages while they are read; the same item twice is one item.
  const seen = new Map(items.map((item) => [item.itemId, item]));
  for (const item of seen.values()) {
    if (!item.amount) return { kind: "unknown", reason: `amount of ${item.itemId} is unreadable` };
    const key = keyOf(item.senderItemId, item.amount.amountMinor, item.amount.currency);
    if (!expected.delete(key)) return { kind: "different", difference: `unexpected ${key}` };
  }
  const [missing] = expected;
  // A page that was reshuffled can hide an item, so a missing one is a reason to look again, not a difference.
  return missing === undefined
    ? { kind: "equal" }
    : { kind: "unknown", reason: `not listed: ${missing}` };
}

/** Reads all pages of PayPal's batch and compares. Never throws for what PayPal answers. */
export async function compareBatch(
  paypal: PaypalPayouts,
  payoutBatchId: string,
  body: string,
): Promise<BatchVerdict> {
  try {
    const items: ObservedItem[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await paypal.getBatchPage(payoutBatchId, page);
      pages = answer.totalPages;
      items.push(...answer.items);
    }
    return compareItems(body, items);
  } catch (error) {
    if (error instanceof PaypalUnavailableError || error instanceof PaypalRefusedError) {
      return { kind: "unknown", reason: error.message };
    }
    throw error;
  }
}
