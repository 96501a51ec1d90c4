/** What keeps a payout from being released, whoever would sign it: asked anew at every decision. */
import { addMs, hourMs } from "../../../kernel/clock";
import { isPaypalPayoutCurrency } from "../../../kernel/currency";
import { AmountError } from "../../../kernel/errors";
import { money, toPaypalValue } from "../../../kernel/money";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { findReplacers, type PayoutMethod } from "../../creators";
import type { PayoutRow } from "../payout-row";
import type { HoldKind } from "./hold-kinds";
import type { ReleasePolicy } from "./release-policy";
import { paypalItemMaxMinor } from "./release-terms";

export interface HoldCause {
  kind: HoldKind;
  reason?: string;
  /** When it is over by itself. */
  expiresAt?: Date;
}

/** PayPal does not pay every currency, nor every fraction of those it pays. */
function canPay(method: PayoutMethod, payout: PayoutRow): boolean {
  if (method.rail === "cheque") return true;
  if (!isPaypalPayoutCurrency(payout.currency)) return false;
  try {
    toPaypalValue(money(payout.amountMinor, payout.currency));
    return true;
  } catch (error) {
    if (error instanceof AmountError) return false;
    throw error;
  }
}

/** What has to be known of a method besides itself. */
export interface MethodFacts {
  /** Its creator had another one before. */
  isReplacement: boolean;
  /** The database's time. */
  now: Date;
}

/**
 * Until when nothing may be sent to this method, because it is new: whoever steals an account begins by changing where
 * the money goes, and the owner needs time to notice.
 */
function coolingUntil(
  method: PayoutMethod,
  policy: ReleasePolicy,
  { isReplacement, now }: MethodFacts,
): Date | undefined {
  const hours = isReplacement ? policy.coolOffHours : policy.firstCoolOffHours;
  if (hours === 0) return undefined;
  const until = addMs(method.createdAt, hours * hourMs);
  return until > now ? until : undefined;
}

/** The first thing that speaks against paying by `method` now. */
export function holdCauseOf(
  payout: PayoutRow,
  method: PayoutMethod | undefined,
  policy: ReleasePolicy,
  facts: MethodFacts,
): HoldCause | undefined {
  if (!method) return { kind: "no_payout_method" };
  if (!canPay(method, payout)) return { kind: "currency_not_payable", reason: payout.currency };
  const itemMax = paypalItemMaxMinor(policy, payout.currency);
  if (method.rail === "paypal" && itemMax !== undefined && payout.amountMinor > itemMax) {
    return { kind: "above_item_limit" };
  }
  const expiresAt = coolingUntil(method, policy, facts);
  return expiresAt && { kind: "method_cooling_off", expiresAt };
}

/** The same for one payout, asking for what has to be known. */
export async function findHoldCause(
  tx: Tx,
  payout: PayoutRow,
  method: PayoutMethod | undefined,
  policy: ReleasePolicy,
): Promise<HoldCause | undefined> {
  const replacers = await findReplacers(tx, [payout.creatorId]);
  return holdCauseOf(payout, method, policy, {
    isReplacement: replacers.has(payout.creatorId),
    now: await databaseNow(tx),
  });
}
