/** Stripe's webhook signature, scheme v1: HMAC-SHA256 over `<unix seconds>.<body>`. */
import { createHmac } from "node:crypto";
import type { Clock } from "../../kernel/clock";
import { unixSeconds } from "../clock";

/** Headers of one transmission of `body`. */
export function stripeWebhookHeaders(
  body: Buffer,
  secret: string,
  clock: Clock,
): Record<string, string> {
  const seconds = unixSeconds(clock.now().getTime());
  const signature = createHmac("sha256", secret).update(`${seconds}.`).update(body).digest("hex");
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    "stripe-signature": `t=${seconds},v1=${signature}`,
  };
}
