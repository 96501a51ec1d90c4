/** What happened to one payout so far, step by step, as its creator sees it. Pure: facts in, words out. */
import type { Locale } from "../../kernel/locale";
import type { PayoutStatus } from "./payout";
import {
  type AttemptFact,
  attemptReason,
  dayText,
  endOfWait,
  fill,
  holdReason,
  iso,
  type PayoutFacts,
} from "./payout-facts";
import { stageOf } from "./payout-outlook";
import { stepTexts } from "./timeline-texts";

type StepName = keyof typeof stepTexts;
export const timelineSteps = Object.keys(stepTexts) as [StepName, ...StepName[]];

export interface TimelineStep {
  at: string;
  what: StepName;
  text: string;
  until: string | null;
}

interface DraftStep {
  at: Date;
  what: StepName;
  values?: Record<string, string>;
  until?: Date | null;
  because?: string;
}

const stepOfState: Partial<Record<string, StepName>> = {
  unclaimed: "unclaimed",
  on_hold: "under_review",
  blocked: "under_review",
  success: "paid",
  returned: "returned",
  refunded: "returned",
  reversed: "returned",
  failed: "failed",
  stale: "cheque_stale",
  escheated: "cheque_escheated",
  paid_late: "paid",
};

function chequeSteps(attempt: AttemptFact, locale: Locale): DraftStep[] {
  const { cheque } = attempt;
  if (!cheque) return [];
  const day = (date: string) => dayText(new Date(date), locale);
  const { number } = cheque;
  const issued: DraftStep = {
    at: cheque.issuedAt,
    what: "cheque_issued",
    values: { number, date: day(cheque.issuedOn) },
  };
  if (cheque.clearedOn === null) return [issued];
  const values = { number, date: day(cheque.clearedOn) };
  return [issued, { at: attempt.stateAt, what: "cheque_cleared", values }];
}

/** An attempt that PayPal never had and that somebody else's item ended is no step of this payout. */
function isWorthTelling(attempt: AttemptFact, isLast: boolean, status: PayoutStatus): boolean {
  return attempt.sentAt !== null || attempt.rail === "cheque" || (isLast && status === "failed");
}

function attemptSteps(facts: PayoutFacts, locale: Locale): DraftStep[] {
  return facts.attempts.flatMap((attempt, index): DraftStep[] => {
    const isLast = index === facts.attempts.length - 1;
    if (!isWorthTelling(attempt, isLast, facts.status)) return [];
    const isTold = attempt.seen.some(({ state }) => state === attempt.state);
    const states = isTold
      ? attempt.seen
      : [...attempt.seen, { state: attempt.state, at: attempt.stateAt }];
    const seen = states.flatMap(({ state, at }): DraftStep[] => {
      const what = stepOfState[state];
      if (what === undefined) return [];
      const until = what === "unclaimed" || what === "under_review" ? endOfWait(at) : null;
      const values = until ? { until: dayText(until, locale) } : {};
      const isReasoned = what === "failed" || what === "unclaimed";
      return [
        {
          at,
          what,
          until,
          values,
          ...(isReasoned && { because: attemptReason(attempt, locale).text }),
        },
      ];
    });
    const sent: DraftStep[] = attempt.sentAt ? [{ at: attempt.sentAt, what: "sent" }] : [];
    return [...sent, ...chequeSteps(attempt, locale), ...seen];
  });
}

function steps(facts: PayoutFacts, locale: Locale): DraftStep[] {
  const earned = facts.earned.flatMap(({ endorsedAt, payableAt }): DraftStep[] => {
    const step: DraftStep = { at: endorsedAt, what: "earned" };
    const hasWaited = payableAt !== null && payableAt > endorsedAt;
    return hasWaited ? [step, { at: payableAt, what: "payable" }] : [step];
  });
  const holds = facts.holds.flatMap((hold): DraftStep[] => {
    const because = holdReason(hold.kind, locale).text;
    const held: DraftStep = { at: hold.openedAt, what: "held", until: hold.expiresAt, because };
    return hold.releasedAt ? [held, { at: hold.releasedAt, what: "hold_ended" }] : [held];
  });
  const needsPeople = facts.release === "two_people" || stageOf(facts) === "awaiting_release";
  return [
    ...earned,
    ...(needsPeople ? [{ at: facts.createdAt, what: "awaiting_release" as const }] : []),
    ...holds,
    ...(facts.releasedAt ? [{ at: facts.releasedAt, what: "released" as const }] : []),
    ...attemptSteps(facts, locale),
    ...(facts.status === "canceled" || facts.status === "recovered"
      ? [{ at: facts.statusAt, what: facts.status }]
      : []),
  ];
}

/** Everything that happened, oldest first; what happened at the same instant stays in the order of life. */
export function timelineOf(facts: PayoutFacts, locale: Locale): TimelineStep[] {
  return steps(facts, locale)
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ at, what, values, until, because }) => ({
      at: iso(at),
      what,
      text: [fill(stepTexts[what], locale, values), because].filter(Boolean).join(" "),
      until: until ? iso(until) : null,
    }));
}
