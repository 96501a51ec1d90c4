/** Identifiers in the manner of the provider they imitate: PayPal's are upper case, Stripe's are mixed. */
import { createHash, randomBytes } from "node:crypto";

/** 32 symbols, so that one byte gives one unbiased symbol. */
const upper = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const mixed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function spell(bytes: Uint8Array, length: number, alphabet: string): string {
  let text = "";
  for (let i = 0; i < length; i++) text += alphabet[(bytes[i] ?? 0) % alphabet.length];
  return text;
}

/** `length` random capitals and digits, as in PayPal's ids. */
export function randomCode(length: number): string {
  return spell(randomBytes(length), length, upper);
}

/** `length` random letters and digits, as in Stripe's ids. */
export function randomMixed(length: number): string {
  return spell(randomBytes(length), length, mixed);
}

/** Lower-case hex, as in PayPal's debug ids. */
export function randomHex(length: number): string {
  return randomBytes(length).toString("hex").slice(0, length);
}

/**
 * The same code for the same parts, at most 32 symbols. Ids of payout items, their transactions and their events are
 * derived, so that a batch of 15,000 needs no 15,000 ids in the journal.
 */
export function derivedCode(length: number, ...parts: readonly (string | number)[]): string {
  return spell(createHash("sha256").update(parts.join("\u0000")).digest(), length, upper);
}
