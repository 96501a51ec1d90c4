/** The question whether a brief that has changed shall count for a creator who agreed before. */
import type { Transitions } from "../../../kernel/transitions";

export const termsChangeStatuses = ["asked", "accepted", "kept", "lapsed"] as const;
export type TermsChangeStatus = (typeof termsChangeStatuses)[number];

/** A question lapses when a later version takes its place. */
export const termsChangeTransitions: Transitions<TermsChangeStatus> = {
  asked: ["accepted", "kept", "lapsed"],
  accepted: [],
  kept: [],
  lapsed: [],
};
