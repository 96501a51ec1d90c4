/** Every limit that the job `watch-limits` looks at, on one page: what is too old, who acts, and how. */
import { collaborationRules } from "./collaboration-rules";
import { inboxRules } from "./inbox-rules";
import { moneyRules } from "./money-rules";
import { payoutRules } from "./payout-rules";
import type { WatchRule } from "./watch-rule";

export const watchRules: readonly WatchRule[] = [
  ...payoutRules,
  ...moneyRules,
  ...collaborationRules,
  ...inboxRules,
];
