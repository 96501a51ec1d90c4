import type { Clock } from "../../kernel/clock";
import type { PaypalSettings } from "../../platform/config";
import type { OnProviderCall } from "../../platform/provider-call";
import { counted } from "./paypal-counted";
import { createPaypalDisputes, type PaypalDisputes } from "./paypal-disputes";
import { createPaypalOrders, type PaypalOrders } from "./paypal-orders";
import { createPaypalPayouts, type PaypalPayouts } from "./paypal-payouts";
import { createPaypalReports, type PaypalReports } from "./paypal-reports";
import { createPaypalTransport } from "./paypal-transport";
import { createPaypalWebhooks, type PaypalWebhooks } from "./paypal-webhooks";

export type { PaypalDispute, PaypalDisputes, PaypalFundMovement } from "./paypal-disputes";
export { PaypalRefusedError, PaypalUnavailableError } from "./paypal-errors";
export type { PaypalCapture, PaypalOrder, PaypalOrders, PaypalRefund } from "./paypal-orders";
export type { ItemStatus, ObservedItem, PaypalPayouts, SubmitOutcome } from "./paypal-payouts";
export type { PaypalReports, ReportLine } from "./paypal-reports";
export type { PaypalWebhooks } from "./paypal-webhooks";

/** Everything the product does with PayPal. */
export interface Paypal {
  orders: PaypalOrders;
  disputes: PaypalDisputes;
  payouts: PaypalPayouts;
  reports: PaypalReports;
  webhooks: PaypalWebhooks;
  close(): void;
}

export interface PaypalOptions {
  settings: PaypalSettings;
  clock: Clock;
  /** Deadline of one request, shorter than the lease of whoever makes it. */
  timeoutMs: number;
  onCall?: OnProviderCall;
}

export function createPaypal({ settings, clock, timeoutMs, onCall }: PaypalOptions): Paypal {
  const plain = createPaypalTransport(settings, timeoutMs);
  const transport = onCall ? counted(plain, onCall) : plain;
  return {
    orders: createPaypalOrders(transport),
    disputes: createPaypalDisputes(transport),
    payouts: createPaypalPayouts(transport),
    reports: createPaypalReports(transport),
    webhooks: createPaypalWebhooks(settings, clock, transport),
    close: () => transport.close(),
  };
}
