import type { Currency } from "../../kernel/currency";
import { InvalidError } from "../../kernel/errors";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { moneyJson } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { accountStatement, type StatementEntry } from "./account-statement";
import { type BookedTransaction, listTransactions } from "./books";
import { ledgerContract } from "./ledger-schema";
import { type TrialBalanceLine, type TrialBalancePage, trialBalancePage } from "./trial-balance";

const digitsMax = 18;

/** Books are paged by their sequence numbers instead of row ids. @throws InvalidError `cursor_invalid`. */
function decodeSequence(cursor: string | undefined): bigint {
  if (cursor === undefined) return 0n;
  const digits = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^\d+$/.test(digits) || digits.length > digitsMax) {
    throw new InvalidError("cursor_invalid", {}, { pointer: "/query/cursor" });
  }
  return BigInt(digits);
}

function cursorOf(sequence: bigint | undefined, hasMore: boolean): string | null {
  if (!hasMore || sequence === undefined) return null;
  return Buffer.from(sequence.toString()).toString("base64url");
}

function transactionView(transaction: BookedTransaction) {
  const { currency } = transaction;
  return {
    id: transaction.id,
    seq: transaction.seq.toString(),
    reference: transaction.reference,
    rule: transaction.rule,
    currency,
    effectiveAt: transaction.effectiveAt.toISOString(),
    recordedAt: transaction.recordedAt.toISOString(),
    tags: transaction.tags,
    entries: transaction.entries.map(({ account, amountMinor }) => ({
      account,
      amount: moneyJson(amountMinor, currency),
    })),
  };
}

/** Debits and credits of each currency; they are equal as long as the books are right. */
export function trialBalanceTotals(lines: readonly TrialBalanceLine[]) {
  const totals = new Map<Currency, { debitMinor: bigint; creditMinor: bigint }>();
  for (const { currency, balanceMinor } of lines) {
    const total = totals.get(currency) ?? { debitMinor: 0n, creditMinor: 0n };
    if (balanceMinor > 0n) total.debitMinor += balanceMinor;
    else total.creditMinor -= balanceMinor;
    totals.set(currency, total);
  }
  return [...totals].map(([currency, total]) => ({ currency, ...total }));
}

function trialBalanceView({ lines, totals }: TrialBalancePage, limit: number) {
  const shown = lines.slice(0, limit);
  return {
    items: shown.map(({ account, kind, currency, balanceMinor }) => ({
      account,
      kind,
      balance: moneyJson(balanceMinor, currency),
    })),
    totals: totals.map(({ currency, debitMinor, creditMinor }) => ({
      currency,
      debit: moneyJson(debitMinor, currency),
      credit: moneyJson(creditMinor, currency),
      isBalanced: debitMinor === creditMinor,
    })),
    nextCursor: cursorOf(shown.at(-1)?.accountId, lines.length > limit),
  };
}

function entryView(entry: StatementEntry, currency: Currency) {
  return {
    seq: entry.seq.toString(),
    transactionId: entry.transactionId,
    reference: entry.reference,
    rule: entry.rule,
    effectiveAt: entry.effectiveAt.toISOString(),
    amount: moneyJson(entry.amountMinor, currency),
    balance: moneyJson(entry.balanceMinor, currency),
  };
}

export function ledgerRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof ledgerContract, Actor>(ledgerContract, {
    listLedgerTransactions: async ({ tx, query }) => {
      const { limit, cursor, account, tag, reference } = query;
      const afterSeq = decodeSequence(cursor);
      const found = await listTransactions(tx, {
        afterSeq,
        account,
        tagValue: tag,
        reference,
        limit: limit + 1,
      });
      const shown = found.slice(0, limit);
      return {
        items: shown.map(transactionView),
        nextCursor: cursorOf(shown.at(-1)?.seq, found.length > limit),
      };
    },
    getTrialBalance: async ({ tx, query }) => {
      const { on, currency, includeEmpty, skipZero, cursor, limit } = query;
      const page = await trialBalancePage(tx, {
        on,
        currency,
        withEmpty: includeEmpty,
        withoutZero: skipZero,
        afterAccountId: decodeSequence(cursor),
        limit,
      });
      return trialBalanceView(page, limit);
    },
    getAccountStatement: async ({ tx, params, query }) => {
      const { limit, cursor, currency, from, to } = query;
      const { name } = params;
      const afterEntryId = decodeSequence(cursor);
      const found = await accountStatement(tx, {
        name,
        currency,
        from,
        to,
        afterEntryId,
        limit,
      });
      const shown = found.entries.slice(0, limit);
      return {
        account: name,
        currency,
        openingBalance: moneyJson(found.openingMinor, currency),
        balance: moneyJson(found.balanceMinor, currency),
        items: shown.map((entry) => entryView(entry, currency)),
        nextCursor: cursorOf(shown.at(-1)?.entryId, found.entries.length > limit),
      };
    },
  });
}
