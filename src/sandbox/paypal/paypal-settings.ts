/** The switches of the simulated PayPal. Durable: a restarted world behaves as before. */
import { z } from "zod";
import type { WebhookSettings } from "../outbox";
import { webhookSettingsShape } from "../webhook-settings";

export interface PaypalSettings extends WebhookSettings {
  /** How long a batch takes from creation to SUCCESS, in sandbox time. */
  settleMs: number;
  /** GET of a batch answers 404 for this long after its 201. */
  notFoundAfterCreateMs: number;
  /** The refusal of a known sender_batch_id in the wording of 2014, which names no batch. */
  duplicateWithoutLink: boolean;
  /** Items of a batch move between pages from one GET to the next. */
  shufflePages: boolean;
  tokenTtlSeconds: number;
  /** How far the reports lag behind; PayPal promises three hours at most. */
  reportLagMs: number;
}

export const defaultPaypalSettings: PaypalSettings = {
  settleMs: 300,
  notFoundAfterCreateMs: 0,
  duplicateWithoutLink: false,
  shufflePages: false,
  tokenTtlSeconds: 32_400,
  reportLagMs: 0,
  webhooks: "on",
  webhookDuplicates: 0,
  webhookShuffle: false,
};

const durationMs = z.int().min(0);
export const paypalSettingsSchema = z
  .strictObject({
    settleMs: durationMs,
    notFoundAfterCreateMs: durationMs,
    duplicateWithoutLink: z.boolean(),
    shufflePages: z.boolean(),
    tokenTtlSeconds: z.int().min(0),
    reportLagMs: durationMs,
    ...webhookSettingsShape,
  })
  .partial();
