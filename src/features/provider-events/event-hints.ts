/** What a provider's message is about. Only a hint: whoever handles it reads the object itself from the provider. */
import { z } from "zod";

/** Where to look, in the words of the feature that will look. */
export type EventHint =
  | {
      about: "payout_item";
      itemId: string;
      payoutBatchId: string | undefined;
      senderBatchId: string | undefined;
    }
  | { about: "payout_batch"; payoutBatchId: string | undefined; senderBatchId: string | undefined }
  | { about: "deposit"; depositId: string | undefined; providerId: string | undefined }
  | { about: "refund"; refundPartId: string | undefined; providerId: string | undefined }
  | { about: "dispute"; provider: "stripe" | "paypal"; disputeId: string }
  | { about: "nothing" };

const paypalSchema = z.looseObject({
  event_type: z.string(),
  resource: z.looseObject({
    id: z.string().optional(),
    payout_item_id: z.string().optional(),
    payout_batch_id: z.string().optional(),
    sender_batch_id: z.string().optional(),
    custom_id: z.string().optional(),
    dispute_id: z.string().optional(),
    batch_header: z
      .looseObject({
        payout_batch_id: z.string().optional(),
        sender_batch_header: z.looseObject({ sender_batch_id: z.string().optional() }).optional(),
      })
      .optional(),
    purchase_units: z.array(z.looseObject({ custom_id: z.string().optional() })).optional(),
  }),
});

/** What a PayPal event, already parsed, speaks of. */
export function readPaypal(value: unknown): EventHint {
  const parsed = paypalSchema.safeParse(value);
  if (!parsed.success) return { about: "nothing" };
  const { event_type: type, resource } = parsed.data;
  if (type.startsWith("PAYMENT.PAYOUTS-ITEM.") && resource.payout_item_id) {
    return {
      about: "payout_item",
      itemId: resource.payout_item_id,
      payoutBatchId: resource.payout_batch_id,
      senderBatchId: resource.sender_batch_id,
    };
  }
  if (type.startsWith("PAYMENT.PAYOUTSBATCH.")) {
    return {
      about: "payout_batch",
      payoutBatchId: resource.batch_header?.payout_batch_id,
      senderBatchId: resource.batch_header?.sender_batch_header?.sender_batch_id,
    };
  }
  if (type.startsWith("CUSTOMER.DISPUTE.") && resource.dispute_id) {
    return { about: "dispute", provider: "paypal", disputeId: resource.dispute_id };
  }
  if (type.startsWith("CHECKOUT.ORDER.")) {
    const depositId = resource.purchase_units?.[0]?.custom_id;
    return { about: "deposit", depositId, providerId: resource.id };
  }
  if (type === "PAYMENT.CAPTURE.REFUNDED") {
    return { about: "refund", refundPartId: resource.custom_id, providerId: resource.id };
  }
  if (type.startsWith("PAYMENT.CAPTURE.")) {
    return { about: "deposit", depositId: resource.custom_id, providerId: undefined };
  }
  return { about: "nothing" };
}

const stripeSchema = z.looseObject({
  type: z.string(),
  data: z.looseObject({
    object: z.looseObject({
      id: z.string().optional(),
      client_reference_id: z.string().nullable().optional(),
      metadata: z.record(z.string(), z.string()).nullable().optional(),
    }),
  }),
});

/** What a Stripe event, already parsed, speaks of. */
export function readStripe(value: unknown): EventHint {
  const parsed = stripeSchema.safeParse(value);
  if (!parsed.success) return { about: "nothing" };
  const { type, data } = parsed.data;
  const { id, client_reference_id: reference, metadata } = data.object;
  if (type.startsWith("checkout.session.")) {
    return { about: "deposit", depositId: reference ?? undefined, providerId: id };
  }
  if (
    type.startsWith("payment_intent.") ||
    type.startsWith("charge.updated") ||
    type === "charge.succeeded"
  ) {
    return { about: "deposit", depositId: metadata?.["deposit_id"], providerId: undefined };
  }
  if (type.startsWith("charge.dispute.") && id !== undefined) {
    return { about: "dispute", provider: "stripe", disputeId: id };
  }
  if (type.startsWith("refund.")) {
    return { about: "refund", refundPartId: metadata?.["refund_part_id"], providerId: id };
  }
  return { about: "nothing" };
}
