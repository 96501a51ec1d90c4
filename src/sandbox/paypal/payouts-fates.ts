/**
 * What becomes of an item, decided by the receiver: the part before a plus sign in the local part of an e-mail address, or
 * the first letters of a PAYPAL_ID. docs/sandbox.md lists them.
 */
import { dayMs } from "../../kernel/clock";
import type { ItemStatus } from "./payouts-types";

export interface Fate {
  /** The status after processing. */
  readonly first: ItemStatus;
  readonly errorName?: string;
  /** What happens by itself later, counted in sandbox time from the first status. */
  readonly later?: { readonly to: ItemStatus; readonly afterMs: number };
  /** The whole batch is refused when one of its items says so. */
  readonly deniesBatch?: boolean;
}

/** PayPal gives the money of an unclaimed item back after 30 days. */
export const unclaimedMs = 30 * dayMs;

const fates: Readonly<Record<string, Fate>> = {
  unclaimed: { first: "UNCLAIMED", errorName: "RECEIVER_UNREGISTERED" },
  unconfirmed: { first: "UNCLAIMED", errorName: "RECEIVER_UNCONFIRMED" },
  fail: { first: "FAILED", errorName: "RECEIVER_ACCOUNT_LOCKED" },
  selfpay: { first: "FAILED", errorName: "SELF_PAY_NOT_ALLOWED" },
  hold: {
    first: "ONHOLD",
    errorName: "RECEIVER_ACCOUNT_LIMITATION",
    later: { to: "SUCCESS", afterMs: dayMs },
  },
  return: {
    first: "UNCLAIMED",
    errorName: "RECEIVER_UNREGISTERED",
    later: { to: "RETURNED", afterMs: dayMs },
  },
  block: { first: "BLOCKED", errorName: "REGULATORY_BLOCKED" },
  refund: { first: "SUCCESS", later: { to: "REFUNDED", afterMs: dayMs } },
  reverse: { first: "SUCCESS", later: { to: "REVERSED", afterMs: dayMs } },
  pending: { first: "PENDING", errorName: "REGULATORY_PENDING" },
  deny: { first: "FAILED", errorName: "APPROVER_DENIED", deniesBatch: true },
};

const paid: Fate = { first: "SUCCESS" };
const bogusAccount: Fate = { first: "FAILED", errorName: "RECEIVER_ACCOUNT_INVALID" };

/** Error names a `fail+<name>` address may ask for, in lower case. */
const failNames: ReadonlySet<string> = new Set([
  "RECEIVER_ACCOUNT_INVALID",
  "RECEIVER_ACCOUNT_LOCKED",
  "RECEIVER_ACCOUNT_NOT_ELIGIBLE",
  "RECEIVER_ACCOUNT_UNVERIFIED",
  "RECEIVER_COUNTRY_NOT_ALLOWED",
  "RECEIVER_REFUSED",
  "RECEIVER_YOUTH_ACCOUNT",
  "RECEIVING_LIMIT_EXCEEDED",
  "INVALID_EMAIL",
  "CURRENCY_NOT_SUPPORTED_FOR_RECEIVER",
  "CURRENCY_COMPLIANCE",
  "CLOSED_MARKET",
  "REGULATORY_BLOCKED",
  "RISK_DECLINE",
  "SENDER_ACCOUNT_LOCKED",
  "SPENDING_LIMIT_EXCEEDED",
  "TRANSACTION_LIMIT_EXCEEDED",
  "INTERNAL_ERROR",
  "ZERO_AMOUNT",
]);

/** The fate of a payout to `receiver`. `fail+receiver_refused.7@…` picks the error name. */
export function fateOf(receiver: string): Fate {
  const match = /^([a-z]+)\+([^@]*)@/i.exec(receiver);
  if (!match) return /^BOGUS[A-Z0-9]{8}$/.test(receiver) ? bogusAccount : paid;
  const [, prefix = "", tag = ""] = match;
  const key = prefix.toLowerCase();
  const fate = Object.hasOwn(fates, key) ? fates[key] : undefined;
  const wished = (tag.split(".")[0] ?? "").toUpperCase();
  return key === "fail" && failNames.has(wished)
    ? { first: "FAILED", errorName: wished }
    : (fate ?? paid);
}
