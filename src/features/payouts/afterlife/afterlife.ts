/** Rules of what happens after a payment was sent. Pure. */
import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import type { Transitions } from "../../../kernel/transitions";

/** Days after a payment was found unclaimed on which its receiver is reminded. */
export const reminderDays = [1, 3, 7, 14, 21, 28] as const;

export const resolutionKinds = [
  "item_not_paid",
  "batch_was_created",
  "batch_was_not_created",
] as const;
export type ResolutionKind = (typeof resolutionKinds)[number];

/** The words of one person, which another has to confirm; nothing happens before. */
export const resolutionTransitions = {
  proposed: ["confirmed", "withdrawn"],
  confirmed: [],
  withdrawn: [],
} as const satisfies Transitions<string>;
export type ResolutionStatus = keyof typeof resolutionTransitions;
export const resolutionStatuses = ["proposed", "confirmed", "withdrawn"] as const;

export const clawbackReasons = ["removed_early", "fraud", "other"] as const;
export type ClawbackReason = (typeof clawbackReasons)[number];

/** A suggestion is a machine's; it becomes a proposal when an operator decides. */
export const clawbackTransitions = {
  suggested: ["proposed", "declined"],
  proposed: ["confirmed", "declined"],
  confirmed: [],
  declined: [],
} as const satisfies Transitions<string>;
export type ClawbackStatus = keyof typeof clawbackTransitions;
export const clawbackStatuses = ["suggested", "proposed", "confirmed", "declined"] as const;

/** What two people agree on; whoever confirms sends it back, so that nobody confirms what they have not seen. */
export function agreementHash(content: Readonly<Record<string, unknown>>): string {
  return sha256(canonicalJson(content));
}
