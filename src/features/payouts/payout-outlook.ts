/** Where a payout is, why, who has to act, and when its money can be expected, in words for its creator. Pure. */
import { addMs, hourMs } from "../../kernel/clock";
import type { Locale } from "../../kernel/locale";
import type { AttemptState, PayoutStage } from "./payout";
import {
  attemptReason,
  dayText,
  endOfWait,
  fill,
  type HoldFact,
  holdReason,
  iso,
  type PayoutFacts,
  type Said,
} from "./payout-facts";
import { isForCreator } from "./paypal/item-errors";
import { actionTexts, arrivalTexts, reasonTexts } from "./timeline-texts";

export const nextActors = ["creator", "finance", "paypal", "nobody"] as const;
type NextActor = (typeof nextActors)[number];

/** Nearly every payout is through after a fraction of this. */
const usualMs = hourMs;

export function stageOf({ status, holds, attempts }: PayoutFacts): PayoutStage {
  const isHeld = holds.some((hold) => hold.releasedAt === null);
  switch (status) {
    case "draft":
    case "pending_approval":
      return isHeld ? "held" : "awaiting_release";
    case "approved":
    case "queued":
      return isHeld ? "held" : "released";
    case "in_progress":
      return inProgressStage(attempts.at(-1)?.state);
    case "paid":
    case "returned":
    case "failed":
    case "canceled":
    case "recovered":
      return status;
  }
}

function inProgressStage(state: AttemptState | undefined): PayoutStage {
  switch (state) {
    case "unclaimed":
      return "unclaimed";
    case "on_hold":
    case "blocked":
      return "under_review";
    case "issued":
      return "cheque_issued";
    case "stale":
      return "cheque_stale";
    case "escheated":
      return "cheque_escheated";
    default:
      return "sent";
  }
}

type ActionName = keyof typeof actionTexts;
type ArrivalName = keyof typeof arrivalTexts;

interface Action {
  code: ActionName;
  by: NextActor;
}

interface Outlook {
  reason?: Said;
  action?: Action;
  arrival?: { why: ArrivalName; from?: Date | null; to?: Date | null };
  /** Day that the words speak of. */
  day?: Date;
  heldUntil?: Date;
}

const byCreator = (code: ActionName): Action => ({ code, by: "creator" });
const byFinance: Action = { code: "wait_for_finance", by: "finance" };
const byItself: Action = { code: "wait", by: "nobody" };

function isAction(code: string): code is ActionName {
  return Object.hasOwn(actionTexts, code);
}

/** Of several open holds the one that decides: what the creator can mend, else what has no end, else the last to end. */
function decisiveHold(holds: readonly HoldFact[]): HoldFact | undefined {
  const open = holds.filter((hold) => hold.releasedAt === null);
  const endOf = ({ expiresAt }: HoldFact) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return (
    open.find((hold) => hold.owner === "creator") ??
    open.reduce<HoldFact | undefined>(
      (last, hold) => (last && endOf(last) >= endOf(hold) ? last : hold),
      undefined,
    )
  );
}

function heldOutlook(hold: HoldFact, locale: Locale): Outlook {
  const reason = holdReason(hold.kind, locale);
  if (hold.owner === "creator" && isAction(hold.nextAction)) {
    return { reason, action: byCreator(hold.nextAction), arrival: { why: "after_creator" } };
  }
  if (hold.expiresAt) {
    const arrival = { why: "after_hold", from: hold.expiresAt } as const;
    return { reason, action: byItself, arrival, day: hold.expiresAt, heldUntil: hold.expiresAt };
  }
  return { reason, action: byFinance, arrival: { why: "after_finance" } };
}

/** Minutes at PayPal, counted from `since`; after the usual time nobody promises anything. */
function soon(since: Date, now: Date, by: Action): Outlook {
  const to = addMs(since, usualMs);
  if (now >= to) return { action: by, arrival: { why: "late" } };
  return { action: byItself, arrival: { why: "paypal_minutes", from: since, to } };
}

function outlookOf(facts: PayoutFacts, locale: Locale): Outlook {
  const attempt = facts.attempts.at(-1);
  const reason = attemptReason(attempt, locale);
  const isTheirs = isForCreator(attempt?.errorName ?? "");
  const until = endOfWait(attempt?.stateAt ?? facts.statusAt);
  switch (stageOf(facts)) {
    case "held": {
      const hold = decisiveHold(facts.holds);
      return hold ? heldOutlook(hold, locale) : {};
    }
    case "awaiting_release":
      return {
        reason: { code: "two_signatures", text: fill(reasonTexts.two_signatures, locale) },
        action: byFinance,
        arrival: { why: "after_finance" },
      };
    case "released":
      return facts.rail === "cheque"
        ? { action: byFinance, arrival: { why: "after_finance" } }
        : soon(facts.statusAt, facts.now, byFinance);
    case "sent":
      return attempt?.rail === "cheque"
        ? { action: byFinance, arrival: { why: "after_finance" } }
        : soon(attempt?.sentAt ?? facts.statusAt, facts.now, { code: "wait", by: "paypal" });
    case "unclaimed":
      return {
        reason,
        action: byCreator("claim_at_paypal"),
        arrival: { why: "when_claimed", to: until },
        day: until,
      };
    case "under_review":
      return {
        reason,
        action: isTheirs ? byCreator("see_paypal") : { code: "wait", by: "paypal" },
        arrival: { why: "after_review", to: until },
        day: until,
      };
    case "cheque_issued":
      return {
        action: byCreator("cash_cheque"),
        arrival: { why: "by_post", from: attempt?.cheque?.issuedAt ?? null },
      };
    case "cheque_stale":
      return {
        reason: { code: "cheque_too_old", text: fill(reasonTexts.cheque_too_old, locale) },
        action: byFinance,
        arrival: { why: "after_finance" },
      };
    case "cheque_escheated":
      return {
        reason: { code: "cheque_escheated", text: fill(reasonTexts.cheque_escheated, locale) },
        action: byFinance,
      };
    case "returned":
    case "failed":
      return {
        reason,
        action: isTheirs ? byCreator("check_payout_method") : byFinance,
        arrival: { why: isTheirs ? "after_creator" : "after_finance" },
      };
    case "paid":
    case "canceled":
    case "recovered":
      return {};
  }
}

/** Why, who has to act and how, and when the money can be expected. */
export function prospectOf(facts: PayoutFacts, locale: Locale) {
  const { reason, action, arrival, day, heldUntil } = outlookOf(facts, locale);
  const date = day ? dayText(day, locale) : "";
  const values = { date, until: date };
  return {
    reason: reason ?? null,
    heldUntil: heldUntil ? iso(heldUntil) : null,
    nextAction: action
      ? { code: action.code, by: action.by, text: fill(actionTexts[action.code], locale, values) }
      : null,
    expectedArrival: arrival
      ? {
          from: arrival.from ? iso(arrival.from) : null,
          to: arrival.to ? iso(arrival.to) : null,
          text: fill(arrivalTexts[arrival.why], locale, values),
        }
      : null,
  };
}
