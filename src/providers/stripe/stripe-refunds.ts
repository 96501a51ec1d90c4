/** Refunds of charges (docs.stripe.com/api/refunds). */
import { z } from "zod";
import type { Money } from "../../kernel/money";
import { callStripe, type StripeSdk } from "./stripe-client";
import { amountFields, amountNumber, idOf, moneyOf } from "./stripe-money";

const refundSchema = z.looseObject({
  id: z.string().min(1),
  ...amountFields,
  status: z.string().nullish(),
  charge: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const refundPageSchema = z.looseObject({ data: z.array(refundSchema), has_more: z.boolean() });

export interface StripeRefund {
  refundId: string;
  /** Our refund part's id, from the metadata. */
  refundPartId: string | undefined;
  chargeId: string | undefined;
  amount: Money;
  /** A refund that succeeded may still fail days later, when the buyer's bank sends it back. */
  status: "pending" | "succeeded" | "failed";
}

export interface NewRefund {
  /** The same key gives the first answer again for 24 hours; later, look for the refund first. */
  idempotencyKey: string;
  chargeId: string;
  amount: Money;
  refundPartId: string;
}

function statusOf(status: string | null | undefined): StripeRefund["status"] {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}

function refundOf(refund: z.infer<typeof refundSchema>): StripeRefund {
  return {
    refundId: refund.id,
    refundPartId: refund.metadata?.["refund_part_id"],
    chargeId: idOf(refund.charge),
    amount: moneyOf(refund.amount, refund.currency),
    status: statusOf(refund.status),
  };
}

const pageSize = 100;
/** A charge can be given back in parts, but not in thousands of them. */
const pagesMax = 20;

export function createStripeRefunds(sdk: StripeSdk) {
  return {
    /** Gives part of a charge back. @throws StripeRefusedError, such as `charge_already_refunded`. */
    async createRefund(refund: NewRefund): Promise<StripeRefund> {
      const send = () =>
        sdk.refunds.create(
          {
            charge: refund.chargeId,
            amount: amountNumber(refund.amount),
            metadata: { refund_part_id: refund.refundPartId },
          },
          { idempotencyKey: refund.idempotencyKey },
        );
      return refundOf(await callStripe(send, refundSchema));
    },

    async getRefund(refundId: string): Promise<StripeRefund> {
      return refundOf(await callStripe(() => sdk.refunds.retrieve(refundId), refundSchema));
    },

    /** The refund we asked for under this part's id, also when the answer was lost and the key is forgotten by now. */
    async findRefundByPart(
      chargeId: string,
      refundPartId: string,
    ): Promise<StripeRefund | undefined> {
      let after: string | undefined;
      for (let page = 0; page < pagesMax; page++) {
        const cursor = after ? { starting_after: after } : {};
        const send = () => sdk.refunds.list({ charge: chargeId, limit: pageSize, ...cursor });
        const { data, has_more } = await callStripe(send, refundPageSchema);
        const found = data.map(refundOf).find((refund) => refund.refundPartId === refundPartId);
        after = data.at(-1)?.id;
        if (found || !has_more || !after) return found;
      }
      return undefined;
    },
  };
}
