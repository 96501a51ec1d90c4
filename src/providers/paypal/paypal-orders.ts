/** Orders v2 and captures, for deposits of brands. */
import { z } from "zod";
import { type Money, toPaypalValue } from "../../kernel/money";
import { amountSchema, moneyOf } from "./paypal-amount";
import { callPaypal } from "./paypal-call";
import { hasIssue, PaypalRefusedError } from "./paypal-errors";
import type { PaypalTransport } from "./paypal-transport";

const captureSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  amount: amountSchema,
  seller_receivable_breakdown: z.looseObject({ paypal_fee: amountSchema.optional() }).optional(),
});

const orderSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  links: z.array(z.looseObject({ href: z.string(), rel: z.string() })).optional(),
  purchase_units: z
    .array(
      z.looseObject({
        custom_id: z.string().optional(),
        payments: z.looseObject({ captures: z.array(captureSchema).optional() }).optional(),
      }),
    )
    .optional(),
});

const refundSchema = z.looseObject({ id: z.string(), status: z.string() });

export interface PaypalCapture {
  captureId: string;
  status: string;
  amount: Money;
  /** Absent while the capture is pending. */
  fee: Money | undefined;
}

export interface PaypalOrder {
  orderId: string;
  status: string;
  approveUrl: string | undefined;
  capture: PaypalCapture | undefined;
}

export interface PaypalRefund {
  refundId: string;
  status: "COMPLETED" | "PENDING" | "FAILED" | "CANCELLED";
}

function orderOf(order: z.infer<typeof orderSchema>): PaypalOrder {
  const capture = order.purchase_units?.[0]?.payments?.captures?.[0];
  const fee = capture?.seller_receivable_breakdown?.paypal_fee;
  return {
    orderId: order.id,
    status: order.status,
    approveUrl: order.links?.find((link) => link.rel === "approve" || link.rel === "payer-action")
      ?.href,
    capture: capture && {
      captureId: capture.id,
      status: capture.status,
      amount: moneyOf(capture.amount),
      fee: fee && moneyOf(fee),
    },
  };
}

function refundOf({ id, status }: z.infer<typeof refundSchema>): PaypalRefund {
  const known = (["COMPLETED", "FAILED", "CANCELLED"] as const).find((name) => name === status);
  return { refundId: id, status: known ?? "PENDING" };
}

const amountBody = (amount: Money) => ({
  currency_code: amount.currency,
  value: toPaypalValue(amount),
});

const wholeAnswer = { Prefer: "return=representation" };

export interface NewOrder {
  /** Sent as PayPal-Request-Id: the same id gives the first answer again for six hours. */
  requestId: string;
  amount: Money;
  /** Our deposit's id; PayPal's reports show it. */
  customId: string;
  description: string;
  returnUrl: string;
  cancelUrl: string;
}

export function createPaypalOrders(transport: PaypalTransport) {
  async function getOrder(orderId: string): Promise<PaypalOrder> {
    const path = `/v2/checkout/orders/${encodeURIComponent(orderId)}`;
    return orderOf(await callPaypal(transport, { method: "GET", path }, orderSchema));
  }

  return {
    getOrder,

    /** Creates an order to be approved by the buyer at `approveUrl`. */
    async createOrder(order: NewOrder): Promise<PaypalOrder> {
      const body = {
        intent: "CAPTURE",
        purchase_units: [
          {
            custom_id: order.customId,
            invoice_id: order.customId,
            description: order.description,
            amount: amountBody(order.amount),
          },
        ],
        application_context: {
          return_url: order.returnUrl,
          cancel_url: order.cancelUrl,
          user_action: "PAY_NOW",
          shipping_preference: "NO_SHIPPING",
        },
      };
      const headers = { ...wholeAnswer, "PayPal-Request-Id": order.requestId };
      return orderOf(
        await callPaypal(
          transport,
          { method: "POST", path: "/v2/checkout/orders", body, headers },
          orderSchema,
        ),
      );
    },

    /**
     * Takes the money of an approved order. That it was taken before counts as success: the order is read again.
     * @throws PaypalRefusedError, for instance ORDER_NOT_APPROVED or INSTRUMENT_DECLINED.
     */
    async captureOrder(orderId: string, requestId: string): Promise<PaypalOrder> {
      const path = `/v2/checkout/orders/${encodeURIComponent(orderId)}/capture`;
      const headers = { ...wholeAnswer, "PayPal-Request-Id": requestId };
      try {
        return orderOf(
          await callPaypal(transport, { method: "POST", path, body: "{}", headers }, orderSchema),
        );
      } catch (error) {
        const isDone =
          error instanceof PaypalRefusedError && hasIssue(error.body, "ORDER_ALREADY_CAPTURED");
        if (!isDone) throw error;
        return await getOrder(orderId);
      }
    },

    /** Gives back part of a capture. `requestId` makes a repetition safe for 45 days. */
    async refundCapture(refund: {
      captureId: string;
      requestId: string;
      amount: Money;
      customId: string;
    }): Promise<PaypalRefund> {
      const path = `/v2/payments/captures/${encodeURIComponent(refund.captureId)}/refund`;
      const headers = { ...wholeAnswer, "PayPal-Request-Id": refund.requestId };
      const body = { amount: amountBody(refund.amount), custom_id: refund.customId };
      return refundOf(
        await callPaypal(transport, { method: "POST", path, body, headers }, refundSchema),
      );
    },

    async getRefund(refundId: string): Promise<PaypalRefund> {
      const path = `/v2/payments/refunds/${encodeURIComponent(refundId)}`;
      return refundOf(await callPaypal(transport, { method: "GET", path }, refundSchema));
    },
  };
}

export type PaypalOrders = ReturnType<typeof createPaypalOrders>;
