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

/** Items may move between pages while they are read, so a batch that seems incomplete is read again, but not for ever. */
const passesMax = 6;

/**
 * Reads all pages of PayPal's batch and compares. Never throws for what PayPal answers.
 * @param isWanted Asked before each page; false ends the reading, as when somebody else has taken the batch over.
 */
export async function compareBatch(
  paypal: PaypalPayouts,
  payoutBatchId: string,
  body: string,
  isWanted: () => Promise<boolean> = async () => true,
): Promise<BatchVerdict> {
  try {
    const items = new Map<string, ObservedItem>();
    let verdict: BatchVerdict = { kind: "unknown", reason: "not read" };
    for (let pass = 0, pages = 1; pass < passesMax; pass++) {
      for (let page = 1; page <= pages; page++) {
        if (!(await isWanted())) return { kind: "unknown", reason: "lease_lost" };
        const answer = await paypal.getBatchPage(payoutBatchId, page);
        pages = answer.totalPages;
        for (const item of answer.items) items.set(item.itemId, item);
      }
      verdict = compareItems(body, [...items.values()]);
      if (verdict.kind !== "unknown" || pages === 1) return verdict;
    }
    return verdict;
  } catch (error) {
    if (error instanceof PaypalUnavailableError || error instanceof PaypalRefusedError) {
      return { kind: "unknown", reason: error.message };
    }
    throw error;
  }
}
