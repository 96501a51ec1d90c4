/** The switches of the simulated Stripe. */
import { z } from "zod";
import { dayMs } from "../../kernel/clock";
import type { WebhookSettings } from "../outbox";
import { webhookSettingsShape } from "../webhook-settings";

export interface StripeSettings extends WebhookSettings {
  /** From the charge until its money may be paid out. */
  availableAfterMs: number;
  /** From the charge until its balance transaction can be seen (asynchronous capture). */
  balanceTransactionDelayMs: number;
}

export const defaultStripeSettings: StripeSettings = {
  availableAfterMs: 2 * dayMs,
  balanceTransactionDelayMs: 0,
  webhooks: "on",
  webhookDuplicates: 0,
  webhookShuffle: false,
};

export const stripeSettingsSchema = z
  .strictObject({
    availableAfterMs: z.int().min(0),
    balanceTransactionDelayMs: z.int().min(0),
    ...webhookSettingsShape,
  })
  .partial();
