/** What one caption of the corpus says, and what a person who knows the rules expects of it. */
import type { DisclosureInput } from "../../src/features/disclosure";

/** The part of a rule's id after the dot; which market or platform it belongs to follows from the sample. */
export type Check =
  | "label-missing"
  | "label-ambiguous"
  | "label-language"
  | "label-after-fold"
  | "label-in-hashtags"
  | "label-at-end"
  | "label-denied"
  | "label-disguised"
  | "own-money"
  | "brief-label"
  | "thai-text"
  | "cosmetic-cure"
  | "cosmetic-safety"
  | "cosmetic-superlative"
  | "health-person"
  | "food-cure";

/** `ok`: may be approved. `bad`: has an error. Checks that only warn stand beside `ok`. */
export type Verdict = "ok" | "bad";

export type Sample = readonly [
  market: DisclosureInput["market"],
  platform: DisclosureInput["platform"],
  verdict: Verdict,
  checks: readonly Check[],
  caption: string,
  more?: Partial<DisclosureInput>,
];
