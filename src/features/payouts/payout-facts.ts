/** What is known about one payout, for the words its creator reads, and the pieces those words are made of. Pure. */
import { addMs, dayMs } from "../../kernel/clock";
import type { Locale } from "../../kernel/locale";
import type { Text } from "../../kernel/texts";
import type { AttemptState, PayoutStatus, Rail } from "./payout";
import { creatorMessage, isForCreator } from "./paypal/item-errors";
import { reasonTexts } from "./timeline-texts";

export interface HoldFact {
  kind: string;
  owner: string;
  nextAction: string;
  openedAt: Date;
  releasedAt: Date | null;
  /** When it ends by itself; null for never. */
  expiresAt: Date | null;
}

export interface AttemptFact {
  rail: Rail;
  state: AttemptState;
  stateAt: Date;
  /** When PayPal was first given the batch that it has accepted; null before. */
  sentAt: Date | null;
  errorName: string | null;
  /** States it was seen in, oldest first. */
  seen: readonly { state: string; at: Date }[];
  cheque: { number: string; issuedAt: Date; issuedOn: string; clearedOn: string | null } | null;
}

export interface PayoutFacts {
  status: PayoutStatus;
  rail: Rail | null;
  release: "auto" | "two_people" | null;
  createdAt: Date;
  statusAt: Date;
  releasedAt: Date | null;
  paidAt: Date | null;
  earned: readonly { endorsedAt: Date; payableAt: Date | null }[];
  holds: readonly HoldFact[];
  attempts: readonly AttemptFact[];
  /** The database's time of this reading. */
  now: Date;
}

/** A stable name and the words for it. */
export interface Said {
  code: string;
  text: string;
}

/** PayPal gives money that nobody claims back after this time, and reviews take no longer. */
export const unclaimedDaysMax = 30;
export const iso = (at: Date) => at.toISOString();

/** A day as people of this language write it. */
export function dayText(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(at);
}

export function fill(
  words: Text,
  locale: Locale,
  values: Readonly<Record<string, string>> = {},
): string {
  return words[locale].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? "");
}

export const endOfWait = (at: Date) => addMs(at, unclaimedDaysMax * dayMs);

export function holdReason(kind: string, locale: Locale): Said {
  const code = (Object.keys(reasonTexts) as (keyof typeof reasonTexts)[]).find((k) => k === kind);
  const known = code ?? "being_checked";
  return { code: known, text: fill(reasonTexts[known], locale) };
}

/** Why an attempt did not end well, in words for the creator; the name of the error only when it is theirs to mend. */
export function attemptReason(attempt: AttemptFact | undefined, locale: Locale): Said {
  if (attempt?.rail === "cheque") {
    const code = attempt.state === "failed" ? "cheque_not_sent" : "cheque_void";
    return { code, text: fill(reasonTexts[code], locale) };
  }
  const name = attempt?.errorName ?? null;
  const state = attempt?.state;
  const hasCome = state === "returned" || state === "refunded" || state === "reversed";
  if (hasCome && !isForCreator(name ?? "")) {
    return { code: state, text: fill(reasonTexts[state], locale) };
  }
  const code = name !== null && isForCreator(name) ? name.toLowerCase() : "being_checked";
  return { code, text: creatorMessage(name)[locale] };
}
