/** Checkout Sessions: the hosted page on which a brand pays a deposit (docs.stripe.com/api/checkout/sessions). */
import { z } from "zod";
import { fromUnixSeconds, toUnixSeconds } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import type { Money } from "../../kernel/money";
import { callStripe, type StripeSdk } from "./stripe-client";
import { amountFields, amountNumber, idOf, moneyOf } from "./stripe-money";

const balanceTransactionSchema = z.looseObject({
  id: z.string().min(1),
  ...amountFields,
  fee: z.int(),
  net: z.int(),
  available_on: z.int(),
});

const chargeSchema = z.looseObject({
  id: z.string().min(1),
  ...amountFields,
  status: z.string(),
  balance_transaction: z.union([z.string(), balanceTransactionSchema]).nullish(),
});

const intentSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  latest_charge: z.union([z.string(), chargeSchema]).nullish(),
});

const sessionSchema = z.looseObject({
  id: z.string().min(1),
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  url: z.string().nullish(),
  client_reference_id: z.string().nullish(),
  payment_intent: z.union([z.string(), intentSchema]).nullish(),
});

interface StripeBalanceTransaction {
  id: string;
  /** What the money is kept in at Stripe; another one than the charge's when Stripe converted it. */
  currency: Currency;
  feeMinor: bigint;
  netMinor: bigint;
  availableOn: Date;
}

interface StripeCharge {
  chargeId: string;
  amount: Money;
  /** Absent until Stripe has booked the charge. */
  balanceTransaction: StripeBalanceTransaction | undefined;
}

export interface CheckoutSession {
  sessionId: string;
  /** What we gave as reference: the deposit's id. */
  depositId: string | undefined;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid" | "no_payment_required";
  /** Where the brand pays; only while the session is open. */
  url: string | undefined;
  paymentIntentId: string | undefined;
  paymentIntentStatus: string | undefined;
  /** Present when money was taken. */
  charge: StripeCharge | undefined;
}

function chargeOf(charge: z.infer<typeof chargeSchema>): StripeCharge {
  const booked = charge.balance_transaction;
  const isWhole = typeof booked === "object" && booked !== null;
  return {
    chargeId: charge.id,
    amount: moneyOf(charge.amount, charge.currency),
    balanceTransaction: isWhole
      ? {
          id: booked.id,
          currency: moneyOf(booked.amount, booked.currency).currency,
          feeMinor: moneyOf(booked.fee, booked.currency).amountMinor,
          netMinor: moneyOf(booked.net, booked.currency).amountMinor,
          availableOn: fromUnixSeconds(booked.available_on),
        }
      : undefined,
  };
}

function sessionOf(session: z.infer<typeof sessionSchema>): CheckoutSession {
  const intent = session.payment_intent;
  const whole = typeof intent === "object" && intent !== null ? intent : undefined;
  const charge = typeof whole?.latest_charge === "object" ? whole.latest_charge : undefined;
  return {
    sessionId: session.id,
    depositId: session.client_reference_id ?? undefined,
    status: session.status,
    paymentStatus: session.payment_status,
    url: session.url ?? undefined,
    paymentIntentId: idOf(intent),
    paymentIntentStatus: whole?.status,
    charge: charge?.status === "succeeded" ? chargeOf(charge) : undefined,
  };
}

export interface NewCheckoutSession {
  /** The same key gives the first answer again for 24 hours. */
  idempotencyKey: string;
  depositId: string;
  amount: Money;
  /** One line on the page that says what is paid. */
  description: string;
  successUrl: string;
  cancelUrl: string;
  /** Between 30 minutes and 24 hours from now; absent means 24 hours. */
  expiresAt?: Date | undefined;
}

const wholeCharge = ["payment_intent.latest_charge.balance_transaction"];

export function createStripeCheckout(sdk: StripeSdk) {
  return {
    /** Opens a hosted page. @throws StripeRefusedError, StripeUnavailableError, AmountError. */
    async createCheckoutSession(session: NewCheckoutSession): Promise<CheckoutSession> {
      const { depositId, amount } = session;
      const metadata = { deposit_id: depositId };
      const price = {
        currency: amount.currency.toLowerCase(),
        unit_amount: amountNumber(amount),
        product_data: { name: session.description },
      };
      const send = () =>
        sdk.checkout.sessions.create(
          {
            mode: "payment",
            line_items: [{ quantity: 1, price_data: price }],
            client_reference_id: depositId,
            metadata,
            payment_intent_data: { metadata, description: session.description },
            success_url: session.successUrl,
            cancel_url: session.cancelUrl,
            ...(session.expiresAt ? { expires_at: toUnixSeconds(session.expiresAt) } : {}),
          },
          { idempotencyKey: session.idempotencyKey },
        );
      return sessionOf(await callStripe(send, sessionSchema));
    },

    /** The session with its payment, charge and what Stripe keeps of it. */
    async getCheckoutSession(sessionId: string): Promise<CheckoutSession> {
      const send = () => sdk.checkout.sessions.retrieve(sessionId, { expand: wholeCharge });
      return sessionOf(await callStripe(send, sessionSchema));
    },

    /** Ends an open session, so that nobody can pay it any more. @throws StripeRefusedError when it is not open. */
    async expireCheckoutSession(sessionId: string): Promise<CheckoutSession> {
      const send = () => sdk.checkout.sessions.expire(sessionId);
      return sessionOf(await callStripe(send, sessionSchema));
    },
  };
}
