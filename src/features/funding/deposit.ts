/** Rules of deposits that need no database: states, the code a brand quotes, and when to look again. */
import { randomBytes } from "node:crypto";
import { dayMs } from "../../kernel/clock";
import type { Transitions } from "../../kernel/transitions";

export const depositMethods = ["stripe", "paypal", "bank_transfer"] as const;
export type DepositMethod = (typeof depositMethods)[number];
/** Methods that a payment service carries; the others arrive on a bank statement. */
export type OnlineMethod = Exclude<DepositMethod, "bank_transfer">;

export type DepositStatus = "created" | "pending" | "captured" | "failed" | "expired";

/**
 * A deposit that was given up is captured after all when its provider, or the bank statement, proves that the money
 * came: what happened to money is never argued away by a state of ours.
 */
export const depositTransitions: Transitions<DepositStatus> = {
  created: ["pending", "failed", "expired"],
  pending: ["captured", "failed", "expired"],
  captured: [],
  failed: ["captured"],
  expired: ["captured"],
};

/** What two people may take back: a line of the bank that was credited to the wrong deposit, which then waits again. */
export const depositUndoing: Transitions<DepositStatus> = {
  created: [],
  pending: [],
  captured: ["pending"],
  failed: [],
  expired: [],
};

/** A bank transfer may take its time; after this a line on the statement is looked at by a person. */
export const bankTransferExpiryMs = 60 * dayMs;

/** Crockford's letters: none of them can be taken for another. */
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codePrefix = "KMP";
const codeLength = 10;

/** What a brand quotes with a bank transfer: 50 random bits behind a fixed prefix. */
export function newReferenceCode(): string {
  const letters = [...randomBytes(codeLength)].map((byte) => codeAlphabet[byte % 32] ?? "0");
  return codePrefix + letters.join("");
}

const codePattern = new RegExp(`(?=(${codePrefix}[${codeAlphabet}]{${codeLength}}))`, "g");

/** Every reference code that may stand in the text of a bank line; banks change case and put spaces anywhere. */
export function referenceCodesIn(text: string): string[] {
  const letters = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  return [...letters.matchAll(codePattern)].map((match) => match[1] ?? "");
}
