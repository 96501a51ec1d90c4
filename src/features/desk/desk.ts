/** Postings that settle a break, and between which accounts each kind may move money. Pure. */
import type { Currency } from "../../kernel/currency";

export const breakOwners = ["finance", "operator"] as const;
export const postingKinds = ["write_off", "suspense_clearing", "fee_correction"] as const;
export type PostingKind = (typeof postingKinds)[number];
export const postingStatuses = ["proposed", "posted", "withdrawn"] as const;
export type PostingStatus = (typeof postingStatuses)[number];

export interface Sides {
  kind: PostingKind;
  debitAccount: string;
  creditAccount: string;
}

const suspense = /^assets:suspense:(bank|paypal|stripe)$/;
const receivable = /^assets:receivable:brand:[0-9a-f-]{36}$/;
/** Only what the bank gave back for a cheque that it should not have paid reduces it here. */
const creatorDebt = /^assets:receivable:creator:[0-9a-f-]{36}$/;
const fee = /^expenses:fee:(stripe|paypal|bank|dispute)$/;
const rail = /^assets:(stripe:pending|stripe:available|paypal|bank:[a-z][a-z0-9-]{1,30})$/;
const writeOff = /^expenses:write-off$/;
/** Whoever turns out to own what stood in suspense. Debts that have a register of their own are settled there. */
const owned = /^liabilities:brand:[0-9a-f-]{36}:deposit$/;

/**
 * One side is the account that is put right, the other where the amount goes; in which direction depends on the sign of
 * what is wrong, so either may be debited.
 */
const pairs: Readonly<
  Record<PostingKind, { righted: readonly RegExp[]; other: readonly RegExp[] }>
> = {
  write_off: { righted: [suspense, receivable], other: [writeOff] },
  suspense_clearing: { righted: [suspense], other: [owned, receivable, creatorDebt, rail, fee] },
  fee_correction: { righted: [rail], other: [fee] },
};

const isOne = (patterns: readonly RegExp[], name: string) =>
  patterns.some((pattern) => pattern.test(name));

/** The account that is put right, or undefined when this kind of posting may not join the two. */
export function rightedAccount({ kind, debitAccount, creditAccount }: Sides): string | undefined {
  const { righted, other } = pairs[kind];
  const fits = (one: string, two: string) => isOne(righted, one) && isOne(other, two);
  if (fits(debitAccount, creditAccount)) return debitAccount;
  return fits(creditAccount, debitAccount) ? creditAccount : undefined;
}

export const isSuspense = (name: string) => suspense.test(name);

/** The debt of a creator that a clearing reduces; undefined when it touches none. */
export function creatorDebtOf({ kind, debitAccount, creditAccount }: Sides): string | undefined {
  if (kind !== "suspense_clearing") return undefined;
  return [debitAccount, creditAccount].find((name) => creatorDebt.test(name));
}

/** What of a break bounds the postings for it. */
export interface BreakSubject {
  kind: string;
  objectType: string;
  objectId: string;
  amountMinor: bigint | null;
  currency: Currency | null;
  details: Readonly<Record<string, string | number | null>>;
}

/** Breaks about a whole balance, of which one posting may settle a part. */
const partly: ReadonlySet<string> = new Set(["suspense_not_empty", "cheque_late_presented"]);
export const mayPartlySettle = (kind: string): boolean => partly.has(kind);

/** The account a statement's line is about. */
function railOf({ source, account }: BreakSubject["details"]): string {
  if (source === "bank") return `assets:bank:${account}`;
  return source === "paypal" ? "assets:paypal" : "assets:stripe:pending";
}

/** The accounts that a posting for this break may put right. */
function accountsOf(subject: BreakSubject, kind: PostingKind): readonly string[] {
  const { objectType, objectId, details } = subject;
  const isCorrection = kind === "fee_correction";
  switch (objectType) {
    case "account":
      // `assets:suspense:bank USD`
      return isCorrection ? [] : [objectId.split(" ")[0] ?? ""];
    case "statement_line":
      return isCorrection ? [railOf(details)] : [`assets:suspense:${details["source"]}`];
    case "cheque":
      return isCorrection ? [] : ["assets:suspense:bank"];
    case "stripe_transaction":
      return isCorrection
        ? ["assets:stripe:pending", "assets:stripe:available"]
        : ["assets:suspense:stripe"];
    case "chargeback":
      return isCorrection ? ["assets:stripe:pending"] : ["assets:suspense:stripe"];
    default:
      return [];
  }
}

/** Why a posting is not one for this break; undefined when it is. */
export function unfitFor(
  subject: BreakSubject,
  sides: Sides,
  amountMinor: bigint,
): "posting_unfit" | "posting_exceeds_break" | undefined {
  const righted = rightedAccount(sides) ?? "";
  const isBrands = subject.objectType === "chargeback" && receivable.test(righted);
  const isFit = isBrands || accountsOf(subject, sides.kind).includes(righted);
  if (!isFit || subject.amountMinor === null) return "posting_unfit";
  // The items of a balance may be larger than their sum.
  if (subject.objectType === "account") return undefined;
  const size = subject.amountMinor < 0n ? -subject.amountMinor : subject.amountMinor;
  return amountMinor > size ? "posting_exceeds_break" : undefined;
}
