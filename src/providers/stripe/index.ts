import type { Clock } from "../../kernel/clock";
import type { StripeSettings } from "../../platform/config";
import type { OnProviderCall } from "../../platform/provider-call";
import { createStripeBalance } from "./stripe-balance";
import { createStripeCheckout } from "./stripe-checkout";
import { createStripeSdk } from "./stripe-client";
import { createStripeMovements } from "./stripe-movements";
import { createStripeRefunds } from "./stripe-refunds";
import { createStripeWebhooks } from "./stripe-webhooks";

export type { StripeBalance, StripeBalanceLine } from "./stripe-balance";
export type { CheckoutSession } from "./stripe-checkout";
export { StripeRefusedError, StripeUnavailableError } from "./stripe-errors";
export type { StripeDispute, StripeMovement } from "./stripe-movements";
export type { StripeRefund } from "./stripe-refunds";

export interface StripeDoorOptions {
  settings: StripeSettings;
  clock: Clock;
  /** Deadline of one request, answer included; shorter than the lease of whoever makes it. */
  timeoutMs: number;
  onCall?: OnProviderCall;
}

/** Everything the product does with Stripe. */
export function createStripeDoor({ settings, clock, timeoutMs, onCall }: StripeDoorOptions) {
  const sdk = createStripeSdk(settings, timeoutMs, onCall);
  return {
    ...createStripeBalance(sdk),
    ...createStripeCheckout(sdk),
    ...createStripeRefunds(sdk),
    ...createStripeMovements(sdk),
    ...createStripeWebhooks(sdk, settings.webhookSecret, clock),
  };
}

export type StripeDoor = ReturnType<typeof createStripeDoor>;
