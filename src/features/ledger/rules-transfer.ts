/**
 * Money on its way from a provider to our bank (L3), and lines of a statement that a person explains (L38). Pure, like the
 * other rules.
 */
import { type AccountName, accounts } from "./chart";
import { by, credit, debit, type Fact, type Posting } from "./posting";

export type PayingProvider = "stripe" | "paypal";

/** What a provider paid out to our bank. */
export interface ProviderPayoutFact extends Fact {
  provider: PayingProvider;
  /** The provider's id of its payout or withdrawal. */
  payoutId: string;
  amountMinor: bigint;
}

const tagsOf = ({ provider, payoutId }: ProviderPayoutFact) => ({
  provider,
  provider_payout: payoutId,
});

const heldBy = (provider: PayingProvider): AccountName =>
  provider === "stripe" ? accounts.stripeAvailable : accounts.paypal;

/** L3, sent: the provider's statement shows that the money left. */
export function providerPayoutSent(fact: ProviderPayoutFact): Posting {
  return by(
    "L3",
    fact,
    `${fact.provider}:payout:${fact.payoutId}:sent`,
    [
      debit(accounts.transferInTransit, fact.amountMinor),
      credit(heldBy(fact.provider), fact.amountMinor),
    ],
    tagsOf(fact),
  );
}

/** L3, undone: the bank did not take it, and the provider's statement shows it again. */
export function providerPayoutReturned(fact: ProviderPayoutFact): Posting {
  return by(
    "L3",
    fact,
    `${fact.provider}:payout:${fact.payoutId}:returned`,
    [
      debit(heldBy(fact.provider), fact.amountMinor),
      credit(accounts.transferInTransit, fact.amountMinor),
    ],
    tagsOf(fact),
  );
}

/** L3, arrived: the bank's statement shows it. */
export function providerPayoutArrived(
  fact: ProviderPayoutFact & { bankCode: string; lineKey: string },
): Posting {
  return by(
    "L3",
    fact,
    `${fact.provider}:payout:${fact.payoutId}:arrived`,
    [
      debit(accounts.bank(fact.bankCode), fact.amountMinor),
      credit(accounts.transferInTransit, fact.amountMinor),
    ],
    { ...tagsOf(fact), bank_line: fact.lineKey },
  );
}

/** What a person may say a line is. */
export const explanationKinds = [
  "bank_fee",
  "provider_fee",
  "interest",
  "transfer",
  "suspense",
  "write_off",
] as const;
export type ExplanationKind = (typeof explanationKinds)[number];

export interface ExplainedLineFact extends Fact {
  lineId: string;
  /** How often the line was explained before; a reversed explanation keeps its reference. */
  earlierCount: number;
  kind: ExplanationKind;
  source: "bank" | "paypal" | "stripe";
  /** Code of our bank account; unused for providers. */
  bankCode: string;
  /** What the line does to the account: above zero for money that came in. */
  effectMinor: bigint;
  /** Reference of what put into suspense what this line settles. */
  clears: string | null;
}

function counterAccount({ kind, source }: ExplainedLineFact): AccountName {
  switch (kind) {
    case "bank_fee":
      return accounts.bankFee;
    case "provider_fee":
      return source === "paypal" ? accounts.paypalFee : accounts.stripeFee;
    case "interest":
      return accounts.interest;
    case "transfer":
      return accounts.transferInTransit;
    case "suspense":
      return accounts.suspense(source);
    case "write_off":
      return accounts.writeOff;
  }
}

function statementAccount({ source, bankCode }: ExplainedLineFact): AccountName {
  if (source === "bank") return accounts.bank(bankCode);
  return source === "paypal" ? accounts.paypal : accounts.stripePending;
}

/** L38: a person says what a line of a statement is. */
export function lineExplained(fact: ExplainedLineFact): Posting {
  return by(
    "L38",
    fact,
    `statement-line:${fact.lineId}:explained:${fact.earlierCount + 1}`,
    [
      debit(statementAccount(fact), fact.effectMinor),
      credit(counterAccount(fact), fact.effectMinor),
    ],
    {
      statement_line: fact.lineId,
      explained_as: fact.kind,
      ...(fact.clears !== null && { clears: fact.clears }),
    },
  );
}
