import { z } from "zod";
import { isCurrency } from "../../kernel/currency";
import { fromStripeAmount, type Money, toStripeAmount } from "../../kernel/money";
import { StripeUnavailableError } from "./stripe-errors";

export const amountFields = { amount: z.int(), currency: z.string() };

/** Reads an integer amount and a lower-case code. @throws StripeUnavailableError for a currency we do not know. */
export function moneyOf(amount: number, code: string): Money {
  const currency = code.toUpperCase();
  if (!isCurrency(currency)) throw new StripeUnavailableError(`unknown currency ${code}`);
  return fromStripeAmount(BigInt(amount), currency);
}

/** Exact: amounts end far below 2^53. @throws AmountError for an amount Stripe cannot express. */
export function amountNumber(amount: Money): number {
  return Number(toStripeAmount(amount));
}

/** A reference that is an id, or the whole object where it was asked for. */
export function idOf(reference: string | { id: string } | null | undefined): string | undefined {
  return typeof reference === "string" ? reference : reference?.id;
}
