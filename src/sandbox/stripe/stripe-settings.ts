/** The switches of the simulated Stripe. */
import { z } from "zod";
import { dayMs } from "../../kernel/clock";
import { type Currency, currencies } from "../../kernel/currency";
import type { WebhookSettings } from "../outbox";
import { webhookSettingsShape } from "../webhook-settings";

export interface StripeSettings extends WebhookSettings {
  /** From the charge until its money may be paid out. */
  availableAfterMs: number;
  /** From the charge until its balance transaction can be seen (asynchronous capture). */
  balanceTransactionDelayMs: number;
  /** Keeps charges in this currency: minor units times numerator over denominator. Null leaves them as they are. */
  settleIn: {
    readonly currency: Currency;
    readonly numerator: number;
    readonly denominator: number;
  } | null;
}

export const defaultStripeSettings: StripeSettings = {
  availableAfterMs: 2 * dayMs,
  balanceTransactionDelayMs: 0,
  settleIn: null,
  webhooks: "on",
  webhookDuplicates: 0,
  webhookShuffle: false,
};

export const stripeSettingsSchema = z
  .strictObject({
    availableAfterMs: z.int().min(0),
    balanceTransactionDelayMs: z.int().min(0),
    settleIn: z
      .strictObject({
        currency: z.enum(currencies),
        numerator: z.int().min(1),
        denominator: z.int().min(1),
      })
      .nullable(),
    ...webhookSettingsShape,
  })
  .partial();
