/** The webhook switches that PayPal's and Stripe's settings have in common. */
import { z } from "zod";

const duplicatesMax = 10;

/** `webhookDuplicates` may be a number of extra copies or simply true. */
export const webhookSettingsShape = {
  webhooks: z.enum(["on", "off"]),
  webhookDuplicates: z.union([
    z.int().min(0).max(duplicatesMax),
    z.boolean().transform((isOn) => (isOn ? 1 : 0)),
  ]),
  webhookShuffle: z.boolean(),
};
