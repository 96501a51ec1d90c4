/** Rules of chargebacks that need no database: states, and where a disputed amount is taken from. */
import type { Transitions } from "../../../kernel/transitions";
import type { ChargebackParts } from "../../ledger";

export type ChargebackStatus = "inquiry" | "inquiry_closed" | "open" | "won" | "lost";

/** A lost dispute may be won later by arbitration, and the other way round; Stripe's word counts, not our memory. */
export const chargebackTransitions: Transitions<ChargebackStatus> = {
  inquiry: ["inquiry_closed", "open", "won", "lost"],
  inquiry_closed: ["open", "won", "lost"],
  open: ["won", "lost"],
  won: ["lost"],
  lost: ["won"],
};

/** Stripe's words in ours. A word that is new to us means that somebody disputes: better to ask once too often. */
export function statusOf(word: string): ChargebackStatus {
  if (word === "warning_closed") return "inquiry_closed";
  if (word.startsWith("warning_")) return "inquiry";
  return word === "won" || word === "lost" ? word : "open";
}

/** From where Stripe's `movedMinor` is taken: the brand's deposit as far as it goes, the rest becomes its debt. */
export function takeParts(movedMinor: bigint, heldMinor: bigint): ChargebackParts {
  const depositMinor = heldMinor < movedMinor ? heldMinor : movedMinor;
  return { depositMinor, receivableMinor: movedMinor - depositMinor, lostMinor: 0n };
}

/**
 * Where `backMinor` goes that Stripe gave back: first the brand's debt ends, then our loss, then its deposit is filled
 * again. All parts are below zero.
 * @returns undefined when more comes back than was taken.
 */
export function giveBackParts(
  backMinor: bigint,
  taken: ChargebackParts,
): ChargebackParts | undefined {
  let openMinor = backMinor;
  const take = (partMinor: bigint) => {
    const minor = partMinor < openMinor ? partMinor : openMinor;
    openMinor -= minor;
    return -minor;
  };
  const receivableMinor = take(taken.receivableMinor);
  const lostMinor = take(taken.lostMinor);
  const depositMinor = take(taken.depositMinor);
  return openMinor === 0n ? { receivableMinor, lostMinor, depositMinor } : undefined;
}
