/**
 * What funding needs of a payment service, in funding's words. Each answer says what is proven: `unavailable` proves
 * nothing, so the same question is asked again later under the same key.
 */
import type { Currency } from "../../kernel/currency";
import { AmountError, InvalidError } from "../../kernel/errors";
import type { Money } from "../../kernel/money";

export interface Unavailable {
  kind: "unavailable";
  reason: string;
}

export interface RailDeposit {
  id: string;
  amount: Money;
  /** One line for the payer, such as `Kampanye KMP…`. */
  description: string;
}

type Opened =
  | { kind: "opened"; providerId: string; checkoutUrl: string | undefined }
  | { kind: "refused"; problem: string }
  | Unavailable;

export interface ProviderFee {
  /** The provider's own booking of the fee. */
  bookingId: string;
  currency: Currency;
  feeMinor: bigint;
}

export type DepositFinding =
  /** The money was taken. `fee` is absent while the provider has not booked it. */
  | { kind: "paid"; captureId: string; amount: Money; fee: ProviderFee | undefined }
  | { kind: "waiting" }
  | { kind: "failed"; problem: string }
  | { kind: "expired" }
  /** Something only a person can judge. */
  | { kind: "stopped"; problem: string }
  | Unavailable;

interface RailRefund {
  partId: string;
  captureId: string;
  amount: Money;
}

export type RefundFinding =
  | { kind: "succeeded" | "pending"; providerRefundId: string }
  | { kind: "failed"; problem: string; providerRefundId?: string }
  /** Nothing was created, but it may work later, for instance when the account is covered again. */
  | { kind: "later"; problem: string }
  | { kind: "stopped"; problem: string }
  | Unavailable;

/** A definite refusal; `problem` is the service's own word for it. */
export interface Refused {
  kind: "refused";
  status: number;
  problem: string;
}

/** Turns the errors of a door into answers; what `read` does not know is a bug and goes on up. */
export async function ask<T>(
  send: () => Promise<T>,
  read: (error: unknown) => Refused | Unavailable | undefined,
): Promise<{ kind: "answered"; answer: T } | Refused | Unavailable> {
  try {
    return { kind: "answered", answer: await send() };
  } catch (error) {
    const known = read(error);
    if (!known) throw error;
    return known;
  }
}

/** Wrong credentials or missing rights say nothing about the object we asked for. */
export function isAboutUs({ status }: Refused): boolean {
  return status === 401 || status === 403;
}

interface AdvanceOptions {
  /** The time to pay is over. */
  isOver: boolean;
  /** False when the deposit was given up: look, but take nothing any more. */
  mayTake: boolean;
}

/** @throws InvalidError `amount_invalid` for an amount the service cannot express, such as half a forint. */
export function requireExpressible(rail: Rail, amount: Money): void {
  try {
    rail.checkAmount(amount);
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
    const { currency } = amount;
    throw new InvalidError("amount_invalid", { currency }, { pointer: "/body/amount/amountMinor" });
  }
}

export interface Rail {
  /** Throws AmountError for an amount the service cannot express; see {@link requireExpressible}. */
  checkAmount(amount: Money): void;
  /** False for a currency the service does not take. */
  takes(currency: Currency): boolean;
  /** Opens, or finds again, the page on which the brand pays. */
  open(deposit: RailDeposit): Promise<Opened>;
  /** Reads the deposit's state at the provider, takes the money of an approved one, and ends one that is over. */
  advance(
    providerId: string,
    deposit: RailDeposit,
    options: AdvanceOptions,
  ): Promise<DepositFinding>;
  sendRefund(refund: RailRefund): Promise<RefundFinding>;
  readRefund(providerRefundId: string, amount: Money): Promise<RefundFinding>;
}

/** Pages to which a payer comes back. */
export interface ReturnUrls {
  successUrl: string;
  cancelUrl: string;
}

export function returnUrls(publicUrl: string, depositId: string): ReturnUrls {
  const base = `${publicUrl.replace(/\/+$/, "")}/brand/deposits/${depositId}/return`;
  return { successUrl: base, cancelUrl: `${base}?cancelled=1` };
}

export function isSameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.amountMinor === b.amountMinor;
}
