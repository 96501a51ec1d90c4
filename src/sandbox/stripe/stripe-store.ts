/** Stripe's objects by id, their order, and the balance that follows from the balance transactions. */
import type { Currency } from "../../kernel/currency";
import type {
  Charge,
  Dispute,
  Intent,
  Payout,
  PutFact,
  Refund,
  SavedAnswer,
  Session,
  Txn,
} from "./stripe-types";

interface StripeBalance {
  readonly availableMinor: bigint;
  readonly pendingMinor: bigint;
}

export interface StripeStore {
  apply(fact: PutFact): void;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly charges: ReadonlyMap<string, Charge>;
  readonly txns: ReadonlyMap<string, Txn>;
  readonly refunds: ReadonlyMap<string, Refund>;
  readonly payouts: ReadonlyMap<string, Payout>;
  readonly disputes: ReadonlyMap<string, Dispute>;
  saved(key: string): SavedAnswer | undefined;
  currencies(): Currency[];
  /** Funds that may be paid out at `nowMs`, and funds that may not yet. */
  balance(currency: Currency, nowMs: number): StripeBalance;
}

/** Empty; filled by facts. */
export function createStripeStore(): StripeStore {
  const sessions = new Map<string, Session>();
  const intents = new Map<string, Intent>();
  const charges = new Map<string, Charge>();
  const txns = new Map<string, Txn>();
  const refunds = new Map<string, Refund>();
  const payouts = new Map<string, Payout>();
  const disputes = new Map<string, Dispute>();
  const savedAnswers = new Map<string, SavedAnswer>();
  return {
    apply: (fact) => {
      putAll(sessions, fact.sessions);
      putAll(intents, fact.intents);
      putAll(charges, fact.charges);
      putAll(txns, fact.txns);
      putAll(refunds, fact.refunds);
      putAll(payouts, fact.payouts);
      putAll(disputes, fact.disputes);
      if (fact.saved) savedAnswers.set(fact.saved.key, fact.saved);
    },
    sessions,
    intents,
    charges,
    txns,
    refunds,
    payouts,
    disputes,
    saved: (key) => savedAnswers.get(key),
    currencies: () => [...new Set([...txns.values()].map((txn) => txn.currency))].sort(),
    balance: (currency, nowMs) => {
      let availableMinor = 0n;
      let pendingMinor = 0n;
      for (const txn of txns.values()) {
        if (txn.currency !== currency) continue;
        const netMinor = txn.amountMinor - txn.feeMinor;
        if (txn.availableAtMs <= nowMs) availableMinor += netMinor;
        else pendingMinor += netMinor;
      }
      return { availableMinor, pendingMinor };
    },
  };
}

function putAll<T extends { readonly id: string }>(
  map: Map<string, T>,
  records?: readonly T[],
): void {
  for (const record of records ?? []) map.set(record.id, record);
}
