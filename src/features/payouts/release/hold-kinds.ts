/** Every reason for which a payout may not move yet: who has to act, how, and who may end it. */

interface HoldRule {
  owner: "creator" | "finance" | "operator";
  /** A stable name of what the owner should do. */
  nextAction: string;
  /**
   * - `cause`: by itself, when what caused it is gone;
   * - `finance`: any finance person;
   * - `finance_checker`: only one who may also give the second signature, because somebody else claims the money;
   * - `two_people`: by itself at its time, or earlier by two signatures over the receiver and a reason.
   */
  endedBy: "cause" | "finance" | "finance_checker" | "two_people";
  /** May a person put it on a payout? The others come and go with their cause. */
  isManual: boolean;
}

export const holdRules = {
  person: {
    owner: "finance",
    nextAction: "review_and_release",
    endedBy: "finance",
    isManual: true,
  },
  no_payout_method: {
    owner: "creator",
    nextAction: "add_payout_method",
    endedBy: "cause",
    isManual: false,
  },
  currency_not_payable: {
    owner: "creator",
    nextAction: "change_payout_method",
    endedBy: "cause",
    isManual: false,
  },
  above_item_limit: {
    owner: "finance",
    nextAction: "raise_limit_or_pay_by_cheque",
    endedBy: "cause",
    isManual: false,
  },
  method_cooling_off: {
    owner: "finance",
    nextAction: "wait_or_release_by_two_people",
    endedBy: "two_people",
    isManual: false,
  },
  earlier_canceled: {
    owner: "finance",
    nextAction: "review_and_release",
    endedBy: "finance",
    isManual: false,
  },
  unbookable: {
    owner: "finance",
    nextAction: "find_the_error",
    endedBy: "finance",
    isManual: false,
  },
  maybe_paid_before: {
    owner: "finance",
    nextAction: "compare_with_paypal",
    endedBy: "finance",
    isManual: false,
  },
  dispute: {
    owner: "operator",
    nextAction: "decide_dispute",
    endedBy: "finance_checker",
    isManual: true,
  },
  chargeback: {
    owner: "finance",
    nextAction: "answer_chargeback",
    endedBy: "finance_checker",
    isManual: true,
  },
  missing_tax_form: {
    owner: "creator",
    nextAction: "send_tax_form",
    endedBy: "finance",
    isManual: true,
  },
  engagement_evidence: {
    owner: "finance",
    nextAction: "check_engagement",
    endedBy: "finance",
    isManual: true,
  },
} as const satisfies Record<string, HoldRule>;

export type HoldKind = keyof typeof holdRules;

type NonEmpty<T> = [T, ...T[]];
const rules: Readonly<Record<HoldKind, HoldRule>> = holdRules;

export const holdKinds = Object.keys(holdRules) as NonEmpty<HoldKind>;

const kindsBy = (fits: (rule: HoldRule) => boolean) =>
  holdKinds.filter((kind) => fits(rules[kind])) as NonEmpty<HoldKind>;

/** What finance may put on a payout by hand. */
export const manualHolds = kindsBy((rule) => rule.isManual);

/** What one finance person may end. */
export const releasableHolds = kindsBy(
  ({ endedBy }) => endedBy === "finance" || endedBy === "finance_checker",
);

/** What is looked at again, and may end, whenever a draft is decided. */
export const automaticHolds = kindsBy(
  ({ endedBy }) => endedBy === "cause" || endedBy === "two_people",
);

export function holdRule(kind: HoldKind): HoldRule {
  return rules[kind];
}

/** May two signatures go past a hold of this kind? */
export function endsByTwoPeople(kind: string): boolean {
  return (rules as Readonly<Record<string, HoldRule>>)[kind]?.endedBy === "two_people";
}
