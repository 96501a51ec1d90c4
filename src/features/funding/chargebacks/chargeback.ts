/** Rules of chargebacks that need no database: states, and where a disputed amount is taken from. */
import type { Transitions } from "../../../kernel/transitions";
import type { ChargebackParts } from "../../ledger";

export type ChargebackStatus = "inquiry" | "inquiry_closed" | "open" | "won" | "lost";

/** A lost dispute may be won later by arbitration, and the other way round; the service's word counts, not our memory. */
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

/** What decides a dispute at PayPal. */
export interface PaypalWord {
  status: string;
  stage: string | undefined;
  outcome: string | undefined;
  /** What of the disputed money PayPal has from us now. */
  takenMinor: bigint;
}

const forBuyer: ReadonlySet<string> = new Set(["RESOLVED_BUYER_FAVOUR", "ACCEPTED"]);
const forSeller: ReadonlySet<string> = new Set([
  "RESOLVED_SELLER_FAVOUR",
  "RESOLVED_WITH_PAYOUT",
  "CANCELED_BY_BUYER",
  "DENIED",
  "NONE",
]);

/**
 * PayPal's words in ours. One that was decided for the buyer stays open until PayPal says that it has the money: until then
 * nobody knows who paid. An outcome that is new to us stays open as well.
 */
export function statusOfPaypal({
  status,
  stage,
  outcome = "",
  takenMinor,
}: PaypalWord): ChargebackStatus {
  const isQuestion = stage === "INQUIRY" && takenMinor === 0n;
  if (status !== "RESOLVED") return isQuestion ? "inquiry" : "open";
  if (takenMinor > 0n) return "lost";
  if (forSeller.has(outcome)) return isQuestion ? "inquiry_closed" : "won";
  return forBuyer.has(outcome) && isQuestion ? "inquiry" : "open";
}

/** From where the service's `movedMinor` is taken: the brand's deposit as far as it goes, the rest becomes its debt. */
export function takeParts(movedMinor: bigint, heldMinor: bigint): ChargebackParts {
  const depositMinor = heldMinor < movedMinor ? heldMinor : movedMinor;
  return { depositMinor, receivableMinor: movedMinor - depositMinor, lostMinor: 0n };
}

/**
 * Where `backMinor` goes that the service gave back: first the brand's debt ends, then our loss, then its deposit is filled
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
