/** The doors to the services outside, each counted by those who watch. */
import path from "node:path";
import type { Clock } from "../kernel/clock";
import type { Config, PaypalSettings, StripeSettings } from "../platform/config";
import type { SocialSettings } from "../platform/social-settings";
import { createMailDoor } from "../providers/mail";
import { createPaypal } from "../providers/paypal";
import { createSocialDoor } from "../providers/social";
import { createStripeDoor } from "../providers/stripe";
import type { Observation } from "./observation";

export interface DoorOptions {
  config: Config;
  outside: {
    paypal: PaypalSettings | undefined;
    stripe: StripeSettings | undefined;
    social?: SocialSettings | undefined;
  };
  clock: Clock;
  observation: Observation;
}

/** PayPal and Stripe are undefined when they are not configured. */
export function createDoors({ config, outside, clock, observation }: DoorOptions) {
  const { env } = config;
  const common = { clock, timeoutMs: env.PROVIDER_TIMEOUT_SECONDS };
  return {
    paypal:
      outside.paypal &&
      createPaypal({
        ...common,
        settings: outside.paypal,
        onCall: observation.onProviderCall("paypal"),
      }),
    stripe:
      outside.stripe &&
      createStripeDoor({
        ...common,
        settings: outside.stripe,
        onCall: observation.onProviderCall("stripe"),
      }),
    social: createSocialDoor(outside.social),
    mail: createMailDoor({
      from: env.MAIL_FROM,
      smtpUrl: env.SMTP_URL,
      folder: path.join(config.dataDir, "mail"),
    }),
  };
}
