/** Decisions about statement lines, and the ledger transactions they can still be matched with. */
import type { Currency } from "../../kernel/currency";
import type { PayingProvider } from "../ledger";
import type { LedgerFact, OpenLine } from "./statement";

/** Why a line stays open; also the last part of the kind of its break. */
export type LineProblem =
  | "not_booked"
  | "amount_differs"
  | "unknown_kind"
  | "hold_open"
  | "opening_differs"
  | "cheque_number_missing"
  | "bank_fee_unbooked"
  | "fee_not_booked"
  | "provider_payout_unknown"
  | "payout_content_differs";

/** Money that a provider paid out and that no bank has shown yet. */
export interface PayoutInTransit {
  provider: PayingProvider;
  payoutId: string;
  amountMinor: bigint;
  currency: Currency;
}

export type Decision =
  | { kind: "match"; facts: readonly LedgerFact[]; rule: string }
  | { kind: "explain"; rule: string }
  /** The line is the first news of something: a service has to book it, or says why it cannot. */
  | {
      kind: "act";
      act:
        | "clear_cheque"
        | "match_deposit"
        | "arrive_top_up"
        | "send_provider_payout"
        | "return_provider_payout";
    }
  | { kind: "act"; act: "arrive_provider_payout"; payout: PayoutInTransit }
  | { kind: "open"; problem: LineProblem };

export interface MatchInput {
  lines: readonly OpenLine[];
  facts: readonly LedgerFact[];
  /** Attempts in each PayPal batch, by PayPal's id of the batch. */
  batchAttempts: ReadonlyMap<string, readonly string[]>;
  /** Attempt that a PayPal debit paid, by the debit's transaction id; for lines that carry no id of ours. */
  debitAttempts: ReadonlyMap<string, string>;
  /** Captures of PayPal's that payers dispute or have disputed. */
  disputedCaptures: ReadonlySet<string>;
  /** Words a top-up was sent with, by its id. */
  topUpReferences: ReadonlyMap<string, string>;
  /** Words of transfers to and from authorities, by the id of the remittance. */
  remittanceReferences: ReadonlyMap<string, string>;
  /** What is on its way from providers to our banks, oldest first. */
  payoutsInTransit: readonly PayoutInTransit[];
  /** What the lines come to that a payout of Stripe carries, by the payout's id, where Stripe says which they are. */
  payoutContents: ReadonlyMap<string, bigint>;
}

export const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Ledger transactions that no line has taken yet, in the order of their references. */
export interface FactPool {
  /** The first that fits. */
  find(fits: (fact: LedgerFact) => boolean): LedgerFact | undefined;
  /** All that fit. */
  all(fits: (fact: LedgerFact) => boolean): LedgerFact[];
  /** Those under one key of the pool's index. */
  under(key: string): LedgerFact[];
  take(facts: readonly LedgerFact[]): void;
}

export function createPool(
  facts: readonly LedgerFact[],
  keyOf: (fact: LedgerFact) => string | undefined,
): FactPool {
  const taken = new Set<string>();
  const sorted = [...facts].sort((a, b) => compare(a.reference, b.reference));
  const index = new Map<string, LedgerFact[]>();
  for (const fact of sorted) {
    const key = keyOf(fact);
    if (key === undefined) continue;
    const group = index.get(key) ?? [];
    group.push(fact);
    index.set(key, group);
  }
  const isFree = (fact: LedgerFact) => !taken.has(fact.transactionId);
  return {
    find: (fits) => sorted.find((fact) => isFree(fact) && fits(fact)),
    all: (fits) => sorted.filter((fact) => isFree(fact) && fits(fact)),
    under: (key) => (index.get(key) ?? []).filter(isFree),
    take: (chosen) => {
      for (const fact of chosen) taken.add(fact.transactionId);
    },
  };
}

export const open = (problem: LineProblem): Decision => ({ kind: "open", problem });

/** What the facts do to their account together. */
export const sumOf = (facts: readonly LedgerFact[]) =>
  facts.reduce((sum, fact) => sum + fact.effectMinor, 0n);

/** Matches a line with the one fact it must stand for, provided that the amounts are equal. */
export function matchOne(
  pool: FactPool,
  line: OpenLine,
  fact: LedgerFact | undefined,
  rule: string,
  missing: LineProblem = "not_booked",
): Decision {
  if (!fact) return open(missing);
  if (fact.effectMinor !== line.effectMinor || fact.currency !== line.currency) {
    return open("amount_differs");
  }
  pool.take([fact]);
  return { kind: "match", facts: [fact], rule };
}
