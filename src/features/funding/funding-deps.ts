import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import type { PaypalDisputes } from "../../providers/paypal";
import type { StripeDoor } from "../../providers/stripe";
import type { OnlineMethod } from "./deposit";
import type { Rail } from "./rail";

/** What the services of this feature share; made once by the factory. */
export interface FundingDeps {
  unitOfWork: UnitOfWork;
  log: Logger;
  /** Payment services that are configured. */
  rails: Partial<Record<OnlineMethod, Rail>>;
  /** While payouts are paused after a restored backup, these tables may have forgotten refunds too. */
  isPaused: (tx: Tx) => Promise<boolean>;
  /** For what Stripe moves by itself; undefined when it is not configured. */
  stripe: StripeDoor | undefined;
  /** Undefined when PayPal is not configured. */
  paypalDisputes: PaypalDisputes | undefined;
  /** How long a brand has to pay a deposit online. */
  expiryMs: number;
  /** Pauses between looks at a deposit; the last one repeats. */
  pollMs: readonly number[];
  /** Pauses between tries to send or read a refund; the last one repeats. */
  refundRetryMs: readonly number[];
}
