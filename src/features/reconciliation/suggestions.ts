/**
 * What an open line may be, for a person to decide: never booked by itself. Pure and the same in any order: amount and
 * currency have to be equal, the day has to be near, and a name that fits puts a candidate first.
 */
import { dayMs } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { compare } from "./decision";
import type { OpenLine } from "./statement";

export const candidateKinds = ["transaction", "deposit", "cheque"] as const;
export type CandidateKind = (typeof candidateKinds)[number];

export interface Candidate {
  kind: CandidateKind;
  /** Reference of the ledger transaction, or id of the deposit or cheque. */
  id: string;
  /** What people know it by: a reference, a code, a number. */
  label: string;
  /** What it would do to the account. */
  effectMinor: bigint;
  currency: Currency;
  on: Date;
  /** Who pays or is paid, where that is known. */
  name?: string | undefined;
}

export interface Suggestion extends Candidate {
  daysApart: number;
  /** True when a name on the line is the candidate's. */
  isNameAlike: boolean;
}

/** A cheque is cashed when its payee likes; a transfer takes days. */
const windowDays: Readonly<Record<CandidateKind, { before: number; after: number }>> = {
  transaction: { before: 10, after: 10 },
  deposit: { before: 60, after: 1 },
  cheque: { before: 400, after: 1 },
};
/** A transfer is no cheque: the bank says that it is one, or its number stands in the text. */
export function mayShowCheque({ kind, details }: OpenLine, number: string): boolean {
  if (kind === "CHEQUE") return true;
  const text = [details.reference, details.name, details.chequeNumber].join(" ");
  return (text.match(/\d+/g) ?? []).some((digits) => digits.replace(/^0+/, "") === number);
}

const suggestionsMax = 10;
const wordLengthMin = 3;

const wordsOf = (text: string) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word.length >= wordLengthMin);

/** Every longer word of the shorter name stands in the other text. */
export function isNameIn(name: string | undefined, text: string): boolean {
  const wanted = wordsOf(name ?? "");
  const found = new Set(wordsOf(text));
  return wanted.length > 0 && wanted.every((word) => found.has(word));
}

/** The best candidates for a line, best first. */
export function suggest(line: OpenLine, candidates: readonly Candidate[]): Suggestion[] {
  const text = [line.details.name, line.details.reference].join(" ");
  const fitting = candidates.flatMap((candidate): Suggestion[] => {
    const { kind, effectMinor, currency, on, name } = candidate;
    if (effectMinor !== line.effectMinor || currency !== line.currency) return [];
    // Above zero when the candidate is older than the line.
    const days = Math.trunc((line.bookedAt.getTime() - on.getTime()) / dayMs);
    const { before, after } = windowDays[kind];
    if (days > before || -days > after) return [];
    return [{ ...candidate, daysApart: Math.abs(days), isNameAlike: isNameIn(name, text) }];
  });
  return fitting
    .sort(
      (a, b) =>
        (b.isNameAlike ? 1 : 0) - (a.isNameAlike ? 1 : 0) ||
        a.daysApart - b.daysApart ||
        compare(a.kind, b.kind) ||
        compare(a.id, b.id),
    )
    .slice(0, suggestionsMax);
}
