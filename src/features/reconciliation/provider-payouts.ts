/** What a provider pays out to our bank: it leaves on the provider's statement and arrives on the bank's (L3). */
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import {
  type PayingProvider,
  postAnew,
  providerPayoutArrived,
  providerPayoutReturned,
  providerPayoutSent,
  type Reversal,
  reverseTransaction,
} from "../ledger";
import type { PayoutInTransit } from "./decision";
import type { OpenLine } from "./statement";

interface Booked {
  reference: string;
  rule: string;
}

const actor = "system:reconciliation";

function factOf(line: OpenLine) {
  const provider: PayingProvider = line.source === "paypal" ? "paypal" : "stripe";
  // PayPal's withdrawal is named by its own transaction, Stripe's payout by what the line refers to.
  const payoutId = provider === "paypal" ? line.providerId : (line.details.referenceId ?? "");
  const amountMinor = line.effectMinor < 0n ? -line.effectMinor : line.effectMinor;
  return { provider, payoutId, amountMinor, currency: line.currency, at: line.bookedAt };
}

async function audit(tx: Tx, action: string, provider: string, payoutId: string): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `provider_payout.${action}`,
    objectType: "provider_payout",
    objectId: payoutId,
    details: { provider },
  });
}

/** The provider's line shows that money left for our bank. */
export async function sendProviderPayout(tx: Tx, line: OpenLine): Promise<Booked> {
  const fact = factOf(line);
  const sent = providerPayoutSent(fact);
  const reference = await postAnew(tx, sent);
  await audit(tx, "sent", fact.provider, fact.payoutId);
  return { reference, rule: "provider_payout_sent" };
}

/** The provider's line shows that the money came back. */
export async function returnProviderPayout(tx: Tx, line: OpenLine): Promise<Booked> {
  const fact = factOf(line);
  const returned = providerPayoutReturned(fact);
  const reference = await postAnew(tx, returned);
  await audit(tx, "returned", fact.provider, fact.payoutId);
  return { reference, rule: "provider_payout_returned" };
}

/** The bank's line shows that it arrived. */
export async function arriveProviderPayout(
  tx: Tx,
  line: OpenLine,
  { provider, payoutId, amountMinor, currency }: PayoutInTransit,
): Promise<Booked> {
  const arrived = providerPayoutArrived({
    provider,
    payoutId,
    amountMinor,
    currency,
    at: line.bookedAt,
    bankCode: line.account,
    lineKey: line.lineKey,
  });
  const reference = await postAnew(tx, arrived);
  await audit(tx, "arrived", provider, payoutId);
  return { reference, rule: "provider_payout_arrived" };
}

/** No line shows this step of a provider's payout any more. */
export async function undoPayoutStep(
  tx: Tx,
  transactionId: string,
  reversal: Reversal = {},
): Promise<void> {
  const reference = await reverseTransaction(tx, transactionId, reversal);
  const [provider = "", , payoutId = ""] = reference.split(":");
  await audit(tx, "step_undone", provider, payoutId);
}
