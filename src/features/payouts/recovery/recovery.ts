/** Rules of payments that a restored backup has forgotten. Pure. */
import type { Transitions } from "../../../kernel/transitions";
import type { ItemStatus } from "../../../providers/paypal";

/** What two people may say that a forgotten payment was. */
export const bookings = ["paid_payout", "creator_debt", "suspense", "no_payment"] as const;
export type Booking = (typeof bookings)[number];

export const decisionKinds = [...bookings, "end"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** The words of one person, which another has to confirm; nothing happens before. */
export const decisionTransitions = {
  proposed: ["confirmed", "withdrawn"],
  confirmed: [],
  withdrawn: [],
} as const satisfies Transitions<string>;
export type DecisionStatus = keyof typeof decisionTransitions;
export const decisionStatuses = ["proposed", "confirmed", "withdrawn"] as const;

/** Where PayPal's word says the money is. */
export type Whereabouts = "gone" | "back" | "never_left" | "undecided";

/** Exhaustive, so that a tenth status would not compile. */
export function whereabouts(status: ItemStatus): Whereabouts {
  switch (status) {
    case "SUCCESS":
    case "UNCLAIMED":
    case "ONHOLD":
      return "gone";
    case "RETURNED":
    case "REFUNDED":
    case "REVERSED":
      return "back";
    case "FAILED":
      return "never_left";
    case "PENDING":
    case "BLOCKED":
      return "undecided";
  }
}

/** Does PayPal's word allow a payment to be booked like this? A debt only when the creator really has the money. */
export function mayBeBooked(as: Booking, status: ItemStatus): boolean {
  switch (as) {
    case "paid_payout":
      return true;
    case "creator_debt":
      return status === "SUCCESS";
    case "suspense":
      return whereabouts(status) === "gone" || whereabouts(status) === "undecided";
    case "no_payment":
      return whereabouts(status) === "back" || whereabouts(status) === "never_left";
  }
}
