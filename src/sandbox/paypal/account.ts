/**
 * The PayPal account of the merchant: balances per currency, the lines PayPal's transaction report shows, and the rows an
 * independent judge reads. Both lists come from the same call and must have the same effect on the balance.
 */
import type { Currency } from "../../kernel/currency";
import { invariant } from "../../kernel/invariant";

/** What is on the account, in ISO minor units. `available` = total − held. */
interface Balance {
  totalMinor: bigint;
  heldMinor: bigint;
}

export interface LineInput {
  readonly transactionId: string;
  /** PayPal's event code, such as T0001. */
  readonly code: string;
  readonly currency: Currency;
  /** Signed: what PayPal prints as `transaction_amount`. */
  readonly amountMinor: bigint;
  /** Positive: what PayPal keeps, printed as a negative `fee_amount`; below zero it is given back. */
  readonly feeMinor?: bigint;
  /** For T1503, T1105, T1110 and T1111: how the held part changes. The total does not. */
  readonly holdMinor?: bigint;
  /** For a debit out of a hold: how much of the hold it uses up. */
  readonly fromHoldMinor?: bigint;
  readonly referenceId?: string;
  readonly referenceType?: "ODR" | "TXN";
  readonly customField?: string;
  readonly invoiceId?: string;
  readonly bankReferenceId?: string;
  readonly note?: string;
  /** The payout item this line pays; its status decides the line's status. */
  readonly payoutItemId?: string;
}

export interface Line extends LineInput {
  readonly atMs: number;
  readonly totalAfterMinor: bigint;
  readonly availableAfterMinor: bigint;
}

export type MoneyKind =
  | "setup_credit"
  | "bank_topup"
  | "payout_debit"
  | "payout_fee"
  | "payout_return"
  | "payout_refund"
  | "payout_reversal"
  | "capture"
  | "capture_refund"
  | "dispute_debit"
  | "dispute_credit"
  | "dispute_fee";

export interface RowInput {
  readonly id: string;
  readonly kind: MoneyKind;
  /** Signed effect on the balance before `feeMinor` is taken off. */
  readonly amountMinor: bigint;
  readonly feeMinor?: bigint;
  /** Ids of the provider and of the sender that belong to this movement. */
  readonly references: Readonly<Record<string, string | undefined>>;
}

interface Row extends RowInput {
  readonly seq: number;
  readonly atMs: number;
  readonly currency: Currency;
}

export interface Account {
  /** Records one report line and the money rows that explain it. @throws InvariantError when they differ. */
  post(atMs: number, line: LineInput, rows: readonly RowInput[]): void;
  balance(currency: Currency): Balance;
  currencies(): Currency[];
  lines(): readonly Line[];
  rows(): readonly Row[];
  /** Balances as of `atMs`, for the balances report. */
  balanceAt(currency: Currency, atMs: number): Balance;
}

/** An account with nothing on it. */
export function createAccount(): Account {
  const balances = new Map<Currency, Balance>();
  const linesOf = new Map<Currency, Line[]>();
  const lines: Line[] = [];
  const rows: Row[] = [];

  function open(currency: Currency): Balance {
    const known = balances.get(currency);
    if (known) return known;
    const fresh = { totalMinor: 0n, heldMinor: 0n };
    balances.set(currency, fresh);
    linesOf.set(currency, []);
    return fresh;
  }

  return {
    post: (wishedMs, line, newRows) => {
      const isHold = line.holdMinor !== undefined;
      const effectMinor = isHold ? 0n : line.amountMinor - (line.feeMinor ?? 0n);
      const explainedMinor = newRows.reduce(
        (sum, r) => sum + r.amountMinor - (r.feeMinor ?? 0n),
        0n,
      );
      invariant(
        effectMinor === explainedMinor,
        `report line ${line.transactionId} is not explained`,
      );
      const balance = open(line.currency);
      balance.totalMinor += effectMinor;
      balance.heldMinor += (line.holdMinor ?? 0n) - (line.fromHoldMinor ?? 0n);
      invariant(balance.heldMinor >= 0n, `more was released than held at ${line.transactionId}`);
      // A report is paged by time, so a line never stands before the one that was written earlier.
      const atMs = Math.max(wishedMs, lines.at(-1)?.atMs ?? 0);
      const posted: Line = {
        ...line,
        atMs,
        totalAfterMinor: balance.totalMinor,
        availableAfterMinor: balance.totalMinor - balance.heldMinor,
      };
      lines.push(posted);
      linesOf.get(line.currency)?.push(posted);
      for (const row of newRows) {
        rows.push({ ...row, seq: rows.length + 1, atMs, currency: line.currency });
      }
    },
    balance: (currency) => balances.get(currency) ?? { totalMinor: 0n, heldMinor: 0n },
    currencies: () => [...balances.keys()].sort(),
    lines: () => lines,
    rows: () => rows,
    balanceAt: (currency, atMs) => {
      const list = linesOf.get(currency) ?? [];
      const last = list[firstAfter(list, atMs) - 1];
      return last
        ? {
            totalMinor: last.totalAfterMinor,
            heldMinor: last.totalAfterMinor - last.availableAfterMinor,
          }
        : { totalMinor: 0n, heldMinor: 0n };
    },
  };
}

/** Index of the first line later than `atMs`; lines are in order of time. */
export function firstAfter(lines: readonly { readonly atMs: number }[], atMs: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
