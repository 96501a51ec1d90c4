/** The way of a product to its creator. */
import type { Transitions } from "../../../kernel/transitions";

export const shipmentStatuses = ["to_ship", "shipped", "received", "not_needed"] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** What was shipped may be shipped again: a number was mistyped, or the parcel came back. */
export const shipmentTransitions: Transitions<ShipmentStatus> = {
  to_ship: ["shipped", "not_needed"],
  shipped: ["shipped", "received"],
  received: [],
  not_needed: [],
};
